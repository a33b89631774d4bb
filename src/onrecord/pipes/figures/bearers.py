"""The figure another one hangs on and measures the same as: "$5m (£4m)", "20 points, or 2 %"."""

from __future__ import annotations

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.governors import is_base, neighbour
from onrecord.pipes.figures.lexicon import word_set
from onrecord.pipes.figures.tree import SUBJECTS, child, preposition, top

HANGING = 4
"""How often a figure may hang on one that hangs on another."""
_ALONE = frozenset({"age", "duration", "rank", "score"})


def bearer_of(context: Context, found: Candidate) -> Candidate:
    """The figure itself, or the one it hangs on and means the same by: "$5m (£4m)", "20 points, or 2 %"."""
    for _ in range(HANGING):
        other = _hangs_on(context, found)
        if other is None:
            break
        found = other
    return found


def _hangs_on(context: Context, found: Candidate) -> Candidate | None:
    before = found.before
    counted = found.noun is not None and not is_index(context, found)
    if counted or found.hyphen:
        return None
    if before is not None and before.unit == found.unit and is_base(context, before, found):
        return before
    if before is not None and found.kind == "age" and found.rule == "figure.elided":
        return before
    if before is not None and before.bound_stop == found.bound_first - 1 and _is_away(context, found):
        return before
    if found.kind in _ALONE:
        return None
    if found.twin is not None:
        return found.twin
    if found.related is not None and context.line.low(found.bound_first - 1) == "from":
        return found.related
    token = top(context, found)
    if token is None or child(token, SUBJECTS) is not None or neighbour(context, found) is not None:
        return None
    if child(token, ("nmod",)) is not None and preposition(token) != "to":
        return None
    other = context.owners.get(token.head.i)
    if other is None or other is found or other.kind in _ALONE:
        return None
    return other if other.noun is None or other.unit.endswith("point") else None


def _is_away(context: Context, found: Candidate) -> bool:
    """ "€3.40, some 12 per cent above": how far what was just said lies from something."""
    comma = context.line.low(found.bound_first - 1) == ","
    return comma and context.line.low(found.bound_stop) in word_set("measured", "away")


def is_index(context: Context, found: Candidate) -> bool:
    """Are the points those of an index or a rate, and not won in a game?"""
    if not found.unit.endswith("point"):
        return False
    level = context.line.low(found.bound_first - 1) in ("to", "at") or found.rule == "figure.elided"
    return level or found.change != "=" or any(value != int(value) for value in found.values)
