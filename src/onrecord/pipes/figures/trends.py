"""Which words mean a rise and which a fall."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from onrecord.pipes.figures.lexicon import words
from onrecord.records import Change


@cache
def directions() -> dict[str, Change]:
    """Words of change, by lemma and by form."""
    lists = words()["change"]
    found: dict[str, Change] = dict.fromkeys(lists["down"], "down")
    found.update(dict.fromkeys(lists["up"], "up"))
    return found


def direction(token: Token) -> Change:
    """Up, down or "=" for a word, by its lemma."""
    found = directions()
    return found.get(token.lemma_.lower(), found.get(token.lower_, "="))
