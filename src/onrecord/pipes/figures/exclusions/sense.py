"""Numbers that are no figures by their sense, for Docs without a language model's word: years, names."""

from __future__ import annotations

from decimal import Decimal

from onrecord.pipes.figures.attach.fallback import counted_noun
from onrecord.pipes.figures.attach.nouns import is_plural
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.exclusions.lists import is_year_like, words_of
from onrecord.pipes.figures.figure import Figure

_STRONG = frozenset({">", ">=", "<", "<="})
"""Comparators that a year never has."""
_VERBAL = frozenset({"VERB", "AUX", "ADV", "ADJ", "DET", "ADP"})


def is_ordinal(context: Context, figure: Figure) -> bool:
    """An ordinal that is no rank."""
    return figure.form == "ordinal"


def is_year(context: Context, figure: Figure) -> bool:
    """A bare year."""
    line = context.text
    first, stop = figure.edges
    if not is_year_like(line, figure):
        return False
    before = line.low(first - 1)
    if line.low(stop) in ("bc", "ad", "bce", "ce") or before == "ad":
        return True
    noun = counted_noun(context, figure)
    low, high = min(figure.values), max(figure.values)
    strong = figure.bounded and figure.comparator in _STRONG
    if noun is not None and (strong or noun.lower_ in words_of("figure.not.year", "counted")):
        return before in ("in", "since")
    if low >= 1900 and high <= 2100:
        return not strong
    if noun is not None and is_plural(noun):
        return False
    return before in words_of("figure.not.year", "before") and low >= 1500


def is_designator(context: Context, figure: Figure) -> bool:
    """The number of an article, a room, a flight."""
    line = context.text
    first, _ = figure.edges
    if figure.kind or figure.hyphen or figure.bounded or figure.form not in ("single", "range", "dash"):
        return False
    word = (
        line.low(first - 2) if line.low(first - 1) == "." and line.glued(first - 1) else line.low(first - 1)
    )
    if word not in words_of("figure.not.designator", "words"):
        return False
    if word in ("no", "nos") and line.low(first - 1) != ".":
        return line.raw(first - 1) == "No" and line.kind(first) == "digits"
    token = context.token(first - 1)
    if token is not None and context.tagged and token.pos_ in _VERBAL:
        return False
    weak = word in words_of("figure.not.designator", "weak") and line.raw(first - 1)[:1].islower()
    return not (weak and counted_noun(context, figure) is not None)


def is_name(context: Context, figure: Figure) -> bool:
    """A number inside a name."""
    token = context.number_token(figure)
    if token is None or figure.kind or figure.form not in ("single", "dash") or figure.bounded:
        return False
    name = context.name_at(token)
    if name is not None and len(name) > 1 and not token.text[:1].islower():
        return token.i > name.start or not token.is_sent_start
    before = context.doc[token.i - 1] if token.i else None
    if figure.spelled or before is None or before.pos_ != "PROPN" or before.is_sent_end:
        return False
    noun = counted_noun(context, figure)
    return noun is None or not is_plural(noun)


def is_one(context: Context, figure: Figure) -> bool:
    """The pronoun one."""
    line = context.text
    first, stop = figure.edges
    number = (
        figure.form == "single" and figure.values == (Decimal(1),) and not figure.amounts[0].numeral.power
    )
    if not number or not figure.spelled or figure.kind or figure.hyphen or line.low(first) == "a":
        return False
    after, before = words_of("figure.not.one", "after"), words_of("figure.not.one", "before")
    if line.low(stop) in after or line.low(first - 1) in before:
        return True
    return counted_noun(context, figure) is None


def is_part(context: Context, figure: Figure) -> bool:
    """A third man, the second half."""
    line = context.text
    first, stop = figure.edges
    whole, before = line.low(stop - 1), line.low(first - 1)
    if figure.form != "fraction" or figure.kind or not figure.spelled or whole.endswith("s"):
        return False
    if line.low(first) not in ("a", "one", "half"):
        return False
    if before == "and" and line.low(first) in ("a", "one"):
        return True
    if whole == "half":
        return before in ("the", "first", "second", "'s", "’s", "other")
    if line.low(stop) in words_of("figure.not.part", "after"):
        return False
    free = figure.bounded or before in ("by", "to", "than", "only", "just")
    return not free or line.kind(stop) == "word"
