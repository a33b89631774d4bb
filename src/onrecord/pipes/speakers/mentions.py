"""Finds the mentions of people, organisations and documents in a text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

import numpy as np
from spacy.tokens import Doc, Span, Token

from onrecord.anchors import mention_heads
from onrecord.doc_spans import covering
from onrecord.pipes.datelines import dateline_tokens
from onrecord.pipes.speakers.fallback import antecedent
from onrecord.pipes.speakers.known import Directory, mention_of_known
from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.speakers.mention import PRONOUNS, Mention, is_subject, plain, strip_article
from onrecord.pipes.speakers.nouns import described, organization, pronoun, shared, together
from onrecord.pipes.speakers.persons import person, person_spans
from onrecord.pipes.speakers.phrases import OF_A_BODY, entity_of, source_head
from onrecord.pipes.speakers.pointing import Targets
from onrecord.pipes.tokens import tokens_with

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "obl:agent")
CLAUSES = ("ccomp", "xcomp", "parataxis")
SHARING = ("conj", "advcl", "xcomp")
"""A cue with one of these may share the subject of its head: "The pair *left*, claiming that ..."."""
MARKS = frozenset('"“”‘«»')
ENDINGS = frozenset({"'s", "’s"})
"""Of possessors."""
LIKELY = 0.2
"""Least probability of a pointer whose target becomes a mention too."""


def find_mentions(doc: Doc, targets: Targets, directory: Directory | None = None) -> list[Mention]:
    """The mentions of a parsed text in text order, at most one for each head, and coordinated groups.

    Includes all names and pronouns, and those of the other nouns that ``telling`` selects.

    Args:
        doc: The parsed Doc.
        targets: The language model's pointers between its mentions.
        directory: A user's entries.
    """
    by_head: dict[int, Mention] = {}
    taken: set[int] = dateline_tokens(doc)
    known = list(directory.spans(doc)) if directory else []
    whole = [(s, one) for s, one in known if is_whole(s) and all(len(e) < len(s) for e in s.ents)]
    plainly = [mention_of_known(*pair) for pair in known]
    for mention in (*(mention_of_known(*pair) for pair in whole), *named_mentions(doc), *plainly):
        if mention.head not in taken and taken.isdisjoint(mention.tokens):
            by_head[mention.head] = mention
            taken.update(mention.tokens)
        elif mention.known is not None and mention.end - mention.start > 1:
            there = next((by_head[i] for i in mention.tokens if i in by_head), None)
            if (
                there is not None
                and there.known is None
                and mention.start <= there.tokens.start <= there.end <= mention.end
            ):
                by_head[there.head] = replace(there, known=mention.known, kind="name", name=mention.name)
    for mention in list(by_head.values()):
        taken.update(range(mention.start, mention.end))
    sources = {source_head(span).i: span for span in labelled_spans(doc, "SOURCE")}
    cues = labelled(doc, "CUE")
    subjects = {*sources, *(t.i for cue in cues for t in doc[cue].lefts)}
    relatives = {noun.i: doc[i].text for i in subjects if (noun := antecedent(doc[i])) is not None}
    for head in sorted(telling(doc, [*sources, *relatives], cues, targets) - taken):
        one = shared(sources[head]) if head in sources else None
        one = one or pronoun(doc[head]) or described(doc[head])
        if one is not None and head in relatives:  # "a theory, *which argued that*"
            one = replace(one, name=one.name.partition(f" {relatives[head]} ")[0].rstrip(" ,"))
        if one is not None:
            by_head[one.head] = with_body(one, sources[head]) if head in sources else one
    for head, said in said_by_pronouns(doc).items():
        if head in by_head:
            names = {i for i in said if i in by_head and by_head[i].named}
            by_head[head] = replace(by_head[head], owners=by_head[head].owners | names)
    speaking = (head for head in by_head if is_subject(doc[head]) or head in sources)
    heads = {*speaking, *listed(doc, by_head.values(), targets)} & by_head.keys()
    groups = (group for head in heads if (group := together(doc[head])) is not None)
    mentions = [*by_head.values(), *(group for group in groups if by_head[group.head].end < group.end)]
    mentions.sort(key=lambda m: (m.start, m.end))
    return directory.noted(mentions) if directory else mentions


def telling(doc: Doc, sources: Iterable[int], cues: Collection[int], targets: Targets) -> set[int]:
    """Heads of all pronouns, and of the nouns that may matter for attribution.

    These are sources, subjects of a cue or of a word with a clausal complement (of any word if the Doc has no
    labels), nouns of the lexicon, and everything that one of these or a pronoun points to.
    """
    subject = tokens_with(doc, "DEP", SUBJECTS)
    nouns, heads = lexicon().nouns, mention_heads(doc)
    able = {i for i in heads if doc[i].lemma_.lower() in nouns or doc[i].lower_ in nouns}
    if doc._.roles:
        head_of = np.arange(len(doc)) + doc.to_array("HEAD").astype(np.int64)
        above = head_of[[i for i in cues if doc[i].dep_ in SHARING]]
        verbs = {*cues, *above.tolist(), *head_of[tokens_with(doc, "DEP", CLAUSES)].tolist()}
        subject &= np.isin(head_of, list(verbs))
        able |= labelled(doc, "SOURCE").intersection(heads)
    pronouns = np.flatnonzero(tokens_with(doc, "LOWER", PRONOUNS)).tolist()
    pending = [*sources, *able, *np.flatnonzero(subject).tolist(), *pronouns]
    chosen = set(pending)
    while pending:
        head = pending.pop()
        pointed = (one for kind in targets.values() for one in kind.get(head, ()))
        new = {target for target, score in pointed if score >= LIKELY} - chosen
        chosen |= new
        pending += new
    return chosen


def listed(doc: Doc, mentions: Iterable[Mention], targets: Targets) -> Iterator[int]:
    """Heads of the lists of names that plurals point into: "*Orr* and Crane ... the defendants"."""
    for mention in mentions:
        for target, score in targets["name"].get(mention.head, ()) if mention.several else ():
            token = doc[target]
            if score >= LIKELY:
                yield token.head.i if token.dep_ == "conj" else token.i


def labelled_spans(doc: Doc, label: str) -> Iterator[Span]:
    """The spans with this label of the language model."""
    spans = (covering(doc, *role["span"]) for role in doc._.roles if role["label"] == label)
    return (span for span in spans if span is not None)


def with_body(mention: Mention, source: Span) -> Mention:
    """A description with the body that the source has after it: "a spokesperson *for Delta Airlines*"."""
    rest = source.doc[mention.end : source.end]
    named = len(rest) > 1 and rest[0].lower_ in OF_A_BODY and entity_of(rest[1]).end == source.end
    if mention.named or mention.start != source.start or not named or not rest[1].ent_type_:
        return mention
    body = plain(rest[1:].text) if rest[1].ent_type_ == "ORG" else None
    whole = plain(source.text)
    return replace(mention, end=source.end, name=whole, affiliation=mention.affiliation or body)


def said_by_pronouns(doc: Doc) -> dict[int, set[int]]:
    """For each pronoun that is a source, the tokens of its content in a sentence without quotation marks.

    A name there is somebody else's: "Prices of Milo had doubled, *she* said" (principle C of binding theory).
    """
    said: dict[int, set[int]] = {}
    for role in doc._.roles:
        cue = doc._.roles[role["link"]] if role["label"] == "CONTENT" and role["link"] is not None else None
        source = doc._.roles[cue["link"]] if cue is not None and cue["link"] is not None else None
        by = covering(doc, *source["span"]) if source is not None else None
        content = covering(doc, *role["span"])
        if by is None or content is None or by.root.lower_ not in PRONOUNS:
            continue
        if all(t.text not in MARKS for t in by.root.sent):
            said.setdefault(by.root.i, set()).update(range(content.start, content.end))
    return said


def labelled(doc: Doc, label: str) -> set[int]:
    """Indices of all tokens with this label of the language model."""
    return {i for span in labelled_spans(doc, label) for i in range(span.start, span.end)}


def named_mentions(doc: Doc) -> Iterator[Mention]:
    """Mentions of named persons, then of named organisations and places."""
    full = [entity for entity in doc.ents if entity.label_ == "PERSON" and len(entity) > 1]
    surnames = {name[-1].text for name in full}
    people = {token.text for name in full for token in name}
    bodies = bodies_named_alone(doc) - people
    yield from map(organization, twins(doc))
    yield from shops(doc, people)
    for entity in person_spans(doc):
        mention = member(entity) or (
            organization(entity) if entity.text in bodies else person(entity, surnames)
        )
        if mention is not None:
            yield mention
    for entity in doc.ents:
        if entity.label_ in ("ORG", "LOC") and entity.text.lower() not in lexicon().offices:
            yield (described(entity.root) if is_common(entity) else None) or organization(entity)


def twins(doc: Doc) -> Iterator[Span]:
    """Firms with the same name twice, which the model may take for two people: "Johnson and Johnson"."""
    for entity in doc.ents:
        end = entity.end + 2
        if doc[entity.end : end].text in (f"and {entity.text}", f"& {entity.text}"):
            yield Span(doc, entity.start, end, label="ORG")


def shops(doc: Doc, people: Collection[str]) -> Iterator[Mention]:
    """Firms named like somebody's shop, where nothing is owned: "*Macy's* said", not "Macy's boss said".

    Args:
        doc: The parsed Doc.
        people: Words of the names of persons, which are none.
    """
    marked = [(entity, possessive_ending(entity)) for entity in doc.ents]
    plain = {entity.text for entity, ending in marked if ending is None}.union(people)
    for entity, ending in marked:
        root = entity.root
        if ending is None or root.dep_ == "nmod:poss":
            continue
        of = any(t.lower_ == "of" and t.dep_ == "case" for t in root.children)  # "a friend of Ida's"
        if not of and plain.isdisjoint((doc[entity.start : ending.i].text, root.text)):
            span = doc[entity.start : ending.i + 1]
            yield replace(organization(span), name=span.text, place=False)


def possessive_ending(entity: Span) -> Token | None:
    """The possessive ending that is the last token of an entity or the one after it."""
    last = entity if entity[-1].lower_ in ENDINGS else entity.doc[entity.end : entity.end + 1]
    return next((t for t in last[-1:] if t.lower_ in ENDINGS and t.dep_ == "case"), None)


def member(name: Span) -> Mention | None:
    """The description that a single name, often a constituency's, is part of: "the Ludlow MP"."""
    doc, start = name.doc, name.start - 1
    role = doc[name.end : name.end + 1].text.lower()
    followed = doc[name.end + 1 : name.end + 2]
    if start < 0 or doc[start].lower_ != "the" or len(name) > 1 or role not in lexicon().roles:
        return None
    if any(t.ent_type_ == "PERSON" for t in followed):
        return None
    one = described(doc[name.end])
    return one and replace(one, start=start, name=strip_article(doc[start : one.end].text), definite=True)


def is_common(entity: Span) -> bool:
    """Whether an entity is a capitalised common noun: "the Home Secretary", "the Department"."""
    words, noun = lexicon(), entity.root.lower_
    alone = len(entity) == 1 and entity.start > 0 and entity[0].nbor(-1).lower_ == "the"
    return (noun in words.roles and noun not in words.organizations) or (
        alone and noun in words.organizations
    )


def bodies_named_alone(doc: Doc) -> set[str]:
    """Words that are an organisation's whole name, or all of it before "Inc." and the like.

    The model may label the same word as a person in one place and as an organisation in another.
    """
    tails = lexicon().tails
    bodies = (entity for entity in doc.ents if entity.label_ == "ORG")
    return {body[0].text for body in bodies if all(t.lower_.rstrip(".") in tails for t in body[1:])}


def is_whole(span: Span) -> bool:
    """Whether no entity crosses the edges of a span."""
    after = span.doc[span.end : span.end + 1]
    return span[0].ent_iob_ != "I" and not (after and after[0].ent_iob_ == "I")
