"""Currency signs, codes and words around a number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from onrecord.pipes.figures.figure import EXACT, Numeral
from onrecord.pipes.figures.lexicon import overlay, word_set
from onrecord.pipes.figures.numbers.lexer import LexedText
from onrecord.pipes.figures.numbers.words import read_numeral
from onrecord.pipes.figures.units.currency_lists import best, country_of, counts, currencies, is_cued, part_of
from onrecord.pipes.figures.units.measure import read_per

_DETERMINERS = frozenset({"a", "an", "the", "that"})
_REACH = 12
"""Lexemes searched on either side for words that make a pound money or weight."""
_MILLIONS = 6
"""From this power of ten on, pounds are money."""
_PART = 2
"""Decimal places of a currency's parts: hundredths."""
_LETTERS = 2
"""A sign with more letters than this may also follow a number: "5000 FCFA"."""


@dataclass(frozen=True, slots=True)
class Money:
    """A currency found beside a number, and how far it extends."""

    edge: int
    """First lexeme if before the number; index after the last lexeme if after it."""
    code: str
    """ISO 4217 code, or the name a user gave it."""
    family: str = ""
    """The noun or sign it was found by, "" if that was the code."""
    digits: int = 0
    """2 if the number counts hundredths: "50p" is 0.50."""


def money_before(text: LexedText, i: int, numeral: Numeral) -> Money | None:
    """A currency sign or code that ends just before lexeme ``i``."""
    lists = currencies()
    sign = lists.signs.before(text, i)
    if sign is not None:
        family, edge = sign
        if (numeral.spelled and text.kind(edge - 1) == "digits") or _is_road(text, edge, numeral, family):
            return None
        if text.kind(edge) == "word" and (text.joined(edge) or not _touches(text, edge, i, family)):
            return _mangled(text, i, numeral)
        return _with_prefix(text, edge, family)
    local = lists.local_signs.before(text, i)
    if local is not None and text.glued(i) and not text.joined(local[1]) and is_cued(text, local[0]):
        return Money(local[1], country_of(text, local[0]), local[0])
    suffix = lists.signs.before(text, i - 1)
    if suffix is not None and text.glued(i - 1):
        code = lists.prefixes.get((text.raw(i - 1), suffix[0])) or lists.codes.get(text.raw(i - 1), "")
        if code:
            return Money(suffix[1], code, suffix[0])
    if not text.joined(i - 1) and _is_code(text, i - 1, numeral):
        return Money(i - 1, lists.codes[text.raw(i - 1)])
    return _mangled(text, i, numeral)


def _is_road(text: LexedText, edge: int, numeral: Numeral, family: str) -> bool:
    """Whether a letter with a small number is something other than money: "the N1", "the R4 ward"."""
    least = overlay("currencies")["sign"]["road"].get(text.raw(edge))
    if least is None or (numeral.value is not None and numeral.value >= least):
        return False
    return family == "naira" or not is_cued(text, family)


def money_after(text: LexedText, i: int, numeral: Numeral) -> Money | None:
    """A currency code, word or sign that begins at lexeme ``i``."""
    lists = currencies()
    if text.kind(i) == "word" and _is_code(text, i, numeral):
        return Money(i + 1, lists.codes[text.raw(i)])
    at = text.over_hyphen(i)
    adjective = lists.adjectives.after(text, at)
    if money := _noun(text, at, numeral, adjective) or (adjective and _noun(text, at, numeral, None)):
        return money
    glued = lists.part_signs.after(text, i)
    if glued is not None and text.glued(i) and not (text.kind(glued[1]) == "word" and text.glued(glued[1])):
        video = text.raw(numeral.stop - 1) in overlay("currencies")["sign"]["video"]
        return None if video else Money(glued[1], part_of(text, glued[0]), glued[0], _PART)
    sign = lists.signs.after(text, i)
    if sign is not None and not numeral.spelled and _closes(text, i, sign[1]):
        return Money(sign[1], country_of(text, sign[0]), sign[0])
    return None


def _noun(text: LexedText, at: int, numeral: Numeral, adjective: tuple[str, int] | None) -> Money | None:
    """ "Japanese yen", "dollars", "euro cents": a currency noun, after an adjective if there is one."""
    lists = currencies()
    start = adjective[1] if adjective else at
    whole = lists.nouns.after(text, start)
    codes = adjective[0].split() if adjective else []
    if whole is not None:
        family, stop = whole
        part = lists.part_nouns.after(text, stop)
        if part is not None and lists.families[family].default in lists.families[part[0]].codes:
            return Money(part[1], lists.families[family].default, part[0], _PART)
        own = [code for code in codes if code in lists.families[family].codes]
        if own:
            return Money(stop, best(text, own, own[0]), family)
        if not codes and _is_money(text, start, stop, numeral, family):
            return Money(stop, country_of(text, family), family)
        return None
    part = lists.part_nouns.after(text, start)
    if part is None:
        return None
    own = [code for code in codes if code in lists.families[part[0]].codes]
    return Money(part[1], own[0] if own else part_of(text, part[0]), part[0], _PART)


def part_after(text: LexedText, i: int, money: Money) -> tuple[Decimal, int] | None:
    """The value of the hundredths after an amount ("3 dollars *50 cents*"), and the index after them."""
    at = i + 1 if text.low(i) == "and" else i
    numeral = read_numeral(text, at) if money.family and text.kind(at) in ("digits", "word") else None
    if numeral is None or numeral.value is None or numeral.value >= 10**_PART or numeral.form != "cardinal":
        return None
    lists = currencies()
    part = lists.part_nouns.after(text, numeral.stop) or lists.part_signs.after(text, numeral.stop)
    if part is None or money.code not in lists.families[part[0]].codes:
        return None
    return EXACT.scaleb(numeral.value, -_PART), part[1]


def _is_code(text: LexedText, at: int, numeral: Numeral) -> bool:
    """Whether a lexeme is an ISO code, not a word or another abbreviation in capitals."""
    lists, letters = currencies(), text.raw(at)
    if letters not in lists.codes:
        return False
    if letters not in lists.word_codes and letters not in lists.abbreviations:
        return True
    around = (at - 1, at + 1, numeral.first - 1, numeral.stop)
    near = [text.raw(k) for k in around if k != at and text.kind(k) == "word"]
    if any(len(word) > 1 and word.isupper() for word in near):
        return False
    written = numeral.power > 0 or "," in text.raw(numeral.first)
    return bool(counts(text).get(lists.codes[letters])) or (written and letters in lists.abbreviations)


def _is_money(text: LexedText, start: int, stop: int, numeral: Numeral, family: str) -> bool:
    """Whether a noun without an adjective is a currency here, not an everyday word."""
    if family == "pound":
        return _is_money_pound(text, stop, numeral)
    needs = currencies().families[family].needs
    if not needs:
        return True
    alone = text.kind(stop) != "word" or text.low(stop) in word_set("amounts", "small_words")
    if not (alone and text.low(stop) not in _DETERMINERS) and read_per(text, stop) is None:
        return False
    large = numeral.power > 0 and not numeral.letter  # "the 5000m mark"
    return needs == "cue" and (large or is_cued(text, family))


def _is_money_pound(text: LexedText, stop: int, numeral: Numeral) -> bool:
    pence = part_after(text, stop, Money(stop, "GBP", "pound")) is not None
    if pence or text.low(stop) == "sterling" or numeral.power >= _MILLIONS or "£" in text.string:
        return True
    words = overlay("currencies")["pound"]
    around = {text.low(k) for k in range(numeral.first - _REACH, stop + _REACH)}
    if around.intersection(words["weight"]) or text.low(stop) == "of":
        return False
    return bool(around.intersection(words["money"])) or (text.low(stop) == "(" and text.raw(stop + 1) in "$€")


def _touches(text: LexedText, edge: int, i: int, family: str) -> bool:
    """Whether a sign made of letters touches the number, if it has to."""
    letters = "".join(text.raw(k) for k in range(edge, i))
    return letters not in currencies().glued or text.glued(i) or (letters == "R" and is_cued(text, family))


def _with_prefix(text: LexedText, edge: int, family: str) -> Money:
    lists = currencies()
    letters = text.raw(edge - 1)
    code = lists.prefixes.get((letters, family)) or lists.prefixes.get((letters.upper(), family), "")
    if code and (text.glued(edge) or len(letters) > 1) and text.kind(edge - 1) == "word":
        return Money(edge - 1, code, family)
    if letters in lists.codes:
        return Money(edge - 1, lists.codes[letters], family)
    return Money(edge, country_of(text, family), family)


def with_suffix(text: LexedText, money: Money, stop: int) -> tuple[str, int]:
    """The code of "$5 US" and "$300 CAD", where the suffix overrides the sign, and the index after it."""
    lists, letters = currencies(), text.raw(stop)
    code = lists.prefixes.get((letters, money.family), "") if len(letters) > 1 else ""
    if not code and letters in lists.codes and lists.codes[letters] in lists.families[money.family].codes:
        code = lists.codes[letters]
    return (code, stop + 1) if code else (money.code, stop)


def _mangled(text: LexedText, i: int, numeral: Numeral) -> Money | None:
    """ "PS2.7m", "Y=100 million": a sign mangled by conversion to ASCII; a "PS2" is a console."""
    mangled = overlay("currencies")["mangled"]
    large = text.glued(i) and (numeral.power > 0 or len(text.raw(numeral.first)) > 2)
    for width in (1, 2):
        letters = "".join(text.raw(i - width + k) for k in range(width))
        if letters in mangled and large and not text.joined(i - width):
            return Money(i - width, mangled[letters])
    return None


def _closes(text: LexedText, i: int, stop: int) -> bool:
    """Whether a sign after digits belongs to them ("500€", "20 kr"), not to the next number."""
    sign, after = text.raw(i), text.kind(stop)
    if after == "digits" or (sign in currencies().glued and not text.glued(i)):
        return sign == "R" and after not in ("word", "digits")
    return text.kind(i) == "mark" or sign.islower() or sign in ("R", "Kr") or len(sign) > _LETTERS
