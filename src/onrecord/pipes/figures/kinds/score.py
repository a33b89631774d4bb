"""Scores and votes: two bare numbers as written."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from onrecord.pipes.figures.bounds.words import unbound
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.lexicon import words


def as_score(context: Context, figure: Figure) -> Figure:
    """A figure as a score, which nothing bounds: "passed 29-6" and "topped them 3-1"."""
    unit = figure.unit or next((unit for unit, cues in _cues().items() if context.words & cues), "")
    return replace(unbound(figure), form="versus", kind="score", rule="figure.score", unit=unit)


@cache
def _cues() -> dict[str, frozenset[str]]:
    """What a score counts, by words that tell the game: goals, votes."""
    return {unit: frozenset(cues) for unit, cues in words()["score_units"].items()}
