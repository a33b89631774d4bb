"""Places in a text that name somebody or something able to speak."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from spacy.tokens import Doc, Span

from onrecord.pipes.speakers.found import PERSONAL, Found
from onrecord.pipes.speakers.known import Directory, mention_of_known
from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.speakers.nouns import (
    COMMON,
    DEPENDENT,
    acronym,
    common,
    described,
    organization,
    pronoun,
    role_entity,
)
from onrecord.pipes.speakers.persons import person, person_spans
from onrecord.pipes.tokens import tokens_with
from onrecord.records import Offsets, text_of


def find_mentions(doc: Doc, directory: Directory | None = None) -> list[Found]:
    """All mentions of a parsed text, in text order, none inside another of its kind.

    Args:
        doc: The text, parsed.
        directory: Whom the user knows.
    """
    covered: dict[int, Found] = {}
    found: list[Found] = []

    def take(mention: Found | None) -> None:
        if mention is not None and mention.head not in covered:
            found.append(mention)
            for i in range(mention.start, mention.end):
                covered.setdefault(i, mention)

    known = list(directory.spans(doc)) if directory else []
    for named, one in known:
        if is_whole(named) and all(len(entity) < len(named) for entity in named.ents):
            take(mention_of_known(named, one))
    full = [entity for entity in doc.ents if entity.label_ == "PERSON" and len(entity) > 1]
    surnames = {name[-1].text for name in full}
    bodies = bodies_named_alone(doc) - {token.text for name in full for token in name}
    for entity in person_spans(doc):
        body = len(entity) == 1 and entity.text in bodies
        take(organization(entity) if body else person(entity, surnames))
    for entity in doc.ents:
        if entity.label_ in ("ORG", "LOC") and not covered.keys() & set(range(entity.start, entity.end)):
            role = role_entity(entity)
            take(role or organization(entity))
    for named, one in known:
        take(mention_of_known(named, one))
        there = covered[named.root.i]
        whole = len(named) > 1 and named.start <= there.start and there.end <= named.end
        if whole and there.known is None:
            there.known, there.kind, there.name = one, "name", " ".join(named.text.split())
    for i in likely_heads(doc):
        if i not in covered:
            token = doc[i]
            take(acronym(token) or pronoun(token) or common(token))
    for role in doc._.roles:
        if role["label"] == "SOURCE":
            span = doc.char_span(role["span"][0], role["span"][1], alignment_mode="expand")
            if span is not None and not covered.keys() & set(range(span.start, span.end)):
                take(described(span.root))
    size = len(text_of(doc))
    quoted = stretches(size, (quote["inner"] for quote in doc._.quotes if quote["level"] == 1))
    sources = stretches(size, (role["span"] for role in doc._.roles if role["label"] == "SOURCE"))
    for mention in found:
        place = doc[mention.head].idx
        mention.quoted, mention.source = bool(quoted[place]), bool(sources[place])
    found.sort(key=lambda m: (m.start, m.end))
    if directory:
        directory.note(found)
    return found


def bodies_named_alone(doc: Doc) -> set[str]:
    """Words that are a body's name, or its first word before "Inc." and the like.

    The model takes the same word for a person here and for a body there.
    """
    tails = lexicon().tails
    bodies = (entity for entity in doc.ents if entity.label_ == "ORG")
    return {body[0].text for body in bodies if all(t.lower_.rstrip(".") in tails for t in body[1:])}


def is_whole(span: Span) -> bool:
    """Whether no entity reaches over the edges of a span."""
    after = span.doc[span.end : span.end + 1]
    return span[0].ent_iob_ != "I" and not (after and after[0].ent_iob_ == "I")


def likely_heads(doc: Doc) -> list[int]:
    """The tokens that may be a pronoun or the head of a common noun phrase, by their tags and forms."""
    nouns = tokens_with(doc, "POS", COMMON) & ~tokens_with(doc, "DEP", DEPENDENT)
    heads: list[int] = np.flatnonzero(nouns | tokens_with(doc, "LOWER", PERSONAL)).tolist()
    return heads


def stretches(size: int, spans: Iterable[Offsets]) -> bytearray:
    """A byte for each character of a text of this size, 1 inside the spans."""
    inside = bytearray(size)
    for start, end in spans:
        inside[start:end] = b"\x01" * (end - start)
    return inside
