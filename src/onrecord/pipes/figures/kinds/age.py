"""Ages that no unit gives away: "aged 14", and what the language model takes for one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from onrecord.pipes.figures.bounds.words import bound_before
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.lexicon import Phrases, words
from onrecord.pipes.figures.numbers.lexer import LexedText


def as_age(text: LexedText, figure: Figure) -> Figure:
    """A figure as an age, in years where no unit stands by it; "aged" and its bound belong to the span."""
    age = replace(figure, kind="age", unit=figure.unit or "year", rule="figure.age")
    first = age_opener(text, figure)
    if first is None:
        return age
    bound = bound_before(text, first - 1 if text.low(first - 1) == "the" else first)
    if bound is not None and bound[0] != "~" and figure.comparator == "=":
        return replace(age, comparator=bound[0], bound_first=bound[1], rule="figure.age.aged")
    return replace(age, bound_first=first, rule="figure.age.aged")


def age_opener(text: LexedText, figure: Figure) -> int | None:
    """The first lexeme of "aged" or "the age of" before a figure."""
    opener = _openers().before(text, figure.bound_first)
    return None if opener is None or figure.hyphen else opener[1]


@cache
def _openers() -> Phrases:
    return Phrases.of({"age": words()["age"]["before"]})
