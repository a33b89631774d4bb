"""Currency signs, codes and words around a number, and which country's dollar or krone is meant."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

from onrecord.pipes.figures.figure import Numeral
from onrecord.pipes.figures.lexicon import currencies
from onrecord.pipes.figures.numbers.lexer import Line

_GLUED_ONLY = frozenset({"R", "N", "Fr.", "Sh", "DM", "c", "p"})
_ROAD = 1000
"""With a smaller number an N stands for a road or a mask: "the N7", "an N95"."""
_VIDEO = frozenset({"360", "480", "720", "1080", "1440", "2160", "4320"})


@dataclass(frozen=True, slots=True)
class Money:
    """A currency found beside a number: the lexemes it takes on that side, and its ISO code or family."""

    edge: int
    """First lexeme when found before the number, index after the last one when found after it."""
    code: str
    """ISO 4217 code, "" where only the family is known."""
    family: str
    minor: str = ""


def money_before(line: Line, i: int, numeral: Numeral) -> Money | None:
    """A currency sign or code that ends just before lexeme ``i``."""
    lists = currencies()
    sign = lists.signs.before(line, i)
    if sign is not None:
        family, edge = sign
        if numeral.spelled and line.kind(edge - 1) == "digits":
            return None
        if line.raw(edge) == "N" and (numeral.value is None or numeral.value < _ROAD):
            return None
        if line.kind(edge) == "word" and (
            line.joined(edge) or (line.raw(edge) in _GLUED_ONLY and not line.glued(i))
        ):
            return _mangled(line, i, numeral)
        return _with_prefix(line, edge, family)
    suffix = lists.signs.before(line, i - 1)
    if suffix is not None and line.glued(i - 1):
        code = lists.prefixes.get((line.raw(i - 1), suffix[0])) or (
            line.raw(i - 1) if line.raw(i - 1) in lists.codes else ""
        )
        if code:
            return Money(suffix[1], code, suffix[0])
    if line.raw(i - 1) in lists.codes and not line.joined(i - 1):
        return Money(i - 1, line.raw(i - 1), "")
    return _mangled(line, i, numeral)


def money_after(line: Line, i: int, numeral: Numeral) -> Money | None:
    """A currency code, word or sign that begins at lexeme ``i``."""
    lists = currencies()
    if line.raw(i) in lists.codes and line.kind(i) == "word":
        return Money(i + 1, line.raw(i), "")
    at = line.over_hyphen(i)
    adjective = lists.adjectives.after(line, at)
    noun = adjective[1] if adjective else at
    word = lists.words.after(line, noun)
    if word is not None:
        return Money(word[1], _cued(line.low(noun - 1), line, at, noun, word[0]), word[0])
    if line.low(noun) in ("pound", "pounds") and _is_money_pound(line, noun, numeral, adjective is not None):
        stop = noun + 2 if line.low(noun + 1) == "sterling" else noun + 1
        return Money(stop, _cued("", line, at, noun, "pound"), "pound")
    minor = lists.minor_words.after(line, noun)
    if minor is not None:
        return Money(minor[1], "", "", minor[0])
    glued = lists.minor_signs.after(line, i)
    if glued is not None and line.glued(i) and not (line.kind(glued[1]) == "word" and line.glued(glued[1])):
        video = line.raw(numeral.stop - 1) in _VIDEO
        return None if video else Money(glued[1], "", "", glued[0])
    sign = lists.signs.after(line, i)
    if sign is not None and not numeral.spelled and _closes(line, i, sign[1]):
        return Money(sign[1], "", sign[0])
    return None


def country_of(line: Line, family: str) -> str:
    """The ISO code a bare sign or word stands for: that of the country the text speaks of, or the default."""
    if family not in line.memo:
        line.memo[family] = _find_country(line, family)
    return line.memo[family]


def _find_country(line: Line, family: str) -> str:
    lists = currencies()
    counts = dict.fromkeys(lists.cues[family], 0)
    if len(counts) > 1:
        words = _cue_words(family)
        lows = [lexeme.low for lexeme in line.lexemes]
        for phrase in chain(lows, map(" ".join, pairwise(lows))):
            code = words.get(phrase)
            if code:
                counts[code] += 1
        default = lists.defaults[family]
        best = max(counts, key=lambda code: (counts[code], code == default))
        if counts[best] >= 2 and not counts.get(default):
            return best
    return lists.defaults[family]


@cache
def _cue_words(family: str) -> dict[str, str]:
    return {word: code for code, words in currencies().cues[family].items() for word in words if word != "us"}


def _with_prefix(line: Line, edge: int, family: str) -> Money:
    lists = currencies()
    letters = line.raw(edge - 1)
    code = lists.prefixes.get((letters, family)) or lists.prefixes.get((letters.upper(), family), "")
    if code and (line.glued(edge) or len(letters) > 1) and line.kind(edge - 1) == "word":
        return Money(edge - 1, code, family)
    if letters in lists.codes:
        return Money(edge - 1, letters, family)
    return Money(edge, "", family)


def _mangled(line: Line, i: int, numeral: Numeral) -> Money | None:
    """ "PS2.7m", "Y=100 million": what is left of a sign in ASCII; a console is no price."""
    if not line.glued(i):
        return None
    lists = currencies()
    large = bool(numeral.power) or len(line.raw(numeral.first)) > 2
    for width in (1, 2):
        letters = "".join(line.raw(i - width + k) for k in range(width))
        if letters in lists.mangled and large and not line.joined(i - width):
            return Money(i - width, lists.mangled[letters], "")
    return None


def _cued(before: str, line: Line, start: int, stop: int, family: str) -> str:
    """The ISO code the adjectives between ``start`` and ``stop`` name, or ""."""
    phrase = " ".join(line.low(k) for k in range(start, stop))
    for code, words in currencies().cues[family].items():
        if phrase in words or before in words:
            return code
    return ""


def _is_money_pound(line: Line, noun: int, numeral: Numeral, adjective: bool) -> bool:
    if adjective or line.low(noun + 1) == "sterling" or numeral.power >= 6:
        return True
    return "£" in line.text


def _closes(line: Line, i: int, stop: int) -> bool:
    """Does a sign after the digits belong to them ("500€", "20 kr") and not to a number after it?"""
    if line.kind(stop) == "digits" or (line.raw(i) in _GLUED_ONLY and not line.glued(i)):
        return line.raw(i) == "R" and line.kind(stop) != "word" and line.kind(stop) != "digits"
    return line.kind(i) == "mark" or line.raw(i).islower() or line.raw(i) in ("R", "Kr")
