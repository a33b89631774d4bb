"""Which words mean a rise and which a fall."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from onrecord.pipes.figures.lexicon import word_set, words
from onrecord.records import Change

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
    if lemma not in word_set("change", "movers"):
        return found.get(lemma, found.get(token.lower_, "="))
    near = (t.lower_ for t in token.rights if t.i - token.i <= REACH)
    return next((found[word] for word in near if word in word_set("change", "particles")), "=")
