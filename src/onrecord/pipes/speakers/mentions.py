"""Places in a text that name somebody or something able to speak."""

from __future__ import annotations

from spacy.tokens import Doc

from onrecord.pipes.speakers.found import Found
from onrecord.pipes.speakers.nouns import common, described, organization, pronoun, role_entity
from onrecord.pipes.speakers.persons import person, person_spans
from onrecord.records import Quote


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
    mark_quoted(doc, found)
    mark_sources(doc, found)
    found.sort(key=lambda m: (m.start, m.end))
    return found


def mark_quoted(doc: Doc, found: list[Found]) -> None:
    """Note which mentions stand inside a quotation: a pronoun there is not the narrator's."""
    quotes: list[Quote] = [q for q in doc._.quotes if q["level"] == 1]
    inside = bytearray(len(doc.text) + 1)
    for quote in quotes:
        start, end = quote["inner"]
        inside[start:end] = b"\x01" * (end - start)
    for mention in found:
        mention.quoted = bool(inside[doc[mention.head].idx])


def mark_sources(doc: Doc, found: list[Found]) -> None:
    """Note which mentions the language model takes for sources."""
    inside = bytearray(len(doc.text) + 1)
    for role in doc._.roles:
        if role["label"] == "SOURCE":
            start, end = role["span"]
            inside[start:end] = b"\x01" * (end - start)
    for mention in found:
        mention.source = bool(inside[doc[mention.head].idx])
