"""Scores and votes: two bare numbers as written."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from onrecord.pipes.figures.attach.fallback import counted_noun
from onrecord.pipes.figures.bounds.reading import unbound
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.lexicon import words

_MOST = 1000
_BEFORE, _AFTER = 10, 8
"""Tokens around two numbers in which a word of winning or voting tells that they are a result."""


def as_score(context: Context, figure: Figure) -> Figure | None:
    """Two bare numbers as a score where a range makes no sense or the words say so; None where not."""
    if not _may_be_score(figure) or figure.form not in ("dash", "versus"):
        return None
    low, high = figure.values
    told = _is_told(context, figure)
    if low < high:
        noun = counted_noun(context, figure)
        if not told or (noun is not None and noun.lemma_.lower() not in words()["score"]["words"]):
            return None
    elif not told and figure.form == "versus" and context.text.low(figure.first - 1) == "from":
        return None
    return of_score(context, figure)


def _may_be_score(figure: Figure) -> bool:
    """Are two bare whole numbers such as a score is made of?"""
    if figure.kind or len(figure.values) != 2:
        return False
    whole = all(value == int(value) and 0 <= value <= _MOST for value in figure.values)
    return whole and all(one.numeral.form == "cardinal" and not one.numeral.power for one in figure.amounts)


def of_score(context: Context, figure: Figure) -> Figure:
    """A figure as a score, which nothing bounds: "passed 29-6" and "topped them 3-1"."""
    unit = next((unit for unit, cues in _cues().items() if context.words & cues), "")
    return replace(unbound(figure), form="versus", kind="score", rule="figure.score", unit=unit)


def _is_told(context: Context, figure: Figure) -> bool:
    """Does a word of winning, losing or voting stand near?"""
    token = context.token(figure.first)
    near = () if token is None else context.doc[max(token.i - _BEFORE, 0) : token.i + _AFTER]
    return any(one.lemma_.lower() in words()["score"]["words"] for one in near)


@cache
def _cues() -> dict[str, frozenset[str]]:
    """What a score counts, by words that tell the game: goals, votes."""
    return {unit: frozenset(cues) for unit, cues in words()["score_units"].items()}
