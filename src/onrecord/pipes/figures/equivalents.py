"""The same quantity said twice: "about 500 miles (800 km)", "20 points, or 2 %" share bound and change."""

from __future__ import annotations

from itertools import pairwise

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context

_KINDS = frozenset({"distance", "other", "money", "percent", "percentage_point", "count"})
_OR = (("or",), (",", "or"), ("-", "or"), ("–", "or"), ("—", "or"))
_WIDEST = 2


def read_equivalents(context: Context, found: list[Candidate]) -> None:
    """Give a figure in brackets after another, or after "or", what the first one says of both."""
    bracketed: Candidate | None = None
    for first, second in pairwise(found):
        gap = range(first.bound_stop, second.bound_first)
        between = tuple(map(context.line.low, gap)) if len(gap) <= _WIDEST else None
        in_brackets = between == ("(",) or (first is bracketed and between == ("/",))
        if first.unit == second.unit or not {first.kind, second.kind} <= _KINDS or not second.unit:
            continue
        if in_brackets or between in _OR:
            second.twin = first
        if in_brackets:
            bracketed = second
            if second.comparator == "=":
                second.comparator = first.comparator
        if (in_brackets or between in _OR) and second.change == "=":
            second.change = first.change
