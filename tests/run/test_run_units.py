"""The work list and its units: a cut of the inputs that nothing else has a part in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.readers import Failure
from onrecord.run.parts import Part, PartWriter, sealed, unsealed
from onrecord.run.worklist import ITEMS, LARGE, Entry, Unit, cut, next_block, read_list

SIZES = st.lists(st.one_of(st.integers(0, 50_000), st.integers(LARGE - 2, LARGE + 2)), max_size=60)


@given(SIZES)
def test_every_input_is_in_one_batch_in_order(sizes: list[int]) -> None:
    entries = [Entry(str(number), size) for number, size in enumerate(sizes)]
    units = list(cut(entries))
    assert [entry for unit in units for entry in unit.entries] == entries
    assert [unit.batch for unit in units] == list(range(len(units)))
    for unit in units:
        assert len(unit.entries) <= ITEMS
        assert unit.large == (unit.entries[0].size > LARGE)
        assert len(unit.entries) == 1 or sum(entry.size for entry in unit.entries) <= LARGE


@given(st.integers(1, 9), st.integers(0, 40), st.integers(0, 40))
def test_every_unit_is_of_one_shard(count: int, batch: int, block: int) -> None:
    unit = Unit(batch, block, (), True)
    assert [unit.is_of((number, count)) for number in range(1, count + 1)].count(True) == 1
    turn = [unit.is_of((number, count)) for number in range(1, count + 1)].index(True)
    assert next_block(unit).is_of(((turn + 1) % count + 1, count))


@given(st.text(), st.integers(0), st.text())
def test_the_work_list_comes_back(path: str, size: int, message: str) -> None:
    entries = [
        Entry(path, size, ((size, 5), (3, "tag"))),
        Entry(path, failure=Failure(path, path, "find", "ReaderError", message)),
    ]
    assert list(read_list(entry.line() for entry in entries)) == entries


def test_names_that_are_no_unicode() -> None:
    path = Path("\udcff.txt")
    (entry,) = read_list([Entry(str(path)).line()])
    assert entry.source().file == path


@given(st.binary(max_size=200), st.data())
def test_what_is_sealed_and_touched_is_refused(body: bytes, data: st.DataObject) -> None:
    whole = sealed(body)
    assert unsealed(whole) == body
    length = data.draw(st.integers(0, len(whole) - 1))
    flipped = bytearray(whole)
    flipped[length] ^= data.draw(st.integers(1, 255))
    for touched in (whole[:length], bytes(flipped), whole + b"\n", b"", sealed(b"") + sealed(b"")):
        with pytest.raises(ValueError, match="truncated or modified"):
            unsealed(touched)


def test_a_part_belongs_to_one_unit_of_one_run() -> None:
    data = PartWriter("run", "unit").bytes(0, 0.5)
    assert Part(data, "run", "unit").summary.items == 0
    for run, unit in (("other", "unit"), ("run", "other")):
        with pytest.raises(ValueError, match="another run"):
            Part(data, run, unit)
    with pytest.raises(ValueError, match="not a part"):
        Part(sealed(b"{}"), "run", "unit")
