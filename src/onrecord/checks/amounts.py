"""How exact a printed number is: an amount is what was printed and the interval it may stand for.

The width comes from the digits as printed. ``4.5bn`` stands for 4.45 to 4.55 billion, ``about 60`` for 55 to
65; whole numbers of things that are printed in full are exact, unless two zeros or more show that they are
round: ``41,000`` stands for 40,500 to 41,500, ``100`` for 95 to 105.
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
"""From so many zeros at the end on, a whole number is taken for a round one."""
_MAX_POWER = 60
_ALL = 100
_FRACTION = Decimal("0.04")
"""Half the width of "a third" and "four in ten"; of "12 out of 40" it is relative, since that was counted."""
_ROUGHLY_OUT_OF = 10

EXACT = Context(prec=120)
"""Enough digits for the sum of the longest and the smallest number a claim can hold."""
HALF = Decimal("0.5")
INFINITY = Decimal("Infinity")


class Words(Protocol):
    """A stretch of a text."""

    @property
    def exact(self) -> str:
        """The words."""


class Printed(Protocol):
    """What is asked of a figure: a claim, or less than one."""

    @property
    def value(self) -> Decimal | tuple[Decimal, Decimal] | None:
        """One number, two, or none."""

    @property
    def comparator(self) -> str:
        """The bound."""

    @property
    def unit(self) -> str:
        """What it is counted in."""

    @property
    def figure_kind(self) -> str:
        """What sort of number it is."""

    @property
    def span(self) -> Words:
        """The digits as printed."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, and the closed interval it may stand for."""

    value: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def about(cls, value: Decimal, half_width: Decimal) -> Amount:
        """A number and as much to either side."""
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
        """Without the sign of the value; the interval is turned with it."""
        return self if self.value >= 0 else Amount(-self.value, -self.high, -self.low)

    def times(self, factor: Decimal) -> Amount:
        """The amount ``factor`` times, ``factor`` being positive."""
        return Amount(self.value * factor, self.low * factor, self.high * factor)


def amount(claim: Printed) -> Amount | None:
    """What a figure with one value stands for; bounds make one side infinite."""
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
        shares: Numbers that make 100 or less are rounded percentages, as in "52 to 46, a five-point lead".
    """
    if not isinstance(claim.value, tuple):
        return None
    first, second = claim.value
    half = HALF if claim.unit == "percent" or (shares and first + second <= _ALL) else Decimal(0)
    return Amount.about(first, half), Amount.about(second, half)


def last_digit(claim: Printed) -> Decimal:
    """What one more in the last printed digit would add: 0.1 for "5.1 per cent", 100 million for "4.5bn"."""
    value = abs(claim.value) if isinstance(claim.value, Decimal) else Decimal(1)
    found = _DIGITS.search(claim.span.exact)
    printed = Decimal(re.sub(r"\D", "", found[0])) if found else Decimal(0)
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
    """The step of the last digit that is not zero."""
    digits = value / step
    while digits and digits % 10 == 0:
        digits /= 10
        step *= 10
    return step


def _round_step(value: Decimal, step: Decimal) -> Decimal:
    """The step of a round number: that of its last digit but zeros, at least two digits being meant."""
    if step < 1:
        return step
    zeros = _first_zeros(value, step)
    if zeros / step < 10**_ROUND_ZEROS:
        return step
    return min(zeros, max(Decimal(1).scaleb(value.adjusted() - 1), step))
