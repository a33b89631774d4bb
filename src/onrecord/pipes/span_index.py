"""Looks up records by character offset."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.records import Offsets


class SpanIndex:
    """The positions in a list of spans that do not overlap each other, by character offset."""

    def __init__(self, spans: Sequence[Offsets]) -> None:
        """Sort the spans ``[start, end)``."""
        self._ids = sorted(range(len(spans)), key=lambda i: spans[i])
        self._spans = [(spans[i][0], spans[i][1]) for i in self._ids]

    def over(self, start: int, end: int) -> bool:
        """Whether one span covers ``[start, end)``."""
        i = bisect_right(self._spans, (start, 1 << 60)) - 1
        return i >= 0 and self._spans[i][1] >= end

    def touches(self, start: int, end: int) -> bool:
        """Whether any span overlaps ``[start, end)``."""
        first, stop = self._range(start, end)
        return first < stop

    def overlapping(self, start: int, end: int) -> list[int]:
        """Positions of the spans that overlap ``[start, end)``, in text order."""
        first, stop = self._range(start, end)
        return self._ids[first:stop]

    def _range(self, start: int, end: int) -> tuple[int, int]:
        at = bisect_left(self._spans, (start, 0))
        first = at - 1 if at and self._spans[at - 1][1] > start else at
        return first, bisect_left(self._spans, (end, 0))
