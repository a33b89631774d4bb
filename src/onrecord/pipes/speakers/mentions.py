"""Places in a text that name somebody or something able to speak."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from spacy.tokens import Doc, Span

from onrecord.anchors import mention_heads
from onrecord.pipes.datelines import datelines
from onrecord.pipes.prose import prose_of
from onrecord.pipes.speakers.known import Directory, mention_of_known
from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.speakers.mention import Mention, is_subject
from onrecord.pipes.speakers.names import same_body
from onrecord.pipes.speakers.nouns import described, organization, pronoun, together
from onrecord.pipes.speakers.persons import person, person_spans
from onrecord.pipes.tokens import tokens_with
from onrecord.records import covering

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "obl:agent")


def find_mentions(doc: Doc, directory: Directory | None = None) -> list[Mention]:
    """All mentions of a parsed text, in text order: one for each head, one more for those who speak together.

    Args:
        doc: The text, parsed.
        directory: Whom the user knows.
    """
    found: dict[int, Mention] = {}
    taken: set[int] = dateline_tokens(doc)
    known = list(directory.spans(doc)) if directory else []
    whole = [(s, one) for s, one in known if is_whole(s) and all(len(e) < len(s) for e in s.ents)]
    plainly = [mention_of_known(*pair) for pair in known]
    for mention in (*(mention_of_known(*pair) for pair in whole), *named_mentions(doc), *plainly):
        if mention.head not in taken and taken.isdisjoint(mention.tokens):
            found[mention.head] = mention
            taken.update(mention.tokens)
        elif mention.known is not None and mention.end - mention.start > 1:
            there = next((found[i] for i in mention.tokens if i in found), None)
            if (
                there is not None
                and there.known is None
                and mention.start <= there.tokens.start <= there.end <= mention.end
            ):
                found[there.head] = replace(there, known=mention.known, kind="name", name=mention.name)
    for mention in list(found.values()):
        taken.update(range(mention.start, mention.end))
    sources = source_tokens(doc)
    subjects = np.flatnonzero(tokens_with(doc, "DEP", SUBJECTS)).tolist()
    for head in sorted({*mention_heads(doc), *sources, *subjects} - taken):
        one = pronoun(doc[head]) or described(doc[head])
        if one is not None and one.head not in found:
            found[one.head] = one
    speaking = (head for head in found if is_subject(doc[head]) or head in sources)
    all_found = [*found.values(), *(group for head in speaking if (group := together(doc[head])) is not None)]
    all_found.sort(key=lambda m: (m.start, m.end))
    return directory.noted(all_found) if directory else all_found


def dateline_tokens(doc: Doc) -> set[int]:
    """Tokens of the place and agency a report begins with."""

    def speaks(start: int, end: int) -> bool:
        span = covering(doc, start, end)
        return span is not None and any(t.ent_type_ in ("PERSON", "ORG") for t in span)

    spans = (
        doc.char_span(start, end, alignment_mode="contract")
        for start, end in datelines(prose_of(doc), speaks)
    )
    return {token.i for span in spans if span is not None for token in span}


def source_tokens(doc: Doc) -> set[int]:
    """Heads of the stretches the language model labels as sources."""
    labelled = [role["span"] for role in doc._.roles if role["label"] == "SOURCE"]
    spans = (covering(doc, start, end) for start, end in labelled)
    return {span.root.i for span in spans if span is not None}


def named_mentions(doc: Doc) -> Iterator[Mention]:
    """Persons, then bodies and places."""
    full = [entity for entity in doc.ents if entity.label_ == "PERSON" and len(entity) > 1]
    surnames = {name[-1].text for name in full}
    bodies = bodies_named_alone(doc) - {token.text for name in full for token in name}
    taken: set[int] = set()
    for entity in person_spans(doc):
        body = len(entity) == 1 and entity.text in bodies
        found = organization(entity) if body else person(entity, surnames)
        if found is not None:
            taken.update(range(entity.start, entity.end))
            yield found
    for entity in doc.ents:
        body = entity.label_ in ("ORG", "LOC") or (entity.label_ == "MISC" and same_as_body(entity))
        if body and not taken & set(range(entity.start, entity.end)):
            yield (described(entity.root) if is_common(entity) else None) or organization(entity)


def same_as_body(entity: Span) -> bool:
    """Whether a name is that of a body elsewhere in the text: "Liberal Democrats" and "Lib Dems"."""
    bodies = {other.text for other in entity.doc.ents if other.label_ == "ORG"}
    return len(entity) > 1 and any(same_body(entity.text, name) for name in bodies)


def is_common(entity: Span) -> bool:
    """Whether an entity is really a noun with a capital: "the Home Secretary", "the Department"."""
    words, noun = lexicon(), entity.root.lower_
    alone = len(entity) == 1 and entity.start > 0 and entity[0].nbor(-1).lower_ == "the"
    return (noun in words.roles and noun not in words.organizations) or (
        alone and noun in words.organizations
    )


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
