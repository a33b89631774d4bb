"""The speaker of a statement: resolves the source mention to a cluster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.pipes.speakers import MentionIndex
from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.statements.lexicon import cues
from onrecord.pipes.statements.partial import PartialStatement
from onrecord.pipes.statements.sources import noun_source

GIVERS = frozenset({"from", "by"})
"""What follows a statement before who gave it."""


@dataclass(frozen=True)
class Speaker:
    """The speaker of a statement; without a cluster, it is unknown."""

    cluster: int | None = None
    """Index of a cluster in ``doc._.clusters``."""
    by: str | None = None
    """How it was resolved: ``by`` of the mention, or "carried"."""
    score: float = 0.0
    """Probability that the cluster is right."""


def resolve(
    partial: PartialStatement, head: Token | None, index: MentionIndex, known: Mapping[int, Speaker]
) -> Speaker:
    """The speaker of a statement.

    Args:
        partial: The statement, its source cut to the mention.
        head: The head of the source, if any.
        index: The mentions of the Doc.
        known: ``id`` of each earlier partial statement -> its speaker.
    """
    if partial.continues is not None and not partial.cue:
        same = known.get(id(partial.continues), Speaker())
        return Speaker(same.cluster, "carried" if same.cluster is not None else None, same.score)
    if (who := partial.introduced) is not None:
        hit = index.at(who.idx, who.idx + len(who))
        return Speaker(hit.cluster, hit.by, hit.score) if hit is not None else Speaker()
    if partial.source is None or (partial.head is not None and partial.head.lemma_.lower() == "hear"):
        return Speaker()
    head = author(head) if head is not None else None
    hit = index.name_at_end(*partial.source) if head is None or head.idx >= partial.source[0] else None
    if head is not None and any(t.dep_ == "conj" and t.idx < partial.source[1] for t in head.children):
        group = index.at(*partial.source, together=True)
        if group is not None and (hit is None or hit.start < group.end):
            return Speaker(group.cluster, group.by, group.score)
    hit = hit or (index.at(head.idx, head.idx + len(head)) if head is not None else None)
    hit = hit or index.at(*partial.source)
    return Speaker(hit.cluster, hit.by, hit.score) if hit is not None else Speaker()


def author(noun: Token) -> Token:
    """Who speaks through a noun: "*Crane's* claim", "statement from *Orrin*"; a report speaks for itself."""
    lemma, words = noun.lemma_.lower(), lexicon()
    authored = lemma in cues().authored
    if noun.pos_ != "NOUN" or lemma not in cues().nouns or (lemma in words.documents and not authored):
        return noun
    bodies = (t for t in noun.lefts if authored and t.dep_ == "compound" and is_body(t))
    return noun_source(noun, after=GIVERS if authored else ()) or next(bodies, noun)


def is_body(token: Token) -> bool:
    """Whether a noun before another one names an organisation or person: "an *Orrin* statement"."""
    return token.ent_type_ in ("ORG", "PERSON") or token.lemma_.lower() in lexicon().organizations
