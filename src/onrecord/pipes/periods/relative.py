"""Readings of relative expressions: from the publication date, or from the date named before."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.pipes.periods import days
from onrecord.pipes.periods.days import Days
from onrecord.pipes.periods.reading import BACK, ON, Frame, Unresolved, nearest, reads, within
from onrecord.pipes.periods.scan import Expression
from onrecord.pipes.periods.words import LEXICON, key, number, ordinal

_UNBOUNDED = ("over", "more than", "at least", "less than", "under")
_WORDS = {"day before yesterday": -2, "yesterday": -1, "tomorrow": 1, "day after tomorrow": 2, "last": -1}


def unit_name(expression: Expression) -> str:
    """The unit an expression captured, in the singular."""
    unit = _words(expression, "unit").rstrip("s")
    return str(LEXICON["units"].get(unit, unit))


def _words(expression: Expression, name: str) -> str:
    return " ".join(expression.get(name).split())


@reads("period.compared")
def _compared(expression: Expression, frame: Frame) -> Days:
    """The time named just before in the sentence, moved by a year or by the stated amount."""
    base = frame.compared if expression.get("here") else _base(frame)
    if base is None and expression.get("vague") and expression.get("rel"):
        return days.year(frame.today().year + _counted(expression.get("rel")))
    if base is None and expression.get("year"):
        return days.year(int(expression.get("year")))
    if base is None or base.granularity in ("decade", "century"):
        raise Unresolved("no time to compare with")
    unit, count = unit_name(expression) or "year", number(expression.get("n")) if expression.get("n") else 1
    if expression.get("rel") in ("previous", "preceding"):
        return days.between(days.step(base.first, unit, -count), base.first - timedelta(days=1))
    if expression.get("year"):
        unit, count = "year", base.first.year - int(expression.get("year"))
    elif expression.get("rel"):
        unit, count = "year", base.first.year - frame.today().year - _counted(expression.get("rel"))
    return moved(base, unit, -count)


def _base(frame: Frame) -> Days | None:
    """The base of the comparison: the time named in the sentence, or a shorter one from earlier sentences."""
    long = ("day", "year", "decade", "century")
    shorter = frame.before is not None and frame.before.granularity not in long
    if shorter and (frame.compared is None or frame.compared.granularity in long[1:]):
        return frame.before
    return frame.compared


def moved(base: Days, unit: str, count: int) -> Days:
    """The interval moved by a number of units; the end of a month stays the end of a month."""
    if base.granularity in ("week", "weekend") and unit == "year":
        unit, count = "week", 52 * count
    after = days.step(base.last + timedelta(days=1), unit, count) - timedelta(days=1)
    return Days(days.step(base.first, unit, count), after, base.granularity)


@reads("period.day_word")
def _day_word(expression: Expression, frame: Frame) -> Days:
    word = _words(expression, "word")
    return days.day(frame.today() + timedelta(days=_WORDS.get(word, _WORDS.get(word.split()[0], 0))))


@reads("period.weekday", "period.near_weekday")
def _weekday(expression: Expression, frame: Frame) -> Days:
    wanted = LEXICON["weekdays"][key(expression.get("weekday"))]
    whole = within(expression, frame)
    if whole is not None:
        return days.day(whole.first + timedelta(days=wanted))
    today, rel = frame.today(), _words(expression, "rel")
    back = (today.weekday() - wanted) % 7
    if rel in BACK:
        return days.day(today - timedelta(days=back or 7))
    if rel in ON:
        return days.day(today + timedelta(days=7 - back))
    if rel:
        day = days.week(today).first + timedelta(days=wanted)
        past = day > today and frame.lean(expression) == -2
        return days.day(day - timedelta(days=7) if past else day)
    if frame.lean(expression) > 0:
        return days.day(today + timedelta(days=(wanted - today.weekday()) % 7))
    return days.day(today - timedelta(days=back))


@reads("period.weekday_day")
def _weekday_day(expression: Expression, frame: Frame) -> Days:
    weekday, wanted = LEXICON["weekdays"][expression.get("weekday")], ordinal(expression.get("day"))
    today = frame.today()
    near = [today + timedelta(days=offset) for offset in range(-400, 401)]
    agreeing = [when for when in near if when.day == wanted and when.weekday() == weekday]
    return days.day(min(agreeing, key=lambda when: abs((when - today).days)))


@reads("period.nth_weekday")
def _nth_weekday(expression: Expression, frame: Frame) -> Days:
    weekday, nth = LEXICON["weekdays"][expression.get("weekday")], expression.get("nth")
    count = -1 if nth == "last" else ordinal(nth)
    if expression.get("rel"):
        month = days.step(frame.today().replace(day=1), "month", _counted(expression.get("rel")))
        return days.day(days.nth_weekday(month.year, month.month, weekday, count))
    number_of_month = LEXICON["months"][key(expression.get("month"))]

    def make(year: int) -> Days:
        return days.day(days.nth_weekday(year, number_of_month, weekday, count))

    return make(int(expression.get("year"))) if expression.get("year") else nearest(make, expression, frame)


@reads("period.month_day_near")
def _month_day_near(expression: Expression, frame: Frame) -> Days:
    month = days.step(frame.today().replace(day=1), "month", _counted(expression.get("rel")))
    return days.day(month.replace(day=ordinal(expression.get("day"))))


def _counted(rel: str) -> int:
    if rel in ("before last", "after next"):
        return -2 if rel == "before last" else 2
    return -1 if rel in BACK else 1 if rel in ON else 0


@reads("period.near_unit")
def _near_unit(expression: Expression, frame: Frame) -> Days:
    unit, rel, today = unit_name(expression), _words(expression, "rel"), frame.today()
    if unit == "weekend":
        return _weekend(today, _counted(rel), frame.lean(expression) if rel == "this" else 0)
    return days.unit_of(days.step(days.unit_of(today, unit).first, unit, _counted(rel)), unit)


def _weekend(today: date, count: int, lean: int) -> Days:
    if count < 0 and today.weekday() >= 5:
        count += 0
    weekend = days.weekend(days.step(today, "week", count))
    if lean < 0 and weekend.first > today:
        return days.weekend(days.step(today, "week", -1))
    return weekend


@reads("period.weekend")
def _bare_weekend(expression: Expression, frame: Frame) -> Days:
    lean = frame.lean(expression)
    return _weekend(frame.today(), 0, lean or -1)


@reads("period.running_units")
def _running_units(expression: Expression, frame: Frame) -> Days:
    today, unit = frame.today(), unit_name(expression)
    unit, count = _halved(expression, unit)
    if expression.get("hours"):
        unit, count = "day", int(expression.get("hours")) // 24
    if _words(expression, "rel") in BACK:
        return days.between(days.step(today, unit, -count), today)
    if frame.narrative or (frame.anchor is not None and _in_the_past(expression, frame, frame.anchor)):
        raise Unresolved("it counts from a day in a story about the past")
    return days.between(today, days.step(today, unit, count))


def _in_the_past(expression: Expression, frame: Frame, named: Days) -> bool:
    """Whether "the next six months" belongs to a story set years ago."""
    return named.last.year < frame.today().year - 1 and frame.lean(expression) == -2


def _halved(expression: Expression, unit: str) -> tuple[str, int]:
    """Unit and count; "two and a half years" is thirty months."""
    count = number(expression.get("n")) if expression.get("n") else 1
    smaller = {"year": ("month", 12), "decade": ("year", 10), "century": ("year", 100), "week": ("day", 7)}
    if not expression.get("half") or unit not in smaller:
        return unit, count
    unit, size = smaller[unit]
    return unit, count * size + size // 2


def _away(when: date, unit: str, count: int) -> Days:
    """The calendar unit that many units away; for decades and centuries, the year."""
    there = days.step(when, unit, count)
    return days.unit_of(there, "year" if unit in ("decade", "century") else unit)


@reads("period.ago")
def _ago(expression: Expression, frame: Frame) -> Days:
    unit = unit_name(expression)
    count = number(expression.get("n")) if expression.get("n") else 0
    if _words(expression, "vague") in _UNBOUNDED:
        raise Unresolved("no lower bound: it may be any earlier time")
    if not count:
        unit, count = "year", {"decade": 5, "century": 50}[unit]
    elif unit in ("decade", "century"):
        unit, count = _halved(expression, unit)
    if expression.parts:
        return frame.moved(days.step(frame.today(), unit, -count)).read(expression.parts[0])
    return _away(frame.today(), unit, -count)


@reads("period.ahead")
def _ahead(expression: Expression, frame: Frame) -> Days:
    count = number(expression.get("n")) if expression.get("n") else 1
    return _away(frame.today(), unit_name(expression), count)


@reads("period.later")
def _later(expression: Expression, frame: Frame) -> Days:
    named, unit = frame.named(), unit_name(expression)
    count = number(expression.get("n")) if expression.get("n") else 1
    back = any(expression.get("how").startswith(word) for word in ("earlier", "prior", "previous", "before"))
    if unit in ("day", "week", "fortnight") and named.granularity != "day":
        raise Unresolved("the date named before is not a day")
    if unit == "month" and named.granularity not in ("day", "month"):
        raise Unresolved("the date named before is not a day or month")
    return _away(named.first, unit, -count if back else count)


@reads("period.that")
def _that(expression: Expression, frame: Frame) -> Days:
    named, which = frame.named(), _words(expression, "which")
    count = _counted(which)
    if expression.get("month"):
        return days.month(named.first.year, LEXICON["months"][key(expression.get("month"))])
    if expression.get("season"):
        name = LEXICON["seasons"][expression.get("season")]
        return days.season(named.first.year + count, name)
    unit = unit_name(expression)
    if unit in ("morning", "afternoon", "evening", "night"):
        unit = "day"
    order = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")
    if unit == "weekend":
        unit = "week"
    if named.granularity not in order or order.index(named.granularity) > order.index(unit):
        raise Unresolved("the date named before is longer than the unit")
    interval = days.unit_of(days.step(named.first, unit, count), unit)
    return days.weekend(interval.first) if unit_name(expression) == "weekend" else interval
