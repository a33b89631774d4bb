"""Named persons: their spans, mended where the model errs, and what stands around the name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import numpy as np
from spacy.tokens import Doc, Span, Token

from onrecord.pipes.speakers.found import ARTICLES, POSSESSIVE, Found, is_subject, strip_article
from onrecord.pipes.speakers.lexicon import Gender, lexicon
from onrecord.pipes.speakers.nouns import body_of, common
from onrecord.pipes.speakers.phrases import after_colon, entity_of, name_phrase, phrase
from onrecord.pipes.tokens import tokens_with
from onrecord.records import MentionKind

FORMAL = frozenset({"mr", "mrs", "ms", "miss", "dr"})
NAMES = frozenset({"PROPN", "NOUN", "X"})
INITIAL = re.compile(r"[A-Z]\.")


def person_spans(doc: Doc) -> Iterator[Span]:
    """Persons the model found, and those a title, a role, a given name or a known surname gives away."""
    titles = lexicon().titles
    persons = [whole_name(e) for e in doc.ents if is_person(e)]
    surnames = {e[-1].text for e in persons if len(e) > 1 and e[-1].text[:1].isupper()}
    taken = {t.i for e in persons for t in e}
    other = {t.i: e for e in doc.ents for t in e}
    yield from persons
    for i in np.flatnonzero(tokens_with(doc, "POS", NAMES) & (doc.to_array("IS_LOWER") == 0)).tolist():
        token = doc[i]
        if i in taken or not token.text[:1].isupper():
            continue
        before = doc[token.i - 1] if token.i else token
        titled = before.lower_.rstrip(".") in titles and before.text[:1].isupper()
        titled = titled and token.lower_.rstrip(".") not in titles
        alone = token.i not in other or len(other[token.i]) == 1
        end = token.i + 1
        while (
            end < len(doc) and doc[end].text[:1].isupper() and doc[end].pos_ == "PROPN" and end not in other
        ):
            end += 1
        introduced = token.i not in other and end - token.i in (2, 3) and token.pos_ == "PROPN"
        introduced = introduced and (before.lower_ in lexicon().roles or token.lower_ in lexicon().given)
        if not (titled or introduced or (alone and token.text in surnames)):
            continue
        end = end if titled or introduced else token.i + 1
        taken.update(range(token.i, end))
        yield Span(doc, token.i, end, label="PERSON")


def is_person(entity: Span) -> bool:
    """A person to the model, or a name of two or three words that begins with a given name."""
    if not any(t.is_alpha for t in entity):
        return False
    if entity.label_ == "PERSON":
        return True
    words = lexicon()
    plain = len(entity) in (2, 3) and all(t.text[:1].isupper() and t.is_alpha for t in entity)
    return plain and entity[0].lower_ in words.given and entity[-1].lower_ not in words.organizations


def whole_name(entity: Span) -> Span:
    """A person's name with what the model left off behind an initial or hyphen: "Warren L." and "Dupree"."""
    doc, start, end = entity.doc, entity.start, entity.end
    if (
        end < len(doc)
        and INITIAL.fullmatch(doc[end - 1].text)
        and doc[end].text[:1].isupper()
        and doc[end].is_alpha
    ):
        end += 1
    while end + 1 < len(doc) and doc[end + 1].text[:1].isupper():
        glued = doc[end].text in ("-", "‐", "–") and not (doc[end - 1].whitespace_ or doc[end].whitespace_)
        if not glued and not INITIAL.fullmatch(doc[end].text):
            break
        end += 2
    return Span(doc, start, end, label="PERSON")


def person(entity: Span, surnames: Collection[str] = ()) -> Found | None:
    """A named person: titles and role come from before the name, another role from an apposition.

    Args:
        entity: The name.
        surnames: Last words of full names in the text; "Prince" alone is one of them, if it is there.
    """
    doc, words = entity.doc, lexicon()
    first, last = entity.start, entity.end
    gender: Gender = ""
    while last > first + 1 and doc[last - 1].text in ("'s", "’s", "'", "’"):
        last -= 1
    roles = [
        t.i
        for t in doc[first:last]
        if words.is_office(t.lower_)
        and not (t.i == last - 1 and (is_surname(t, first) or (t.i == first and t.text in surnames)))
    ]
    if roles and roles[-1] == last - 1:
        return common(entity.root)
    first = roles[-1] + 1 if roles else first
    while first < last - 1 and doc[first].lower_.rstrip(".") in words.titles:
        gender = words.titles[doc[first].lower_.rstrip(".")] or gender
        first += 1
    name = POSSESSIVE.sub("", doc[first:last].text)
    if not any(c.isalpha() for c in name):
        return None
    start, _ = name_phrase(entity)
    before = [t for t in doc[start:first] if t.lower_ not in ARTICLES]
    role_words = [t for t in before if t.lower_.rstrip(".") not in words.titles]
    for token in before:
        key = token.lower_.rstrip(".")
        gender = words.titles.get(key) or words.roles.get(token.lemma_.lower()) or gender
    titled = any(t.lower_.rstrip(".") in words.titles for t in before) or first > entity.start
    given = name.split()[0].casefold() if " " in name else ""
    kind: MentionKind = "name" if " " in name else "title" if titled else "surname"
    described_by = doc[role_words[0].i : role_words[-1].i + 1] if role_words else doc[0:0]
    role = described_by.text or None
    if role is not None and role_words[-1].tag_ == "NNS":
        role = role.removesuffix(role_words[-1].text) + role_words[-1].lemma_
    root = name_root(entity)
    apposition = next((t for t in root.children if t.dep_ == "appos" and t.i >= entity.end), None)
    if apposition is not None and (after_colon(apposition) or "(" in doc[entity.end : apposition.i].text):
        apposition = None
    if role is None and apposition is not None and apposition.pos_ in ("NOUN", "PROPN"):
        begin, stop = phrase(apposition)
        if apposition.ent_type_ != "PERSON" and doc[begin].lower_ != "whose":
            described_by = doc[begin:stop]
            role = strip_article(described_by.text)
            gender = words.roles.get(apposition.lemma_.lower(), "") or gender
    head = root.i if entity.start <= root.i < entity.end else entity.start
    around = [*entity.root.children, *(apposition.children if apposition is not None else [])]
    return Found(
        start=start,
        end=last,
        head=head,
        kind=kind,
        name=" ".join(name.split()),
        chain_kind="person",
        gender=gender or words.given.get(given, ""),
        definite=True,
        subject=is_subject(root.head if root.dep_ == "appos" else root),
        role=role,
        affiliation=next((body for token in around if (body := body_of(token))), body_in(described_by)),
        antecedent=root.head.i if root.dep_ == "appos" else None,
    )


def body_in(role: Span) -> str | None:
    """The organisation a role begins with: "Harbour Board chairman", not "former Harbour Board chairman"."""
    named = next((entity_of(token) for token in role[:1] if token.ent_type_ == "ORG"), None)
    if named is None or named.start != role.start or named.end >= role.end:
        return None
    end = named.end
    while end + 1 < role.end and role.doc[end].lower_ in lexicon().organizations:
        end += 1
    office = role.doc[end]
    title = office.is_lower or (office.is_upper and office.lower_ in lexicon().roles)
    common = end == named.start + 1 and named[0].lower_ in lexicon().organizations
    return POSSESSIVE.sub("", role.doc[named.start : end].text) if title and not common else None


def is_surname(last: Token, first: int) -> bool:
    """Whether the last word of a name that is a role too names its bearer: "Charlie King", "Mr King"."""
    before = last.nbor(-1).lower_.rstrip(".") if last.i else ""
    given = last.i > first and before in lexicon().given
    return last.i > first + 1 or given or (before in FORMAL and last.lower_ in lexicon().surnames)


def name_root(entity: Span) -> Token:
    """The token that carries the name's relation to the clause, a preposed role noun included."""
    root = entity.root
    while root.dep_ in ("flat", "compound", "nmod:desc") and 0 < entity.start - root.head.i <= 8:
        root = root.head
    return root
