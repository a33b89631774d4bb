"""The forms of a number on its way to a record: Numeral, Amount, Figure. None of them is ever modified.

Positions are indices of lexemes (see ``numbers.lexer``); they become character offsets at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Literal

from spacy.tokens import Token

from onrecord.records import Change, Comparator, FigureKind, MadeBy, Measured, Offsets

# Arithmetic is exact; only repeating decimals such as 1/3 are rounded, to twelve digits.
EXACT = Context(prec=60)
LONGEST = 24
"""More digits than this are a serial number, not a figure."""
MOST = 18
"""The highest power of ten that scale words may reach."""
_TWELVE = Context(prec=12)
NumeralForm = Literal["cardinal", "ordinal", "fraction", "vague", "article"]
Form = Literal[
    "single", "range", "dash", "versus", "fraction", "one_in", "vague", "ordinal", "multiple", "rank"
]
Kind = FigureKind | Literal["", "multiple"]
""""" while undecided; "multiple" for "twice" and "6.5 times", which become a ratio or a count."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: lexemes ``first`` to ``stop`` (exclusive)."""

    first: int
    stop: int
    value: Decimal | None
    """None for "dozens" and other vague numbers."""
    form: NumeralForm
    spelled: bool
    """True if it is written without digits."""
    mantissa: Decimal
    """The number before its scale word: 2.5 in "2.5 million"."""
    power: int = 0
    """Power of ten of the scale word."""
    loose: bool = False
    """True for "a couple", which is approximate."""
    letter: bool = False
    """True for "5m", "5b" and "5k": the letter may be a unit instead."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Lexemes ``first`` to ``stop``: a numeral with its sign, currency and unit."""

    first: int
    stop: int
    numeral: Numeral
    value: Decimal | None
    unit: str = ""
    kind: Kind = ""
    per: str | None = None
    hyphen: bool = False
    """Joined to what follows by a hyphen: "10-year", "six-member"."""
    digits: int = 0
    """2 if the number as written counts hundredths of the unit: "50p" is 0.50 GBP."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount, or two that form a range, score or ratio, with its bound and attachments.

    ``first`` to ``stop`` are the lexemes of the number, sign, unit and counted noun; ``bound_first`` to
    ``bound_stop`` also cover the words of its bound.
    """

    first: int
    stop: int
    amounts: tuple[Amount, ...]
    form: Form
    values: tuple[Decimal, ...] = ()
    comparator: Comparator = "="
    unit: str = ""
    kind: Kind = ""
    per: str | None = None
    bound_first: int = -1
    bound_stop: int = -1
    rule: str = ""
    noun: Token | None = None
    """The counted noun."""
    whole: bool = False
    """The noun is the whole that the number is part of: "three of the ships", "half the town"."""
    change: Change = "="
    measured: Measured | None = None
    measured_by: MadeBy | None = None
    period: int | None = None
    """Index into ``doc._.periods``."""
    place: Offsets | None = None
    related: int | None = None
    """Index of the level that this figure is the earlier value of, or the change in."""
    score: float = 1.0
    """Product of the probabilities of all decisions so far."""

    @property
    def hyphen(self) -> bool:
        """Whether a hyphen joins the number to the next word."""
        return self.amounts[-1].hyphen

    @property
    def edges(self) -> tuple[int, int]:
        """Lexemes of the number without its unit: first, and the one after its end."""
        return self.amounts[0].first, self.amounts[-1].numeral.stop


def as_text(value: Decimal) -> str:
    """A value as a plain decimal without exponent and without needless zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def ratio(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Divide; exact if the result fits in twelve digits."""
    return _TWELVE.divide(numerator, denominator)
