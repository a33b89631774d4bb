"""Which words mean a rise and which a fall."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from onrecord.pipes.figures.lexicon import words
from onrecord.records import Change

WAYS: dict[str, Change] = {"up": "up", "higher": "up", "down": "down", "lower": "down"}
REACH = 3
"""Tokens from a verb to the word that says where it moves."""


@cache
def directions() -> dict[str, Change]:
    """Words of change, by lemma and by form."""
    lists = words()["change"]
    found: dict[str, Change] = dict.fromkeys(lists["down"], "down")
    found.update(dict.fromkeys(lists["up"], "up"))
    return found


def direction(token: Token) -> Change:
    """Up, down or "=" for a word, by its lemma, or by the "up" or "down" behind it."""
    found = directions()
    lemma = token.lemma_.lower()
    if lemma not in words()["change"]["movers"]:
        return found.get(lemma, found.get(token.lower_, "="))
    behind = (t.lower_ for t in token.rights if t.i - token.i <= REACH and t.lower_ in WAYS)
    return next((WAYS[word] for word in behind), "=")
