"""The words around a number that bound it: "well over 40", "50 or more", "100+"."""

from __future__ import annotations

from onrecord.pipes.figures.bound_words import bounds
from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.lexemes import Line
from onrecord.records import Comparator


def read_bounds(line: Line, found: Candidate, floor: int = 0) -> None:
    """Read the words before and after a candidate that bound it, not beyond lexeme ``floor``."""
    lists = bounds()
    found.bound_first, found.bound_stop = found.first, found.stop
    if found.form == "ordinal":
        return
    before = lists.before.before(line, found.first)
    if before is not None and _is_course(line, found, before[1]):
        before = None
    if before is not None and before[1] >= floor and not _is_other_word(line, before[1], found.first):
        comparator, found.bound_first = before
        found.comparator = as_comparator(comparator)
        second = lists.before.before(line, found.bound_first)
        if second is not None and second[1] >= floor and second[0] in (">", "<", ">=") and comparator == "~":
            found.comparator, found.bound_first = as_comparator(second[0]), second[1]
        modifier = lists.modifiers.before(line, found.bound_first)
        if modifier is not None and modifier[1] >= floor:
            found.bound_first = modifier[1]
    elif found.amounts[0].numeral.loose or found.form == "vague":
        found.comparator = "~" if found.amounts[0].numeral.loose else "="
    read_after(line, found, found.stop)


def read_after(line: Line, found: Candidate, i: int) -> bool:
    """Read a bound that begins at lexeme ``i``: "or more", "-odd", "+"."""
    mark = line.low(i)
    if mark == "+" and line.glued(i) and not (line.kind(i + 1) == "digits" and line.glued(i + 1)):
        found.comparator, found.bound_stop = ">=", i + 1
        return True
    at = line.over_hyphen(i)
    after = bounds().after.after(line, at)
    if after is None or (at > i and after[0] != "~") or (at == i and line.low(at) in ("odd", "ish")):
        return False
    if line.low(at) == "plus" and (line.kind(after[1]) == "digits" or not line.glued(at)):
        return False
    found.comparator, found.bound_stop = as_comparator(after[0]), after[1]
    return True


def as_comparator(text: str) -> Comparator:
    """A comparator as the lexicon writes it."""
    return text  # type: ignore[return-value]


def _is_course(line: Line, found: Candidate, first: int) -> bool:
    """Is "over" the course of time: "a loan of £9,000 over 25 years"?"""
    if line.low(first) != "over" or found.first - first > 1 or found.kind != "duration" or found.hyphen:
        return False
    lists = bounds()
    clause = line.kind(first - 1) != "word" or lists.modifiers.before(line, first) is not None
    bound = clause or line.low(first - 1) in lists.lasting or line.low(found.stop) in lists.following
    return not bound


def _is_other_word(line: Line, first: int, stop: int) -> bool:
    """Bound words in another sense: "in and around 20 towns", "like one of us", "as long as two"."""
    word = line.low(first)
    if stop - first == 1 and word in (
        "like",
        "near",
        "until",
        "average",
        "maximum",
        "minimum",
        "past",
        "averaged",
    ):
        return word in ("until", "near") or (
            word == "like" and line.low(first - 1) not in ("something", "more")
        )
    return word == "like" or (word == "some" and line.low(stop) == "of")
