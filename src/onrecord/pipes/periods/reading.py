"""The context an expression is read in, and the table of readings: one function for each rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from onrecord.pipes.periods.days import Days
from onrecord.pipes.periods.scan import Expression


class Unresolved(ValueError):
    """The expression has no interval here: no publication date, no such day, or day and month unclear."""


@dataclass(frozen=True)
class Frame:
    """The publication date and what the text has said so far."""

    published: date | None
    lean: Callable[[Expression], int]
    """The tense around an expression: below 0 past, above 0 future; 2 means certain, 1 likely."""
    anchor: Days | None = None
    """The last date the text named, which "a year later" counts from."""
    narrative: bool = False
    """True if the text is about another time than its own: "on 4 May" is then in the anchor's year."""
    compared: Days | None = None
    """The last time named in the same sentence; "the same period last year" counts from it."""
    before: Days | None = None
    """The last value of ``compared`` in an earlier sentence."""
    spoken: date | None = None
    """The last day named outside quotation marks, in the week to publication: "today" in a quotation."""
    day_first: bool | None = None
    """Whether 05/06 is the 5th of June; None if the text does not show it."""

    def today(self) -> date:
        """The publication date.

        Raises:
            Unresolved: There is none.
        """
        if self.published is None:
            raise Unresolved("no publication date")
        return self.published

    def named(self) -> Days:
        """The last date the text named.

        Raises:
            Unresolved: There is none.
        """
        if self.anchor is None:
            raise Unresolved("no date named before")
        return self.anchor

    def moved(self, published: date) -> Frame:
        """The same frame with another publication date."""
        return replace(self, published=published)

    def read(self, expression: Expression) -> Days:
        """The interval of an expression.

        Raises:
            ValueError: It has none here, or the day does not exist.
            OverflowError: It is outside the calendar.
        """
        return READINGS[expression.rule](expression, self)

    def try_read(self, expression: Expression) -> Days | None:
        """The interval of an expression, None if it has none here."""
        try:
            return self.read(expression)
        except (ValueError, OverflowError):
            return None


BACK = ("last", "past", "this past", "previous", "preceding")
ON = ("next", "coming", "this coming", "upcoming", "following", "ensuing")
"""Words for the previous one and for the next one."""

Reading = Callable[[Expression, Frame], Days]
READINGS: dict[str, Reading] = {}


def reads(*rules: str) -> Callable[[Reading], Reading]:
    """Register a function as the reading of these rules."""

    def enter(function: Reading) -> Reading:
        READINGS.update(dict.fromkeys(rules, function))
        return function

    return enter


FAR = 3
"""A merely likely tense is overruled by an occurrence this many times nearer in the other direction."""


def nearest(make: Callable[[int], Days], expression: Expression, frame: Frame) -> Days:
    """Which occurrence of a yearly event is meant.

    In a narrative it is the one in the last year named, or the first after the last day named. Otherwise it
    is the one nearest to the publication date: in the direction of the tense, or in either if there is none.

    Args:
        make: The occurrence in a given year.
        expression: The expression, for its "last", "this" or "next" and its tense.
        frame: Publication date, tense and last date named.
    """
    rel = " ".join(expression.get("rel").split())
    if not rel and frame.anchor is not None and frame.narrative:
        return _after(make, frame.anchor)
    today = frame.today()
    around = [days for year in range(today.year - 8, today.year + 9) if (days := _try(make, year))]
    past = [days for days in around if days.first <= today]
    ahead = [days for days in around if days.last >= today]
    if rel in BACK:
        past = [days for days in past if days.last < today]
    if rel in ON:
        ahead = [days for days in ahead if days.first > today]
    if not past or not ahead:
        raise Unresolved("outside the calendar")
    if rel in BACK or rel in ON:
        return past[-1] if rel in BACK else ahead[0]
    lean = frame.lean(expression)
    if rel in ("this", "current"):
        same = next((days for days in around if days.holds(today)), None) or _try(make, today.year)
        if same is not None and not (lean == -2 and same.first > today and today.month < 3):
            return same
    back, on = (today - past[-1].last).days, (ahead[0].first - today).days
    if back < 0:
        return past[-1] if lean <= 0 else ahead[0]
    if lean < 0 and past[-1].granularity == "month":  # "unemployment in May fell", even close to next May
        return past[-1]
    if lean and (abs(lean) > 1 or (back < FAR * on if lean < 0 else on < FAR * back)):
        return past[-1] if lean < 0 else ahead[0]
    return past[-1] if back <= on else ahead[0]


def _try(make: Callable[[int], Days], year: int) -> Days | None:
    try:
        return make(year)
    except (ValueError, OverflowError):
        return None


def _after(make: Callable[[int], Days], anchor: Days) -> Days:
    days = _try(make, anchor.first.year)
    if anchor.granularity in ("day", "month") and (days is None or days.last < anchor.first):
        later = _try(make, anchor.first.year + 1)
        days = later if later is not None and (later.first - anchor.last).days < 200 else days
    if days is None:
        raise Unresolved("no such day in the year named")
    return days


def within(expression: Expression, frame: Frame) -> Days | None:
    """The year or week the expression was joined to, if any."""
    return frame.read(expression.parts[0]) if expression.parts else None


def two_digit_year(digits: str, published: date | None) -> int:
    """The full year of '98: the latest with these digits that is at most ten years in the future."""
    pivot = (published.year if published else 2030) + 10
    value = pivot // 100 * 100 + int(digits.lstrip("'"))
    return value if value <= pivot else value - 100
