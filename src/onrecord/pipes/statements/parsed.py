"""Drafts from the parse alone, for pipelines whose language model labels no sources, cues and contents."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from spacy.tokens import Token

from onrecord.pipes.statements.drafts import Draft, Stretch, Text, stretch
from onrecord.pipes.statements.lexicon import cues
from onrecord.pipes.statements.sources import mention_of, own_subject, subject_of
from onrecord.pipes.tokens import tokens_with

WITHIN_PHRASE = frozenset(
    {"det", "amod", "compound", "nmod:poss", "case", "nummod", "nmod:desc", "flat", "advmod", "punct"}
)
GAP = 80
"""Characters between a quotation and its cue, at most."""


def parsed_drafts(text: Text) -> list[Draft]:
    """A reporting verb with a clause or a quotation, and "according to" with the rest of its sentence."""
    found: list[Draft] = []
    for i in np.flatnonzero(tokens_with(text.doc, "POS", ("VERB",))).tolist():
        verb = text.doc[i]
        if verb.lemma_.lower() in cues().verbs:
            found += clause_draft(text, verb) or quote_draft(text, verb)
    return [*found, *according_drafts(text)]


def clause_draft(text: Text, verb: Token) -> list[Draft]:
    """The verb's clausal complement, if it has one and somebody says it."""
    source = subject_of(verb)
    if source is None or source.lower_ in ("i", "you"):
        return []
    for child in verb.children:
        before = child.dep_ == "parataxis" and child.i < verb.i and own_subject(child) is not None
        if child.dep_ == "ccomp" or before:
            content = subtree(text, child, without={verb.i, source.i})
            if content is not None:
                return [draft(verb, mention_of(source), [content])]
    return []


def quote_draft(text: Text, verb: Token) -> list[Draft]:
    """A quotation that stands right before or after the verb and its subject, in one line."""
    source = subject_of(verb)
    if source is None:
        return []
    span = mention_of(source)
    low, high = min(verb.idx, span[0]), max(verb.idx + len(verb), span[1])
    pieces: list[Stretch] = []
    for quote in text.quotes_in(max(0, low - GAP), high + GAP):
        first, last = quote["span"]
        if not quote["speech"] or not text.same_line(min(first, low), max(last, high)):
            continue
        before = last <= low and not any(c.isalnum() for c in text.text[last:low])
        after = first >= high and text.between(high, first) in ("", ",", ":")
        if before or after:
            pieces.append((quote["inner"][0], quote["inner"][1]))
    return [draft(verb, span, pieces)] if pieces else []


def according_drafts(text: Text) -> list[Draft]:
    """ "According to X" and its like, with the longer part of the sentence around it."""
    found = []
    for phrase in according(cues().according).finditer(text.text):
        cue = text.tokens(*phrase.span())
        if not len(cue) or cue.end >= len(text.doc):
            continue
        noun = text.doc[cue.end]
        while noun.dep_ in WITHIN_PHRASE and noun.head.i > noun.i:
            noun = noun.head
        source, sentence = mention_of(noun), cue.sent
        high = max([source[1], *(t.idx + len(t) for t in noun.subtree if t.i > noun.i)])
        around = ((sentence.start_char, min(cue.start_char, source[0])), (high, sentence.end_char))
        content = max(around, key=lambda piece: piece[1] - piece[0])
        if content[1] > content[0] and len(text.text[slice(*content)].split()) > 1:
            found.append(Draft([content], [stretch(cue)], source, cue[0]))
    return found


@cache
def according(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Finds the phrases that name a source without a verb."""
    either = "|".join(re.escape(phrase) for phrase in phrases)
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)


def draft(verb: Token, source: Stretch, content: list[Stretch]) -> Draft:
    """A draft whose cue is the one verb."""
    return Draft(content, [(verb.idx, verb.idx + len(verb))], source, verb)


def subtree(text: Text, clause: Token, without: set[int]) -> Stretch | None:
    """The contiguous stretch of a clause around its head; None where it holds a word of the cue."""
    inside = {t.i for t in clause.subtree if not t.is_space} - without
    if clause.i not in inside:
        return None
    start = end = clause.i
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside:
        end += 1
    return stretch(text.doc[start : end + 1])
