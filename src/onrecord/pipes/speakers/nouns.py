"""Mentions that are no persons' names: bodies, roles, groups, documents, pronouns."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span, Token

from onrecord.pipes.speakers.found import (
    ARTICLES,
    PERSONAL,
    POSSESSIVE,
    RELATIVE,
    Found,
    is_subject,
    strip_article,
)
from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.speakers.phrases import after_colon, entity_of, name_phrase, phrase
from onrecord.records import ChainKind, MentionKind

COMMON = frozenset({"NOUN", "PROPN", "ADJ", "PRON", "NUM", "DET"})
DEPENDENT = frozenset({"compound", "amod", "flat", "det", "nummod", "case", "nmod:desc", "advmod"})
"""Relations in which a word is no head of a phrase."""
OF_A_BODY = frozenset({"of", "for", "at", "from", "with"})
LONGEST_NAME = 14
"""Tokens of a description that serves as a name."""


def organization(entity: Span) -> Found:
    """A named body or state."""
    doc, start, body = entity.doc, entity.start, None
    if start > entity.sent.start and doc[start - 1].lemma_.lower() in lexicon().organizations:
        start, _ = name_phrase(entity)
        body = doc[entity.start - 1].lemma_.lower()
    name = POSSESSIVE.sub("", entity.text)
    if len(entity) > 1 and entity[0].is_lower and entity[0].lemma_.lower() in lexicon().organizations:
        body = entity[0].lemma_.lower()
        name = POSSESSIVE.sub("", entity[1:].text)
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
        place=entity.label_ == "LOC",
        subject=is_subject(entity.root),
        antecedent=entity.root.head.i if entity.root.dep_ == "appos" and entity.root.head.i < start else None,
        role=body,
    )


def role_entity(entity: Span) -> Found | None:
    """An entity that is really a capitalised role: "the Home Secretary", "the President", "the Swede"."""
    head = entity.root
    if head.lower_ in lexicon().roles:
        return common(head)
    alone = len(entity) == 1 and head.i > 0 and head.nbor(-1).lower_ == "the" and head.nbor(-1).head == head
    return described(head, "unnamed") if alone and head.lower_ in lexicon().epithets else None


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


def acronym(token: Token) -> Found | None:
    """A body whose acronym is spelt like a pronoun: the "WHO" among words in small letters."""
    if token.lower_ not in PERSONAL or not token.is_upper or len(token) < 2:
        return None
    around = [t for t in token.doc[max(token.i - 2, 0) : token.i + 3] if t.is_alpha and t.i != token.i]
    if not any(t.is_lower for t in around):
        return None
    return organization(Span(token.doc, token.i, token.i + 1, label="ORG"))


def named_body(head: Token, description: Found) -> Found:
    """A description with the body's name right behind it, which the model took for no entity."""
    doc, last = head.doc, description.end
    while last < len(doc) and doc[last].pos_ in ("PROPN", "X") and doc[last].text[:1].isupper():
        last += 1
    if last == description.end or description.chain_kind != "organization" or doc[last - 1].ent_type_:
        return description
    name = doc[description.end : last].text
    return replace(description, end=last, kind="name", name=POSSESSIVE.sub("", name), definite=True)


def common(token: Token) -> Found | None:
    """A noun phrase whose head is a role, a group, a document or a body."""
    if token.pos_ not in COMMON or token.dep_ in DEPENDENT:
        return None
    lemma = token.lemma_.lower()
    words = lexicon()
    if is_aged(token):
        return described(token, "unnamed")
    if lemma not in words.nouns and token.lower_ not in words.nouns:
        return None
    plural = "Plur" in token.morph.get("Number", []) or token.tag_ in ("NNS", "NNPS")
    kind = words.kind_of_noun(lemma, plural=plural) or words.kind_of_noun(token.lower_, plural=plural)
    if kind is None or (kind == "organization" and is_predicate(token)):
        return None
    found = described(token, kind)
    return named_body(token, found) if found is not None else None


def is_predicate(token: Token) -> bool:
    """What something is or becomes: "Brandle became *the largest supplier*"."""
    return token.dep_ == "xcomp" or any(child.dep_ == "cop" for child in token.children)


def is_aged(token: Token) -> bool:
    """The last word of "the 34-year-old" and its like."""
    return (
        token.lower_ in ("old", "olds")
        and token.i > 1
        and token.nbor(-1).text == "-"
        and token.nbor(-2).lower_ == "year"
    )


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
    other = next((t for t in head.rights if t.dep_ == "conj"), None) if kind == "organization" else None
    end = min(end, other.left_edge.i) if other is not None else end
    first = doc[start]
    chain_kind = kind or ("group" if plural else "unnamed")
    in_office = chain_kind == "unnamed" and head.lemma_.lower() in lexicon().roles
    role, affiliation = office(head, start) if in_office else (None, None)
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
        role=role,
        affiliation=affiliation,
        antecedent=head.head.i if head.dep_ == "appos" and first.lower_ != "whose" else None,
    )


def office(head: Token, start: int) -> tuple[str | None, str | None]:
    """Role and body of somebody without a name: "a spokeswoman for the Harbour Board"."""
    body = next((b for t in head.children if (b := body_of(t))), None)
    role = strip_article(head.doc[start : head.i + 1].text)
    return (" ".join(role.split()), body) if body is not None else (None, None)


def body_of(token: Token) -> str | None:
    """The organisation a phrase behind a noun or name names: "of Trellis Securities"."""
    if token.dep_ != "nmod" or token.ent_type_ != "ORG":
        return None
    if not any(t.lower_ in OF_A_BODY for t in token.children if t.dep_ == "case"):
        return None
    return " ".join(entity_of(token).text.removeprefix("the ").split())


def full_end(head: Token, end: int) -> int:
    """Where the phrase ends with the clauses that tell which one is meant, not what that one says."""
    last = end
    for child in head.rights:
        stop = child.right_edge.i + 1
        if stop <= last:
            continue
        tells = child.dep_ in ("acl", "acl:relcl", "nmod") and child.left_edge.i == last
        tells = tells and not any(t.dep_ == "ccomp" for t in child.children)
        if (
            not tells
            or after_colon(child)
            or stop - head.i > LONGEST_NAME
            or head.doc[last].text in (",", "—", "–", "-")
        ):
            break
        last = stop
    return last
