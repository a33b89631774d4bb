"""Named persons: their spans, corrected where the model is wrong, and titles and roles around the name."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
from spacy.tokens import Doc, Span, Token

from onrecord.pipes.speakers.lexicon import Gender, lexicon
from onrecord.pipes.speakers.mention import ARTICLES, PERSON, POSSESSIVE, Mention, plain, strip_article
from onrecord.pipes.speakers.names import SUFFIXES
from onrecord.pipes.speakers.nouns import body_of, described, office_of
from onrecord.pipes.speakers.phrases import NOMINAL, entity_of, name_phrase, phrase
from onrecord.pipes.speakers.portfolios import names_after_portfolios, portfolio_before
from onrecord.pipes.tokens import tokens_with
from onrecord.records import MentionKind

NAMES = frozenset({"PROPN", "NOUN", "X"})


def person_spans(doc: Doc) -> Iterator[Span]:
    """Persons found by the model, and those shown by a title, a role, a given name or a known surname."""
    words = lexicon()
    persons = [*names_after_portfolios(doc)]
    titled = {i for name in persons for i in range(portfolio_before(doc, name.start) or 0, name.end)}
    persons += (e for e in doc.ents if e.label_ == "PERSON" and titled.isdisjoint(range(e.start, e.end)))
    surnames = {e[-1].text for e in persons if len(e) > 1 and e[-1].text[:1].isupper()}
    taken = {t.i for e in persons for t in e}
    other = {t.i: e for e in doc.ents for t in e}
    yield from persons
    for i in np.flatnonzero(tokens_with(doc, "POS", NAMES) & (doc.to_array("IS_LOWER") == 0)).tolist():
        token, before = doc[i], doc[max(i - 1, 0)]
        if i in taken or not token.text[:1].isupper() or words.title_at([token.text]):
            continue
        title = bool(i and before.text[:1].isupper() and words.title_at([before.text]))
        end = i + 1
        while (
            end < len(doc) and doc[end].text[:1].isupper() and doc[end].pos_ == "PROPN" and end not in other
        ):
            end += 1
        introduced = i not in other and end - i in (2, 3) and token.pos_ == "PROPN"
        introduced = introduced and (before.lower_ in words.roles or token.lower_ in words.given)
        alone = i not in other or len(other[i]) == 1
        if not (title or introduced or (alone and token.text in surnames)):
            continue
        end = end if title or introduced else i + 1
        taken.update(range(i, end))
        yield Span(doc, i, end, label="PERSON")


def name_bounds(span: Span, surnames: Collection[str]) -> tuple[int, int]:
    """Tokens of the name itself: no roles and titles before it, no numbers and honours after it."""
    doc, words = span.doc, lexicon()
    first, last = span.start, span.end
    while last > first + 1 and (
        doc[last - 1].text in ("'s", "’s", "'", "’")
        or doc[last - 1].lower_.rstrip(".") in words.honours
        or not any(map(str.isalpha, doc[last - 1].text))
    ):
        last -= 1

    end = last - (last > first + 1 and doc[last - 1].lower_.rstrip(".") in SUFFIXES)  # "Luther King Jr."

    def bears(i: int) -> bool:
        if doc[i + 1 : last].text.startswith("-"):  # "Man-kei" is not a man
            return True
        word = doc[i].lower_
        if i == span.start == end - 2 and word in words.given and words.roles.get(word) == "":
            return True  # "Dean Holt", not "King Charles"
        return i == end - 1 and (is_surname(doc[i], first) or (i == first and doc[i].text in surnames))

    offices = [i for i in range(first, last) if words.is_office(doc[i].lower_) and not bears(i)]
    first = offices[-1] + 1 if offices else first
    while first < last - 1 and (titles := words.title_at([t.text for t in doc[first : last - 1]])):
        first += titles
    return first, last


def person(entity: Span, surnames: Collection[str] = ()) -> Mention | None:
    """A named person, with titles and role from before the name, or the role from an apposition.

    Args:
        entity: The name.
        surnames: Last words of full names in the text, so that "Prince" alone can be read as a name.
    """
    doc, words = entity.doc, lexicon()
    first, last = name_bounds(entity, surnames)
    if first >= last:
        named = last < len(doc) and doc[last].ent_type_ == "PERSON"  # "Campaigner" before "Jo Beck"
        return None if named else described(entity.root)
    name = plain(doc[first:last].text)
    if not any(map(str.isalpha, name)) or words.is_bare(name):
        return None
    start, _ = name_phrase(entity)
    before = [t for t in doc[start:first] if t.lower_ not in ARTICLES]
    titles = {t.i for t in before if words.title_at([t.text]) and not words.is_office(t.lower_)}
    titles |= {i + 1 for i in titles if words.title_at([t.text for t in doc[i : i + 2]]) == 2}
    gender: Gender = ""
    for token in before:
        pair = " ".join(doc[token.i : token.i + 2].text.casefold().split())
        shown = words.titles.get(pair) or words.titles.get(token.lower_.rstrip(".'’"), "")
        gender = shown or words.roles.get(token.lemma_.lower(), "") or gender
    office = [t for t in before if t.i not in titles]
    while office and (office[-1].is_punct or office[-1].is_space):
        office.pop()
    early = any(t.lower_ in words.roles for t in office[:-1])
    if early and office[-1].lower_.rstrip(".") in words.short:
        office.pop()  # "police spokesman Col. Amadu Bari"
    role_span = doc[office[0].i : office[-1].i + 1] if office else doc[0:0]
    root, beside = name_root(entity), None if office else apposition(entity)
    if beside is not None:
        begin, end = phrase(beside)
        between = doc[entity.end + 1 : begin] if doc[entity.end].text == "," else doc[0:0]
        if all(t.pos_ in NOMINAL or t.lower_ in ("of", "and") for t in between):
            begin -= len(between)
        more = (t for t in root.rights if t.dep_ == "appos" and t.left_edge.i == end)
        end = next((phrase(t)[1] for t in more if t.left_edge.dep_ == "cc"), end)  # "founder and director"
        role_span = doc[begin:end]
        gender = words.roles.get(beside.lemma_.lower(), "") or gender
    stated = any(t.pos_ in ("NOUN", "PROPN") for t in role_span)  # "unflappable", "15" are no roles
    role = (strip_article(plain(role_span.text)) or None) if stated else None
    if office and office[-1].tag_ == "NNS" and role is not None and not early:
        role = role.removesuffix(office[-1].text) + office[-1].lemma_
    whose = [*root.lefts, *(root.head.lefts if root.dep_ == "appos" else ())]  # "his rival, Bo Lind"
    around = [*root.children, *entity.root.children, *(beside.children if beside is not None else ())]
    noun = (
        beside
        if beside is not None
        else next((t for t in reversed(office) if words.is_office(t.lower_)), None)
    )
    of_body = root.i < entity.start and root.ent_type_ in ("ORG", "LOC")  # "*Orrin* analyst Ada Crane"
    given = name.split()[0].casefold() if " " in name else ""
    kind: MentionKind = "name" if " " in name else "title" if titles or first > entity.start else "surname"
    return Mention(
        start=start,
        end=last,
        head=root.i if start <= root.i < last and not of_body else entity.start,
        kind=kind,
        name=name,
        cluster_kind="person",
        sorts=PERSON,
        gender=gender,
        hint=words.given.get(given, ""),
        definite=True,
        role=role,
        affiliation=body_in(role_span) or next((body for t in around if (body := body_of(t))), None),
        offices=(office_of(noun),) if noun is not None else (),
        owners=frozenset(t.i for t in (*doc[start:first], *whose) if t.dep_ == "nmod:poss"),
        core=first,
    )


def apposition(entity: Span) -> Token | None:
    """The role noun in apposition after a name: "Ada Crane, *chair* of the board", "Bo Lind MP, *chair*"."""
    root, honour = name_root(entity), None
    for token in {child.i: child for head in (root, entity.root) for child in head.children}.values():
        single = token.left_edge.i == entity.end and token.left_edge.text == "," and token.tag_ == "NN"
        joined = single and token.dep_ == "conj" and token.doc[entity.end + 1].dep_ != "cc"
        beside = joined or token.dep_ == "appos"
        if not beside or token.i < entity.end or token.pos_ not in ("NOUN", "PROPN"):
            continue
        inside = token.ent_type_ != "PERSON" and "(" not in token.doc[entity.end : token.i].text
        nouns = {t.lemma_.lower() for t in token.subtree if t.dep_ in ("appos", "conj", "compound")}
        bare = single and token.i == entity.end + 1  # "Ada Crane, angler"
        able = bare or not nouns.isdisjoint(lexicon().roles)
        if inside and able and all(t.lower_ != "whose" for t in token.lefts):
            if token.lower_ not in lexicon().honours:
                return token
            honour = token
    return honour


def body_in(role: Span) -> str | None:
    """The organisation that begins a role: "Harbour Board chairman", not "former Harbour Board chairman"."""
    role = role[1:] if role[:1].text.lower() in ARTICLES else role
    named = next((entity_of(token) for token in role[:1] if token.ent_type_ in ("ORG", "LOC")), None)
    if named is None or named.start != role.start or named.end >= role.end:
        return None
    end, whole = named.end, named.label_ == "ORG" and len(named) > 1
    nouns = lexicon().organizations
    if named.label_ == "LOC" and role.doc[end].lower_ not in nouns:
        return None
    while end + 1 < role.end and role.doc[end].lower_ in nouns and not (whole and role.doc[end].is_lower):
        end += 1  # "Parish council chair", not "World Bank country director"
    office = role.doc[end]
    title = office.is_lower or (office.is_upper and office.lower_ in lexicon().roles)
    common = end == named.start + 1 and named[0].lower_ in nouns
    return POSSESSIVE.sub("", role.doc[named.start : end].text) if title and not common else None


def is_surname(last: Token, first: int) -> bool:
    """Whether a role noun that ends a name is a surname here: "Charlie King", "Mr King"."""
    before = last.nbor(-1).lower_.rstrip(".") if last.i else ""
    given = last.i > first and (before in lexicon().given or last.dep_ == "flat")
    return last.i > first + 1 or given or (before in lexicon().formal and last.lower_ in lexicon().surnames)


def name_root(entity: Span) -> Token:
    """The token that attaches a name to its clause: its root, or the head of a role noun before it."""
    root = entity.root
    while root.dep_ in ("flat", "compound", "nmod:desc") and 0 < entity.start - root.head.i <= 8:
        root = root.head
    return root
