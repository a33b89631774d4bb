"""Whose words they are: from the mention beside the cue to somebody's chain."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from onrecord.pipes.speakers import MentionIndex
from onrecord.pipes.statements.drafts import Draft
from onrecord.pipes.statements.lexicon import cues

Resolved = tuple[int | None, str | None, float]
"""Index of a chain, how it was found, and the probability that it is the right one."""
NOBODY: Resolved = (None, None, 0.0)


def resolve(draft: Draft, head: Token | None, index: MentionIndex, known: Mapping[int, Resolved]) -> Resolved:
    """The chain of a draft's source, the reason, and how sure it is.

    Args:
        draft: With its source cut to the mention.
        head: The head of the source.
        index: The mentions of the Doc.
        known: What came out for the drafts before it, by their ``id``.
    """
    if draft.carries is not None and not draft.cue:
        chain, _, chance = known.get(id(draft.carries), NOBODY)
        return chain, "carried" if chain is not None else None, chance
    if draft.source is None or (draft.head is not None and draft.head.lemma_.lower() == "hear"):
        return NOBODY
    if head is not None:
        head = whose_words(head)
        if any(t.dep_ == "conj" and t.idx < draft.source[1] for t in head.children):
            group = index.chain_of(*draft.source, together=True)
            if group is not None:
                return group.chain, group.by, group.score
    hit = index.name_at_end(*draft.source) if head is None or head.idx >= draft.source[0] else None
    hit = hit or index.chain_of(*(draft.source if head is None else (head.idx, head.idx + len(head))))
    hit = hit or index.chain_of(*draft.source)
    return (hit.chain, hit.by, hit.score) if hit is not None else NOBODY


def whose_words(head: Token) -> Token:
    """The owner of a statement, letter or claim that is itself the source: "Crane's statement added"."""
    if head.pos_ == "NOUN" and head.lemma_.lower() in cues().nouns:
        return next((t for t in head.children if t.dep_ == "nmod:poss"), head)
    return head
