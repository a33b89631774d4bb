"""Kinds, nouns and measured phrases for a Doc without pointers, which only the shipped model sets."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice

from spacy.tokens import Token

from onrecord.pipes.figures.attach.nouns import NOMINAL
from onrecord.pipes.figures.attach.trim import measured_by_words
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.exclusions import is_year_like
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.kinds.settled import age_opener, as_rank
from onrecord.records import FigureKind, Measured

_FAR = 7
"""Most tokens from a number to its noun, and from that noun to either end of the measured phrase."""
_UP = 5
"""Most steps up the parse from a number to what it measures."""
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_BEFORE_NOUN = frozenset({"ADJ", "NUM", "DET"})
_NO_UNIT = frozenset({"per", "a", "an", "each", "every"})


def kind_by_words(context: Context, figure: Figure) -> FigureKind | None:
    """The kind of a number by unit or form; None for years, the pronoun "one", most ordinals and names."""
    if figure.form == "ordinal":
        return "rank" if as_rank(context, figure).stop > figure.stop else None
    if age_opener(context.text, figure) is not None and figure.kind in ("", "duration"):
        return "age"
    if figure.kind:
        return "ratio" if figure.kind == "multiple" else figure.kind
    if figure.form in ("one_in", "fraction"):
        return "ratio"
    if figure.form == "dash" and figure.values[0] > figure.values[1]:
        return "score"
    token = context.number_token(figure)
    named = context.name_at(token) is not None
    pronoun = figure.amounts[0].numeral.spelled and figure.values == (Decimal(1),)
    noun = counted_noun(context, figure)
    if named or is_year_like(context.text, figure) or (pronoun and noun is None):
        return None
    return "other" if noun is None and figure.form != "vague" else "count"


def counted_noun(context: Context, figure: Figure) -> Token | None:
    """The noun that a number counts: the last one in the first run of nouns to its right."""
    text, at = context.text, context.text.over_hyphen(figure.stop)
    first = context.token(at + (text.low(at) == "of"))
    if first is None or text.kind(at) != "word" or text.low(at) in _NO_UNIT:
        return None
    if not context.doc.has_annotation("POS"):
        return first if first.is_alpha and first.is_lower and not first.is_stop else None
    noun: Token | None = None
    for token in context.doc[first.i : first.i + _FAR]:
        if token.pos_ in NOMINAL:
            noun = token
        elif noun is not None or token.pos_ not in _BEFORE_NOUN:
            break
    return noun


def measured_near(context: Context, figure: Figure) -> tuple[Measured | None, float]:
    """The phrase of the counted noun, or of the noun or subject that governs the number."""
    own = {one.i for one in context.tokens(figure.first, figure.amounts[-1].stop)}
    token = figure.noun or context.number_token(figure)
    above = (token, *islice(token.ancestors, _UP)) if context.parsed else ()
    for noun in (t for node in above for t in (node, *node.children) if t == node or t.dep_ in _SUBJECTS):
        if noun.pos_ in NOMINAL and noun.i not in own:
            first, last = max(noun.left_edge.i, noun.i - _FAR), min(noun.right_edge.i, noun.i + _FAR)
            end = context.doc[last].idx + len(context.doc[last])
            return measured_by_words(context, figure, [[context.doc[first].idx, end]]), 1.0
    return None, 1.0
