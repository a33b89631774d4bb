"""Publication dates in the forms that people and programs write; ambiguous dates are refused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate
from typing import Any

from onrecord.errors import ReaderError

MISSING = frozenset({"", "<na>", "-", "n/a", "na", "nan", "nat", "nil", "none", "null"})
"""What programs write for a missing value."""
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
"""Unix time in seconds, from 1973 to 2286; a thousand times as much is milliseconds."""
_LONGEST = 100


def parse_date(value: Any, name: str = "published") -> date | None:
    """A publication date: the day as written; time of day and time zone are ignored.

    Reads ISO 8601 dates and times with or without hyphens, mail and RSS dates ("Tue, 10 Feb 2026 09:00:00
    GMT"), dates in words ("10 Feb 2026", "February 10th, 2026"), 2026/02/10, and Unix time in seconds or
    milliseconds (UTC). 25/12/2025 is unambiguous and read; 03/04/2025 is refused.

    Args:
        value: The input's value: a text, a number or a date.
        name: The field's name in messages.

    Returns:
        The day; None for any form of a missing value ("", "NaT", "null").

    Raises:
        ReaderError: The value is something else.
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
        day = _read(text) if len(text) <= _LONGEST else None
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        day = None
    if day is None:
        raise ReaderError(f"the field {name!r} is {text[:60]!r}: write a date as 2026-02-10")
    return day


def day_in_words(text: str) -> date | None:
    """The day of a text such as "February 10, 2026 Tuesday" or "Jun. 3, 2024"; None for anything else."""
    parts = next((match for pattern in _WORDS if (match := pattern.fullmatch(text))), None)
    if parts is None:
        return None
    try:
        return date(int(parts["year"]), MONTHS.index(parts["month"][:3].lower()) + 1, int(parts["day"]))
    except ValueError:
        return None


def _read(text: str) -> date | None:
    if text[:8].isdecimal() and text[8:9] in ("", "T"):
        return date.fromisoformat(text[:8])
    if match := _YEAR_FIRST.fullmatch(text):
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    if match := _YEAR_LAST.fullmatch(text):
        return _year_last(int(match[1]), int(match[3]), int(match[4]), match[2])
    if day := day_in_words(text):
        return day
    if re.fullmatch(r"\d{9,13}(?:\.\d*)?", text):
        return _of_clock(float(text))
    parts = parsedate(text) if text[:1].isalpha() or " " in text else None
    return date(*parts[:3]) if parts is not None else None


def _year_last(left: int, right: int, year: int, mark: str) -> date | None:
    """The day if only one order makes a date, or if dots show that the day comes first."""
    if mark == "." or left > 12 or left == right:
        return date(year, right, left)
    return date(year, left, right) if right > 12 else None


def _of_clock(value: float) -> date | None:
    low, high = _SECONDS
    seconds = value if value < high else value / 1000
    return datetime.fromtimestamp(seconds, UTC).date() if low <= seconds < high else None
