"""What the language model says a number is, and how far it is believed. The thresholds stand here alone."""

from __future__ import annotations

from dataclasses import replace

from onrecord.pipes.figures.bounds.reading import unbound
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.numbers.lexer import LexedText
from onrecord.pipes.figures.numbers.values import EXACT
from onrecord.records import Change, FigureKind, NumberReading

MOST_NONE = 0.6
"""A bare number that is no figure with a higher probability than this is left out."""
MOST_NONE_TOLD = 0.9
"""The same for one with a length of time, a bound ("more than 2000 homes") or the sign of a rank ("#2")."""
UNBOUND = 0.8
"""A bound word bounds nothing where "=" has a higher probability than this."""
UNMOVED = 0.9
"""A figure by whose words something rose or fell has moved unless "=" has a higher probability than this."""
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
_OF_TIME = ("duration", "age")


def is_none(reading: NumberReading, figure: Figure, *, ranked: bool) -> bool:
    """Whether a number is no figure; one with a currency, a percent sign or a physical unit always is.

    Args:
        reading: What the language model says.
        figure: The number.
        ranked: Whether its words make it a rank.
    """
    if figure.kind not in ("", "multiple", *_OF_TIME):
        return False
    told = figure.kind in _OF_TIME or ranked or (figure.bounded and figure.comparator != "=")
    return reading["kinds"].get("none", 0.0) > (MOST_NONE_TOLD if told else MOST_NONE)


def kind_of(reading: NumberReading, figure: Figure) -> tuple[FigureKind, float]:
    """The likeliest kind of those the grammar allows, and its probability."""
    allowed = _allowed(figure)
    if len(allowed) == 1:
        return allowed[0], 1.0 - reading["kinds"].get("none", 0.0)
    best = max(allowed, key=lambda kind: reading["kinds"].get(kind, 0.0))
    return best, reading["kinds"].get(best, 0.0)


def change_of(reading: NumberReading) -> tuple[Change, float]:
    """The likeliest direction and its probability."""
    changes = reading["changes"]
    best: Change = max(("=", "up", "down"), key=lambda change: changes.get(change, 0.0))
    return best, changes.get(best, 0.0)


def without_false_bound(reading: NumberReading, figure: Figure) -> Figure:
    """A figure without the words before it where they do not bound it: "she presided *over* two murders"."""
    if figure.comparator == "=" or reading["comparators"].get("=", 0.0) <= UNBOUND:
        return figure
    return unbound(figure)


def with_metres_or_millions(text: LexedText, reading: NumberReading, figure: Figure) -> Figure:
    """A figure whose "m" is read as what its kind makes it: "the 1500m title", "profits of 4.2m"."""
    if len(figure.amounts) != 1:
        return figure
    (amount,) = figure.amounts
    distance = reading["kinds"].get("distance", 0.0)
    others = 1.0 - distance - reading["kinds"].get("none", 0.0)
    numeral = amount.numeral
    if numeral.letter and numeral.power == _MILLION and not figure.kind and distance > others:
        values = tuple(EXACT.scaleb(value, -_MILLION) for value in figure.values)
        return replace(figure, unit="metre", kind="distance", values=values)
    letter = figure.unit == "metre" and text.low(amount.stop - 1) == "m" and text.glued(amount.stop - 1)
    if letter and others > distance:
        values = tuple(EXACT.scaleb(value, _MILLION) for value in figure.values)
        return replace(figure, unit="", kind="", values=values)
    return figure


def _allowed(figure: Figure) -> tuple[FigureKind, ...]:
    if figure.kind == "multiple":
        return "ratio", "count"
    if figure.kind == "duration" and figure.unit in _AGES:
        return "duration", "age"
    if figure.kind:
        return (figure.kind,)
    kinds = _BY_FORM.get(figure.form, (*_ALONE, "score") if figure.form in _PAIRS else _ALONE)
    never = set() if all(0 < value <= _OLDEST for value in figure.values) else {"age"}
    if figure.plain:
        never.add("ratio")  # "twelve of the 40": a count of some of them
    return tuple(kind for kind in kinds if kind not in never)
