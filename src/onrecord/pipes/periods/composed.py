"""Readings of expressions built from others: ranges, and parts such as "early 2019" or "the end of May"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord.pipes.periods import days
from onrecord.pipes.periods.days import Days
from onrecord.pipes.periods.reading import Frame, Unresolved, reads
from onrecord.pipes.periods.relative import unit_name
from onrecord.pipes.periods.scan import Expression
from onrecord.pipes.periods.words import number, ordinal

ONE_DAY = timedelta(days=1)

COMPOSED = (
    "period.range",
    "period.to_present",
    "period.part",
    "period.edge_of",
    "period.share_of",
    "period.week_of",
    "period.up_to",
)
"""Expressions whose parts are resolved on their own when the whole cannot be."""

_LONG = ("decade", "century")


def edge(whole: Days, which: str) -> Days:
    """The last day for "end" and "close", the first for "start" and "beginning"."""
    return days.day(whole.last if which in ("end", "close") else whole.first)


@reads("period.edge")
def _edge(expression: Expression, frame: Frame) -> Days:
    whole, which = days.unit_of(frame.today(), unit_name(expression)), expression.get("edge")
    return days.between(frame.today(), whole.last) if which in ("rest", "remainder") else edge(whole, which)


@reads("period.edge_of")
def _edge_of(expression: Expression, frame: Frame) -> Days:
    whole, which = frame.read(expression.parts[0]), expression.get("edge")
    if whole.granularity in _LONG:
        return days.part(whole, "late" if which in ("end", "close") else "early")
    return edge(whole, which)


@reads("period.part")
def _part(expression: Expression, frame: Frame) -> Days:
    which = expression.get("part")
    return days.part(frame.read(expression.parts[0]), "mid" if which == "middle" else which)


@reads("period.share_of")
def _share_of(expression: Expression, frame: Frame) -> Days:
    whole = frame.read(expression.parts[0])
    if whole.granularity == "day":
        raise Unresolved("a day is not divided")
    if expression.get("rest"):
        start = max(whole.first, min(frame.today(), whole.last))
        return days.between(start, whole.last)
    if expression.get("half"):
        first = expression.get("half") == "first"
        if whole.granularity == "year":
            return days.half(whole.first.year, 1 if first else 2)
        if whole.granularity == "month":
            middle = whole.first.replace(day=15)
            return days.between(whole.first, middle) if first else days.between(middle + ONE_DAY, whole.last)
        return days.part(whole, "early" if first else "late")
    unit = unit_name(expression)
    if expression.get("nth"):
        start = days.step(whole.first, unit, ordinal(expression.get("nth")) - 1)
        return _inside(whole, start, days.step(start, unit, 1) - ONE_DAY)
    if expression.get("plural") and not expression.get("n"):
        raise Unresolved("the part has no length")
    count = number(expression.get("n")) if expression.get("n") else 1
    if expression.get("side") in ("first", "opening"):
        return _inside(whole, whole.first, days.step(whole.first, unit, count) - ONE_DAY)
    return _inside(whole, days.step(whole.last + ONE_DAY, unit, -count), whole.last)


def _inside(whole: Days, first: date, last: date) -> Days:
    if first < whole.first or last > whole.last:
        raise Unresolved("the part is longer than the whole")
    return days.day(first) if first == last else days.between(first, last)


@reads("period.up_to")
def _up_to(expression: Expression, frame: Frame) -> Days:
    end = frame.read(expression.parts[0])
    count = number(expression.get("n")) if expression.get("n") else 1
    start = days.step(end.last + ONE_DAY, unit_name(expression), -count)
    return days.between(start, end.last)


@reads("period.week_of")
def _week_of(expression: Expression, frame: Frame) -> Days:
    named, how = frame.read(expression.parts[0]).first, expression.get("how")
    if expression.get("unit") == "weekend":
        return days.weekend(named)
    if how in ("ending", "ended"):
        return days.between(named - timedelta(days=6), named)
    if how == "of":
        return days.week(named)
    return days.between(named, named + timedelta(days=6))


@reads("period.range")
def _range(expression: Expression, frame: Frame) -> Days:
    left, right = ends(expression, frame)
    return days.between(left.first, right.last)


def ends(expression: Expression, frame: Frame) -> tuple[Days, Days]:
    """The start and end of a range; one without a year takes the year of the other."""
    first, second = expression.parts
    if _yearless(first) and not _yearless(second):
        right = frame.read(second)
        left = replace(frame, narrative=True, anchor=days.year(right.first.year)).read(first)
        if left.first > right.last:
            left = replace(frame, narrative=True, anchor=days.year(right.first.year - 1)).read(first)
    else:
        left = frame.read(first)
        right = (replace(frame, narrative=True, anchor=left) if _yearless(second) else frame).read(second)
        if first.rule == second.rule == "period.weekday" and left.first > right.last:
            week = timedelta(days=7)
            if frame.lean(second) > 0:
                right = days.day(right.first + week)
            else:
                left = days.day(left.first - week)
    if left.first > right.last or left.first == right.first:
        raise Unresolved("the second time does not follow the first")
    return left, right


def _yearless(expression: Expression) -> bool:
    inner = expression.parts[0] if expression.rule == "period.part" else expression
    months = ("period.month", "period.month_name", "period.month_day")
    return inner.rule in months and not inner.parts and not inner.get("event_year")


@reads("period.to_present")
def _to_present(expression: Expression, frame: Frame) -> Days:
    return days.between(frame.read(expression.parts[0]).first, frame.today())
