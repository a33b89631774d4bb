"""Shares of a group, which speak as the group: "almost half (47%) of the *nurses* asked"."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.speakers.mention import ARTICLES


def whole_of(share: Token) -> Token | None:
    """What a share is a part of: "a total of 48% of *agents* in Wales"; None for other nouns."""
    found, whole = None, share
    while whole.lower_ in lexicon().shares:
        parts = (t for t in whole.rights if t.dep_ == "nmod" and any(c.lower_ == "of" for c in t.lefts))
        inner = next(parts, None)
        if inner is None:
            break
        found = whole = inner
    return found


def share_in(source: Span) -> tuple[Token, Span] | None:
    """The share at the beginning of a source and its whole, whatever the parse makes of the brackets.

    "More than *half* (53%) of *the nurses*": no noun stands before the share, and only numbers and marks
    between it and "of".
    """
    shares, found = lexicon().shares, None
    share: Token | None = None
    for token in source[:-1]:
        if token.lower_ in shares:
            share = share or token
        elif share is not None and token.lower_ == "of":
            found = share, bare(source.doc[token.i + 1 : source.end])
        elif share is not None and not (token.is_punct or token.like_num or token.lower_ in ARTICLES):
            break
        elif share is None and token.pos_ in ("NOUN", "PROPN", "PRON"):
            return None
    return found if found is not None and len(found[1]) else None


def bare(whole: Span) -> Span:
    """A whole without its article, and without a comma or a number at its end: "those asked, 67%"."""
    start, end = whole.start, whole.end
    if whole[0].lower_ not in ("those", "these"):
        start = after_article(whole.doc, start, end)
    marks = (t.i for t in whole if t.text in (",", "("))
    return whole.doc[start : next((i for i in marks if i + 1 == end or whole.doc[i + 1].like_num), end)]


def after_article(doc: Doc, start: int, stop: int) -> int:
    """Where a phrase begins without its article and number; at most ``stop``."""
    while start < stop and (doc[start].lower_ in ARTICLES or doc[start].like_num):
        start += 1
    return start
