"""Values as a reader sees them: numbers, days, periods, addresses."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlsplit

from onrecord.checks.amounts import EXACT
from onrecord.checks.finding import show
from onrecord.claims import FigureClaim, Period

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
KINDS = {
    "money": "Money",
    "count": "Counts",
    "percent": "Percentages",
    "percentage_point": "Percentage points",
    "ratio": "Shares and multiples",
    "duration": "Durations",
    "distance": "Distances",
    "age": "Ages",
    "rank": "Ranks",
    "score": "Scores and votes",
    "other": "Other figures",
}
"""Kinds of figures in the order they are shown, with their headings."""

_BOUNDS = {"=": "", ">": "more than ", ">=": "at least ", "<": "less than ", "<=": "at most ", "~": "about "}
_SIZES = ((1e6, "m"), (1e9, "bn"), (1e12, "tn"))
_SHORT = Decimal("0.0001")
"""Numbers with more decimals are rounded to four, unless that would leave zero."""


def number(value: Decimal) -> str:
    """A number for reading: 1,150 and 0.6667."""
    exponent = value.as_tuple().exponent
    long = isinstance(exponent, int) and exponent < -4
    return show(value.quantize(_SHORT, context=EXACT) if long and abs(value) >= _SHORT else value)


def short(value: float) -> str:
    """A round number for the axis of a plot: "0.5", "1,200", "64m", "1.28bn"."""
    for size, letters in _SIZES:
        if size <= abs(value) < size * 1000:
            return f"{value / size:.4g}{letters}"
    return f"{value:,.6g}"


def value(claim: FigureClaim) -> str:
    """The value of a figure: "more than 11,600"."""
    if claim.value is None:
        return "no number"
    if isinstance(claim.value, tuple):
        joint = "–" if claim.figure_kind == "score" else " to "
        return _BOUNDS[claim.comparator] + joint.join(map(number, claim.value))
    return _BOUNDS[claim.comparator] + number(claim.value)


def unit(claim: FigureClaim) -> str:
    """The unit of a figure, with what it is counted by: "GBP per year"."""
    name = "%" if claim.unit == "percent" else claim.unit
    return f"{name} per {claim.per}".strip() if claim.per else name


def plain(claim: FigureClaim) -> str:
    """Value and unit of a figure, "" if its words have the number: "64,000,000 SEK" for "64m kroner"."""
    numbers = claim.value if isinstance(claim.value, tuple) else (claim.value,)
    if all(one is None or number(one) in claim.text for one in numbers):
        return ""
    return f"{value(claim)} {unit(claim)}".strip()


def day(value: date | None) -> str:
    """A day: "3 March 2026"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else "no date"


def days(first: date, last: date) -> str:
    """An interval of days in its shortest form: "2025", "May 2025", "1 to 4 May 2025"."""
    whole_months = first.day == 1 and (last == date.max or (last + timedelta(1)).day == 1)
    if whole_months and (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    if first == last:
        return day(first)
    if whole_months:
        end = f"{MONTHS[last.month - 1]} {last.year}"
        if (first.year, first.month) == (last.year, last.month):
            return end
        year = "" if first.year == last.year else f" {first.year}"
        return f"{MONTHS[first.month - 1]}{year} to {end}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def period(value: Period) -> str:
    """The days of a period."""
    return days(value.start, value.end)


def plural(count: int, noun: str, many: str = "") -> str:
    """A count with its noun: "1 claim", "1,234 claims"."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def web_address(url: str | None) -> str | None:
    """The address if it is safe as a link: http or https, with a host, no invisible characters; else None."""
    if not url or any(char <= " " or not char.isprintable() for char in url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def host(url: str) -> str:
    """The host of a web address."""
    return urlsplit(url).hostname or url
