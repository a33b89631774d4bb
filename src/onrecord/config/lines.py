"""Line numbers of keys in a TOML file, which tomllib does not give."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*""")

Place = tuple[str | int, ...]


def line_of(text: str, place: Place) -> int | None:
    """The line, counted from 1, of a key or of the nearest table around it; None without one.

    Args:
        text: The file.
        place: Keys from the top, and indices into lists of tables.
    """
    best, line = 0, None
    for number, keys in _keys(text):
        if len(keys) > best and keys == place[: len(keys)]:
            best, line = len(keys), number
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
    """The keys from a position in a line up to the character ``end``; () if they do not end with it."""
    keys: list[str | int] = []
    while match := _PART.match(line, at):
        keys.append(next(part for part in match.groups() if part is not None))
        at = match.end()
        if line[at : at + 1] != ".":
            break
        at += 1
    return tuple(keys) if line[at : at + 1] == end else ()
