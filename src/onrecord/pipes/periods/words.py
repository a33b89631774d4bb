"""The lexicon's words as regular expressions and as numbers, for folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from onrecord.rules import read_toml

LEXICON: dict[str, Any] = read_toml("periods", "lexicon.toml")

_FOLD = {ord("A") + i: ord("a") + i for i in range(26)}
_FOLD |= dict.fromkeys(
    map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d"), ord("-")
)
_FOLD |= dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc\u0060\u00b4"), ord("'"))
_FOLD |= dict.fromkeys(
    map(ord, "\t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))), 32
)

GAP = r"(?:\x20{1,3}|\x20?\r?\n\x20?)"
"""The gap between two words of one expression: up to three spaces, or one line break."""


def fold(text: str) -> str:
    """The text in lower case with plain hyphens, apostrophes and spaces; character offsets do not change."""
    return text.translate(_FOLD)


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", GAP) for word in ordered) + ")"


_SHORT = [name for name in LEXICON["months"] if len(name) <= 4 and name not in ("may", "june", "july")]
_FULL = [name for name in LEXICON["months"] if name not in _SHORT]
_TENS = [word for word, value in LEXICON["numbers"].items() if value % 10 == 0 and 20 <= value < 100]
_ONES = [word for word, value in LEXICON["numbers"].items() if value < 10 and len(word) in (3, 4, 5)]
_NUMBER = rf"(?:{any_of(_TENS)}-{any_of(_ONES)}|{any_of(LEXICON['numbers'])}|[1-9][0-9]{{0,3}})"
_WORD_ORDINAL = any_of(LEXICON["ordinals"])

SLOTS: dict[str, str] = {
    "month": rf"(?:{any_of(_FULL)}|{any_of(_SHORT)}(?![a-z])\.?)",
    "full_month": rf"(?:{any_of(_FULL)}|(?:jan|feb|apr|aug|sept?|oct|nov|dec)\.)",
    "weekday": rf"{any_of(name for name in LEXICON['weekdays'] if name.endswith('day'))}",
    "any_weekday": rf"{any_of(LEXICON['weekdays'])}(?![a-z])\.?",
    "season": any_of(LEXICON["seasons"]),
    "holiday": any_of(LEXICON["holidays"]),
    "feast": any_of(LEXICON["feasts"]),
    "event": any_of(LEXICON["events"]),
    "unit": rf"(?:{any_of(LEXICON['units'])}s?)",
    "n": _NUMBER,
    "day": r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])(?:st|nd|rd|th)?",
    "nth_day": rf"(?:(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)|{_WORD_ORDINAL})",
    "nth": rf"(?:[1-9][0-9]?(?:st|nd|rd|th)|{_WORD_ORDINAL})",
    "year": r"(?:1[0-9]{3}|20[0-9]{2}|2100)(?![0-9])",
    "recent_year": r"(?:19|20)[0-9]{2}(?![0-9])",
    "two_digits": r"'?[0-9]{2}(?![0-9])",
    "rel": r"(?:last|this(?: past| coming)?|next|previous|coming|past|current|following|upcoming)".replace(
        " ", GAP
    ),
    "time_of_day": any_of(LEXICON["times_of_day"]["words"]),
    "vague": any_of(LEXICON["hedges"]["words"]),
    "decade_word": any_of(LEXICON["decades"]),
    "counted": any_of(LEXICON["counted"]["words"]),
    "quarter_nth": r"(?:first|second|third|fourth|1st|2nd|3rd|4th)",
    "half_nth": r"(?:first|second|1st|2nd)",
}


def key(word: str) -> str:
    """A word as the lexicon spells it: single spaces, no dot at the end."""
    return " ".join(word.split()).removesuffix(".")


def number(text: str) -> int:
    """The value of a cardinal in digits or words.

    Raises:
        ValueError: It is neither.
    """
    word = " ".join(text.split())
    if word in LEXICON["numbers"]:
        return int(LEXICON["numbers"][word])
    tens, dash, ones = word.partition("-")
    if dash:
        return int(LEXICON["numbers"][tens]) + int(LEXICON["numbers"][ones])
    return int(word)


def ordinal(word: str) -> int:
    """The value of an ordinal, or of a day of the month with or without its letters."""
    if word in LEXICON["ordinals"]:
        return int(LEXICON["ordinals"][word])
    return int(word.rstrip("stndrh"))
