"""Mentions other than persons' names: organisations, pronouns and noun phrases."""

from __future__ import annotations

from spacy.tokens import Span, Token

from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.speakers.mention import (
    ANY,
    ARTICLES,
    BODY,
    PRONOUNS,
    RELATIVE,
    Mention,
    Office,
    Sort,
    plain,
)
from onrecord.pipes.speakers.phrases import OF_A_BODY, age_at, entity_of, inner_start, name_phrase, phrase
from onrecord.pipes.speakers.portfolios import portfolio_from
from onrecord.pipes.speakers.shares import share_in, whole_of
from onrecord.records import ClusterKind, MentionKind

LONGEST_NAME = 14
"""Most tokens in a description that serves as a name."""


def organization(entity: Span) -> Mention:
    """A mention of a named organisation or place."""
    doc, start, first, role = entity.doc, entity.start, entity.start, None
    nouns = lexicon().organizations
    if len(entity) > 1 and entity[0].is_lower and entity[0].lemma_.lower() in nouns:
        first, role = start + 1, entity[0].lemma_.lower()
    elif start > entity.sent.start and doc[start - 1].lemma_.lower() in nouns:
        start, _ = name_phrase(entity)
        role = doc[entity.start - 1].lemma_.lower()
    first += doc[first].lower_ == "the" and first < entity.end - 1
    end = entity.end
    while end < len(doc) and doc[end].dep_ == "flat" and doc[end].like_num:
        end += 1  # "Number 10", "Channel 4"
    while end > first + 1 and doc[end - 1].is_left_punct:
        end -= 1  # "Orrin Bank (OB)"
    around = doc[max(start - 1, 0)].text + doc[min(end, len(doc) - 1)].text
    return Mention(
        start=start,
        end=end,
        head=entity.root.i,
        kind="name",
        name=plain(doc[first:end].text),
        cluster_kind="organization",
        sorts=BODY,
        plural=None,
        definite=True,
        place=entity.label_ == "LOC",
        role=role,
        core=first,
        bracketed=around == "()" and entity.label_ != "LOC",
    )


def pronoun(token: Token) -> Mention | None:
    """A personal or relative pronoun; "WHO" in capitals beside lower-case words is an organisation."""
    entry = PRONOUNS.get(token.lower_)
    if entry is None or token.pos_ not in ("PRON", "DET"):
        return None
    around = [t for t in token.doc[max(token.i - 2, 0) : token.i + 3] if t.is_alpha and t.i != token.i]
    if token.is_upper and len(token) > 1 and any(t.is_lower for t in around):
        return organization(Span(token.doc, token.i, token.i + 1, label="ORG"))
    if token.lower_ in ("which", "that") and not token.dep_.startswith("nsubj"):
        return None
    gender, plural, sorts = entry
    return Mention(
        token.i, token.i + 1, token.i, "pronoun", token.text, sorts=sorts, gender=gender, plural=plural
    )


def described(head: Token) -> Mention | None:
    """A mention of any other noun phrase; its words serve as the name."""
    if head.lower_ in RELATIVE or (head.is_punct and head.text != "%"):
        return None
    age = age_at(head)
    if age is not None and age[-1].dep_ == "amod":
        return None  # "the 30-year-old nurse"
    head = head if age is None else age[-1]
    doc, words, lemma = head.doc, lexicon(), head.lemma_.lower()
    start, end = phrase(head)
    whole = whole_of(head)
    if whole is not None:
        name = plain(doc[inner_start(whole) : full_end(whole, phrase(whole)[1])].text)
        return Mention(start, end, head.i, "plural", name, "group", plural=True)
    other = next(iter(joined(head)), None)
    end = min(end, other.left_edge.i) if other is not None and other.left_edge.i > head.i else end
    if nameless(doc[start:end]):
        return None
    owners = owners_of(head)
    beside = [i for owner in owners for i in named_beside(owner)]
    end = next((entity_of(doc[i]).end for i in beside if i == end), end)
    many = "Plur" in head.morph.get("Number", []) or head.tag_ in ("NNS", "NNPS")
    part = start < head.i and head.nbor(-1).tag_ == "HYPH"  # a "fly-half" is no half
    kinds = (words.kind_of_noun(word, plural=many) for word in (lemma, head.lower_) if not part)
    kind: ClusterKind = next((k for k in kinds if k), "group" if many else "unnamed")
    if many and kind == "organization":
        kind = "group"
    shape: MentionKind = "plural" if kind == "group" else "role" if kind == "unnamed" else "description"
    collective = kind == "organization" or (not many and not words.groups.isdisjoint((lemma, head.lower_)))
    first = doc[start]
    bare = first.is_sent_start and head.tag_ == "NN" and first.pos_ in ("NOUN", "PROPN", "ADJ")
    single = first.dep_ == "nmod:poss" or (bool(bare) and lemma in words.roles)  # "Union leader wins"
    return Mention(
        start=start,
        end=end,
        head=head.i,
        kind=shape,
        name=plain(doc[start : full_end(head, end)].text),
        cluster_kind=kind,
        sorts=sorts_of(lemma) if age is None else frozenset({"person"}),
        gender=words.roles.get(lemma, ""),
        plural=None if collective else many or kind == "group",
        definite=first.lower_ in ARTICLES - {"a", "an"} or head.pos_ == "PROPN" or single,
        affiliation=next((b for t in head.children if (b := body_of(t))), None),
        offices=(office_of(head),),
        owners=frozenset((*(t.i for t in owners), *beside)),
    )


def shared(source: Span) -> Mention | None:
    """The mention of a source that is a share of a group, under the name of the group."""
    found = share_in(source)
    if found is None:
        return None
    share, whole = found
    return Mention(source.start, whole.end, share.i, "plural", plain(whole.text), "group", plural=True)


def nameless(span: Span) -> bool:
    """Whether a phrase has only articles, titles, digits and marks: "the", "Mr", "14", "£"."""
    words = lexicon()
    shown = [t for t in span if not t.is_punct and not t.is_space]
    if shown and span[-1].text == "%":
        return False
    bare = (t.lower_ in ("the", "a", "an") or t.text.isdigit() or words.is_bare(t.text) for t in shown)
    return not any(map(str.isalnum, plain(span.text))) or all(bare)


def sorts_of(lemma: str) -> frozenset[Sort]:
    """What a noun can refer to: "regulator" to a person or organisation, an unknown noun to anything."""
    words = lexicon()
    tests: tuple[tuple[Sort, bool], ...] = (
        ("person", lemma in words.roles),
        ("body", lemma in words.organizations),
        ("document", lemma in words.documents),
        ("group", lemma in words.collectives),
    )
    return frozenset(sort for sort, holds in tests if holds) or ANY


def together(head: Token) -> Mention | None:
    """A coordination as one mention: "Ada Crane and Bo Lind"; None if nothing is coordinated."""
    others = [t for t in joined(head) if t.pos_ in ("NOUN", "PROPN")]
    firm = entity_of(head).end  # "Barnes and Noble"
    if all(t.i < firm or (t.nbor(-1).text in "-‐–" and not t.nbor(-1).whitespace_) for t in others):
        return None
    start, end = phrase(head)
    name = plain(head.doc[start:end].text)
    return Mention(start, end, head.i, "plural", name, "group", plural=True, owners=frozenset({head.i}))


def joined(head: Token) -> list[Token]:
    """The heads of what is coordinated with a noun; none if the list is part of a title."""
    titled = portfolio_from(head.doc, head.i) is not None
    return [] if titled else [t for t in head.rights if t.dep_ == "conj"]


def owners_of(head: Token) -> list[Token]:
    """The owners of an office: possessors, and nouns after "of", "for" and the like."""
    return [
        t
        for t in head.children
        if t.dep_ == "nmod:poss" or (t.dep_ == "nmod" and any(c.lower_ in OF_A_BODY for c in t.lefts))
    ]


def named_beside(owner: Token) -> list[int]:
    """The first token of the name after an owner's role: "the lawyer for the actor *Bo* Lind"."""
    after = owner.doc[owner.i + 1 : owner.i + 2]
    described = owner.is_lower and lexicon().is_office(owner.lower_)
    return [t.i for t in after if described and t.ent_type_ == "PERSON"]


def office_of(head: Token) -> Office:
    """The office that a noun names, with its modifiers."""
    before = [t for t in head.subtree if t.i < head.i and t.is_alpha]
    near = {
        t.lower_
        for t in before
        if t.head.i == head.i and t.dep_ in ("compound", "amod", "nmod:desc", "nmod:unmarked")
    }
    owners = {
        t.lemma_.lower()
        for owner in owners_of(head)
        if owner.pos_ != "PRON"
        for t in owner.subtree
        if t.pos_ in ("NOUN", "PROPN", "ADJ")
    }
    lemma, short = head.lemma_.lower().rstrip("."), lexicon().short
    same = short.get(f"{lemma} of {' '.join(owners)}", "")  # "head of state" is "president"
    *more, noun = same.split() or [short.get(lemma, lemma)]
    return Office(
        noun=noun,
        ranks=frozenset(t.lower_ for t in before if t.lower_ in lexicon().ranks),
        owners=frozenset(() if same else owners),
        words=frozenset({*near, *more}),
    )


def body_of(token: Token) -> str | None:
    """The organisation in a prepositional phrase after a noun or name: "of Trellis Securities"."""
    case = next((t for t in token.lefts if t.lower_ in OF_A_BODY), None)
    if token.dep_ not in ("nmod", "appos") or case is None:
        return None
    if case.lower_ == "from" and any(t.like_num for t in token.head.children) and len(entity_of(token)) == 1:
        return None  # "Ida Fern, 48, from Hugglescote": a home town
    if token.ent_type_ == "ORG" and token.lower_ not in lexicon().offices:
        return plain(entity_of(token).text.removeprefix("the "))
    inside = token.lemma_.lower() in lexicon().organizations and any(
        t.dep_ == "nmod:poss" for t in token.lefts
    )
    return plain(token.doc[case.i + 1 : token.i + 1].text.removeprefix("the ")) if inside else None


def full_end(head: Token, end: int) -> int:
    """The end of a phrase including modifiers that identify its referent, but not reported speech."""
    last = end
    for child in head.rights:
        stop = child.right_edge.i + 1
        if stop <= last:
            continue
        tells = child.dep_ in ("acl", "acl:relcl", "nmod") and child.left_edge.i == last
        tells = tells and not any(t.dep_ == "ccomp" for t in child.children)
        if not tells or stop - head.i > LONGEST_NAME or head.doc[last].text in (",", "—", "–", "-"):
            break
        last = stop
    return last
