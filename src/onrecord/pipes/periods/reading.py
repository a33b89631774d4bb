"""What an expression is read against, and the table of readings: one function for each rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from onrecord.pipes.periods.days import Days
from onrecord.pipes.periods.scan import Expression


class Unresolved(ValueError):
    """The expression stands for no interval here: no publication date, no such day, an order not told."""


@dataclass(frozen=True)
class Frame:
    """The publication date and what the text has said so far."""

    published: date | None
    lean: Callable[[Expression], int]
    """Where the sentence around an expression looks: below 0 back, above 0 ahead, 2 for sure, 1 perhaps."""
    anchor: Days | None = None
    """The last date the text named, which "a year later" counts from."""
    narrative: bool = False
    """True where the text tells of other times than its own: "on 4 May" then belongs to the anchor's year."""
    compared: Days | None = None
    """The time of any length named before in the same sentence, which "the same period last year" moves."""
    before: Days | None = None
    """The same of the sentences before."""
    day_first: bool | None = None
    """Whether 05/06 is the 5th of June; None where the text does not show it."""

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
        """The interval an expression stands for.

        Raises:
            ValueError: It stands for none here, or for a day that does not exist.
            OverflowError: It lies outside the calendar.
        """
        return READINGS[expression.rule](expression, self)

    def try_read(self, expression: Expression) -> Days | None:
        """The interval an expression stands for, None where it stands for none here."""
        try:
            return self.read(expression)
        except (ValueError, OverflowError):
            return None


BACK = ("last", "past", "this past", "previous", "preceding")
ON = ("next", "coming", "this coming", "upcoming", "following", "ensuing")
"""Words that point at the one before and the one after."""

Reading = Callable[[Expression, Frame], Days]
READINGS: dict[str, Reading] = {}


def reads(*rules: str) -> Callable[[Reading], Reading]:
    """Enter a function into the table as the reading of these rules."""

    def enter(function: Reading) -> Reading:
        READINGS.update(dict.fromkeys(rules, function))
        return function

    return enter


FAR = 3
"""A tense that is not sure yields to an occurrence this many times nearer on the other side."""


def nearest(make: Callable[[int], Days], expression: Expression, frame: Frame) -> Days:
    """The one occurrence meant of something that comes every year.

    In a narrative it is the one of the last year named, or the first after the last day named; else the
    nearest to the publication date in the direction of the tense, or in both where no tense tells.

    Args:
        make: Gives the occurrence in a year.
        expression: Asked for "last", "this", "next" and for its tense.
        frame: Publication date, tense and last date named.
    """
    rel = " ".join(expression.get("rel").split())
    if not rel and frame.anchor is not None and frame.narrative:
        return _after(make, frame.anchor)
    today = frame.today()
    around = [found for year in range(today.year - 8, today.year + 9) if (found := _try(make, year))]
    past = [found for found in around if found.first <= today]
    ahead = [found for found in around if found.last >= today]
    if rel in BACK:
        past = [found for found in past if found.last < today]
    if rel in ON:
        ahead = [found for found in ahead if found.first > today]
    if not past or not ahead:
        raise Unresolved("outside the calendar")
    if rel in BACK or rel in ON:
        return past[-1] if rel in BACK else ahead[0]
    lean = frame.lean(expression)
    if rel in ("this", "current"):
        same = next((found for found in around if found.holds(today)), None) or _try(make, today.year)
        if same is not None and not (lean == -2 and same.first > today and today.month < 3):
            return same
    back, on = (today - past[-1].last).days, (ahead[0].first - today).days
    if back < 0:
        return past[-1] if lean <= 0 else ahead[0]
    if lean < 0 and past[-1].granularity == "month":  # "unemployment in May fell", however near the next May
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
    found = _try(make, anchor.first.year)
    if anchor.granularity in ("day", "month") and (found is None or found.last < anchor.first):
        later = _try(make, anchor.first.year + 1)
        found = later if later is not None and (later.first - anchor.last).days < 200 else found
    if found is None:
        raise Unresolved("no such day in the year named")
    return found


def within(expression: Expression, frame: Frame) -> Days | None:
    """The year or week an expression was joined to, if any."""
    return frame.read(expression.parts[0]) if expression.parts else None


def two_digit_year(found: str, published: date | None) -> int:
    """The year '98 stands for: the last one with these digits that is not more than ten years ahead."""
    pivot = (published.year if published else 2030) + 10
    value = pivot // 100 * 100 + int(found.lstrip("'"))
    return value if value <= pivot else value - 100
