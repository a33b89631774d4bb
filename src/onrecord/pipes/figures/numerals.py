"""What a number is: its exact value, and how it was written.

Values are ``Decimal`` and exact, except that thirds and the like are rounded to twelve digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Literal

Form = Literal["cardinal", "ordinal", "fraction", "vague", "article"]

EXACT = Context(prec=60)
LONGEST = 24
"""More digits than this are a serial number, not a figure."""
MOST = 18
"""No scale word goes beyond this power of ten."""
_TWELVE = Context(prec=12)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: lexemes ``first`` to ``stop`` (exclusive)."""

    first: int
    stop: int
    value: Decimal | None
    """None for "dozens" and other numbers that name none."""
    form: Form
    spelled: bool
    """True when no digit is in it."""
    mantissa: Decimal
    """The number before its scale word: 2.5 in "2.5 million"."""
    power: int = 0
    """Power of ten of the scale word."""
    loose: bool = False
    """True for "a couple": about that many."""
    letter: bool = False
    """True for "5m" and "5b": the letter may be a unit instead."""


def as_text(value: Decimal) -> str:
    """A value as a plain decimal without exponent and without needless zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def ratio(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Divide; exact where the decimal ends within twelve digits."""
    return _TWELVE.divide(numerator, denominator)
