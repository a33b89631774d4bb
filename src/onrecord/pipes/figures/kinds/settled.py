"""Ages, ranks, scores and multiples: "aged 14", "second highest", "the world No. 3", "won 3-1", "twice"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

import numpy as np
from spacy.tokens import Doc

from onrecord.pipes.figures.bounds import bound_before, unbound, with_bounds
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Amount, Figure, Numeral
from onrecord.pipes.figures.lexicon import Phrases, number_words, words
from onrecord.pipes.figures.numbers.lexer import HYPHENS, LexedText
from onrecord.pipes.tokens import tokens_with

_DETERMINERS = frozenset({"the", "that", "its", "their", "what", "his", "her"})
_MOST = 1000
"""A number from here on is not a rank."""


def as_age(text: LexedText, figure: Figure) -> Figure:
    """A figure as an age, in years unless it has a unit; its span includes "aged" and its bound."""
    if text.low(figure.stop) == "s" and text.glued(figure.stop):  # "over 45s"
        figure = replace(figure, stop=figure.stop + 1, bound_stop=figure.stop + 1)
    age = replace(figure, kind="age", unit=figure.unit or "year", rule="figure.age")
    first = age_opener(text, figure)
    if first is None:
        return age
    bound = bound_before(text, first - 1 if text.low(first - 1) == "the" else first)
    if bound is not None and bound[0] != "~" and figure.comparator == "=":
        return replace(age, comparator=bound[0], bound_first=bound[1], rule="figure.age.aged")
    return replace(age, bound_first=first, rule="figure.age.aged")


def age_opener(text: LexedText, figure: Figure) -> int | None:
    """The first lexeme of "aged" or "the age of" before a figure."""
    opener = _openers().before(text, figure.bound_first)
    return None if opener is None or figure.hyphen else opener[1]


def as_rank(context: Context, figure: Figure, sign: int | None = None) -> Figure:
    """A figure as a rank; its span includes its ``rank_sign``, or the superlative or place it numbers."""
    at = context.text.over_hyphen(figure.stop)
    token = context.token(at) if figure.form == "ordinal" else None
    first, stop, rule = figure.first, figure.stop, "figure.rank.place"
    if sign is not None:
        first, rule = sign, "figure.rank.number"
    elif token is not None and token.tag_ in ("JJS", "RBS"):
        stop, rule = at + 1, "figure.rank.superlative"
    elif token is not None and token.lower_ in words()["rank"]["standings"]:
        stop = at + 1
    edges = min(figure.bound_first, first), max(figure.bound_stop, stop)
    whole = replace(figure, first=first, stop=stop, bound_first=edges[0], bound_stop=edges[1])
    return replace(whole, form="rank", kind="rank", rule=rule)


def rank_sign(text: LexedText, figure: Figure) -> int | None:
    """The first lexeme of what marks a bare number as a rank: "#2", "top-four", "world No. 3"."""
    first = figure.amounts[0].first
    if figure.form != "single" or figure.kind:
        return None
    if text.low(first - 1) == "#" and text.glued(first) and figure.values[0] < _MOST:
        return first - 1
    if text.low(first - 1) in HYPHENS and text.low(first - 2) == "top" and text.glued(first):
        return first - 2
    number = first - 2 if text.low(first - 1) == "." else first - 1
    ranked = text.low(number) in ("no", "number")
    return number if ranked and text.low(number - 1) in words()["rank"]["before_number"] else None


def as_score(context: Context, figure: Figure) -> Figure:
    """A figure as a score, without a bound: "passed 29-6" and "topped them 3-1"."""
    near = [context.text.low(i) for i in range(figure.first - 3, figure.stop + 2)]
    cues = {unit: len(context.words.intersection(listed)) for unit, listed in words()["score_units"].items()}
    unit = figure.unit or (max(cues, key=cues.__getitem__) if any(cues.values()) else "")
    unit = "game" if "series" in near else unit  # "won the series 4-2"
    return replace(unbound(figure), form="versus", kind="score", rule="figure.score", unit=unit)


@cache
def _openers() -> Phrases:
    return Phrases.of({"age": words()["age"]["before"]})


def read_multiples(context: Context) -> list[Figure]:
    """The numbers of "twice", "threefold", "doubled"."""
    multiples: list[Figure] = []
    verbs = _multiplying_verbs(context.doc)
    for i, lexeme in enumerate(context.text.lexemes):
        value, unit, rule = _multiple_value(context, i, lexeme.low), "time", "figure.multiple"
        if value is None and lexeme.start in verbs and context.text.low(i + 1) != "down":
            value, unit, rule = verbs[lexeme.start], "", "figure.multiple_verb"
        if value is not None:
            numeral = Numeral(i, i + 1, value, "cardinal", True, value)
            amount = Amount(i, i + 1, numeral, value, unit, "multiple")
            figure = Figure(i, i + 1, (amount,), "multiple", (value,), unit=unit, kind="multiple", rule=rule)
            multiples.append(with_bounds(context.text, figure))
    return multiples


def _multiplying_verbs(doc: Doc) -> dict[int, Decimal]:
    """The factors of multiplying verbs, keyed by the verb's offset: "the council halved the fee"."""
    factors = words()["multiple_verbs"]
    verbs = (doc[i] for i in np.flatnonzero(tokens_with(doc, "POS", ["VERB"])).tolist())
    stems = ((verb.idx, {verb.lemma_.lower(), verb.lower_.removesuffix("d")}) for verb in verbs)
    return {start: Decimal(factors[stem]) for start, both in stems for stem in both if stem in factors}


def _multiple_value(context: Context, i: int, low: str) -> Decimal | None:
    lists, numbers = words(), number_words()
    if low in lists["multiple"]:
        return Decimal(lists["multiple"][low])
    stem = low.removesuffix("fold")
    if stem != low and (stem in numbers.small or stem in numbers.tens):
        return Decimal(numbers.small.get(stem, numbers.tens.get(stem, 0)))
    before = low in lists["multiple_before"] and context.text.low(i + 1) in _DETERMINERS
    verb = before and context.token_at(context.text.lexemes[i].start).pos_ == "VERB"
    return Decimal(lists["multiple_before"][low]) if before and not verb else None
