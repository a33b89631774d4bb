"""What an amount is reckoned by: "a month", "per 100,000 people", "an hour", "each", "/kg"."""

from __future__ import annotations

from onrecord.pipes.figures.lexicon import number_words, word_set
from onrecord.pipes.figures.numbers.lexer import Line
from onrecord.pipes.figures.units.data import overlay
from onrecord.pipes.figures.units.measure_lists import units

_SIGNS = frozenset("$£€¥₹")
_EVERY = frozenset({("for", "every"), ("to", "every"), ("to", "each")})
_LONGEST = 5
"""Lexemes of the longest compound an amount is reckoned by."""


def read_per(line: Line, i: int) -> tuple[str, int] | None:
    """What follows an amount at lexeme ``i`` as its per-unit, and the index after it."""
    word = line.low(i)
    often = overlay("measures")["per"]["often"].get(line.raw(i))
    if often:
        return often, i + 1
    if word == "each" and line.kind(i + 1) != "word":
        return "item", i + 1
    if word in ("a", "an", "per", "every", "each", "/"):
        return _named(line, i, i + 1, strict=word != "per")
    if (word, line.low(i + 1)) in _EVERY:
        return _named(line, i, i + 2, strict=False)
    return None


def _named(line: Line, i: int, at: int, *, strict: bool) -> tuple[str, int] | None:
    lists = units()
    if line.low(at - 1) in ("per", "every"):
        several = _several(line, at)
        if several is not None:
            return several
    unit = lists.words.after(line, at, over_hyphens=True)
    if unit is None and line.low(i) in ("/", "per"):
        unit = lists.symbols.after(line, at)
    if unit is not None and line.low(i) in ("a", "an") and _is_difference(line, unit[1]):
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
    return _compound(line, at)


def _is_difference(line: Line, i: int) -> bool:
    """Does what follows "a year" make it a point in time ("earlier") or a difference ("faster")?"""
    words = overlay("measures")["per"]["words"]["differences"]
    return line.low(i) in word_set("per", "times_of") or line.low(i) in words


def _several(line: Line, i: int) -> tuple[str, int] | None:
    """ "per 100,000 person-years", "for every nine patients", "per $100", "per million": by many of them."""
    sign = line.raw(i) if line.raw(i) in _SIGNS and line.kind(i + 1) == "digits" else ""
    at = i + bool(sign)
    words = number_words()
    spelled = words.small.get(line.low(at)) or words.tens.get(line.low(at))
    if line.kind(at) == "digits":
        number = line.raw(at).replace(",", "")
        if line.over_hyphen(at + 1) > at + 1 and line.kind(at + 2) == "word":
            size, stop = _compound(line, at + 2)
            noun, after = _compound(line, stop) if line.kind(stop) == "word" else ("", stop)
            return f"{number}-{size} {noun}".strip(), after
    elif spelled and spelled > 1:
        number = str(spelled)
    elif line.low(at) in words.scales:
        number = line.low(at)
    else:
        return None
    if sign or line.kind(at + 1) != "word":
        return sign + number, at + 1
    noun, stop = _compound(line, at + 1)
    if line.low(stop) in overlay("measures")["per"]["words"]["packs"]:
        return f"{number} {noun} {line.low(stop)}", stop + 1
    return f"{number} {noun}", stop


def _compound(line: Line, i: int) -> tuple[str, int]:
    """A word with those joined to it by hyphens, and the index after it."""
    stop = i + 1
    while line.over_hyphen(stop) > stop and line.kind(stop + 1) == "word" and stop < i + _LONGEST:
        stop += 2
    return "".join(line.low(k) for k in range(i, stop)), stop
