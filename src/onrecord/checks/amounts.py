"""How exact a printed number is: an amount is the printed value and the interval it may stand for.

The width depends on the printed digits. ``4.5bn`` stands for 4.45 to 4.55 billion, ``about 60`` for 55 to 65.
Whole numbers printed in full are exact, unless two or more final zeros show that they are round: ``41,000``
stands for 40,500 to 41,500, ``100`` for 95 to 105.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Protocol

from onrecord.claims import FigureClaim

_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f’' ]\d+)*")
_COUNTED = frozenset({"count", "other", "score"})
_ROUND_ZEROS = 2
"""A whole number with at least this many final zeros counts as round."""
_MAX_POWER = 60
_ALL = 100
_FRACTION = Decimal("0.04")
"""Half the width of "a third" and "four in ten"; relative for "12 out of 40", since that was counted."""
_ROUGHLY_OUT_OF = 10

EXACT = Context(prec=120)
"""Enough digits for the sum of the longest and the smallest number a claim can hold."""
HALF = Decimal("0.5")
INFINITY = Decimal("Infinity")


class Words(Protocol):
    """A span of a text."""

    @property
    def exact(self) -> str:
        """The words."""


class Printed(Protocol):
    """The fields of a figure claim that the width depends on."""

    @property
    def value(self) -> Decimal | tuple[Decimal, Decimal] | None:
        """One number, two, or none."""

    @property
    def comparator(self) -> str:
        """The bound."""

    @property
    def unit(self) -> str:
        """The unit."""

    @property
    def figure_kind(self) -> str:
        """The kind of number."""

    @property
    def span(self) -> Words:
        """The words as printed."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, and the closed interval it may stand for."""

    value: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def about(cls, value: Decimal, half_width: Decimal) -> Amount:
        """A number plus or minus ``half_width``."""
        return cls(value, value - half_width, value + half_width)

    def meets(self, other: Amount) -> bool:
        """Whether both may stand for the same number."""
        return self.low <= other.high and other.low <= self.high

    def __add__(self, other: Amount) -> Amount:
        """The sum."""
        return Amount(self.value + other.value, self.low + other.low, self.high + other.high)

    def __sub__(self, other: Amount) -> Amount:
        """The difference."""
        return Amount(self.value - other.value, self.low - other.high, self.high - other.low)

    def __truediv__(self, other: Amount) -> Amount:
        """The quotient of two amounts whose intervals are positive."""
        return Amount(self.value / other.value, self.low / other.high, self.high / other.low)

    def __abs__(self) -> Amount:
        """Without the sign of the value; the interval is mirrored too."""
        return self if self.value >= 0 else Amount(-self.value, -self.high, -self.low)

    def times(self, factor: Decimal) -> Amount:
        """The amount multiplied by a positive factor."""
        return Amount(self.value * factor, self.low * factor, self.high * factor)


def amount(claim: Printed) -> Amount | None:
    """The amount of a figure with one value; a bound makes one side infinite."""
    if not isinstance(claim.value, Decimal):
        return None
    around = Amount.about(claim.value, _half_width(claim, claim.value))
    if claim.comparator in (">", ">="):
        return Amount(claim.value, around.low, INFINITY)
    if claim.comparator in ("<", "<="):
        return Amount(claim.value, -INFINITY, around.high)
    return around


def parts_of_score(claim: FigureClaim, *, shares: bool) -> tuple[Amount, Amount] | None:
    """The two numbers of a score or of a range, as printed.

    Args:
        claim: The figure.
        shares: Treat numbers with a sum of at most 100 as rounded percentages: "52 to 46, a five-point lead".
    """
    if not isinstance(claim.value, tuple):
        return None
    first, second = claim.value
    half = HALF if claim.unit == "percent" or (shares and first + second <= _ALL) else Decimal(0)
    return Amount.about(first, half), Amount.about(second, half)


def last_digit(claim: Printed) -> Decimal:
    """The value of one unit in the last printed digit: 0.1 for "5.1 per cent", 100 million for "4.5bn"."""
    value = abs(claim.value) if isinstance(claim.value, Decimal) else Decimal(1)
    digits = _DIGITS.search(claim.span.exact)
    printed = Decimal(re.sub(r"\D", "", digits[0])) if digits else Decimal(0)
    if printed:
        power = value.adjusted() - printed.adjusted()
        if value and abs(power) <= _MAX_POWER and printed.scaleb(power) == value:
            return Decimal(1).scaleb(power)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(min(0, exponent) if isinstance(exponent, int) else 0)


def _half_width(claim: Printed, value: Decimal) -> Decimal:
    if not value:
        return Decimal(0)
    if claim.figure_kind == "ratio" and abs(value) < 1:
        numbers = [int(digits) for digits in re.findall(r"\d{1,9}", claim.span.exact)]
        width = abs(value) * _FRACTION if max(numbers, default=0) > _ROUGHLY_OUT_OF else _FRACTION
        return width * 2 if claim.comparator == "~" else width
    step = last_digit(claim)
    round_step = _round_step(value, step)
    if claim.comparator == "~":
        return max(round_step, step, min(_first_zeros(value, step) / 2, abs(value) / 10))
    if step == 1 == round_step and claim.figure_kind in _COUNTED and claim.unit != "point":
        return Decimal(0)
    return max(round_step, step) / 2


def _first_zeros(value: Decimal, step: Decimal) -> Decimal:
    """The value of one unit in the last digit that is not zero."""
    digits = value / step
    while digits and digits % 10 == 0:
        digits /= 10
        step *= 10
    return step


def _round_step(value: Decimal, step: Decimal) -> Decimal:
    """The precision of a round number: its last digit before the zeros, but at least two digits."""
    if step < 1:
        return step
    zeros = _first_zeros(value, step)
    if zeros / step < 10**_ROUND_ZEROS:
        return step
    return min(zeros, max(Decimal(1).scaleb(value.adjusted() - 1), step))
