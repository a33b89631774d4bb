"""Titles that list what somebody is responsible for: "Minister for Housing, Land and Water Ravi Menon".

Their commas look like the end of the title, and the last word of the list like the first of the name.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from spacy.tokens import Doc, Span, Token

from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.tokens import tokens_with

LONGEST = 14
"""Most tokens of a title."""
LAST_ITEM = 3
"""Most tokens of the last item, after "and"."""
JOINTS = frozenset({",", "and", "&", "for", "of", "the"})
NAME = range(2, 5)
"""Tokens of a name."""


def portfolio_before(doc: Doc, end: int) -> int | None:
    """The first token of a title with a list, with a comma and "and", that ends before token ``end``."""
    start = end
    while start > max(0, end - LONGEST) and (capitalised(doc[start - 1]) or doc[start - 1].lower_ in JOINTS):
        start -= 1
    words = [token.lower_ for token in doc[start:end]]
    if "," not in words or "and" not in words[-1 - LAST_ITEM : -1]:
        return None
    roles = lexicon().roles
    offices = (i for i, w in enumerate(words[:-1]) if w in roles and words[i + 1] in ("for", "of"))
    first = next((start + i for i in offices if "," in words[i:]), None)
    while (
        first is not None and first > start and capitalised(doc[first - 1]) and doc[first - 1].head.i == first
    ):
        first -= 1
    return first


def portfolio_from(doc: Doc, start: int) -> int | None:
    """The end of a title with a list, and without names, whose role is token ``start``."""
    if doc[start].lower_ not in lexicon().roles:
        return None
    end = start + 1
    while end < min(len(doc), start + LONGEST) and (capitalised(doc[end]) or doc[end].lower_ in JOINTS):
        end += 1
    while doc[end - 1].lower_ in JOINTS:
        end -= 1
    named = any(token.ent_type_ == "PERSON" for token in doc[start:end])
    whole = portfolio_before(doc, end)
    return end if not named and whole is not None and whole <= start else None


def names_after_portfolios(doc: Doc) -> Iterator[Span]:
    """The names after such titles; the list ends where the model sees a name, or one word after "and"."""
    for joint in np.flatnonzero(tokens_with(doc, "LOWER", ("and",))).tolist():
        near = range(joint + 2, min(joint + 2 + LAST_ITEM, len(doc)))
        start = next((i for i in near if doc[i].ent_iob_ == "B" and doc[i].ent_type_ == "PERSON"), joint + 2)
        end = start
        while end < len(doc) and capitalised(doc[end]):
            end += 1
        if end - start in NAME and portfolio_before(doc, start) is not None:
            yield Span(doc, start, end, label="PERSON")


def capitalised(token: Token) -> bool:
    """Whether a token is a word that begins with a capital letter."""
    return token.text[:1].isupper() and token.text[-1].isalpha()
