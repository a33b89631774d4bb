"""Innings of cricket: "318 for 4", "took 3 for 62" are one score, where the article's words tell the game."""

from __future__ import annotations

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.lexicon import word_set
from onrecord.pipes.figures.shares import is_plain

_ALL_OUT = 10
_MOST = 1000


def join_innings(context: Context, found: list[Candidate]) -> list[Candidate]:
    """Join two bare numbers with "for" between them to one score of runs and wickets, in written order."""
    if not context.words & word_set("innings", "cues"):
        return found
    out: list[Candidate] = []
    for candidate in found:
        last = out[-1] if out else None
        if last is None or not _is_innings(context, last, candidate):
            out.append(candidate)
            continue
        last.values += candidate.values
        last.amounts += candidate.amounts
        last.stop, last.bound_stop, last.form = candidate.stop, candidate.bound_stop, "versus"
        last.kind, last.unit, last.rule, last.noun = "score", "run", "figure.innings", None
    return out


def _is_innings(context: Context, runs: Candidate, wickets: Candidate) -> bool:
    line = context.line
    if line.low(runs.stop) != "for" or wickets.first != runs.stop + 1:
        return False
    if not all(is_plain(one) and one.noun is None for one in (runs, wickets)):
        return False
    low, high = sorted((runs.values[0], wickets.values[0]))
    return 0 <= low <= _ALL_OUT and high < _MOST
