"""What else is on the record: negation, hedges, when it was said, the figures in it."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from onrecord.pipes.statements.drafts import Draft, Text
from onrecord.pipes.statements.lexicon import cues
from onrecord.records import Offsets
from onrecord.rules import read_toml

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})
SPEAKING = frozenset({"speak", "talk", "write", "address", "ask", "tell", "appear", "question", "interview"})
NEAR = 60
"""Characters between a cue and the period it happened in, at most."""


@cache
def hedge_words() -> frozenset[str]:
    """Words that take something back."""
    return frozenset(read_toml("statements", "cues.toml")["hedges"]["words"].split())


def is_negated(draft: Draft) -> bool:
    """The source rejects the content, or is said not to have said it."""
    if draft.head is None:
        return False
    lexicon = cues()
    if (
        lexicon.verbs.get(draft.head.lemma_.lower()) == "denying"
        or lexicon.nouns.get(draft.head.lemma_.lower()) == "denying"
    ):
        return draft.head.lemma_.lower() not in ("decline", "refuse")
    return any(t.lower_ in NEGATIONS for t in draft.head.children if t.dep_ in ("advmod", "det"))


def hedges(text: Text, draft: Draft) -> list[Offsets]:
    """Hedging words in the content."""
    return [
        [token.idx, token.idx + len(token)]
        for piece in draft.content
        for token in text.tokens(*piece)
        if token.lower_ in hedge_words() and token.pos_ in ("AUX", "ADV", "ADJ", "VERB")
    ]


def said_on(text: Text, draft: Draft) -> int | None:
    """Index of the period the cue's clause names outside the content."""
    if draft.head is None:
        return None
    best: tuple[int, int] | None = None
    for number, period in enumerate(text.doc._.periods):
        start, end = period["span"]
        if any(start < b and a < end for a, b in draft.content) or not text.same_line(start, draft.head.idx):
            continue
        if start > draft.head.idx + NEAR * 4:
            break
        tokens = text.tokens(start, end)
        gap = max(start - draft.head.idx, draft.head.idx - end)
        if (
            len(tokens)
            and gap <= NEAR * 2
            and hangs_on(tokens.root, draft.head)
            and (best is None or gap < best[0])
        ):
            best = (gap, number)
    return best[1] if best else None


def hangs_on(token: Token, head: Token) -> bool:
    """Whether the cue is above a word, with no other verb between but "speaking on Monday, she said"."""
    for _ in range(5):
        if token.head is head or token.head.i == head.i:
            return True
        speaking = token.head.dep_ == "advcl" and token.head.lemma_.lower() in SPEAKING
        if token.head.i == token.i or (token.head.pos_ == "VERB" and not speaking):
            return False
        token = token.head
    return False


def figures_in(text: Text, draft: Draft) -> list[int]:
    """Indices of the figures wholly inside the content."""
    return [
        number
        for number, figure in enumerate(text.doc._.figures)
        if any(start <= figure["span"][0] and figure["span"][1] <= end for start, end in draft.content)
    ]
