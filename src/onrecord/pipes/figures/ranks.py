"""Ranks and multiples: "second highest annual total", "fourth place", "#2 browser", "twice", "sixfold"."""

from __future__ import annotations

from collections.abc import Container
from decimal import Decimal

import numpy as np
from spacy.tokens import Doc, Token

from onrecord.pipes.figures.amounts import Amount
from onrecord.pipes.figures.bounding import read_bounds
from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.lexicon import number_words, words
from onrecord.pipes.figures.nouns import singular
from onrecord.pipes.figures.numerals import Numeral
from onrecord.pipes.tokens import tokens_with

_NOUNS = ("NOUN", "PROPN")


def read_rank(context: Context, found: Candidate) -> bool:
    """Make a candidate a rank where its words say so."""
    line = context.line
    first = found.amounts[0].first
    if found.form == "ordinal":
        at = line.over_hyphen(found.stop)
        return _superlative(context, found, at) or _standing(context, found)
    if found.form != "single" or found.kind or len(found.values) != 1:
        return False
    if line.low(first - 1) == "#" and line.glued(first) and found.values[0] < 1000:
        found.first = first - 1
        _named(context, found, _next_noun(context, found), "figure.rank.number")
        return True
    word = line.low(first - 2) if line.low(first - 1) == "." else line.low(first - 1)
    number = first - 2 if line.low(first - 1) == "." else first - 1
    if word in ("no", "number") and line.low(number - 1) in words()["rank"]["before_number"]:
        found.first = number
        _named(context, found, None, "figure.rank.number")
        return True
    return False


def _next_noun(context: Context, found: Candidate) -> Token | None:
    noun = context.token(found.stop)
    return (
        noun if noun is not None and noun.pos_ == "NOUN" and context.line.kind(found.stop) == "word" else None
    )


def _superlative(context: Context, found: Candidate, at: int) -> bool:
    word = context.line.low(at)
    token = context.token(at)
    superlative = word in words()["rank"]["superlatives"] or (
        len(word) > 4
        and word.endswith("est")
        and (
            token is None
            or not context.tagged
            or token.pos_ in ("ADJ", "ADV")
            or token.tag_ in ("JJS", "RBS")
        )
    )
    if not superlative or context.line.low(found.amounts[0].first - 1) in ("at",):
        return False
    noun = _noun_after(context, at)
    if noun is None:
        found.stop = at + 1
    _named(context, found, noun, "figure.rank.superlative")
    return True


def _standing(context: Context, found: Candidate) -> bool:
    line = context.line
    at = line.over_hyphen(found.stop)
    if line.low(at) in words()["rank"]["standings"]:
        found.stop = at + 1
        _named(context, found, None, "figure.rank.place")
        return True
    token = context.number_token(found)
    if token is None or not context.parsed or token.head.lemma_ not in words()["rank"]["verbs"]:
        return False
    if (
        token.head.pos_ != "VERB"
        or not 0 < token.i - token.head.i <= 3
        or (found.values[0] == 1 and token.dep_ == "advmod")
    ):
        return False
    if any(child.dep_ in ("amod", "case", "det") for child in token.children) or token.dep_ == "amod":
        return False
    _named(context, found, None, "figure.rank.place")
    return True


def _noun_after(context: Context, at: int) -> Token | None:
    """The noun a superlative stands before."""
    token = context.token(at)
    if token is None:
        return None
    if (
        context.parsed
        and token.head.i > token.i
        and token.head.pos_ in _NOUNS
        and token.head.i - token.i <= 6
    ):
        return token.head
    noun = None
    for follower in context.doc[token.i + 1 : token.i + 5]:
        if follower.pos_ in _NOUNS:
            noun = follower
        elif noun is not None or follower.pos_ not in ("ADJ", "PUNCT"):
            break
    return noun


def _named(context: Context, found: Candidate, noun: Token | None, rule: str) -> None:
    found.form, found.kind, found.rule, found.noun = "rank", "rank", rule, noun
    found.bound_stop = max(found.bound_stop, found.stop)
    if noun is not None and singular(noun) not in words()["rank"]["places"]:
        found.unit = singular(noun)
    if found.bound_first > found.first or found.bound_first < 0:
        found.bound_first = found.first


def find_multiples(context: Context) -> list[Candidate]:
    """Numbers hidden in words: "twice", "threefold", "doubled"."""
    found: list[Candidate] = []
    line, lists = context.line, words()
    verbs = _places_of_verbs(context.doc, lists["multiple_verbs"])
    for i, lexeme in enumerate(line.lexemes):
        low = lexeme.low
        known = low in lists["multiple"] or low in lists["multiple_before"] or low.endswith("fold")
        if lexeme.kind != "word" or not (known or lexeme.start in verbs):
            continue
        value, rule = _hidden(context, i, lexeme.low)
        if value is None:
            continue
        numeral = Numeral(i, i + 1, value, "cardinal", True, value)
        amount = Amount(i, i + 1, numeral, value, "time", "multiple")
        candidate = Candidate(
            i, i + 1, [amount], "multiple", [value], unit="time", kind="multiple", rule=rule
        )
        read_bounds(line, candidate)
        found.append(candidate)
    return found


def _places_of_verbs(doc: Doc, lemmas: Container[str]) -> set[int]:
    """The characters of all verbs with one of these lemmas."""
    verbs = (doc[i] for i in np.flatnonzero(tokens_with(doc, "POS", ["VERB"])).tolist())
    found = (verb for verb in verbs if verb.lemma_.lower() in lemmas)
    return {place for verb in found for place in range(verb.idx, verb.idx + len(verb))}


def _hidden(context: Context, i: int, low: str) -> tuple[Decimal | None, str]:
    lists = words()
    if low in lists["multiple"]:
        return Decimal(lists["multiple"][low]), "figure.multiple"
    stem = low.removesuffix("fold")
    if stem != low and (stem in number_words().small or stem in number_words().tens):
        return Decimal(number_words().small.get(stem, number_words().tens.get(stem, 0))), "figure.multiple"
    if low in lists["multiple_before"] and context.line.low(i + 1) in (
        "the",
        "that",
        "its",
        "their",
        "what",
        "his",
        "her",
    ):
        token = context.token(i)
        if token is None or token.pos_ != "VERB":
            return Decimal(lists["multiple_before"][low]), "figure.multiple"
    token = context.token(i)
    if context.line.low(i + 1) == "down":
        return None, ""
    if token is not None and token.pos_ == "VERB" and token.lemma_.lower() in lists["multiple_verbs"]:
        if context.parsed and any(
            child.dep_ == "obj" and child.lemma_ in ("lead", "advantage", "tally") for child in token.children
        ):
            return None, ""
        if context.parsed and not any(
            child.dep_ in ("nsubj", "obj", "nsubj:pass", "obl") for child in token.children
        ):
            return None, ""
        return Decimal(lists["multiple_verbs"][token.lemma_.lower()]), "figure.multiple_verb"
    return None, ""
