"""Where a clause of content ends: before the next cue of the same source, not before its own last word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.pipes.statements.drafts import Draft, Stretch, Text
from onrecord.pipes.statements.lexicon import cues

FINITE = frozenset({"VBD", "VBN", "VBZ", "VBP"})
CLOSING = frozenset({'"', "”", "’", "'", "»"})
STOP = re.compile(r"(?<=[a-z)\]%\d]{2})[.!?][\"”’]?\s+(?=[A-Z“\"‘])")
"""A full stop that ends a sentence even where the model reads on."""


def widen_to_clause(text: Text, draft: Draft) -> None:
    """Let an unquoted content reach as far as the clause its first words belong to."""
    if draft.head is None or len(draft.content) != 1:
        return
    start, end = draft.content[0]
    for clause in draft.head.children:
        if clause.dep_ != "ccomp" or not start <= clause.idx < end:
            continue
        last = end_of(clause.right_edge)
        if last <= end or not text.same_line(start, last) or text.quotes_in(end - 1, last):
            continue
        between = text.tokens(end, last)
        other = any(t.lemma_.lower() in cues().verbs and t.head.i <= draft.head.i for t in between)
        if not other and STOP.search(text.text, start, last) is None:
            draft.content[0] = (start, last)


def narrow_to_clause(draft: Draft) -> None:
    """End the content of a noun with its clause: "the claim that it was safe | was rejected"."""
    if draft.head is None or draft.head.pos_ != "NOUN" or len(draft.content) != 1:
        return
    start, end = draft.content[0]
    clause = that_clause(draft.head)
    if clause is not None and start <= clause.idx and end_of(clause.right_edge) < end:
        draft.content = [(start, end_of(clause.right_edge))]


def that_clause(noun: Token) -> Token | None:
    """The clause with "that" that says what a claim, warning or promise is."""
    for clause in noun.rights:
        if clause.dep_ in ("acl", "ccomp") and any(
            t.lower_ == "that" and t.dep_ == "mark" for t in clause.lefts
        ):
            return clause
    return None


def part_cues(text: Text, draft: Draft) -> list[Draft]:
    """End the content before other cues of the same source: "... but added that", ", adding that".

    Returns:
        The drafts of those cues, with the source of the first one.
    """
    if draft.head is None:
        return []
    verbs = sorted({*joined(draft.head), *evident(text, draft)}, key=lambda verb: verb.i)
    siblings: list[Draft] = []
    for verb in reversed(
        [v for v in verbs if draft.head.i < v.i and text.quote_at(v.idx, v.idx + 1) is None]
    ):
        before = opening(verb, draft.head)
        whole = next((piece for piece in draft.content if piece[0] < before.idx < piece[1]), None)
        if whole is None:
            continue
        after = (end_of(verb), whole[1])
        rest = [piece for piece in draft.content if piece[0] >= whole[1]]
        kept = [piece for piece in draft.content if piece[1] <= whole[0]]
        draft.content = [*kept, (whole[0], before.idx)]
        cue = [(verb.idx, end_of(verb))]
        siblings.append(Draft([after, *rest], cue, draft.source, verb, seen=draft.seen))
    return siblings


def joined(head: Token) -> Iterator[Token]:
    """Reporting verbs with a clause that the parse coordinates with a cue, and its participles."""
    for verb in head.children:
        participle = verb.dep_ == "advcl" and verb.tag_ == "VBG"
        if (participle or verb.dep_ == "conj") and verb.lemma_.lower() in cues().verbs and has_clause(verb):
            yield verb


def evident(text: Text, draft: Draft) -> Iterator[Token]:
    """Reporting verbs the words themselves show to be coordinated: after a closing mark, or after "but"."""
    for piece in draft.content:
        for verb in text.tokens(*piece):
            if verb.tag_ not in FINITE or verb.lemma_.lower() not in cues().verbs or not has_clause(verb):
                continue
            cc = verb.nbor(-1) if verb.i else verb
            closed = cc.i > 0 and cc.nbor(-1).text in CLOSING
            if (
                cc.dep_ == "cc"
                and (closed or cc.lower_ == "but")
                and not any(t.dep_.startswith("nsubj") for t in verb.children)
            ):
                yield verb


def has_clause(verb: Token) -> bool:
    """Whether a verb has a clause for its object, or "that" right behind it."""
    if any(t.dep_ in ("ccomp", "parataxis") for t in verb.children):
        return True
    return verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "that"


def opening(verb: Token, head: Token) -> Token:
    """The first word that leads to a verb: its conjunction, adverbs and the comma before them."""
    first = verb
    while first.i - 1 > head.i and (
        first.nbor(-1).dep_ in ("cc", "advmod", "aux") or first.nbor(-1).text == ","
    ):
        first = first.nbor(-1)
    return first


def end_of(token: Token) -> int:
    """Offset after a token."""
    return token.idx + len(token)


def one_sentence(text: Text, piece: Stretch) -> Stretch:
    """A piece cut at the first full stop that plainly ends a sentence."""
    stop = STOP.search(text.text, *piece)
    return piece if stop is None else (piece[0], stop.start())
