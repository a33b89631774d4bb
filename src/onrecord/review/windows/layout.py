"""Wraps marked text to a width, and finds the line the claim begins on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from rich.cells import cell_len, chop_cells

from onrecord.review.view import FOUND, Piece

_TOKEN = re.compile(r"\n|[^\S\n]+|\S+")


@dataclass(frozen=True, slots=True)
class Layout:
    """Lines of pieces."""

    lines: list[list[Piece]]
    first: int
    """The line of the first piece with a role in the claim."""


def wrap(pieces: Sequence[Piece], width: int) -> Layout:
    """Break text into lines of at most ``width`` cells, at spaces if possible.

    Args:
        pieces: The text.
        width: Cells of the terminal; a longer word is cut.
    """
    text = "".join(piece.text for piece in pieces)
    ends = list(accumulate(len(piece.text) for piece in pieces))
    lines: list[list[Piece]] = []
    first: int | None = None
    at = 0
    for start, end in ranges(text, max(2, width)):
        line = []
        while start < end:
            while ends[at] <= start:
                at += 1
            stop = min(end, ends[at])
            piece = pieces[at]
            if piece.marked and piece.role != FOUND and first is None:
                first = len(lines)
            line.append(Piece(text[start:stop], piece.role))
            start = stop
        lines.append(line)
    return Layout(lines, first or 0)


def ranges(text: str, width: int) -> list[tuple[int, int]]:
    """Start and end of each line; spaces at a break belong to no line."""
    ranges: list[tuple[int, int]] = []
    start = end = used = 0
    for match in _TOKEN.finditer(text):
        token, left, right = match[0], match.start(), match.end()
        if token == "\n":
            ranges.append((start, end))
            start = end = right
            used = 0
            continue
        if token.isspace():
            used += cell_len(token)
            continue
        cells = cell_len(token)
        if used + cells > width and end > start:
            ranges.append((start, end))
            start, used = left, 0
        elif end == start:
            start, used = left, 0
        if cells > width:
            *full, token = chop_cells(token, width)
            for part in full:
                ranges.append((left, left + len(part)))
                left += len(part)
            start, cells = left, cell_len(token)
        end, used = right, used + cells
    ranges.append((start, end))
    return ranges
