"""A long text is read through windows that overlap, so that no word is judged without its surroundings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SIZE = 288
"""Word pieces in a window, the two marks at its ends not counted."""
LEFT = 40
"""Word pieces of text already decided that a window begins with."""
RIGHT = 16
"""Word pieces of text at a window's end that are left to the next one."""


@dataclass(frozen=True)
class Window:
    """Tokens ``[start, end)`` are read; those from ``own`` on are new, up to wherever the reader cuts."""

    start: int
    own: int
    end: int
    last: int
    """The latest place to cut."""


def open_window(lengths: Sequence[int], own: int, breaks: Sequence[bool]) -> Window:
    """The window whose first undecided token is ``own``.

    Args:
        lengths: Word pieces of each token, at least 1.
        own: First token not decided yet.
        breaks: Whether a token begins a line or paragraph: a good place to begin the context.
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
    last, room = end, RIGHT
    if end < len(lengths):
        while last > own + 1 and lengths[last - 1] <= room:
            last -= 1
            room -= lengths[last]
    return Window(start, own, end, last)


def choose_cut(window: Window, starts: Sequence[bool], breaks: Sequence[bool]) -> int:
    """Where the window's decisions end: before a paragraph, else before a sentence, else as late as can be.

    Args:
        window: The window just read.
        starts: For each token of the text, whether a sentence starts there (known inside the window).
        breaks: For each token of the text, whether it begins a line or paragraph.
    """
    last = window.last
    if last == len(starts):
        return last
    late = window.own + 2 * (last - window.own) // 3
    for candidates, first in ((breaks, late), (starts, window.own + 1)):
        for place in range(last, first, -1):
            if candidates[place] and starts[place]:
                return place
    return last
