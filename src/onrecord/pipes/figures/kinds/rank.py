"""Ranks: "second highest annual total", "fourth place", "#2 browser", "the world No. 3"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.lexicon import words

_MOST = 1000


def as_rank(context: Context, figure: Figure) -> Figure | None:
    """A number whose words make it a rank, as one; None where they do not."""
    line = context.text
    first = figure.amounts[0].first
    if figure.form == "ordinal":
        return _superlative(context, figure) or _standing(context, figure)
    if figure.form != "single" or figure.kind:
        return None
    if line.low(first - 1) == "#" and line.glued(first) and figure.values[0] < _MOST:
        return of_rank(figure, "figure.rank.number", first=first - 1)
    number = first - 2 if line.low(first - 1) == "." else first - 1
    if line.low(number) in ("no", "number") and line.low(number - 1) in words()["rank"]["before_number"]:
        return of_rank(figure, "figure.rank.number", first=number)
    return None


def of_rank(
    figure: Figure, rule: str = "figure.rank.place", *, first: int | None = None, stop: int | None = None
) -> Figure:
    """A figure as a rank that takes in the words from lexeme ``first`` to ``stop``."""
    first = figure.first if first is None else first
    stop = figure.stop if stop is None else stop
    bounds = min(figure.bound_first, first), max(figure.bound_stop, stop)
    return replace(
        figure,
        first=first,
        stop=stop,
        form="rank",
        kind="rank",
        rule=rule,
        bound_first=bounds[0],
        bound_stop=bounds[1],
    )


def _superlative(context: Context, figure: Figure) -> Figure | None:
    line = context.text
    at = line.over_hyphen(figure.stop)
    word, token = line.low(at), context.token(at)
    tagged = token is not None and context.tagged
    adjective = not tagged or token is None or token.pos_ in ("ADJ", "ADV") or token.tag_ in ("JJS", "RBS")
    superlative = word in words()["rank"]["superlatives"] or (
        len(word) > 4 and word.endswith("est") and adjective
    )
    if not superlative or line.low(figure.amounts[0].first - 1) == "at":
        return None
    return of_rank(figure, "figure.rank.superlative", stop=at + 1)


def _standing(context: Context, figure: Figure) -> Figure | None:
    at = context.text.over_hyphen(figure.stop)
    named = context.text.low(at) in words()["rank"]["standings"]
    return of_rank(figure, stop=at + 1) if named else None
