"""The data of ``exclusions.toml``."""

from __future__ import annotations

from functools import cache
from typing import Any

from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.lexicon import Phrases
from onrecord.pipes.figures.numbers.lexer import LexedText
from onrecord.rules import read_toml


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
    phrases.add_all(exclusion_rules()[ident][key], ident)
    return phrases


def is_year_like(text: LexedText, figure: Figure) -> bool:
    """Is every number of a figure four bare digits that may be a year?"""
    if figure.kind or not figure.values:
        return False
    for amount in figure.amounts:
        numeral = amount.numeral
        written = text.raw(numeral.first)
        if not (written.isdigit() and len(written) == 4 and numeral.stop == numeral.first + 1):
            return False
        if amount.value is None or not 1000 <= amount.value <= 2100:
            return False
    return True
