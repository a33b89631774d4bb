"""Numbers that count nothing: the pronoun one, ordinals, set phrases, items of a list, parts of nothing."""

from __future__ import annotations

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.exclusion_words import edges, phrases_of, words_of
from onrecord.pipes.figures.nouns import counted_noun


def is_one(context: Context, found: Candidate) -> bool:
    """The pronoun one."""
    line = context.line
    if (
        found.form != "single"
        or found.values != [1]
        or not found.spelled
        or found.kind
        or found.amounts[0].numeral.power
    ):
        return False
    if line.raw(found.amounts[0].numeral.first) == "a":
        return False
    first, stop = edges(found)
    if found.hyphen:
        return False
    if line.low(stop) in words_of("figure.not.one", "after") or line.low(first - 1) in words_of(
        "figure.not.one", "before"
    ):
        return True
    return counted_noun(context, found) is None


def is_ordinal(context: Context, found: Candidate) -> bool:
    """An ordinal that is no rank."""
    return found.form == "ordinal"


def is_idiom(context: Context, found: Candidate) -> bool:
    """A set phrase."""
    line = context.line
    first, _ = edges(found)
    if found.kind == "money":
        return False
    phrases = phrases_of("figure.not.idiom", "phrases")
    for start in range(max(first - 4, 0), first + 1):
        match = phrases.after(line, start, over_hyphens=True)
        if (
            match is not None
            and match[1] > first
            and (start < first or match[1] >= found.stop or found.form == "one_in")
        ):
            return True
    return False


def is_list(context: Context, found: Candidate) -> bool:
    """The number of an item of a list."""
    line = context.line
    first, stop = edges(found)
    opened = line.low(first - 1) == "("
    at = first - 1 if opened else first
    if line.kind(at - 1) != "break" or len(found.values) != 1 or not 0 < found.values[0] < 100 or found.kind:
        return False
    if line.low(stop) not in ((")",) if opened else (")", ".")) or not line.glued(stop):
        return False
    return line.kind(stop + 1) not in ("break", "digits") and not line.glued(stop + 1)


def is_part(context: Context, found: Candidate) -> bool:
    """A third man, the second half."""
    line = context.line
    first, stop = edges(found)
    numeral = found.amounts[0].numeral
    if found.form != "fraction" or found.kind or not numeral.spelled:
        return False
    whole = line.low(stop - 1)
    if whole.endswith("s") or line.low(first) not in ("a", "one", "half"):
        return False
    before = line.low(first - 1)
    if before == "and" and line.low(first) in ("a", "one"):
        return True
    if whole == "half" and before in ("the", "first", "second", "'s", "’s", "other"):
        return True
    if line.low(stop) in words_of("figure.not.part", "after"):
        return False
    free = found.bounded or before in ("by", "to", "than", "only", "just")
    follower = context.token(stop)
    if line.kind(stop) != "word" or follower is None:
        return not free and whole != "half"
    if whole == "half" and context.tagged and follower.pos_ in ("AUX", "VERB", "ADP", "DET"):
        return line.low(stop - 1) != "half"
    return not free or follower.pos_ in ("NOUN", "PROPN")


def is_end_of_table(context: Context, found: Candidate) -> bool:
    """The bottom three."""
    line = context.line
    first, _ = edges(found)
    return (
        line.low(first - 1) in ("top", "bottom") and not found.kind and counted_noun(context, found) is None
    )
