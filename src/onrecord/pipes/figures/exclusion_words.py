"""The data of ``exclusions.toml``, and what its tests look at in a candidate."""

from __future__ import annotations

from functools import cache
from typing import Any

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.lexemes import Line
from onrecord.pipes.figures.lexicon import Phrases
from onrecord.rules import read_toml

STRONG = frozenset({">", ">=", "<", "<="})
"""Comparators that a number of years never has."""


@cache
def exclusion_rules() -> dict[str, dict[str, Any]]:
    """The rules by id."""
    return {rule["id"]: rule for rule in read_toml("figures", "exclusions.toml")["rule"]}


@cache
def words_of(ident: str, key: str) -> frozenset[str]:
    """A list of words of one rule."""
    return frozenset(exclusion_rules()[ident][key])


@cache
def phrases_of(ident: str, key: str) -> Phrases:
    """A list of phrases of one rule."""
    phrases = Phrases()
    for phrase in exclusion_rules()[ident][key]:
        phrases.add(phrase, ident)
    return phrases


def edges(found: Candidate) -> tuple[int, int]:
    """Lexemes of the number without its unit: first, and the one after its end."""
    return found.amounts[0].first, found.amounts[-1].numeral.stop


def year_like(line: Line, found: Candidate) -> bool:
    """Is every number of a candidate four bare digits that may be a year?"""
    if found.kind or not found.values:
        return False
    for amount in found.amounts:
        numeral = amount.numeral
        written = line.raw(numeral.first)
        if not (
            written.isdigit()
            and len(written) == 4
            and numeral.stop == numeral.first + 1
            and amount.value is not None
        ):
            return False
        if not 1000 <= amount.value <= 2100:
            return False
    return True
