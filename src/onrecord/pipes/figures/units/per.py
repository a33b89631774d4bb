"""The denominator of a rate: "a month", "per 100,000 people", "an hour", "each", "/kg"."""

from __future__ import annotations

from onrecord.pipes.figures.lexicon import number_words, overlay, word_set
from onrecord.pipes.figures.numbers.lexer import LexedText
from onrecord.pipes.figures.units.measure_lists import units

_SIGNS = frozenset("$£€¥₹")
_EVERY = frozenset({("for", "every"), ("to", "every"), ("to", "each")})
_LONGEST = 5
"""Most lexemes in a hyphenated denominator."""


def read_per(text: LexedText, i: int) -> tuple[str, int] | None:
    """The denominator that begins at lexeme ``i``, right after an amount, and the index after it."""
    word = text.low(i)
    often = overlay("measures")["per"]["often"].get(text.raw(i))
    if often:
        return often, i + 1
    if word == "each" and text.kind(i + 1) != "word":
        return "item", i + 1
    if word in ("a", "an", "per", "every", "each", "/"):
        return _named(text, i, i + 1, strict=word != "per")
    if (word, text.low(i + 1)) in _EVERY:
        return _named(text, i, i + 2, strict=False)
    return None


def _named(text: LexedText, i: int, at: int, *, strict: bool) -> tuple[str, int] | None:
    lists = units()
    if text.low(at - 1) in ("per", "every"):
        several = _several(text, at)
        if several is not None:
            return several
    unit = lists.words.after(text, at, over_hyphens=True)
    if unit is None and text.low(i) in ("/", "per"):
        unit = lists.symbols.after(text, at)
    later = (*overlay("measures")["per"]["words"]["differences"], *word_set("per", "times_of"))
    if unit is not None and text.low(i) in ("a", "an") and text.low(unit[1]) in later:
        return None
    if unit is not None and lists.kinds[unit[0]] not in ("percent", "percentage_point", "multiple"):
        return unit
    word = text.low(at)
    if text.kind(at) != "word" or word == "cent" or (strict and word not in word_set("per", "nouns")):
        return None
    latin = overlay("measures")["per"]["latin"].get(word)
    return (latin, at + 1) if latin else _compound(text, at)


def _several(text: LexedText, i: int) -> tuple[str, int] | None:
    """ "per 100,000 person-years", "for every nine patients", "per $100", "per million"."""
    sign = text.raw(i) if text.raw(i) in _SIGNS and text.kind(i + 1) == "digits" else ""
    at = i + bool(sign)
    words = number_words()
    spelled = words.small.get(text.low(at)) or words.tens.get(text.low(at))
    if text.kind(at) == "digits":
        number = text.raw(at).replace(",", "")
        if text.over_hyphen(at + 1) > at + 1 and text.kind(at + 2) == "word":
            size, stop = _compound(text, at + 2)
            noun, after = _compound(text, stop) if text.kind(stop) == "word" else ("", stop)
            return f"{number}-{size} {noun}".strip(), after
    elif spelled and spelled > 1:
        number = str(spelled)
    elif text.low(at) in words.scales:
        number = text.low(at)
    else:
        return None
    if sign or text.kind(at + 1) != "word":
        return sign + number, at + 1
    noun, stop = _compound(text, at + 1)
    if text.low(stop) in overlay("measures")["per"]["words"]["packs"]:
        return f"{number} {noun} {text.low(stop)}", stop + 1
    return f"{number} {noun}", stop


def _compound(text: LexedText, i: int) -> tuple[str, int]:
    """A word with those joined to it by hyphens, and the index after it."""
    stop = i + 1
    while text.over_hyphen(stop) > stop and text.kind(stop + 1) == "word" and stop < i + _LONGEST:
        stop += 2
    return "".join(text.low(k) for k in range(i, stop)), stop
