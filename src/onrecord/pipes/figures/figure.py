"""A number on its way to a record: Numeral, then Amount, then Figure. A stage returns a new value.

Positions are indices of lexemes (see ``numbers.lexer``); characters are made of them at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from spacy.tokens import Token

from onrecord.records import Change, Comparator, FigureKind, MadeBy, Measured, Offsets

NumeralForm = Literal["cardinal", "ordinal", "fraction", "vague", "article"]
Form = Literal[
    "single", "range", "dash", "versus", "fraction", "one_in", "vague", "ordinal", "multiple", "rank"
]
Kind = FigureKind | Literal["", "multiple"]
""""" until it is settled, by a unit or later; "multiple" for "twice" and "6.5 times", ratio or count."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: lexemes ``first`` to ``stop`` (exclusive)."""

    first: int
    stop: int
    value: Decimal | None
    """None for "dozens" and other numbers that name none."""
    form: NumeralForm
    spelled: bool
    """True when no digit is in it."""
    mantissa: Decimal
    """The number before its scale word: 2.5 in "2.5 million"."""
    power: int = 0
    """Power of ten of the scale word."""
    loose: bool = False
    """True for "a couple": about that many."""
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
    """2 where the number as written counts hundredths of the unit: "50p" is 0.50 GBP."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount, or two joined to a range, a score or a ratio, with its bound and what is attached to it.

    ``first`` to ``stop`` are the lexemes of number, sign, unit and counted noun; ``bound_first`` and
    ``bound_stop`` take in the words of its bound.
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
    """The noun is what the number is a part of: "three of the ships", "half the town"."""
    change: Change = "="
    measured: Measured | None = None
    measured_by: MadeBy | None = None
    period: int | None = None
    """Index into ``doc._.periods``."""
    place: Offsets | None = None
    related: int | None = None
    """Index of the figure this one is the before, the after or the amount of change of."""
    score: float = 1.0
    """The product of the probabilities of what was decided so far."""

    @property
    def hyphen(self) -> bool:
        """Is the number joined to the next word by a hyphen?"""
        return self.amounts[-1].hyphen

    @property
    def edges(self) -> tuple[int, int]:
        """Lexemes of the number without its unit: first, and the one after its end."""
        return self.amounts[0].first, self.amounts[-1].numeral.stop
