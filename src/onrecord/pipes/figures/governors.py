"""The noun a percentage, an amount of money or a bare number is of."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.lexemes import Lexeme
from onrecord.pipes.figures.lexicon import word_set
from onrecord.pipes.figures.tree import (
    CLAUSES,
    SUBJECTS,
    child,
    clause_of,
    inside,
    over_conjunctions,
    preposition,
    subject,
)

_BESIDE = frozenset({"obl", "obl:unmarked", "advmod", "xcomp", "obl:npmod", "advcl"})
_NOUNS = ("NOUN", "PROPN")
_FAR = 5
"""Words of a noun phrase up to its head, at most."""
_DASHES = frozenset({"-", "–", "—", "--"})
_SIGNS = frozenset("-−+–")


def governing_noun(context: Context, found: Candidate, token: Token) -> Token | None:
    """What a figure's neighbours, its noun or its verb say it is of.

    Args:
        context: The Doc.
        found: The figure.
        token: Its token with a role in the sentence.
    """
    noun = neighbour(context, found) or _in_parse(context, found, token)
    if noun is not None and noun.lower_ == "worth" and noun.head.pos_ in _NOUNS:
        return noun.head
    worth = _before_worth(context, found)
    return noun if worth is None or (noun is not None and inside(worth, noun)) else worth


def _before_worth(context: Context, found: Candidate) -> Token | None:
    """The noun of "orders, worth $80m", whatever the parse says."""
    at = found.bound_first - 1
    if context.line.low(at) != "worth":
        return None
    noun = context.token(at - 1 - (context.line.low(at - 1) == ","))
    return noun if noun is not None and noun.pos_ in _NOUNS else None


def _in_parse(context: Context, found: Candidate, token: Token) -> Token | None:
    role = over_conjunctions(token)
    of = child(token, ("nmod",))
    if (
        of is not None
        and preposition(of) == "of"
        and of.lemma_ != "level"
        and context.owners.get(of.i) is not found
    ):
        return of
    nominal = role.head != role and role.head.pos_ in _NOUNS and role.dep_ not in SUBJECTS | CLAUSES
    if nominal and child(role, SUBJECTS) is None:
        light = preposition(role) == "of" and role.head.lemma_.lower() in word_set("measured", "light")
        return role.head if not light or child(role.head, ("amod",)) else _of_light(context, found, role.head)
    predicate = clause_of(role)
    under = child(predicate, ("obj",))
    if (
        under is not None
        and role.dep_ in _BESIDE
        and under not in (role, token)
        and under.lower_ not in ("most", "least")
        and _is_free(context, found, under)
    ):
        return under
    owner = subject(predicate)
    if owner is not None and owner != token:
        return _past_dateline(context, owner, predicate)
    return (
        None if role.dep_ in SUBJECTS and role != predicate else _before(context, min(token.i, predicate.i))
    )


def _is_free(context: Context, found: Candidate, under: Token) -> bool:
    """May an object be what a figure beside it measures: "carried 40 boats, 3 % more"?"""
    other = context.owners.get(under.i)
    if other is None:
        return True
    price = found.kind == "money" and context.line.low(found.bound_first - 1) == "for"
    return other.noun == under and (price or found.kind in ("percent", "ratio"))


def _past_dateline(context: Context, owner: Token, predicate: Token) -> Token:
    """The subject behind "PORT ELLERY (Coastwire) - ", where the parse takes the place for it."""
    doc, line_start = context.doc, owner.i
    while line_start and doc[line_start - 1].is_upper and owner.i - line_start < _FAR:
        line_start -= 1
    if not owner.is_upper or (line_start and not doc[line_start - 1].is_space):
        return owner
    dash = next((one.i for one in doc[owner.i + 1 : owner.i + 2 * _FAR] if one.text in _DASHES), predicate.i)
    if dash >= predicate.i:
        return owner
    return noun_from(context, bisect_left(context.line.lexemes, doc[dash + 1].idx, key=_start)) or owner


def _start(lexeme: Lexeme) -> int:
    return lexeme.start


def _of_light(context: Context, found: Candidate, light: Token) -> Token:
    """ "a total of $5m for flights": the noun says nothing, so what the total is for, or of."""
    role = over_conjunctions(light)
    return light if role.head == role or role.head == light else (_in_parse(context, found, light) or light)


def noun_from(context: Context, at: int) -> Token | None:
    """The head of the noun phrase that begins at lexeme ``at``."""
    word = context.token(at)
    if context.line.kind(at) != "word" or word is None:
        return None
    for _ in range(_FAR):
        after = word.nbor() if word.i + 1 < len(context.doc) else None
        if word.pos_ in _NOUNS and (after is None or after.pos_ not in ("NUM", *_NOUNS)):
            return word
        if after is None or word.pos_ not in ("ADJ", "DET", "NUM", "PRON", *_NOUNS):
            return None
        word = after
    return None


def is_base(context: Context, before: Candidate, found: Candidate) -> bool:
    """Is a figure what the one before it is compared with: "31 %, up from 28 %", "31 % against 28 %"?"""
    line, at = context.line, found.bound_first - 1
    word = line.low(at)
    compared = word in ("with", "to") and line.low(at - 1) in ("compared", "relative")
    if not compared and word not in word_set("measured", "bases"):
        return False
    return context.same_sentence(before.first, found.first)


def neighbour(context: Context, found: Candidate) -> Token | None:
    """The noun the figure plainly stands beside, whatever the parse says."""
    return (
        _after_determiner(context, found)
        or _in_kind(context, found)
        or _worth_of(context, found)
        or _labelled(context, found)
    )


def _after_determiner(context: Context, found: Candidate) -> Token | None:
    """ "a $5 entrance fee", "the 3 % rise"."""
    before, noun = context.token(found.bound_first - 1), context.token(found.bound_stop)
    if context.line.kind(found.bound_stop) != "word" or before is None or noun is None:
        return None
    if before.dep_ not in ("det", "nmod:poss"):
        return None
    doc = context.doc
    while noun.i + 1 < len(doc) and noun.pos_ in ("ADJ", "NUM", *_NOUNS):
        after = noun.i + 1 + 2 * (doc[noun.i + 1].text in "-‐‑")
        if after - 1 >= len(doc) or doc[min(after, len(doc) - 1)].pos_ not in _NOUNS:
            break
        noun = doc[after]
    return noun if noun.pos_ in _NOUNS and not context.period_over(noun.idx, noun.idx + 1) else None


def _in_kind(context: Context, found: Candidate) -> Token | None:
    """ "$1 billion in gains"."""
    line, stop = context.line, found.bound_stop
    if found.kind != "money" or line.low(stop) != "in" or line.kind(stop + 1) != "word":
        return None
    word = context.token(stop + 1)
    noun = word if word is None or word.pos_ == "NOUN" else word.head
    if word is None or noun is None or word.pos_ not in ("NOUN", "ADJ") or noun.pos_ != "NOUN":
        return None
    return None if context.period_over(noun.idx, noun.idx + len(noun)) else noun


def _worth_of(context: Context, found: Candidate) -> Token | None:
    """ "£340,000 worth of damage"."""
    line, at = context.line, found.bound_stop
    at += line.low(at) in ("'", "’")
    if found.kind != "money" or (line.low(at), line.low(at + 1)) != ("worth", "of"):
        return None
    return noun_from(context, at + 2)


def _labelled(context: Context, found: Candidate) -> Token | None:
    """ "Kestrel -2 %", "Orla Penn (3 %)", "Northfield up 3 %"."""
    line, at = context.line, found.bound_first - 1
    signed = line.low(found.amounts[0].first) in _SIGNS and found.kind == "percent"
    if line.low(at) in ("(", "up", "down"):
        at -= 1
    elif not signed:
        return None
    token = context.token(at)
    if token is not None and token.pos_ == "AUX" and token.i:
        token = context.doc[token.i - 1]
    if token is None or token.pos_ not in (*_NOUNS, "NUM") or line.kind(at) == "break":
        return None
    if token.i in context.owners:
        return None
    return token.head if token.pos_ == "NUM" and token.head.i < token.i else token


def _before(context: Context, end: int) -> Token | None:
    """No subject in the parse, as in tables and headlines: the noun before the figure or its verb."""
    for i in range(end - 1, context.doc[end].sent.start - 1, -1):
        token = context.doc[i]
        if token.pos_ in _NOUNS:
            return token
        if token.pos_ == "VERB":
            break
    return None
