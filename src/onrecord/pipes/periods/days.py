"""Closed intervals of days, and calendar arithmetic on them.

Everything here raises ``ValueError`` or ``OverflowError`` for days that do not exist or lie outside the years
1 to 9999, and returns exact intervals otherwise: "2024" is 2024-01-01 .. 2024-12-31.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.records import Granularity

SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""The first of each season's three months; winter 2023 is December 2023 to February 2024."""


@dataclass(frozen=True)
class Days:
    """A closed interval of days."""

    first: date
    last: date
    granularity: Granularity

    def holds(self, day: date) -> bool:
        """Whether the day is in the interval."""
        return self.first <= day <= self.last


def day(when: date) -> Days:
    """One day."""
    return Days(when, when, "day")


def between(first: date, last: date) -> Days:
    """From the first day to the last, both included.

    Raises:
        ValueError: The interval would be empty.
    """
    if last < first:
        raise ValueError(f"{last} lies before {first}")
    return Days(first, last, "range")


def week(when: date) -> Days:
    """The day's week, Monday to Sunday."""
    monday = when - timedelta(days=when.weekday())
    return Days(monday, monday + timedelta(days=6), "week")


def weekend(when: date) -> Days:
    """The Saturday and Sunday of the day's week."""
    sunday = week(when).last
    return Days(sunday - timedelta(days=1), sunday, "weekend")


def months(year: int, first: int, count: int, granularity: Granularity) -> Days:
    """A number of whole months from the first one on; they may run into the next year."""
    start = date(year, first, 1)
    end = step(start, "month", count) - timedelta(days=1)
    return Days(start, end, granularity)


def month(year: int, number: int) -> Days:
    """A month."""
    return Days(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def quarter(year: int, number: int) -> Days:
    """One of the four quarters of the calendar year."""
    return months(year, 3 * number - 2, 3, "quarter")


def half(year: int, number: int) -> Days:
    """One of the two halves of the calendar year."""
    return months(year, 6 * number - 5, 6, "half")


def season(year: int, name: str) -> Days:
    """Three whole months beginning in that year: spring is March to May."""
    return months(year, SEASON_STARTS[name], 3, "season")


def year(number: int) -> Days:
    """A calendar year."""
    return Days(date(number, 1, 1), date(number, 12, 31), "year")


def decade(first_year: int) -> Days:
    """Ten years; the first one ends in 0."""
    return Days(date(first_year, 1, 1), date(first_year + 9, 12, 31), "decade")


def century(first_year: int) -> Days:
    """A hundred years in everyday usage: the 20th century is 1900 to 1999."""
    return Days(date(first_year or 1, 1, 1), date(first_year + 99, 12, 31), "century")


def easter(number: int) -> date:
    """Easter Sunday of a year (Gregorian; the anonymous algorithm)."""
    golden, hundreds, rest = number % 19, number // 100, number % 100
    epact = (19 * golden + hundreds - hundreds // 4 - (hundreds - (hundreds + 8) // 25 + 1) // 3 + 15) % 30
    back = (32 + 2 * (hundreds % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * back) // 451
    month_number, day_number = divmod(epact + back - 7 * shift + 114, 31)
    return date(number, month_number, day_number + 1)


def nth_weekday(year_number: int, month_number: int, weekday: int, nth: int) -> date:
    """The n-th Monday (0) to Sunday (6) of a month; -1 is the last."""
    whole = month(year_number, month_number)
    if nth < 0:
        return whole.last - timedelta(days=(whole.last.weekday() - weekday) % 7)
    when = whole.first + timedelta(days=(weekday - whole.first.weekday()) % 7 + 7 * (nth - 1))
    if when > whole.last:
        raise ValueError(f"no {nth}th such weekday in {whole.first:%Y-%m}")
    return when


def step(when: date, unit: str, count: int) -> date:
    """The day that many units later; a day past the end of its month becomes the month's last."""
    sizes = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
    if unit in sizes:
        return when + timedelta(days=sizes[unit] * count)
    spans = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
    years, index = divmod(when.year * 12 + when.month - 1 + spans[unit] * count, 12)
    return date(years, index + 1, min(when.day, monthrange(years, index + 1)[1]))


def unit_of(when: date, unit: str) -> Days:
    """The day, week, month ... or century that contains the day."""
    match unit:
        case "day":
            return day(when)
        case "week" | "fortnight":
            return week(when)
        case "weekend":
            return weekend(when)
        case "month":
            return month(when.year, when.month)
        case "quarter":
            return quarter(when.year, (when.month + 2) // 3)
        case "half":
            return half(when.year, (when.month + 5) // 6)
        case "year":
            return year(when.year)
        case "decade":
            return decade(when.year // 10 * 10)
        case "century":
            return century(when.year // 100 * 100)
    raise ValueError(f"no such unit: {unit}")


def part(whole: Days, which: str) -> Days:
    """The early, middle or late part of an interval.

    Months are cut into thirds: 1 to 10, 11 to 20, 21 to 31 March. In years, early is January to April, mid is
    June and July, late is October to December. Early and late decades are halves, 1980 to 1984 and 1985 to
    1989, and mid is 1984 to 1986. A day has no parts.
    """
    if whole.granularity == "day":
        return whole
    if whole.granularity == "month":
        first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, whole.last.day)}[which]
        return between(whole.first.replace(day=first), whole.first.replace(day=last))
    start, last_year = whole.first.year, whole.last.year
    if whole.granularity == "year":
        first, last = {"early": (1, 4), "mid": (6, 7), "late": (10, 12)}[which]
        return between(date(start, first, 1), month(start, last).last)
    if whole.granularity in ("decade", "century"):
        ten = (last_year - start + 1) // 10 if whole.granularity == "century" else 1
        start = start // 10 * 10
        first, last = {"early": (0, 5), "mid": (4, 7 if ten == 1 else 6), "late": (5, 10)}[which]
        return between(date(max(start + first * ten, 1), 1, 1), date(start + last * ten - 1, 12, 31))
    length = (whole.last - whole.first).days + 1
    low, high = {"early": (0, length // 2), "mid": (length // 3, length - length // 3)}.get(
        which, (length // 2, length)
    )
    return between(whole.first + timedelta(days=low), whole.first + timedelta(days=high - 1))
