"""Shares with what they are of inside: "one station in three", "two voters out of ten"."""

from __future__ import annotations

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.numerals import ratio

_OUT_OF = (("in",), ("in", "every"), ("out", "of"), ("out", "of", "every"))
_MOST = 100
"""Nobody says "one in 350" with a noun inside; "40 boats in 350" is no share."""


def join_shares(context: Context, found: list[Candidate]) -> list[Candidate]:
    """Join a counted noun and a bare number after "in" to one ratio."""
    out: list[Candidate] = []
    for candidate in found:
        last = out[-1] if out else None
        if last is None or not _is_share(context, last, candidate):
            out.append(candidate)
            continue
        last.values = [ratio(last.values[0], candidate.values[0])]
        last.stop, last.bound_stop, last.form = candidate.stop, candidate.bound_stop, "one_in"
    return out


def _is_share(context: Context, part: Candidate, whole: Candidate) -> bool:
    between = tuple(context.line.low(i) for i in range(part.stop, min(whole.bound_first, part.stop + 4)))
    if between not in _OUT_OF or part.noun is None or part.whole or part.per:
        return False
    if part.hyphen or whole.noun is not None or not (is_plain(part) and is_plain(whole)):
        return False
    return 0 < part.values[0] < whole.values[0] <= _MOST


def is_plain(found: Candidate) -> bool:
    """Is it one bare whole number?"""
    return found.form == "single" and not found.kind and found.values[0] == int(found.values[0])
