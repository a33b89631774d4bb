"""Multiples expressed as one word: "twice", "sixfold", "doubled"."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
from spacy.tokens import Doc

from onrecord.pipes.figures.bounds import with_bounds
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Amount, Figure, Numeral
from onrecord.pipes.figures.lexicon import number_words, words
from onrecord.pipes.tokens import tokens_with

_DETERMINERS = frozenset({"the", "that", "its", "their", "what", "his", "her"})


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
    lemmas = ((verb.idx, verb.lemma_.lower()) for verb in verbs)
    return {start: Decimal(factors[lemma]) for start, lemma in lemmas if lemma in factors}


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
