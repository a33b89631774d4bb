"""Days as a reviewer types them: 2025, 2025-03, 2025-03-09, or two of these with .. between."""

from __future__ import annotations

import calendar
import re
from datetime import date

from onrecord.errors import ClaimError

_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)


def days_of(text: str) -> tuple[date, date]:
    """The first and the last day.

    Raises:
        ClaimError: The text is not a date.
    """
    first, _, last = (part.strip() for part in text.partition(".."))
    return _edge(first, last=False), _edge(last or first, last=True)


def granularity_of(start: date, end: date) -> str:
    """The granularity of a closed interval of days."""
    if start == end:
        return "day"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return "year"
    whole = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    return "month" if whole and (start.year, start.month) == (end.year, end.month) else "range"


def _edge(text: str, *, last: bool) -> date:
    match = _DAY.fullmatch(text)
    try:
        if match is None:
            raise ValueError("not a date")
        year, month, day = int(match[1]), int(match[2] or (12 if last else 1)), int(match[3] or 0)
        return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except ValueError as error:
        raise ClaimError(f"{text!r} is not a date: 2025, 2025-03 or 2025-03-09") from error
