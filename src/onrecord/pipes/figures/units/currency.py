"""Currency signs, codes and words around a number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from onrecord.pipes.figures.figure import Numeral
from onrecord.pipes.figures.lexicon import word_set
from onrecord.pipes.figures.numbers.lexer import Line
from onrecord.pipes.figures.numbers.values import EXACT
from onrecord.pipes.figures.numbers.words import read_numeral
from onrecord.pipes.figures.units.currency_lists import currencies
from onrecord.pipes.figures.units.data import overlay
from onrecord.pipes.figures.units.per import read_per
from onrecord.pipes.figures.units.whose import best, country_of, counts, is_cued, part_of

_DETERMINERS = frozenset({"a", "an", "the", "that"})
_REACH = 12
"""Lexemes to either side in which a word makes a pound money or weight."""
_PART = 2
"""Digits of the parts of a currency: hundredths."""
_HUNDRED = 100
_LETTERS = 2
"""A sign of more letters than this stands after a number too: "5000 FCFA"."""


@dataclass(frozen=True, slots=True)
class Money:
    """A currency found beside a number: the lexemes it takes on that side, and what it is."""

    edge: int
    """First lexeme when found before the number, index after the last one when found after it."""
    code: str
    """ISO 4217 code, or the name a user gave it."""
    family: str = ""
    """The noun or sign it was found by, "" where that was the code."""
    digits: int = 0
    """2 where the number counts hundredths: "50p" is 0.50."""


def money_before(line: Line, i: int, numeral: Numeral) -> Money | None:
    """A currency sign or code that ends just before lexeme ``i``."""
    lists = currencies()
    sign = lists.signs.before(line, i)
    if sign is not None:
        family, edge = sign
        if numeral.spelled and line.kind(edge - 1) == "digits":
            return None
        if _is_road(line, edge, numeral, family):
            return None
        if line.kind(edge) == "word" and (line.joined(edge) or not _touches(line, edge, i, family)):
            return _mangled(line, i, numeral)
        return _with_prefix(line, edge, family)
    local = lists.local_signs.before(line, i)
    if local is not None and line.glued(i) and not line.joined(local[1]) and is_cued(line, local[0]):
        return Money(local[1], country_of(line, local[0]), local[0])
    suffix = lists.signs.before(line, i - 1)
    if suffix is not None and line.glued(i - 1):
        code = lists.prefixes.get((line.raw(i - 1), suffix[0])) or lists.codes.get(line.raw(i - 1), "")
        if code:
            return Money(suffix[1], code, suffix[0])
    if not line.joined(i - 1) and _is_code(line, i - 1, numeral):
        return Money(i - 1, lists.codes[line.raw(i - 1)])
    return _mangled(line, i, numeral)


def _is_road(line: Line, edge: int, numeral: Numeral, family: str) -> bool:
    """Is a letter and a small number no money: "the N1", "the R4 ward"?"""
    least = overlay("currencies")["sign"]["road"].get(line.raw(edge))
    if least is None or (numeral.value is not None and numeral.value >= least):
        return False
    return family == "naira" or not is_cued(line, family)


def money_after(line: Line, i: int, numeral: Numeral) -> Money | None:
    """A currency code, word or sign that begins at lexeme ``i``."""
    lists = currencies()
    if line.kind(i) == "word" and _is_code(line, i, numeral):
        return Money(i + 1, lists.codes[line.raw(i)])
    at = line.over_hyphen(i)
    adjective = lists.adjectives.after(line, at)
    found = _noun(line, at, numeral, adjective)
    if found is None and adjective is not None:
        found = _noun(line, at, numeral, None)
    if found is not None:
        return found
    glued = lists.part_signs.after(line, i)
    if glued is not None and line.glued(i) and not (line.kind(glued[1]) == "word" and line.glued(glued[1])):
        video = line.raw(numeral.stop - 1) in overlay("currencies")["sign"]["video"]
        return None if video else Money(glued[1], part_of(line, glued[0]), glued[0], _PART)
    sign = lists.signs.after(line, i)
    if sign is not None and not numeral.spelled and _closes(line, i, sign[1]):
        return Money(sign[1], country_of(line, sign[0]), sign[0])
    return None


def _noun(line: Line, at: int, numeral: Numeral, adjective: tuple[str, int] | None) -> Money | None:
    """ "Japanese yen", "dollars", "euro cents": a noun behind what says whose it is."""
    lists = currencies()
    start = adjective[1] if adjective else at
    whole = lists.nouns.after(line, start)
    codes = adjective[0].split() if adjective else []
    if whole is not None:
        family, stop = whole
        part = lists.part_nouns.after(line, stop)
        if part is not None and lists.families[family].default in lists.families[part[0]].codes:
            return Money(part[1], lists.families[family].default, part[0], _PART)
        own = [code for code in codes if code in lists.families[family].codes]
        if own:
            return Money(stop, best(line, own, own[0]), family)
        if not codes and _is_money(line, start, stop, numeral, family):
            return Money(stop, country_of(line, family), family)
        return None
    part = lists.part_nouns.after(line, start)
    if part is None:
        return None
    own = [code for code in codes if code in lists.families[part[0]].codes]
    return Money(part[1], own[0] if own else part_of(line, part[0]), part[0], _PART)


def part_after(line: Line, i: int, money: Money) -> tuple[Decimal, int] | None:
    """The hundredths after a whole amount: "3 dollars *50 cents*", "four pounds *and fifty pence*".

    Returns:
        Their value in the currency, and the index after them.
    """
    at = i + 1 if line.low(i) == "and" else i
    numeral = read_numeral(line, at) if money.family and line.kind(at) in ("digits", "word") else None
    if numeral is None or numeral.value is None or not numeral.value < _HUNDRED or numeral.form != "cardinal":
        return None
    lists = currencies()
    part = lists.part_nouns.after(line, numeral.stop) or lists.part_signs.after(line, numeral.stop)
    if part is None or money.code not in lists.families[part[0]].codes:
        return None
    return EXACT.scaleb(numeral.value, -_PART), part[1]


def _is_code(line: Line, at: int, numeral: Numeral) -> bool:
    """Is this an ISO code, and not a word or another abbreviation in capitals?"""
    lists, letters = currencies(), line.raw(at)
    if letters not in lists.codes:
        return False
    if letters not in lists.word_codes and letters not in lists.abbreviations:
        return True
    around = (at - 1, at + 1, numeral.first - 1, numeral.stop)
    if any(
        k != at and line.raw(k).isupper() and len(line.raw(k)) > 1 and line.kind(k) == "word" for k in around
    ):
        return False
    written = numeral.power > 0 or "," in line.raw(numeral.first)
    return bool(counts(line).get(lists.codes[letters])) or (written and letters in lists.abbreviations)


def _is_money(line: Line, start: int, stop: int, numeral: Numeral, family: str) -> bool:
    """Is a noun without an adjective a currency, where it is an everyday word too?"""
    if family == "pound":
        return _is_money_pound(line, stop, numeral)
    needs = currencies().families[family].needs
    if not needs:
        return True
    alone = line.kind(stop) != "word" or line.low(stop) in word_set("amounts", "small_words")
    if not (alone and line.low(stop) not in _DETERMINERS) and read_per(line, stop) is None:
        return False
    return needs == "cue" and (numeral.power > 0 or is_cued(line, family))


def _is_money_pound(line: Line, stop: int, numeral: Numeral) -> bool:
    millions = 6
    if part_after(line, stop, Money(stop, "GBP", "pound")) is not None:
        return True
    if line.low(stop) == "sterling" or numeral.power >= millions or "£" in line.text:
        return True
    words = overlay("currencies")["pound"]
    around = {line.low(k) for k in _near(line, numeral.first, stop)}
    if around.intersection(words["weight"]) or line.low(stop) == "of":
        return False
    return bool(around.intersection(words["money"])) or (line.low(stop) == "(" and line.raw(stop + 1) in "$€")


def _near(line: Line, first: int, stop: int) -> list[int]:
    """The lexemes of the sentence around an amount, as far as words reach."""
    found: list[int] = []
    for span in (range(first - 1, first - _REACH, -1), range(stop, stop + _REACH)):
        for k in span:
            if line.kind(k) == "break" or line.raw(k) in (".", "!", "?", ";"):
                break
            found.append(k)
    return found


def _touches(line: Line, edge: int, i: int, family: str) -> bool:
    """Does a sign of letters stand as it must: on its own, or against the number where it is one letter?"""
    letters = "".join(line.raw(k) for k in range(edge, i))
    return letters not in currencies().glued or line.glued(i) or (letters == "R" and is_cued(line, family))


def _with_prefix(line: Line, edge: int, family: str) -> Money:
    lists = currencies()
    letters = line.raw(edge - 1)
    code = lists.prefixes.get((letters, family)) or lists.prefixes.get((letters.upper(), family), "")
    if code and (line.glued(edge) or len(letters) > 1) and line.kind(edge - 1) == "word":
        return Money(edge - 1, code, family)
    if letters in lists.codes:
        return Money(edge - 1, lists.codes[letters], family)
    return Money(edge, country_of(line, family), family)


def with_suffix(line: Line, money: Money, stop: int) -> tuple[str, int]:
    """The code, and the index after it, of "$5 US" and "$300 CAD": what follows the number says it better."""
    lists, letters = currencies(), line.raw(stop)
    code = lists.prefixes.get((letters, money.family), "") if len(letters) > 1 else ""
    if not code and letters in lists.codes and lists.codes[letters] in lists.families[money.family].codes:
        code = lists.codes[letters]
    return (code, stop + 1) if code else (money.code, stop)


def _mangled(line: Line, i: int, numeral: Numeral) -> Money | None:
    """ "PS2.7m", "Y=100 million": what is left of a sign in ASCII; a console is no price."""
    if not line.glued(i):
        return None
    mangled = overlay("currencies")["mangled"]
    large = bool(numeral.power) or len(line.raw(numeral.first)) > 2
    for width in (1, 2):
        letters = "".join(line.raw(i - width + k) for k in range(width))
        if letters in mangled and large and not line.joined(i - width):
            return Money(i - width, mangled[letters])
    return None


def _closes(line: Line, i: int, stop: int) -> bool:
    """Does a sign after the digits belong to them ("500€", "20 kr") and not to a number after it?"""
    if line.kind(stop) == "digits" or (line.raw(i) in currencies().glued and not line.glued(i)):
        return line.raw(i) == "R" and line.kind(stop) != "word" and line.kind(stop) != "digits"
    long = len(line.raw(i)) > _LETTERS
    return line.kind(i) == "mark" or line.raw(i).islower() or line.raw(i) in ("R", "Kr") or long
