"""The words around a number that bound it: "well over 40", "50 or more", "100+"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.pipes.figures.bounds.lists import bounds
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.numbers.lexer import Line
from onrecord.records import Comparator


def with_bounds(line: Line, found: Figure, floor: int = 0) -> Figure:
    """A figure with the words before and after it that bound it, not beyond lexeme ``floor``."""
    found = unbound(found)
    if found.form == "ordinal":
        return found
    found = _before(line, found, floor)
    after = bound_after(line, found.stop)
    return found if after is None else replace(found, comparator=after[0], bound_stop=after[1])


def unbound(found: Figure) -> Figure:
    """A figure that nothing bounds."""
    return replace(found, comparator="=", bound_first=found.first, bound_stop=found.stop)


def bound_after(line: Line, i: int) -> tuple[Comparator, int] | None:
    """A bound that begins at lexeme ``i`` and the index after it: "or more", "-odd", "+"."""
    if line.low(i) == "+" and line.glued(i) and not (line.kind(i + 1) == "digits" and line.glued(i + 1)):
        return ">=", i + 1
    at = line.over_hyphen(i)
    after = bounds().after.after(line, at)
    if after is None or (at > i and after[0] != "~") or (at == i and line.low(at) in ("odd", "ish")):
        return None
    if line.low(at) == "plus" and (line.kind(after[1]) == "digits" or not line.glued(at)):
        return None
    return as_comparator(after[0]), after[1]


def as_comparator(text: str) -> Comparator:
    """A comparator as the lexicon writes it."""
    return text  # type: ignore[return-value]


def _before(line: Line, found: Figure, floor: int) -> Figure:
    lists = bounds()
    before = lists.before.before(line, found.first)
    if before is None or before[1] < floor:
        return replace(found, comparator="~") if found.amounts[0].numeral.loose else found
    comparator, first = as_comparator(before[0]), before[1]
    second = lists.before.before(line, first)
    if second is not None and second[1] >= floor and second[0] in (">", "<", ">=") and comparator == "~":
        comparator, first = as_comparator(second[0]), second[1]
    modifier = lists.modifiers.before(line, first)
    if modifier is not None and modifier[1] >= floor:
        first = modifier[1]
    return replace(found, comparator=comparator, bound_first=first)
