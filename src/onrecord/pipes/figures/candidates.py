"""A figure in the making: one amount, or two joined to a range, a score or a ratio, with its bound."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from spacy.tokens import Token

from onrecord.pipes.figures.amounts import Amount
from onrecord.records import Change, Comparator

Form = Literal[
    "single", "range", "dash", "versus", "fraction", "one_in", "vague", "ordinal", "multiple", "rank"
]


@dataclass(slots=True, eq=False)
class Candidate:
    """What the grammar reads off the characters, before the parse is asked.

    ``first`` to ``stop`` are the lexemes of number, sign and unit; ``bound_first`` and ``bound_stop`` take in
    the words of its bound. Offsets in characters are made from them at the end.
    """

    first: int
    stop: int
    amounts: list[Amount]
    form: Form
    values: list[Decimal] = field(default_factory=list)
    comparator: Comparator = "="
    unit: str = ""
    kind: str = ""
    per: str | None = None
    bound_first: int = -1
    bound_stop: int = -1
    rule: str = ""
    noun: Token | None = None
    """Head of the counted noun phrase, where the parse or the words show one."""
    whole: bool = False
    """The noun is what the number is a part of: "three of the ships", "half the town"."""
    change: Change = "="
    before: Candidate | None = None
    """The figure before it in the text."""
    twin: Candidate | None = None
    """The figure before it that says the same in another unit: "500 miles (800 km)"."""
    related: Candidate | None = None
    """The figure this one is the before, the after or the amount of change of."""

    @property
    def hyphen(self) -> bool:
        """Is the number joined to the next word by a hyphen?"""
        return self.amounts[-1].hyphen

    @property
    def spelled(self) -> bool:
        """Is no digit in the first number?"""
        return self.amounts[0].numeral.spelled

    @property
    def bounded(self) -> bool:
        """Do bound words stand before it?"""
        return self.bound_first < self.first
