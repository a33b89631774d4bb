"""A long text is read through windows that overlap, so that no word is judged without its surroundings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SIZE = 256
"""Word pieces in a window, the two marks at its ends not counted; larger ones parse a little worse."""
LEFT = 24
"""Word pieces of text already decided that a window begins with."""
RIGHT = 8
"""Word pieces at the end of a window that stops in mid-paragraph; they are left to the next one."""


@dataclass(frozen=True)
class Window:
    """Tokens ``[start, end)`` are read; those from ``own`` on are new, up to wherever the reader cuts.

    A window ends with a paragraph if one ends in its last third, and is then decided up to there.
    """

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
        breaks: Whether a token begins a line or paragraph: a good place for a window to begin or end.
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
    for place in range(end, own + 2 * (end - own) // 3, -1):
        if breaks[place]:
            return Window(start, own, place, place)
    last, room = end, RIGHT
    while last > own + 1 and lengths[last - 1] <= room:
        last -= 1
        room -= lengths[last]
    return Window(start, own, end, last)


def choose_cut(window: Window, starts: Sequence[bool]) -> int:
    """Where the window's decisions end: at its end if a paragraph ends there, else before its last sentence.

    Args:
        window: The window just read.
        starts: For each token of the text, whether a sentence starts there (known inside the window).
    """
    if window.last == window.end:
        return window.end
    return next((place for place in range(window.last, window.own, -1) if starts[place]), window.last)
