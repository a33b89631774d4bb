"""A unit of work by itself: any order, any process, and articles that must not be tried again."""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.readers import Article, Inputs, ReadOptions
from onrecord.readers.jsons import JsonLinesReader
from onrecord.run import Outcome, RunConfig
from onrecord.run.memory import NO_MEMORY
from onrecord.run.parts import Item, Part
from onrecord.run.unit import Blocked, Phase, Place, UnitProcessor, name_of
from onrecord.run.worklist import ITEMS, Unit, cut, list_inputs, next_block

CRASH = Path(__file__).parents[1] / "crash"
sys.path.insert(0, str(CRASH))

from standin import Word, extract, load  # noqa: E402


def processor(seconds: float = 60) -> UnitProcessor:
    return UnitProcessor("run", ReadOptions(), seconds, load(RunConfig()))


def items(unit: Unit, bad: Blocked | None = None, by: UnitProcessor | None = None) -> list[Item]:
    done = (by or processor())(unit, bad)
    assert done is not None
    return list(Part(done.data, "run", name_of(unit)))  # type: ignore[arg-type]


def names(found: list[Item]) -> list[str]:
    return [Path(item.article).name for item in found]


@pytest.fixture
def large(tmp_path: Path) -> list[Unit]:
    """All units of a file of 40 rows."""
    file = tmp_path / "rows.jsonl"
    rows = ({"id": f"row{number}", "text": f"text {number}", "x": "x" * 9000} for number in range(40))
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    (first,) = cut(list_inputs(Inputs([str(file)], ReadOptions())))
    assert first.large
    return [first, next_block(first), next_block(next_block(first))]


@pytest.fixture
def group(tmp_path: Path) -> Unit:
    """A text, three rows in a file, a text."""
    (tmp_path / "a.txt").write_text("first")
    (tmp_path / "b.jsonl").write_text("".join(f'{{"text": "b{n}", "id": "b{n}"}}\n' for n in range(3)))
    (tmp_path / "c.txt").write_text("last")
    (unit,) = cut(list_inputs(Inputs([str(tmp_path)], ReadOptions())))
    return unit


def test_blocks_of_a_large_file_in_any_order(large: list[Unit]) -> None:
    whole = [names(items(unit)) for unit in large]
    assert [name for part in whole for name in part] == [f"row{number}" for number in range(40)]
    by, draw = processor(), random.Random(3)
    for _ in range(12):
        place = draw.randrange(3)
        assert names(items(large[place], by=by)) == whole[place]
    done = processor()(large[2])
    assert done is not None
    assert (done.items, done.last) == (8, True)
    assert processor()(next_block(large[2])) is None


def test_a_file_that_ends_with_a_block(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps({"text": f"t{n}", "x": "x" * 20_000}) + "\n" for n in range(ITEMS)))
    (first,) = cut(list_inputs(Inputs([str(file)], ReadOptions())))
    by = processor()
    done, rest = by(first), by(next_block(first))
    assert done is not None
    assert rest is not None
    assert (done.items, done.last) == (ITEMS, False)
    assert (rest.items, rest.last) == (0, True)
    assert by(next_block(next_block(first))) is None


def test_a_text_seen_earlier_is_not_worked_on_again(group: Unit, tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text("first")
    found = items(group)
    assert [item.duplicate for item in found] == [False, False, False, False, True]
    assert found[0].digest == found[4].digest
    by = processor()
    assert items(group, by=by) == items(group, by=by) == found


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((0, "find"), ["a.txt", "b0", "b1", "b2", "c.txt"]),
        ((0, "read"), ["a.txt", "b0", "b1", "b2", "c.txt"]),
        ((0, "process"), ["a.txt", "b0", "b1", "b2", "c.txt"]),
        ((2, "find"), ["a.txt", "b0", "b.jsonl", "c.txt"]),
        ((2, "read"), ["a.txt", "b0", "b.jsonl:2", "b2", "c.txt"]),
        ((2, "process"), ["a.txt", "b0", "b1", "b2", "c.txt"]),
        ((4, "read"), ["a.txt", "b0", "b1", "b2", "c.txt"]),
    ],
)
def test_what_must_not_be_tried(group: Unit, place: tuple[int, str], expected: list[str]) -> None:
    """Finding the next article of a file may not be tried again: then the rest of that file is given up."""
    found = items(group, {place: "it died"})  # type: ignore[dict-item]
    assert names(found) == expected
    (failed,) = [item for item in found if item.errors]
    assert failed is found[place[0]]
    error = json.loads(failed.errors[0])
    assert error["message"] == "it died"
    assert error["stage"] == ("process" if place[1] == "process" else "read")
    assert not failed.claims


def test_what_must_not_be_tried_in_a_large_file(large: list[Unit]) -> None:
    by = processor()
    bad: Blocked = {(20, "find"): "it died"}
    assert names(items(large[0], by=by))[-1] == "row15"
    assert names(items(large[1], bad, by)) == ["row16", "row17", "row18", "row19", "rows.jsonl"]
    assert by(large[2], bad) is None


def test_a_reader_that_takes_too_long(group: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    """The deadline holds for reading as well."""
    rows = JsonLinesReader.rows

    def slow(self: object, *given: object) -> object:
        for number, row in enumerate(rows(self, *given)):  # type: ignore[arg-type]
            if number == 1:
                time.sleep(60)
            yield row

    monkeypatch.setattr(JsonLinesReader, "rows", slow)
    found = items(group, by=processor(0.3))
    assert names(found) == ["a.txt", "b0", "b.jsonl", "c.txt"]
    assert "not done after 0.3 seconds" in json.loads(found[2].errors[0])["message"]


def test_an_extractor_without_a_boundary(group: Unit) -> None:
    def fail(article: Article) -> Outcome:
        if article.text == "b1":
            raise KeyError("b1")
        return extract(article)

    found = items(group, by=UnitProcessor("run", ReadOptions(), 0, fail))
    assert json.loads(found[2].errors[0])["error"] == "KeyError"
    assert found[3].claims == [Word("b2", "b2").model_dump_json().encode()]


@pytest.mark.parametrize("phase", ["find", "read", "process"])
def test_where_memory_runs_out_another_process_must_go_on(
    group: Unit, monkeypatch: pytest.MonkeyPatch, phase: Phase
) -> None:
    def fail(*_: object) -> Iterator[object]:
        raise MemoryError

    def one(*_: object) -> Iterator[Callable[[], object]]:
        yield fail

    if phase == "find":
        monkeypatch.setattr(JsonLinesReader, "rows", fail)
    elif phase == "read":
        monkeypatch.setattr(JsonLinesReader, "read_later", one)
    places: list[Place] = []
    by = UnitProcessor("run", ReadOptions(), 0, fail if phase == "process" else extract, places.append)  # type: ignore[arg-type]
    with pytest.raises(MemoryError):
        by(group)
    assert places[-1] == ((0, "process") if phase == "process" else (1, "read"))
    found = items(group, {places[-1]: NO_MEMORY}, UnitProcessor("run", ReadOptions(), 0, extract))
    assert json.loads(found[places[-1][0]].errors[0])["message"] == NO_MEMORY
    assert names(found)[-1] == "c.txt"
