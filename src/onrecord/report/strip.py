"""Figures from a single day compared: a row for each article, with a mark at its value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.claims import FigureClaim
from onrecord.report import shown
from onrecord.report.material import ArticleClaims
from onrecord.report.plot import ends_of, scale

LEFT, RIGHT = 120.0, 330.0
"""Where the marks go in a drawing 340 wide; the outlets' names are to their left."""
ROW = 22.0
_TOP = 4.0
_FEWEST = 2
MOST = 8
_LETTERS = 19
"""How many letters of an outlet's name fit."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure: where it is drawn, and which outlet gives it."""

    left: float
    right: float
    height: float
    outlet: str
    label: str
    claim: str
    article: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Marks in rows over vertical grid lines."""

    marks: list[Mark]
    lines: list[tuple[float, str]]
    height: float
    label: str


def strip_of(figures: Sequence[tuple[ArticleClaims, FigureClaim]]) -> Strip | None:
    """Draw figures for the same quantity; None if fewer than two articles give a value.

    Args:
        figures: Figures for the same quantity, with their articles.
    """
    by_article = {
        article.key: (article, claim)
        for article, claim in figures
        if claim.figure_kind != "score" and claim.value is not None
    }
    if len(by_article) < _FEWEST:
        return None
    drawn = list(by_article.values())[-MOST:]
    values = [ends_of(claim) for _, claim in drawn]
    low, high, lines = scale(min(pair[0] for pair in values), max(pair[1] for pair in values))

    def across(value: float) -> float:
        return LEFT + (RIGHT - LEFT) * (value - low) / (high - low)

    marks = [
        Mark(
            across(first),
            across(last),
            _TOP + ROW * (row + 0.5),
            _short(article.ref.outlet or article.ref.title or article.ref.id),
            f"{claim.text} ({article.ref.outlet or article.ref.title or article.ref.id})",
            claim.id,
            article.key,
        )
        for row, ((article, claim), (first, last)) in enumerate(zip(drawn, values, strict=True))
    ]
    ticks = [(across(value), shown.short(value)) for value in lines]
    label = f"{shown.plural(len(marks), 'article')}, {shown.plural(len(set(values)), 'value')}"
    return Strip(marks, ticks, _TOP + ROW * len(marks), label)


def _short(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= _LETTERS else f"{line[: _LETTERS - 1]}…"
