"""Overlapping windows over a long text, so that each word is read in context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SIZE = 256
"""Word pieces in a window, not counting the start and end marks; larger windows parse slightly worse."""
LEFT = 24
"""Word pieces of already decided text at the beginning of a window."""
RIGHT = 8
"""Word pieces left to the next window when a window ends mid-paragraph."""


@dataclass(frozen=True)
class Window:
    """Tokens ``[start, end)`` are read; those from ``own`` up to the reader's cut are decided.

    If a paragraph ends in its last third, the window ends there and is decided up to its end.
    """

    start: int
    own: int
    end: int
    last: int
    """The last possible cut."""


def open_window(lengths: Sequence[int], own: int, breaks: Sequence[bool]) -> Window:
    """The window that starts deciding at token ``own``.

    Args:
        lengths: Word pieces of each token, at least 1.
        own: First token not decided yet.
        breaks: Whether each token begins a line or paragraph, where windows preferably begin and end.
    """
    start, room = own, LEFT
    while start > 0 and lengths[start - 1] <= room:
        start -= 1
        room -= lengths[start]
    start = next((i for i in range(start, own) if breaks[i]), start)
    end, room = start, SIZE
    while end < len(lengths) and lengths[end] <= room:
        room -= lengths[end]
        end += 1
    if end == len(lengths):
        return Window(start, own, end, end)
    for position in range(end, own + 2 * (end - own) // 3, -1):
        if breaks[position]:
            return Window(start, own, position, position)
    last, room = end, RIGHT
    while last > own + 1 and lengths[last - 1] <= room:
        last -= 1
        room -= lengths[last]
    return Window(start, own, end, last)


def choose_cut(window: Window, starts: Sequence[bool]) -> int:
    """Where to stop deciding: at the window's end if a paragraph ends there, else before its last sentence.

    Args:
        window: The window just read.
        starts: For each token of the text, whether a sentence starts there (known inside the window).
    """
    if window.last == window.end:
        return window.end
    return next(
        (position for position in range(window.last, window.own, -1) if starts[position]), window.last
    )
