"""Readings of calendar expressions: dates, months, years, quarters, seasons and holidays."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.pipes.periods import days
from onrecord.pipes.periods.days import Days
from onrecord.pipes.periods.reading import Frame, Unresolved, nearest, reads, two_digit_year, within
from onrecord.pipes.periods.scan import Expression
from onrecord.pipes.periods.words import LEXICON, key, ordinal

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

BEGUN = 90
"""Within this many days of a half-year's start, the past tense means the same half of the year before."""

_MONTHS: dict[str, int] = LEXICON["months"]
_MONTH_NAMES = {number: name for name, number in reversed(_MONTHS.items())}


def month_number(expression: Expression, name: str = "month") -> int:
    """The number of the month captured under this name."""
    return _MONTHS[key(expression.get(name))]


@lru_cache(maxsize=1)
def _parser() -> DateDataParser:
    from dateparser.date import DateDataParser  # imported late: it takes a fifth of a second

    return DateDataParser(languages=["en"], settings={"STRICT_PARSING": True, "PARSERS": ["absolute-time"]})


@lru_cache(maxsize=4096)
def point(year: int, month: int, day: int) -> date:
    """A full date, normalised by dateparser.

    Raises:
        Unresolved: There is no such day.
    """
    parsed: datetime | None = _parser().get_date_data(f"{day} {_MONTH_NAMES[month]} {year:04}").date_obj
    if parsed is None or (parsed.year, parsed.month, parsed.day) != (year, month, day):
        raise Unresolved(f"no such day: {day}.{month}.{year}")
    return parsed.date()


@reads("period.date")
def _date(expression: Expression, frame: Frame) -> Days:
    return days.day(
        point(int(expression.get("year")), month_number(expression), ordinal(expression.get("day")))
    )


@reads("period.numeric_date")
def _numeric_date(expression: Expression, frame: Frame) -> Days:
    year = int(expression.get("year"))
    if expression.get("month_number"):
        return days.day(point(year, int(expression.get("month_number")), int(expression.get("day"))))
    left, right = int(expression.get("one")), int(expression.get("two"))
    if left > 12 or left == right:
        return days.day(point(year, right, left))
    if right > 12:
        return days.day(point(year, left, right))
    if frame.day_first is None:
        raise Unresolved("day or month first? the text does not show it")
    return days.day(point(year, right, left) if frame.day_first else point(year, left, right))


@reads("period.day_span")
def _day_span(expression: Expression, frame: Frame) -> Days:
    month = month_number(expression)
    first, last = ordinal(expression.get("day")), ordinal(expression.get("to_day"))

    def make(year: int) -> Days:
        return days.between(date(year, month, first), date(year, month, last))

    if expression.get("year"):
        return make(int(expression.get("year")))
    return nearest(make, expression, frame)


@reads("period.month_day")
def _month_day(expression: Expression, frame: Frame) -> Days:
    month, day = month_number(expression), ordinal(expression.get("day"))
    whole = within(expression, frame)
    if whole is not None:
        return days.day(date(whole.first.year, month, day))
    if expression.get("event_year"):
        return days.day(date(int(expression.get("event_year")), month, day))
    return nearest(lambda year: days.day(date(year, month, day)), expression, frame)


@reads("period.month_year")
def _month_year(expression: Expression, frame: Frame) -> Days:
    short = expression.get("short")
    year = two_digit_year(short, frame.published) if short else int(expression.get("year"))
    return days.month(year, month_number(expression))


@reads("period.month", "period.month_name", "period.near_month")
def _month(expression: Expression, frame: Frame) -> Days:
    month = month_number(expression)
    whole = within(expression, frame)
    if whole is not None:
        return days.month(whole.first.year, month)
    return nearest(lambda year: days.month(year, month), expression, frame)


@reads("period.year", "period.old_year", "period.year_era", "period.circa_year", "period.fiscal_year")
def _year(expression: Expression, frame: Frame) -> Days:
    short = expression.get("short")
    return days.year(two_digit_year(short, frame.published) if short else int(expression.get("year")))


def _to_year(expression: Expression) -> int:
    start, end = int(expression.get("year")), expression.get("to_year")
    full = int(str(start)[: -len(end)] + end) if len(end) < 4 else int(end)
    if not start < full <= start + 60:
        raise Unresolved("the second year does not follow the first")
    return full


@reads("period.year_span")
def _year_span(expression: Expression, frame: Frame) -> Days:
    return days.between(date(int(expression.get("year")), 1, 1), date(_to_year(expression), 12, 31))


@reads("period.financial_year")
def _financial_year(expression: Expression, frame: Frame) -> Days:
    return days.between(date(int(expression.get("year")), 4, 1), date(_to_year(expression), 3, 31))


@reads("period.decade")
def _decade(expression: Expression, frame: Frame) -> Days:
    if expression.get("word"):
        tens = LEXICON["decades"][expression.get("word")]
        return days.decade(2000 if tens == 0 else 1900 + tens)
    if expression.get("short"):
        latest = (frame.published.year if frame.published else 2030) // 10 * 10
        return days.decade(latest - (latest - int(expression.get("short"))) % 100)
    first = int(expression.get("decade"))
    return days.century(first) if first % 100 == 0 and first < 2000 else days.decade(first)


@reads("period.century")
def _century(expression: Expression, frame: Frame) -> Days:
    number = ordinal(expression.get("nth"))
    if number > 30:
        raise Unresolved("not a century")
    return days.century(100 * (number - 1))


@reads("period.quarter", "period.bare_quarter", "period.short_quarter")
def _quarter(expression: Expression, frame: Frame) -> Days:
    if expression.get("quarter_month"):
        return _quarter_to(expression, frame)
    number = int(expression.get("q") or ordinal(expression.get("quarter_nth")))
    if expression.get("year"):
        return days.quarter(int(expression.get("year")), number)
    whole = within(expression, frame)
    if whole is not None:
        return days.quarter(whole.first.year, number)
    return nearest(lambda year: days.quarter(year, number), expression, frame)


def _quarter_to(expression: Expression, frame: Frame) -> Days:
    """The three months ending with the named one: "the quarter to June"."""
    last = month_number(expression, "quarter_month")

    def make(year: int) -> Days:
        start = days.step(date(year, last, 1), "month", -2)
        return days.months(start.year, start.month, 3, "quarter")

    return make(int(expression.get("year"))) if expression.get("year") else nearest(make, expression, frame)


@reads("period.half")
def _half(expression: Expression, frame: Frame) -> Days:
    number = int(expression.get("h") or ordinal(expression.get("half_nth")))
    if expression.get("year"):
        return days.half(int(expression.get("year")), number)
    half = days.half(frame.today().year, number)
    begun = (frame.today() - half.first).days
    if begun < BEGUN and not expression.get("this") and frame.lean(expression) < 0:
        return days.half(half.first.year - 1, number)
    return half


@reads("period.season", "period.bare_season")
def _season(expression: Expression, frame: Frame) -> Days:
    name = LEXICON["seasons"][expression.get("season")]
    if expression.get("year"):
        year = int(expression.get("year"))
        season = days.season(year, name)
        if expression.get("to_year") and name != "winter":
            return days.between(season.first, days.season(_to_year(expression), name).last)
        return season
    whole = within(expression, frame)
    if whole is not None:
        return days.season(whole.first.year, name)
    return nearest(lambda year: days.season(year, name), expression, frame)


def _holiday_in(rule: list[int], year: int) -> Days:
    if len(rule) == 1:
        return days.day(days.step(days.easter(year), "day", rule[0]))
    if len(rule) == 3:
        return days.day(days.nth_weekday(year, *rule))
    return days.day(date(year, rule[0], rule[1]))


@reads("period.holiday", "period.feast")
def _holiday(expression: Expression, frame: Frame) -> Days:
    table = "feasts" if expression.get("feast") else "holidays"
    rule: list[int] = LEXICON[table][key(expression.get("feast") or expression.get("holiday"))]
    if expression.get("year"):
        return _holiday_in(rule, int(expression.get("year")))
    whole = within(expression, frame)
    if whole is not None:
        return _holiday_in(rule, whole.first.year)
    return nearest(lambda year: _holiday_in(rule, year), expression, frame)


@reads("period.event")
def _event(expression: Expression, frame: Frame) -> Days:
    return days.day(date.fromisoformat(LEXICON["events"][expression.get("event")]))
