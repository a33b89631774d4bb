"""Ranks: "second highest annual total", "fourth place", "#2 browser", "the world No. 3"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.lexicon import words
from onrecord.pipes.figures.numbers.lexer import LexedText

_MOST = 1000


def as_rank(context: Context, figure: Figure, sign: int | None = None) -> Figure:
    """A figure as a rank whose span takes in its sign, or the superlative or place it is the number of.

    Args:
        context: The Doc.
        figure: The figure.
        sign: First lexeme of its sign, see ``rank_sign``.
    """
    at = context.text.over_hyphen(figure.stop)
    token = context.token(at) if figure.form == "ordinal" else None
    first, stop, rule = figure.first, figure.stop, "figure.rank.place"
    if sign is not None:
        first, rule = sign, "figure.rank.number"
    elif token is not None and token.tag_ in ("JJS", "RBS"):
        stop, rule = at + 1, "figure.rank.superlative"
    elif token is not None and token.lower_ in words()["rank"]["standings"]:
        stop = at + 1
    edges = min(figure.bound_first, first), max(figure.bound_stop, stop)
    whole = replace(figure, first=first, stop=stop, bound_first=edges[0], bound_stop=edges[1])
    return replace(whole, form="rank", kind="rank", rule=rule)


def rank_sign(text: LexedText, figure: Figure) -> int | None:
    """The first lexeme of what makes a bare number a rank: "#2", "world No. 3", "ranked number two"."""
    first = figure.amounts[0].first
    if figure.form != "single" or figure.kind:
        return None
    if text.low(first - 1) == "#" and text.glued(first) and figure.values[0] < _MOST:
        return first - 1
    number = first - 2 if text.low(first - 1) == "." else first - 1
    ranked = text.low(number) in ("no", "number")
    return number if ranked and text.low(number - 1) in words()["rank"]["before_number"] else None
