"""Exact arithmetic in ``Decimal``; only repeating decimals such as 1/3 are rounded, to twelve digits."""

from __future__ import annotations

from decimal import Context, Decimal

EXACT = Context(prec=60)
LONGEST = 24
"""More digits than this are a serial number, not a figure."""
MOST = 18
"""The highest power of ten that scale words may reach."""
_TWELVE = Context(prec=12)


def as_text(value: Decimal) -> str:
    """A value as a plain decimal without exponent and without needless zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def ratio(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Divide; exact if the result fits in twelve digits."""
    return _TWELVE.divide(numerator, denominator)
