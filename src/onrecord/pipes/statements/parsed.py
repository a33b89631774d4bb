"""Drafts from the parse: a reporting verb with a clause, a quotation or "according to" the labels missed."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import numpy as np
from spacy.tokens import Token

from onrecord.pipes.statements.clauses import end_of, one_sentence, that_clause
from onrecord.pipes.statements.drafts import PLAIN, Draft, Stretch, Text, stretch
from onrecord.pipes.statements.lexicon import cues
from onrecord.pipes.statements.orders import amount_named, finding_behind
from onrecord.pipes.statements.sources import mention_of, noun_source, own_subject, subject_of
from onrecord.pipes.tokens import tokens_with

WITHIN_PHRASE = frozenset(
    {"det", "amod", "compound", "nmod:poss", "case", "nummod", "nmod:desc", "flat", "advmod", "punct"}
)
GAP = 80
"""Characters between a quotation and its cue, at most."""


def parsed_drafts(text: Text, taken: set[int]) -> list[Draft]:
    """Drafts for reporting words that no other draft uses.

    Args:
        text: The Doc.
        taken: Character offsets of the heads of the cues already found.
    """
    lexicon = cues()
    found: list[Draft] = []
    for i in np.flatnonzero(tokens_with(text.doc, "POS", ("VERB", "NOUN"))).tolist():
        token = text.doc[i]
        if token.pos_ == "VERB" and token.idx not in taken and token.lemma_.lower() in lexicon.verbs:
            if text.quote_at(token.idx, token.idx + len(token)) is not None:
                continue
            found += (
                finding_draft(text, token)
                or clause_draft(text, token)
                or quote_draft(text, token)
                or order_draft(text, token)
            )
        elif token.pos_ == "VERB" and token.idx not in taken and token.lemma_.lower() in lexicon.estimates:
            found += amount_draft(text, token)
        elif token.pos_ == "NOUN" and token.idx not in taken and token.lemma_.lower() in lexicon.nouns:
            found += noun_draft(text, token)
    return [*found, *according_drafts(text, taken)]


def clause_draft(text: Text, verb: Token) -> list[Draft]:
    """The verb's clausal complement, if it has one and somebody says it."""
    source = subject_of(verb)
    if source is None or source.lower_ in ("i", "you"):
        return []
    for child in verb.children:
        if child.dep_ == "ccomp" or (
            child.dep_ == "parataxis" and child.i < verb.i and own_subject(child) is not None
        ):
            content = subtree(text, child, without={verb.i, source.i})
            if content is not None:
                return [draft(verb, mention_of(source), [one_sentence(text, content)])]
    return []


def order_draft(text: Text, verb: Token) -> list[Draft]:
    """What somebody is told to do: "urged *the board to act*"."""
    source = subject_of(verb)
    if source is None or source.lower_ in ("i", "you") or verb.lemma_.lower() not in cues().orders:
        return []
    act = next((t for t in verb.rights if t.dep_ == "xcomp" and any(c.lower_ == "to" for c in t.lefts)), None)
    whom = next((t for t in verb.rights if t.dep_ in ("obj", "iobj")), None)
    content = subtree(text, act, without={verb.i, source.i}) if act is not None else None
    if content is None or whom is None or whom.right_edge.i + 1 != text.tokens(*content)[0].i:
        return []
    return [draft(verb, mention_of(source), [(whom.left_edge.idx, content[1])])]


def finding_draft(text: Text, verb: Token) -> list[Draft]:
    """A finding before the study that made it."""
    found = finding_behind(text, verb)
    return [found] if found is not None else []


def amount_draft(text: Text, verb: Token) -> list[Draft]:
    """What somebody puts a cost, a toll or a crowd at."""
    source, named = subject_of(verb), amount_named(text, verb)
    if source is None or named is None or source.lower_ in ("i", "you"):
        return []
    return [replace(draft(verb, mention_of(source), [named]), seen=PLAIN)]


def noun_draft(text: Text, noun: Token) -> list[Draft]:
    """A claim, warning or promise that somebody is named for, with its "that" clause."""
    clause, source = that_clause(noun), noun_source(noun)
    if clause is None or source is None or text.quote_at(noun.idx, noun.idx + len(noun)) is not None:
        return []
    content = subtree(text, clause, without={noun.i, source.i})
    return [draft(noun, mention_of(source), [one_sentence(text, content)])] if content is not None else []


def quote_draft(text: Text, verb: Token) -> list[Draft]:
    """A quotation that stands right before or after the verb and its subject, in one line."""
    source = subject_of(verb)
    span = mention_of(source) if source is not None else None
    low = min(verb.idx, span[0]) if span else verb.idx
    high = max(verb.idx + len(verb), span[1]) if span else verb.idx + len(verb)
    pieces: list[Stretch] = []
    for quote in text.quotes_in(max(0, low - GAP), high + GAP):
        first, last = quote["span"]
        if not quote["speech"] or not text.same_line(min(first, low), max(last, high)):
            continue
        before = last <= low and not any(c.isalnum() for c in text.text[last:low])
        after = first >= high and text.between(high, first) in ("", ",", ":")
        if before or after:
            pieces.append((quote["inner"][0], quote["inner"][1]))
    return [draft(verb, span, pieces)] if pieces and span else []


def according_drafts(text: Text, taken: set[int]) -> list[Draft]:
    """ "According to X" and its like, with the rest of their sentence."""
    found = []
    for phrase in according(cues().according).finditer(text.text):
        cue = text.tokens(*phrase.span())
        if not len(cue) or cue[0].idx in taken or cue.end >= len(text.doc):
            continue
        noun = text.doc[cue.end]
        while noun.dep_ in WITHIN_PHRASE and noun.head.i > noun.i:
            noun = noun.head
        source, sentence = mention_of(noun), cue.sent
        high = max([source[1], *(end_of(t) for t in noun.subtree if t.i > noun.i)])
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


def draft(verb: Token, source: Stretch | None, content: list[Stretch]) -> Draft:
    """A draft whose cue is the one verb."""
    cue = (verb.idx, verb.idx + len(verb))
    return Draft(content=content, cue=[cue], source=source, head=verb)


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
