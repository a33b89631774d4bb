"""What an amount of money is for: "£2m meant for repairs", "spent £2m on repairs"."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.governors import neighbour, noun_from
from onrecord.pipes.figures.lexicon import word_set
from onrecord.pipes.figures.tree import SUBJECTS, child, clause_of, over_conjunctions, preposition

_NOUNS = ("NOUN", "PROPN")
_WIDE = 20
"""Tokens looked at between a figure and what it is for."""


def purpose_of(context: Context, found: Candidate, token: Token) -> Token | None:
    """What an amount of money is for or spent on, where nothing else but who pays it is said."""
    role = over_conjunctions(token)
    of = child(token, ("nmod",))
    paid = role.dep_ in ("obj", "nsubj:pass", "nsubj", "ROOT") or role.head == role
    if found.kind != "money" or not paid or (of is not None and preposition(of) == "of"):
        return None
    if neighbour(context, found) is not None or child(role, SUBJECTS) is not None:
        return None
    predicate = clause_of(role)
    spent = predicate.lemma_.lower() in word_set("measured", "spending")
    noun = _after_for(context, found, ("for", "on") if spent else ("for",))
    if noun is None and role.dep_ != "nsubj" and predicate != role:
        wanted = ("on", "for") if spent else ("for",) if role.dep_ == "obj" else ()
        others = (one for one in predicate.rights if one.dep_ in ("obl", "nmod") and one != role)
        others = (one for one in others if not _figure_between(context, token, one))
        noun = next((one for one in others if preposition(one) in wanted and one.pos_ in _NOUNS), None)
    if noun is None or context.period_over(noun.idx, noun.idx + len(noun)) or noun.i in context.owners:
        return None
    return noun


def _figure_between(context: Context, token: Token, noun: Token) -> bool:
    """Does another figure stand between one and what it may be for?"""
    own = context.owners.get(token.i)
    return any(context.owners.get(i, own) is not own for i in range(token.i, min(noun.i, token.i + _WIDE)))


def _after_for(context: Context, found: Candidate, words: tuple[str, ...]) -> Token | None:
    """The noun of "£2m for repairs" and "£2m meant for repairs", behind one of these prepositions."""
    line, at = context.line, found.bound_stop
    at += line.low(at) in word_set("measured", "earmarked")
    return noun_from(context, at + 1) if line.low(at) in words else None
