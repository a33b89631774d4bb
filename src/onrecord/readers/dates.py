"""Publication dates as people and programs write them; the day as it is written, and never a guess."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate
from typing import Any

from onrecord.errors import ReaderError

MISSING = frozenset({"", "<na>", "-", "n/a", "na", "nan", "nat", "nil", "none", "null"})
"""What programs write where there is no value."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_CLOCK = r"(?:(?:T|,? (?:at )?)\d{1,2}[:.]\d\d(?!\d).{0,40})?"
_WORDS = tuple(
    re.compile(
        rf"(?:{_WEEKDAY},? )?{middle}(?:,? |-)(?P<year>\d{{4}})(?:,? {_WEEKDAY})?{_CLOCK}", re.IGNORECASE
    )
    for middle in (rf"{_DAY}(?: of)?[ -]{_MONTH}", rf"{_MONTH} {_DAY}")
)
"""10 February 2026, Tuesday 10th Feb 2026; February 10, 2026, Feb. 10, 2026 Tuesday."""
_YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_CLOCK}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}){_CLOCK}")
_SECONDS = (100_000_000, 10_000_000_000)
"""The clock of computers, in seconds, from 1973 to 2286; a thousand times as much is milliseconds."""
_LONGEST = 100


def parse_date(value: Any, name: str = "published") -> date | None:
    """A publication date, as the day written down; the clock and its zone are not used.

    Reads ISO 8601 dates and times with or without hyphens, the dates of mail and RSS ("Tue, 10 Feb 2026
    09:00:00 GMT"), dates in words ("10 Feb 2026", "February 10th, 2026"), 2026/02/10, and seconds or
    milliseconds since 1970, in Greenwich. 25/12/2025 can be read in one way only; 03/04/2025 is refused.

    Args:
        value: What stands in the input: a text, a number, a date.
        name: What messages call the field.

    Returns:
        The day; None where nothing is said, in whatever way ("", "NaT", "null").

    Raises:
        ReaderError: It is something else.
    """
    if value is None or isinstance(value, bool) or value != value:  # NaN and NaT are not equal to themselves
        return None
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if not isinstance(value, str | int | float):
        raise ReaderError(f"the field {name!r} is a {type(value).__name__}, not a date")
    text = " ".join(str(value).split())
    if text.lower() in MISSING:
        return None
    try:
        found = _read(text) if len(text) <= _LONGEST else None
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        found = None
    if found is None:
        raise ReaderError(f"the field {name!r} is {text[:60]!r}: write a date as 2026-02-10")
    return found


def day_in_words(text: str) -> date | None:
    """The day that a text is, such as "February 10, 2026 Tuesday" or "Jun. 3, 2024"; None for others."""
    found = next((match for pattern in _WORDS if (match := pattern.fullmatch(text))), None)
    if found is None:
        return None
    try:
        return date(int(found["year"]), MONTHS.index(found["month"][:3].lower()) + 1, int(found["day"]))
    except ValueError:
        return None


def _read(text: str) -> date | None:
    if text[:8].isdecimal() and text[8:9] in ("", "T"):
        return date.fromisoformat(text[:8])
    if found := _YEAR_FIRST.fullmatch(text):
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(int(found[1]), int(found[3]), int(found[4]), found[2])
    if day := day_in_words(text):
        return day
    if re.fullmatch(r"\d{9,13}(?:\.\d*)?", text):
        return _of_clock(float(text))
    parts = parsedate(text) if text[:1].isalpha() or " " in text else None
    return date(*parts[:3]) if parts is not None else None


def _year_last(one: int, two: int, year: int, mark: str) -> date | None:
    """The day where only one order makes a date, or where dots say that the day comes first."""
    if mark == "." or one > 12 or one == two:
        return date(year, two, one)
    return date(year, one, two) if two > 12 else None


def _of_clock(value: float) -> date | None:
    low, high = _SECONDS
    seconds = value if value < high else value / 1000
    return datetime.fromtimestamp(seconds, UTC).date() if low <= seconds < high else None
