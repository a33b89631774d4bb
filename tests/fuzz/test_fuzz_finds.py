"""What fuzzing once found stays right, and so does what it begins with."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz_targets import FINDS, READERS, TARGETS, seeds

from onrecord.readers import reader_names

KEPT = sorted(path for path in FINDS.glob("*/*") if path.is_file())


def test_every_reader_has_a_target() -> None:
    assert set(READERS) - {"gzip"} == set(reader_names())
    assert {path.parent.name for path in KEPT} <= set(TARGETS)


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_find(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_seeds(name: str) -> None:
    found = seeds(name)
    assert found
    for data in found:
        TARGETS[name](data)
