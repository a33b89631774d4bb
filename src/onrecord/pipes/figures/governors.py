"""The noun a percentage, an amount of money or a bare number is of."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.lexicon import word_set
from onrecord.pipes.figures.tree import (
    CLAUSES,
    SUBJECTS,
    child,
    clause_of,
    over_conjunctions,
    preposition,
    subject,
)

_BESIDE = frozenset({"obl", "obl:unmarked", "advmod", "xcomp", "obl:npmod", "advcl"})
_NOUNS = ("NOUN", "PROPN")
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
    return noun


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
        and under.i not in context.owners
    ):
        return under
    if role.dep_ == "obj" and found.kind == "money":
        purposes = (one for one in predicate.children if one.dep_ == "obl" and one != role)
        purpose = next((one for one in purposes if preposition(one) == "for"), None)
        if purpose is not None:
            return purpose
    owner = subject(predicate)
    if owner is not None and owner != token:
        return owner
    return _before(context, min(token.i, predicate.i))


def _of_light(context: Context, found: Candidate, light: Token) -> Token:
    """ "a total of $5m for flights": the noun says nothing, so what the total is for, or of."""
    role = over_conjunctions(light)
    return light if role.head == role or role.head == light else (_in_parse(context, found, light) or light)


def neighbour(context: Context, found: Candidate) -> Token | None:
    """The noun the figure plainly stands beside, whatever the parse says."""
    return _after_determiner(context, found) or _in_kind(context, found) or _labelled(context, found)


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
