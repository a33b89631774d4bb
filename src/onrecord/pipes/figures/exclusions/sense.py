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


def is_ordinal(context: Context, found: Figure) -> bool:
    """An ordinal that is no rank."""
    return found.form == "ordinal"


def is_year(context: Context, found: Figure) -> bool:
    """A bare year."""
    line = context.line
    first, stop = found.edges
    if not is_year_like(line, found):
        return False
    before = line.low(first - 1)
    if line.low(stop) in ("bc", "ad", "bce", "ce") or before == "ad":
        return True
    noun = counted_noun(context, found)
    low, high = min(found.values), max(found.values)
    strong = found.bounded and found.comparator in _STRONG
    if noun is not None and (strong or noun.lower_ in words_of("figure.not.year", "counted")):
        return before in ("in", "since")
    if low >= 1900 and high <= 2100:
        return not strong
    if noun is not None and is_plural(noun):
        return False
    return before in words_of("figure.not.year", "before") and low >= 1500


def is_designator(context: Context, found: Figure) -> bool:
    """The number of an article, a room, a flight."""
    line = context.line
    first, _ = found.edges
    if found.kind or found.hyphen or found.bounded or found.form not in ("single", "range", "dash"):
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
    return not (weak and counted_noun(context, found) is not None)


def is_name(context: Context, found: Figure) -> bool:
    """A number inside a name."""
    token = context.number_token(found)
    if token is None or found.kind or found.form not in ("single", "dash") or found.bounded:
        return False
    name = context.name_at(token)
    if name is not None and len(name) > 1 and not token.text[:1].islower():
        return token.i > name.start or not token.is_sent_start
    before = context.doc[token.i - 1] if token.i else None
    if found.spelled or before is None or before.pos_ != "PROPN" or before.is_sent_end:
        return False
    noun = counted_noun(context, found)
    return noun is None or not is_plural(noun)


def is_one(context: Context, found: Figure) -> bool:
    """The pronoun one."""
    line = context.line
    first, stop = found.edges
    number = found.form == "single" and found.values == (Decimal(1),) and not found.amounts[0].numeral.power
    if not number or not found.spelled or found.kind or found.hyphen or line.low(first) == "a":
        return False
    after, before = words_of("figure.not.one", "after"), words_of("figure.not.one", "before")
    if line.low(stop) in after or line.low(first - 1) in before:
        return True
    return counted_noun(context, found) is None


def is_part(context: Context, found: Figure) -> bool:
    """A third man, the second half."""
    line = context.line
    first, stop = found.edges
    whole, before = line.low(stop - 1), line.low(first - 1)
    if found.form != "fraction" or found.kind or not found.spelled or whole.endswith("s"):
        return False
    if line.low(first) not in ("a", "one", "half"):
        return False
    if before == "and" and line.low(first) in ("a", "one"):
        return True
    if whole == "half":
        return before in ("the", "first", "second", "'s", "’s", "other")
    if line.low(stop) in words_of("figure.not.part", "after"):
        return False
    free = found.bounded or before in ("by", "to", "than", "only", "just")
    return not free or line.kind(stop) == "word"
