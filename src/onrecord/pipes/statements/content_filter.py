"""Filters partial statements: those without content, attitudes, and names given to things."""

from __future__ import annotations

import re

from onrecord.pipes.statements.contents import is_function_word, is_name
from onrecord.pipes.statements.lexicon import cues
from onrecord.pipes.statements.partial import PartialStatement, Text
from onrecord.pipes.statements.sources import own_subject

UNNAMED = re.compile(r"(?:not to be|to remain|to stay) (?:named|identified|anonymous)")
"""A source's wish not to be named, which is not a statement."""
EMPTY = 3
"""A content of fewer words is empty if all are function words: "that", "the other"."""


def says_nothing(text: Text, partial: PartialStatement) -> bool:
    """Whether it is only a question asked, a wish not to be named, a title, a scare quote or a "that"."""
    if partial.head is None:
        return False
    if partial.lemma == "ask" and partial.head.dep_ == "advcl" and own_subject(partial.head) is None:
        return True
    if UNNAMED.match(text.text, partial.start):
        return True
    words = [token for piece in partial.content for token in text.tokens(*piece)]
    empty = all(is_function_word(word) or word.lower_ in ("other", "others") for word in words)
    if empty and len(words) < EMPTY and not text.quote_at(partial.start, partial.end):
        return True
    quotes = [text.quote_at(max(0, start - 1), end) for start, end in partial.content]
    if any(quote is None or quote["speech"] for quote in quotes):
        return False
    titles = all(quote is not None and is_name(text, quote) for quote in quotes)
    return partial.source is None or (titles and partial.lemma not in cues().verbs)


def is_attitude(text: Text, partial: PartialStatement) -> bool:
    """Whether the cue reports a thought, not speech: "believes that it will rain"."""
    if not partial.cue or text.text[slice(*partial.cue[0])].casefold().startswith(cues().according):
        return False
    said = partial.lemma in cues().verbs or partial.lemma in cues().nouns
    return not said and partial.lemma in cues().attitudes


def keep_name(text: Text, partial: PartialStatement) -> None:
    """Cut the content after the thing named: "called it *a trap*", "described it as *a trap*"."""
    if partial.head is None or len(partial.content) != 1 or partial.lemma not in cues().naming:
        return
    start, end = partial.content[0]
    objects = [t for t in partial.head.children if t.dep_ == "obj"]
    objects += [
        t
        for name in partial.head.children
        if name.dep_ in ("xcomp", "obl", "ccomp")
        for t in name.children
        if t.dep_ == "nsubj"
    ]
    thing = next((t for t in objects if start <= t.idx < end), None)
    if thing is None:
        return
    link = next((t for t in text.tokens(start, end) if t.lower_ == "as" and t.i > thing.i), thing.right_edge)
    if link.idx + len(link) < end - 2:
        partial.content = [(link.idx + len(link), end)]
