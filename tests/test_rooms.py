"""CONTRIBUTING's table of modules is complete, and no module imports one below it in the table."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/onrecord"
TABLE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ROOMS = re.findall(r"^\| `src/onrecord/(\w+)(?:/|\.py)` \|", TABLE, re.MULTILINE)


def imports(file: Path) -> Iterator[str]:
    """The modules of onrecord that a file imports, wherever it does."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "onrecord":
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("onrecord."))


def files_of(room: str) -> list[Path]:
    return sorted((SOURCE / room).rglob("*.py")) or [SOURCE / f"{room}.py"]


def test_every_room_has_a_line() -> None:
    there = [*SOURCE.glob("[a-z]*.py"), *(path.parent for path in SOURCE.glob("*/__init__.py"))]
    assert sorted(ROOMS) == sorted(path.stem for path in there)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_none_below_it(room: str) -> None:
    below = set(ROOMS[ROOMS.index(room) + 1 :])
    for file in files_of(room):
        assert below.isdisjoint(module.split(".")[1] for module in imports(file)), file


def test_evaluation_sees_pipes_from_outside_only() -> None:
    inner = re.compile(r"onrecord\.pipes\.\w+\.\w+\.")
    for file in files_of("evaluation"):
        assert not [module for module in imports(file) if inner.match(module)], file
