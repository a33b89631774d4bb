"""What an amount is reckoned by: "a month", "per 100,000 people", "an hour", "each", "/kg"."""

from __future__ import annotations

from onrecord.pipes.figures.lexemes import Line
from onrecord.pipes.figures.lexicon import units, word_set

_FREQUENCIES = {"apiece": "piece", "annually": "year"}


def read_per(line: Line, i: int) -> tuple[str, int] | None:
    """What follows an amount at lexeme ``i`` as its per-unit, and the index after it."""
    word = line.low(i)
    if word in _FREQUENCIES:
        return _FREQUENCIES[word], i + 1
    if word == "each" and line.kind(i + 1) != "word":
        return "item", i + 1
    if word in ("a", "an", "per", "every", "each", "/"):
        return _named(line, i, i + 1, strict=word != "per")
    if line.low(i) == "for" and line.low(i + 1) == "every":
        return _named(line, i, i + 2, strict=False)
    return None


def _named(line: Line, i: int, at: int, *, strict: bool) -> tuple[str, int] | None:
    lists = units()
    if line.kind(at) == "digits" and line.low(i) in ("per", "every"):
        noun = line.low(at + 1) if line.kind(at + 1) == "word" else ""
        return (f"{line.raw(at).replace(',', '')} {noun}".strip(), at + 2 if noun else at + 1)
    unit = lists.words.after(line, at, over_hyphens=False)
    if unit is None and line.low(i) in ("/", "per"):
        unit = lists.symbols.after(line, at)
    if unit is not None and line.low(i) in ("a", "an") and line.low(unit[1]) in word_set("per", "times_of"):
        return None
    if unit is not None and lists.kinds[unit[0]] not in ("percent", "percentage_point", "multiple"):
        return unit
    word = line.low(at)
    if line.kind(at) != "word" or word == "cent" or (strict and word not in word_set("per", "nouns")):
        return None
    if word == "capita":
        return "person", at + 1
    if word == "annum":
        return "year", at + 1
    return word, at + 1
