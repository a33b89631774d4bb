"""Ages that no unit gives away: "aged 14", and what the language model takes for one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from onrecord.pipes.figures.bounds.lists import bounds
from onrecord.pipes.figures.bounds.reading import as_comparator
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.lexicon import Phrases, words

_OLDEST = 120


def as_age(context: Context, figure: Figure) -> Figure | None:
    """A number whose words make it an age, as one; None where they do not."""
    if figure.form not in ("single", "range", "dash") or figure.kind not in ("", "duration", "age"):
        return None
    if (
        figure.hyphen
        or figure.amounts[0].numeral.power
        or not all(0 < one <= _OLDEST for one in figure.values)
    ):
        return None
    aged = _aged(context, figure)
    return None if aged is None else of_age(aged, "figure.age.aged")


def of_age(figure: Figure, rule: str = "figure.age") -> Figure:
    """A figure as an age; in years where no unit stands by it."""
    return replace(figure, kind="age", unit=figure.unit or "year", rule=rule)


@cache
def _openers() -> Phrases:
    phrases = Phrases()
    for phrase in words()["age"]["before"]:
        phrases.add(phrase, phrase)
    return phrases


def _aged(context: Context, figure: Figure) -> Figure | None:
    """A number behind "aged" or "the age of", which belongs to its span with what bounds it."""
    line = context.text
    before = _openers().before(line, figure.bound_first)
    if before is None:
        return None
    opener, first = before
    if opener.startswith("turn") and (figure.kind or line.kind(figure.stop) == "word"):
        return None
    if opener in ("ages", "age", "age of") and line.low(figure.stop) == "of":
        return None
    bound = bounds().before.before(line, first - 1 if line.low(first - 1) == "the" else first)
    if bound is not None and bound[0] != "~" and figure.comparator == "=":
        return replace(figure, comparator=as_comparator(bound[0]), bound_first=bound[1])
    return replace(figure, bound_first=first)
