"""The words around a number that bound it: "well over 40", "50 or more", "100+"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.pipes.figures.bounds.lists import bounds
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.numbers.lexer import LexedText
from onrecord.records import Comparator


def with_bounds(text: LexedText, figure: Figure, floor: int = 0) -> Figure:
    """A figure with the words before and after it that bound it, not beyond lexeme ``floor``."""
    figure = unbound(figure)
    if figure.form == "ordinal":
        return figure
    figure = _before(text, figure, floor)
    after = bound_after(text, figure.stop)
    return figure if after is None else replace(figure, comparator=after[0], bound_stop=after[1])


def unbound(figure: Figure) -> Figure:
    """A figure that nothing bounds."""
    return replace(figure, comparator="=", bound_first=figure.first, bound_stop=figure.stop)


def bound_after(text: LexedText, i: int) -> tuple[Comparator, int] | None:
    """A bound that begins at lexeme ``i`` and the index after it: "or more", "-odd", "+"."""
    if text.low(i) == "+" and text.glued(i) and not (text.kind(i + 1) == "digits" and text.glued(i + 1)):
        return ">=", i + 1
    at = text.over_hyphen(i)
    after = bounds().after.after(text, at)
    if after is None or (at > i and after[0] != "~") or (at == i and text.low(at) in ("odd", "ish")):
        return None
    if text.low(at) == "plus" and (text.kind(after[1]) == "digits" or not text.glued(at)):
        return None
    return as_comparator(after[0]), after[1]


def as_comparator(text: str) -> Comparator:
    """A comparator as the lexicon writes it."""
    return text  # type: ignore[return-value]


def _before(text: LexedText, figure: Figure, floor: int) -> Figure:
    lists = bounds()
    before = lists.before.before(text, figure.first)
    if before is None or before[1] < floor:
        return replace(figure, comparator="~") if figure.amounts[0].numeral.loose else figure
    comparator, first = as_comparator(before[0]), before[1]
    second = lists.before.before(text, first)
    if second is not None and second[1] >= floor and second[0] in (">", "<", ">=") and comparator == "~":
        comparator, first = as_comparator(second[0]), second[1]
    modifier = lists.modifiers.before(text, first)
    if modifier is not None and modifier[1] >= floor:
        first = modifier[1]
    return replace(figure, comparator=comparator, bound_first=first)
