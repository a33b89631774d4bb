"""What the language model says a number is, and how far it is believed. The thresholds stand here alone."""

from __future__ import annotations

from dataclasses import replace

from onrecord.pipes.figures.bounds.reading import unbound
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.numbers.lexer import Line
from onrecord.pipes.figures.numbers.values import EXACT
from onrecord.records import Change, FigureKind, NumberReading

MOST_NONE = 0.5
"""A bare number that is no figure with a higher probability than this is left out."""
MOST_NONE_EXACT = 0.9
"""The same for a number with a currency, a percent sign or a unit."""
UNBOUND = 0.8
"""A bound word bounds nothing where "=" has a higher probability than this."""
BY_RULE = 0.5
"""What a figure's score is worth where no language model read it."""

_ALONE: tuple[FigureKind, ...] = (
    *("count", "age", "rank", "ratio", "duration", "distance"),
    *("money", "percent", "percentage_point", "other"),
)
_BY_FORM: dict[str, tuple[FigureKind, ...]] = {
    "ordinal": ("rank",),
    "one_in": ("ratio",),
    "fraction": ("ratio",),
    "vague": ("count",),
}
_PAIRS = ("dash", "versus", "range")
_OLDEST = 120
_MILLION = 6
"""Power of ten."""
_AGES = ("year", "month", "week", "day")


def is_none(reading: NumberReading, found: Figure) -> bool:
    """Whether a number is no figure."""
    exact = found.kind not in ("", "multiple")
    return reading["kinds"].get("none", 0.0) > (MOST_NONE_EXACT if exact else MOST_NONE)


def kind_of(reading: NumberReading, found: Figure) -> tuple[FigureKind, float]:
    """The likeliest kind of those the grammar allows, and its probability."""
    allowed = _allowed(found)
    if len(allowed) == 1:
        return allowed[0], 1.0 - reading["kinds"].get("none", 0.0)
    best = max(allowed, key=lambda kind: reading["kinds"].get(kind, 0.0))
    return best, reading["kinds"].get(best, 0.0)


def change_of(reading: NumberReading) -> tuple[Change, float]:
    """The likeliest direction and its probability."""
    changes = reading["changes"]
    best: Change = max(("=", "up", "down"), key=lambda change: changes.get(change, 0.0))
    return best, changes.get(best, 0.0)


def without_false_bound(reading: NumberReading, found: Figure) -> Figure:
    """A figure without the words before it where they do not bound it: "she presided *over* two murders"."""
    if found.comparator == "=" or reading["comparators"].get("=", 0.0) <= UNBOUND:
        return found
    return unbound(found)


def with_metres_or_millions(line: Line, reading: NumberReading, found: Figure) -> Figure:
    """A figure whose "m" is read as what its kind makes it: "the 1500m title", "profits of 4.2m"."""
    if len(found.amounts) != 1:
        return found
    (amount,) = found.amounts
    distance = reading["kinds"].get("distance", 0.0)
    others = 1.0 - distance - reading["kinds"].get("none", 0.0)
    numeral = amount.numeral
    if numeral.letter and numeral.power == _MILLION and not found.kind and distance > others:
        values = tuple(EXACT.scaleb(value, -_MILLION) for value in found.values)
        return replace(found, unit="metre", kind="distance", values=values)
    letter = found.unit == "metre" and line.low(amount.stop - 1) == "m" and line.glued(amount.stop - 1)
    if letter and others > distance:
        values = tuple(EXACT.scaleb(value, _MILLION) for value in found.values)
        return replace(found, unit="", kind="", values=values)
    return found


def _allowed(found: Figure) -> tuple[FigureKind, ...]:
    if found.kind == "multiple":
        return "ratio", "count"
    if found.kind == "duration" and found.unit in _AGES:
        return "duration", "age"
    if found.kind:
        return (found.kind,)
    kinds = _BY_FORM.get(found.form, (*_ALONE, "score") if found.form in _PAIRS else _ALONE)
    young = all(0 < value <= _OLDEST for value in found.values)
    return kinds if young else tuple(kind for kind in kinds if kind != "age")
