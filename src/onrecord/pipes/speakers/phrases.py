"""Noun phrases for sources: with titles and modifiers, without appositions and relative clauses."""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Doc, Span, Token

from onrecord.anchors import INNER_DEPS, UNIT_NOUNS
from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.speakers.portfolios import portfolio_before, portfolio_from
from onrecord.pipes.speakers.shares import after_article, share_in

LOOSE = frozenset(
    {"appos", "acl:relcl", "advcl:relcl", "parataxis", "punct", "dep", "list", "dislocated", "orphan"}
)
CLAUSAL = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj", "parataxis"})
JOINS_NAME = frozenset(
    {"flat", "compound", "nmod", "nmod:desc", "appos", "nmod:poss", "nmod:unmarked", "amod", "dep"}
)
CLAUSE_WORDS = frozenset({"VERB", "AUX", "SCONJ", "CCONJ", "ADV", "INTJ"})
PARTICLES = frozenset({"case", "mark", "fixed"})
"""Parts of speech and dependencies of words that do not belong to a title before a name."""
OF_A_BODY = frozenset({"of", "for", "at", "from", "with"})
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
AGE_WORDS = ("-", "year", "-", "old")
"""The words of an age after its number: "a *30-year-old*"."""
MAX_PHRASE = 40


def phrase(head: Token, *, clauses: bool = False) -> tuple[int, int]:
    """The noun phrase of ``head``: its subtree without appositions, relative clauses and their contents.

    Args:
        head: The head noun, name or pronoun.
        clauses: Keep participial clauses ("people living nearby").

    Returns:
        Token indices ``[start, end)`` of the contiguous span around ``head``.
    """
    sent_start, sent_end = head.sent.start, head.sent.end
    keep = {head.i}
    stack = [head]
    while stack:
        token = stack.pop()
        for child in token.children:
            loose = child.dep_ in LOOSE and not (child.dep_ == "appos" and token.i < child.i < head.i)
            if loose or (not clauses and child.dep_ in CLAUSAL) or child.is_space or is_time(child):
                continue
            if (
                token.i == head.i
                and child.dep_ in ("case", "nsubj", "cop", "aux", "advmod", "mark", "nsubj:pass", "cc")
                and (child.i < head.i or child.dep_ == "cop")
            ):
                continue
            if child.dep_ == "conj" and any(
                t.dep_ == "cop" or t.dep_.startswith("nsubj") for t in child.children
            ):
                continue
            if abs(child.i - head.i) <= MAX_PHRASE:
                keep.add(child.i)
                stack.append(child)
    start = end = head.i
    doc = head.doc
    while start - 1 >= sent_start and (start - 1 in keep or joins(doc, start - 1, keep, -1)):
        start -= 1
    while end + 1 < sent_end and (end + 1 in keep or joins(doc, end + 1, keep, 1)):
        end += 1
    while start < head.i and (doc[start].lower_ == "of" or is_stray(doc[start])):
        start += 1
    while end > head.i and (doc[end].is_punct or doc[end].is_space):
        end -= 1
    age = age_at(head) or (age_at(doc[start - 1]) if start > sent_start else None)
    if age is not None and sent_start <= age.start < start and age.end <= sent_end:
        start = age.start - (age.start > sent_start and doc[age.start - 1].lower_ in ("the", "a", "an"))
        end = max(end, age.end - 1)
    return start, portfolio_from(doc, head.i) or end + 1


def inner_start(head: Token) -> int:
    """Where a phrase begins without the article and number before its noun: "2,000 *people* surveyed"."""
    return after_article(head.doc, phrase(head)[0], head.i)


def is_stray(token: Token) -> bool:
    """Whether a token at the start of a phrase is white space or a mark that is no apostrophe."""
    return (token.is_punct or token.is_space) and token.text not in "'’"


def is_time(token: Token) -> bool:
    """Whether a modifier before a noun says when something was said: "*Last week* figures showed"."""
    loose = token.dep_ in ("compound", "nmod:unmarked") and token.i < token.head.i
    return loose and token.lower_ in UNIT_NOUNS and token.left_edge.lower_ in ("last", "this", "next")


def joins(doc: Doc, i: int, keep: set[int], step: int) -> bool:
    """Whether token ``i`` is a hyphen, quotation mark, full stop or comma inside the phrase."""
    if doc[i].text == ",":
        inside = doc[i - 1].dep_ in ("amod", "compound") if step < 0 else in_list(doc[i])
        return inside and {i - 1, i + 1} <= keep
    return doc[i].text in {"-", "–", "'", "’", "‘", '"', "“", "”", "."} and i + step in keep


def in_list(comma: Token) -> bool:
    """Whether a comma separates items of a list with "and" or "or": "Hull, Leeds and York"."""
    item = comma.head
    listed = [t for t in item.head.children if t.dep_ == "conj"] if item.dep_ == "conj" else []
    own = [t.i for t in item.children if t.dep_ == "cc"]
    return own in ([], [comma.i + 1]) and any(c.dep_ == "cc" for t in listed for c in t.children)


def name_phrase(entity: Span) -> tuple[int, int]:
    """A named person with the title and role before the name: "Home Secretary Ada Crane".

    Returns:
        Token indices ``[start, end)``; ``end`` is that of the name.
    """
    doc, start = entity.doc, entity.start
    portfolio = portfolio_before(doc, start)
    if portfolio is not None:
        return portfolio, entity.end
    root = entity.root
    while root.dep_ in JOINS_NAME and 0 < entity.start - root.head.i <= 8 and root.head.pos_ in NOMINAL:
        if "," in doc[root.head.i : entity.start].text:
            break
        if root.dep_ == "nmod" and any(t.dep_ == "case" and t.i < root.i for t in root.children):
            break
        root = root.head
    inside = set(range(entity.start, entity.end)) | {root.i}
    beside, words = doc[max(start - 1, 0)], lexicon()
    person = entity.label_ == "PERSON"
    described = words.is_office(beside.lower_) or beside.lemma_.lower() in words.organizations
    alike = beside.head.i == entity.root.head.i and beside.dep_ == entity.root.dep_
    if start > entity.sent.start and described and alike:
        inside.add(beside.i)
    first = entity.sent.start
    while start - 1 >= first:
        token = doc[start - 1]
        office = office_before(token, root) if token.text == "," else None
        if office is not None and office.i < token.i:
            start = office.i
            while start > first and describes(doc[start - 1], office, root):
                start -= 1
            break
        dash = token.text in {"-", "–"} and token.whitespace_
        if token.is_space or dash or (token.is_punct and token.text not in {"-", "–", "'", "’", "."}):
            break
        stray = token.head.i == root.head.i and token.dep_ == root.dep_ and token.text[:1].isupper()
        if not stray and not leads_to(token, inside, entity.start - 12):
            break
        nominal = stray or token.dep_ in ("amod", "compound", "nmod:desc")
        if (token.pos_ in CLAUSE_WORDS and not nominal) or token.dep_ in PARTICLES:
            role = any(not lexicon().title_at([t.text]) for t in doc[start : entity.start])
            joining = role and token.lower_ in {"of", "and", "for"}  # not "the work of Ms Crane"
            closed = not person or (beside.is_lower and lexicon().is_office(beside.lower_))
            complete = closed and doc[start].lower_ == "the"  # "the wife of *the actor Bo Lind*"
            if complete or not joining or start - 2 < first or doc[start - 2].pos_ not in NOMINAL:
                break
            if token.lower_ == "and" and doc[start - 2].ent_type_ == "PERSON":
                break
        lead = lexicon().is_office(token.lower_) or lexicon().title_at([token.text])
        if token.ent_type_ == "PERSON" and not lead:
            break
        start -= 1
    while start < entity.start and doc[start].lower_ in {"of", "and", "for", "-", "–", "'", "’", "."}:
        start += 1
    office = office_over(doc[start : entity.start], entity) if person else None
    return (phrase(office)[0] if office is not None else start), entity.end


def office_over(body: Span, name: Span) -> Token | None:
    """The office whose body stands directly before a name: "*secretary* to the Treasury Ada Crane"."""
    at = body.start - 1 - (body.start > 0 and body.doc[body.start - 1].lower_ == "the")
    if not body or at <= body.sent.start or body.doc[at].lower_ not in OF_A_BODY | {"to"}:
        return None
    office = body.doc[at - 1]
    known = body[-1].ent_type_ == "ORG" or body[-1].lemma_.lower() in lexicon().organizations
    return office if lexicon().is_office(office.lower_) and (known or office.head in name) else None


def describes(token: Token, office: Token, name: Token) -> bool:
    """Whether a token before an office belongs to it, also where the parse attaches it to the name."""
    beside = token.head.i == name.i and token.dep_ in ("compound", "amod", "nmod:desc")
    return beside or (token.dep_ not in PARTICLES and office.is_ancestor(token))


def office_before(comma: Token, name: Token) -> Token | None:
    """The office before a comma and a name: "*Bishop* of Ely, Dr Bo Lind", "Harbour *Chief*, Captain Orr"."""
    offices = (t for t in name.lefts if t.dep_ == "nmod:desc" and lexicon().is_office(t.lower_))
    return next((t for t in offices if all(t.is_ancestor(o) for o in t.doc[t.i + 1 : comma.i])), None)


def source_head(source: Span) -> Token:
    """The head of a source, also where the parse has another: "the *Bishop* of Ely", "the 30-year-*old*"."""
    share = share_in(source)
    if share is not None:
        return share[0]
    roles, root = lexicon().roles, source.root
    age = age_at(root) or age_at(root.doc[min(root.i + 1, source.end - 1)])
    if age is not None and age.end <= source.end and root.i < age.end:
        after = takewhile(lambda t: t.pos_ != "ADP" and t.text != ",", source.doc[age.end : source.end])
        nouns = (t for t in after if t.pos_ in ("NOUN", "PROPN") and t.dep_ not in INNER_DEPS)
        return next(nouns, age[-1])
    for token in source[1:-1]:
        office, named = token.nbor(-1), entity_of(root).start == token.i + 1
        if token.lower_ in OF_A_BODY and office.lower_ in roles and (named or root.pos_ == "DET"):
            return office
    last = entity_of(source[-1])
    introduced = last.start > source.start and lexicon().is_office(last[0].nbor(-1).lower_)
    title = root.pos_ == "PROPN" and root.ent_type_ != "PERSON"
    if last.label_ == "PERSON" and introduced and title and last.root.dep_ != "conj":
        return last.root  # "*Wrath of the Wind* director Mel Crane"
    return root


def age_at(token: Token) -> Span | None:
    """The age that a token is part of, "30-year-old", whose words the parse joins in many ways."""
    doc = token.doc
    if token.lower_ not in AGE_WORDS and not token.like_num:
        return None
    for start in range(max(token.i - len(AGE_WORDS), 0), token.i + 1):
        words = doc[start : start + 1 + len(AGE_WORDS)]
        if words[0].like_num and tuple(t.lower_ for t in words[1:]) == AGE_WORDS:
            return words
    return None


def entity_of(token: Token) -> Span:
    """The entity that contains a token, or the token alone; does not scan ``doc.ents``."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return Span(doc, start, end, label=token.ent_type)


def leads_to(token: Token, inside: set[int], floor: int) -> bool:
    """Whether ``token`` or one of its ancestors is in the set, with none to the left of ``floor``."""
    for _ in range(8):
        if token.i in inside:
            return True
        if token.head.i == token.i or token.head.i < floor:
            return False
        token = token.head
    return False
