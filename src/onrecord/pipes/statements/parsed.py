"""Partial statements from the parse alone: for Docs without labels, and for a user's own cues."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from spacy.tokens import Token

from onrecord.pipes.statements.lexicon import Cues, cues
from onrecord.pipes.statements.partial import CharSpan, PartialStatement, Text, char_span_of
from onrecord.pipes.statements.sources import mention_of, own_subject, subject_of
from onrecord.pipes.tokens import tokens_with

WITHIN_PHRASE = frozenset(
    {"det", "amod", "compound", "nmod:poss", "case", "nummod", "nmod:desc", "flat", "advmod", "punct"}
)
GAP = 80
"""Most characters between a quotation and its cue."""


def from_parse(text: Text, words: Cues) -> list[PartialStatement]:
    """Verbs and nouns with a clause, verbs with a quotation, and "according to" with its sentence."""
    partials: list[PartialStatement] = []
    for i in np.flatnonzero(tokens_with(text.doc, "POS", ("VERB", "NOUN"))).tolist():
        word = text.doc[i]
        if word.lemma_.lower() not in (words.verbs if word.pos_ == "VERB" else words.nouns):
            continue
        partials += from_clause(text, word) or (from_quotation(text, word) if word.pos_ == "VERB" else [])
    return [*partials, *(from_according(text, words.according) if words.according else [])]


def with_own(text: Text, labelled: list[PartialStatement]) -> list[PartialStatement]:
    """Labelled statements, and those with a user's own cue where no labelled cue has a source."""
    own = cues().own
    if own is None:
        return labelled
    added = [one for one in from_parse(text, own) if not any(d.source and share(d, one) for d in labelled)]
    return [*(d for d in labelled if not any(share(d, one) for one in added)), *added]


def share(one: PartialStatement, two: PartialStatement) -> bool:
    """Whether the cues of two statements overlap."""
    return any(a < d and c < b for a, b in one.cue for c, d in two.cue)


def from_clause(text: Text, verb: Token) -> list[PartialStatement]:
    """A statement from the clause of a verb or noun, if there is a clause and a source."""
    source = subject_of(verb)
    if source is None or source.lower_ in ("i", "you"):
        return []
    for child in verb.children:
        before = child.dep_ == "parataxis" and child.i < verb.i and own_subject(child) is not None
        that = verb.pos_ == "NOUN" and child.dep_ == "acl" and child.left_edge.lower_ == "that"
        if child.dep_ == "ccomp" or before or that:
            content = subtree(text, child, without={verb.i, source.i})
            if content is not None:
                return [with_verb(verb, mention_of(source), [content])]
    return []


def from_quotation(text: Text, verb: Token) -> list[PartialStatement]:
    """A statement from quotations directly before or after a verb and its subject, on one line."""
    source = subject_of(verb)
    if source is None:
        return []
    span = mention_of(source)
    low, high = min(verb.idx, span[0]), max(verb.idx + len(verb), span[1])
    pieces: list[CharSpan] = []
    for quote in text.quotes_in(max(0, low - GAP), high + GAP):
        first, last = quote["span"]
        if not quote["speech"] or not text.same_line(min(first, low), max(last, high)):
            continue
        before = last <= low and not text.has_word(last, low)
        after = first >= high and text.text[high:first].strip() in ("", ",", ":")
        if before or after:
            pieces.append((quote["inner"][0], quote["inner"][1]))
    return [with_verb(verb, span, pieces)] if pieces else []


def from_according(text: Text, phrases: tuple[str, ...]) -> list[PartialStatement]:
    """ "According to X" and similar phrases; the content is the longer part of the sentence around it."""
    partials: list[PartialStatement] = []
    for phrase in according(phrases).finditer(text.text):
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
            partials.append(PartialStatement([content], [char_span_of(cue)], source, cue[0]))
    return partials


@cache
def according(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for the phrases that name a source without a verb."""
    either = "|".join(re.escape(phrase) for phrase in phrases)
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)


def with_verb(verb: Token, source: CharSpan, content: list[CharSpan]) -> PartialStatement:
    """A statement with a verb as its cue."""
    return PartialStatement(content, [(verb.idx, verb.idx + len(verb))], source, verb)


def subtree(text: Text, clause: Token, without: set[int]) -> CharSpan | None:
    """The contiguous span of a clause around its head; None if the head is in ``without``."""
    inside = {t.i for t in clause.subtree if not t.is_space} - without
    if clause.i not in inside:
        return None
    start = end = clause.i
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside:
        end += 1
    return char_span_of(text.doc[start : end + 1])
