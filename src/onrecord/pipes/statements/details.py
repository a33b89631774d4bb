"""Details of a statement: stance, negation, hedges, when it was said, and its figures."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from onrecord.pipes.statements.lexicon import cues
from onrecord.pipes.statements.partial import PartialStatement, Text
from onrecord.records import Offsets, Stance

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})
REACH = 120
"""Most characters between a cue and the period that dates it."""


def cue_lemma(text: Text, partial: PartialStatement) -> str:
    """The lemma of a cue's head, with the particle or preposition in the cue: "rule out", "call for"."""
    if partial.head is None or partial.head.i + 1 >= len(text.doc):
        return partial.lemma
    after = text.doc[partial.head.i + 1]
    within = any(start <= after.idx < end for start, end in partial.cue)
    phrasal = within and after.pos_ in ("ADP", "ADV", "PART") and after.dep_ != "advmod"
    return f"{partial.lemma} {after.lower_}" if phrasal and partial.lemma != "accord" else partial.lemma


def stance(text: Text, partial: PartialStatement) -> Stance:
    """The stance of a cue in context: "told her to go" is directive, "told her that" is neutral."""
    usual = cues().stance(partial.lemma)
    if partial.head is None or usual != "directive" or partial.lemma not in cues().asking:
        return usual
    opening = [text.tokens(*piece)[:1].text.casefold() for piece in partial.content]
    for child in partial.head.rights:
        acts = child.dep_ in ("xcomp", "ccomp") and any(
            t.lower_ == "to" and t.dep_ == "mark" for t in child.lefts
        )
        wants = any(
            t.dep_ == "case" and t.lower_ in ("for", "on", "against") and t.i == partial.head.i + 1
            for t in child.lefts
        )
        if acts or wants:
            return usual
    return usual if "to" in opening else "neutral"


def is_negated(partial: PartialStatement) -> bool:
    """Whether the source denies the content, or the cue is negated."""
    if partial.head is None:
        return False
    heads = [partial.head, *([partial.head.head] if partial.head.dep_ == "xcomp" else [])]
    denied = any(cues().stance(head.lemma_.lower()) == "denying" for head in heads)
    return denied or any(
        t.lower_ in NEGATIONS and t.dep_ in ("advmod", "det") for head in heads for t in head.children
    )


def hedges(text: Text, partial: PartialStatement) -> list[Offsets]:
    """Offsets of the hedges in the content."""
    return [
        [token.idx, token.idx + len(token)]
        for piece in partial.content
        for token in text.tokens(*piece)
        if token.lower_ in cues().hedges and is_hedge(token)
    ]


def is_hedge(token: Token) -> bool:
    """Whether a hedge word hedges here: not "May", "as soon as possible" or "to appear in court"."""
    if token.pos_ == "VERB":
        return any(t.dep_.startswith("nsubj") or t.dep_ in ("ccomp", "xcomp") for t in token.children)
    if token.text[0].isupper() and not token.is_sent_start:
        return False
    return token.pos_ in ("AUX", "ADV", "ADJ") and not (token.i and token.nbor(-1).lower_ == "as")


def said_on(text: Text, partial: PartialStatement) -> int | None:
    """Index of the nearest period that depends on the cue and is outside the content."""
    if partial.head is None:
        return None
    cue, best = partial.head.idx, None
    for number in around(text.period_starts, cue - REACH, cue + REACH):
        start, end = text.doc._.periods[number]["span"]
        if any(start < b and a < end for a, b in partial.content) or not text.same_line(start, cue):
            continue
        tokens = text.tokens(start, end)
        gap = max(start - cue, cue - end)
        if len(tokens) and hangs_on(tokens.root, partial.head) and (best is None or gap < best[0]):
            best = (gap, number)
    return best[1] if best else None


def around(starts: list[int], low: int, high: int) -> range:
    """Indices of the sorted ``starts`` in ``[low, high)``."""
    return range(bisect_left(starts, low), bisect_left(starts, high))


def hangs_on(token: Token, head: Token) -> bool:
    """Whether a token depends on a cue with no clause between, except in "speaking on Monday, she said"."""
    for _ in range(5):
        if token.head is head or token.head.i == head.i:
            return True
        speaking = token.head.dep_ == "advcl" and token.head.lemma_.lower() in cues().occasions
        clause = token.head.pos_ == "VERB" or token.head.dep_ == "acl:relcl"
        if token.head.i == token.i or (clause and not speaking):
            return False
        token = token.head
    return False


def figures_in(text: Text, partial: PartialStatement) -> list[int]:
    """Indices of the figures wholly inside the content."""
    figures = text.doc._.figures
    return [
        number
        for start, end in partial.content
        for number in around(text.figure_starts, start, end)
        if figures[number]["span"][1] <= end
    ]
