"""Places in a text that name somebody or something able to speak."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from onrecord.pipes.speakers.found import Found
from onrecord.pipes.speakers.nouns import common, described, organization, pronoun, role_entity
from onrecord.pipes.speakers.persons import person, person_spans
from onrecord.records import Offsets


def find_mentions(doc: Doc) -> list[Found]:
    """All mentions of a parsed text, in text order, none inside another of its kind."""
    covered: dict[int, Found] = {}
    found: list[Found] = []

    def take(mention: Found | None) -> None:
        if mention is not None and mention.head not in covered:
            found.append(mention)
            for i in range(mention.start, mention.end):
                covered.setdefault(i, mention)

    for entity in person_spans(doc):
        take(person(entity))
    for entity in doc.ents:
        if entity.label_ in ("ORG", "LOC") and not covered.keys() & set(range(entity.start, entity.end)):
            role = role_entity(entity)
            take(role or organization(entity))
    for token in doc:
        if token.i not in covered:
            take(pronoun(token) or common(token))
    for role in doc._.roles:
        if role["label"] == "SOURCE":
            span = doc.char_span(role["span"][0], role["span"][1], alignment_mode="expand")
            if span is not None and not covered.keys() & set(range(span.start, span.end)):
                take(described(span.root))
    quoted = stretches(doc, (quote["inner"] for quote in doc._.quotes if quote["level"] == 1))
    sources = stretches(doc, (role["span"] for role in doc._.roles if role["label"] == "SOURCE"))
    for mention in found:
        place = doc[mention.head].idx
        mention.quoted, mention.source = bool(quoted[place]), bool(sources[place])
    found.sort(key=lambda m: (m.start, m.end))
    return found


def stretches(doc: Doc, spans: Iterable[Offsets]) -> bytearray:
    """A byte for each character of the text, 1 inside the spans."""
    inside = bytearray(len(doc.text))
    for start, end in spans:
        inside[start:end] = b"\x01" * (end - start)
    return inside
