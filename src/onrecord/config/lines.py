"""Where a key stands in a TOML file: tomllib does not say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*""")

Place = tuple[str | int, ...]


def line_of(text: str, place: Place) -> int | None:
    """The line, counted from 1, of a key or of the nearest table around it; None where there is none.

    Args:
        text: The file.
        place: Keys from the top, and indices into lists of tables.
    """
    best, line = 0, None
    for number, found in _keys(text):
        if len(found) > best and found == place[: len(found)]:
            best, line = len(found), number
    return line


def _keys(text: str) -> Iterator[tuple[int, Place]]:
    table: Place = ()
    seen: Counter[Place] = Counter()
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.lstrip()
        if bare.startswith("[["):
            name = _dotted(bare, 2, "]")
            table = (*name, seen[name])
            seen[name] += 1
            yield number, table
        elif bare.startswith("["):
            table = _dotted(bare, 1, "]")
            yield number, table
        elif name := _dotted(bare, 0, "="):
            yield number, (*table, *name)


def _dotted(line: str, at: int, end: str) -> Place:
    """The keys from a place in a line up to a sign; () where they do not end with it."""
    keys: list[str | int] = []
    while found := _PART.match(line, at):
        keys.append(next(part for part in found.groups() if part is not None))
        at = found.end()
        if line[at : at + 1] != ".":
            break
        at += 1
    return tuple(keys) if line[at : at + 1] == end else ()
