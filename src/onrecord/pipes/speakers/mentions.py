"""Places in a text that name somebody or something able to speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from onrecord.pipes.speakers.lexicon import Gender, lexicon
from onrecord.pipes.speakers.phrases import name_phrase, phrase
from onrecord.records import ChainKind, MentionKind, Quote

PERSONAL: dict[str, tuple[Gender, bool]] = {
    "he": ("m", False),
    "him": ("m", False),
    "his": ("m", False),
    "she": ("f", False),
    "her": ("f", False),
    "hers": ("f", False),
    "they": ("", True),
    "them": ("", True),
    "their": ("", True),
    "it": ("", False),
    "its": ("", False),
    "who": ("", False),
    "which": ("", False),
    "that": ("", False),
}
RELATIVE = frozenset({"who", "which", "that"})
ARTICLES = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my"}
)
INITIAL = re.compile(r"[A-Z]\.")
LONGEST_NAME = 14
"""Tokens of a description that serves as a name."""
POSSESSIVE = re.compile(r"(?:['’]s?|\s+)$")


@dataclass
class Found:
    """A mention before it belongs to a chain; ``start`` and ``end`` are token indices."""

    start: int
    end: int
    head: int
    kind: MentionKind
    name: str
    chain_kind: ChainKind
    gender: Gender = ""
    plural: bool = False
    definite: bool = False
    subject: bool = False
    quoted: bool = False
    source: bool = False
    """The language model takes it for the source of an attribution."""
    role: str | None = None
    affiliation: str | None = None
    antecedent: int | None = None
    """Token index of the head a relative pronoun or an apposition belongs to."""


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


def person_spans(doc: Doc) -> Iterator[Span]:
    """Persons the model found, and those their title or a surname known elsewhere in the text gives away."""
    titles = lexicon().titles
    persons = [whole_name(e) for e in doc.ents if is_person(e)]
    surnames = {e[-1].text for e in persons if len(e) > 1 and e[-1].text[:1].isupper()}
    taken = {t.i for e in persons for t in e}
    other = {t.i: e for e in doc.ents for t in e}
    yield from persons
    for token in doc:
        if token.i in taken or not token.text[:1].isupper() or token.pos_ not in ("PROPN", "NOUN", "X"):
            continue
        after_title = (
            token.i > 0
            and doc[token.i - 1].lower_.rstrip(".") in titles
            and doc[token.i - 1].text[:1].isupper()
        )
        alone = token.i not in other or len(other[token.i]) == 1
        if (after_title and token.lower_.rstrip(".") not in titles) or (alone and token.text in surnames):
            end = token.i + 1
            while after_title and end < len(doc) and doc[end].text[:1].isupper() and doc[end].pos_ == "PROPN":
                end += 1
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
    """A person's name with what the model left off behind a middle initial: "Warren L." and "Dupree"."""
    doc, start, end = entity.doc, entity.start, entity.end
    if (
        end < len(doc)
        and INITIAL.fullmatch(doc[end - 1].text)
        and doc[end].text[:1].isupper()
        and doc[end].is_alpha
    ):
        end += 1
    while end + 1 < len(doc) and INITIAL.fullmatch(doc[end].text) and doc[end + 1].text[:1].isupper():
        end += 2
    return Span(doc, start, end, label="PERSON")


def person(entity: Span) -> Found | None:
    """A named person: titles and role come from before the name, another role from an apposition."""
    doc, words = entity.doc, lexicon()
    first, last = entity.start, entity.end
    gender: Gender = ""
    while last > first + 1 and doc[last - 1].text in ("'s", "’s", "'", "’"):
        last -= 1
    roles = [
        t.i for t in doc[first:last] if t.lower_ in words.roles and not (t.i == last - 1 and t.i > first + 1)
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
    role = doc[role_words[0].i : role_words[-1].i + 1].text if role_words else None
    root = name_root(entity)
    apposition = next((t for t in root.children if t.dep_ == "appos" and t.i >= entity.end), None)
    if role is None and apposition is not None and apposition.pos_ in ("NOUN", "PROPN"):
        begin, stop = phrase(apposition)
        if apposition.ent_type_ != "PERSON":
            role = strip_article(doc[begin:stop].text)
            gender = words.roles.get(apposition.lemma_.lower(), "") or gender
    head = root.i if entity.start <= root.i < entity.end else entity.start
    return Found(
        start=start,
        end=last,
        head=head,
        kind=kind,
        name=" ".join(name.split()),
        chain_kind="person",
        gender=gender or words.given.get(given, ""),
        definite=True,
        subject=is_subject(root),
        role=role,
        antecedent=root.head.i if root.dep_ == "appos" else None,
    )


def name_root(entity: Span) -> Token:
    """The token that carries the name's relation to the clause, a preposed role noun included."""
    root = entity.root
    while root.dep_ in ("flat", "compound", "nmod:desc") and 0 < entity.start - root.head.i <= 8:
        root = root.head
    return root


def role_entity(entity: Span) -> Found | None:
    """An entity that is really a capitalised role: "the Home Secretary", "the President"."""
    return common(entity.root) if entity.root.lower_ in lexicon().roles else None


def organization(entity: Span) -> Found:
    """A named body or state."""
    doc, start, body = entity.doc, entity.start, None
    if start > entity.sent.start and doc[start - 1].lemma_.lower() in lexicon().organizations:
        start, _ = name_phrase(entity)
        body = doc[entity.start - 1].lemma_.lower()
    name = POSSESSIVE.sub("", entity.text)
    if name[:4].lower() == "the ":
        name = name[4:]
    return Found(
        start=start,
        end=entity.end,
        head=entity.root.i,
        kind="name",
        name=" ".join(name.split()),
        chain_kind="organization",
        definite=True,
        subject=is_subject(entity.root),
        antecedent=entity.root.head.i if entity.root.dep_ == "appos" and entity.root.head.i < start else None,
        role=body,
    )


def pronoun(token: Token) -> Found | None:
    """A personal or relative pronoun."""
    if token.pos_ not in ("PRON", "DET") or token.lower_ not in PERSONAL:
        return None
    relative = token.dep_.startswith("nsubj") and token.head.dep_ == "acl:relcl"
    if token.lower_ in RELATIVE and not relative and not (token.lower_ == "who" and token.i > 1):
        return None
    gender, plural = PERSONAL[token.lower_]
    antecedent = token.head.head.i if relative and token.lower_ in RELATIVE else None
    if token.lower_ == "who" and not relative:
        antecedent = token.i - (2 if token.nbor(-1).is_punct else 1)
    return Found(
        start=token.i,
        end=token.i + 1,
        head=token.i,
        kind="pronoun",
        name=token.text,
        chain_kind="unnamed",
        gender=gender,
        plural=plural,
        subject=is_subject(token),
        antecedent=antecedent,
    )


def common(token: Token) -> Found | None:
    """A noun phrase whose head is a role, a group, a document or a body."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "PRON", "NUM", "DET"):
        return None
    if token.dep_ in ("compound", "amod", "flat", "det", "nummod", "case", "nmod:desc", "advmod"):
        return None
    plural = "Plur" in token.morph.get("Number", []) or token.tag_ in ("NNS", "NNPS")
    lemma = token.lemma_.lower()
    words = lexicon()
    kind = words.kind_of_noun(lemma, plural=plural) or words.kind_of_noun(token.lower_, plural=plural)
    return described(token, kind) if kind is not None else None


def described(head: Token, kind: ChainKind | None = None) -> Found | None:
    """Any other noun phrase, named by its own words."""
    if head.is_punct or head.is_space:
        return None
    doc = head.doc
    plural = (
        "Plur" in head.morph.get("Number", [])
        or head.tag_ in ("NNS", "NNPS")
        or head.lower_ in lexicon().groups
    )
    start, end = phrase(head, clauses=False)
    while end - 1 > head.i and doc[end - 1].text in ("'s", "’s", "'", "’"):
        end -= 1
    first = doc[start]
    chain_kind = kind or ("group" if plural else "unnamed")
    mention_kind: MentionKind = (
        "plural" if chain_kind == "group" else "role" if chain_kind == "unnamed" else "description"
    )
    return Found(
        start=start,
        end=end,
        head=head.i,
        kind=mention_kind,
        name=" ".join(doc[start : full_end(head, end)].text.split()),
        chain_kind=chain_kind,
        gender=lexicon().roles.get(head.lemma_.lower(), ""),
        plural=plural,
        definite=first.lower_ in ARTICLES - {"a", "an"} or head.pos_ == "PROPN" or first.dep_ == "nmod:poss",
        subject=is_subject(head),
        antecedent=head.head.i if head.dep_ == "appos" else None,
    )


def full_end(head: Token, end: int) -> int:
    """Where the phrase ends with the clauses that tell which one is meant."""
    last = end
    for child in head.rights:
        stop = child.right_edge.i + 1
        tells = child.dep_ in ("acl", "acl:relcl", "nmod") and child.left_edge.i == last
        if not tells or stop - head.i > LONGEST_NAME or head.doc[last].text in (",", "—", "–", "-"):
            break
        last = stop
    return last


def is_subject(token: Token) -> bool:
    """Subject of a clause, or the agent of a passive one."""
    return token.dep_.startswith(("nsubj", "csubj")) or token.dep_ == "obl:agent"


def strip_article(text: str) -> str:
    """The phrase without a leading article or possessive pronoun."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.casefold() in ARTICLES else text
