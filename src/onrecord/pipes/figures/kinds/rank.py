"""Ranks: "second highest annual total", "fourth place", "#2 browser", "the world No. 3"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.lexicon import words

_MOST = 1000


def as_rank(context: Context, found: Figure) -> Figure | None:
    """A number whose words make it a rank, as one; None where they do not."""
    line = context.line
    first = found.amounts[0].first
    if found.form == "ordinal":
        return _superlative(context, found) or _standing(context, found)
    if found.form != "single" or found.kind:
        return None
    if line.low(first - 1) == "#" and line.glued(first) and found.values[0] < _MOST:
        return of_rank(found, "figure.rank.number", first=first - 1)
    number = first - 2 if line.low(first - 1) == "." else first - 1
    if line.low(number) in ("no", "number") and line.low(number - 1) in words()["rank"]["before_number"]:
        return of_rank(found, "figure.rank.number", first=number)
    return None


def of_rank(
    found: Figure, rule: str = "figure.rank.place", *, first: int | None = None, stop: int | None = None
) -> Figure:
    """A figure as a rank that takes in the words from lexeme ``first`` to ``stop``."""
    first = found.first if first is None else first
    stop = found.stop if stop is None else stop
    bounds = min(found.bound_first, first), max(found.bound_stop, stop)
    return replace(
        found,
        first=first,
        stop=stop,
        form="rank",
        kind="rank",
        rule=rule,
        bound_first=bounds[0],
        bound_stop=bounds[1],
    )


def _superlative(context: Context, found: Figure) -> Figure | None:
    line = context.line
    at = line.over_hyphen(found.stop)
    word, token = line.low(at), context.token(at)
    tagged = token is not None and context.tagged
    adjective = not tagged or token is None or token.pos_ in ("ADJ", "ADV") or token.tag_ in ("JJS", "RBS")
    superlative = word in words()["rank"]["superlatives"] or (
        len(word) > 4 and word.endswith("est") and adjective
    )
    if not superlative or line.low(found.amounts[0].first - 1) == "at":
        return None
    return of_rank(found, "figure.rank.superlative", stop=at + 1)


def _standing(context: Context, found: Figure) -> Figure | None:
    at = context.line.over_hyphen(found.stop)
    named = context.line.low(at) in words()["rank"]["standings"]
    return of_rank(found, stop=at + 1) if named else None
