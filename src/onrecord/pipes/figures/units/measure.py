"""Units of measurement after a number: words, symbols, pairs that make one amount, and rates ("a month")."""

from __future__ import annotations

from decimal import Decimal

from onrecord.pipes.figures.figure import EXACT, Numeral, ratio
from onrecord.pipes.figures.lexicon import number_words, overlay, word_set
from onrecord.pipes.figures.numbers.lexer import LexedText
from onrecord.pipes.figures.numbers.words import read_numeral
from onrecord.pipes.figures.units.currency_lists import currencies
from onrecord.pipes.figures.units.measure_lists import units

_SPACED_LETTERS = frozenset("WVFmglbR")
_INCH_MARKS = ('"', "”", "″")
_FOOT_MARKS = ("'", "’", "′")
_SIGNS = frozenset("$£€¥₹")
_EVERY = frozenset({("for", "every"), ("to", "every"), ("to", "each")})
_LONGEST = 5
"""Most lexemes in a hyphenated denominator."""
_SHORT = 2
"""Most letters of an abbreviation whose full stop does not end the sentence: "5 ft. 2 in"."""


def unit_word(text: LexedText, at: int, numeral: Numeral, *, hyphen: bool) -> tuple[str, int] | None:
    """The unit word at lexeme ``at``, or None, as for a year before a capitalised or singular unit."""
    word = units().words.after(text, at, over_hyphens=True)
    if word is None or hyphen or numeral.power or not text.is_year(numeral.first):
        return word
    return None if text.raw(at).istitle() or not text.low(word[1] - 1).endswith("s") else word


def unit_symbol(text: LexedText, i: int, at: int, numeral: Numeral) -> tuple[str, int] | None:
    """The unit symbol at lexeme ``at``; ``i`` is the lexeme after the number: a hyphen, or ``at`` itself."""
    lists = units()
    if is_inch_mark(text, at):
        return "inch", at + 1
    inches = text.raw(at + 1).isdigit() and text.raw(at + 2) in _INCH_MARKS and text.glued(at + 2)
    if text.raw(at) in _FOOT_MARKS and text.glued(at) and inches:
        return "foot", at + 1
    symbol = lists.symbols.after(text, at)
    if symbol is None or (numeral.spelled and text.kind(at) == "word" and len(text.raw(at)) < 2):
        return None
    name, stop = symbol
    sign = "".join(text.raw(k) for k in range(at, stop))
    if len(sign) == 1 and sign.isalpha() and not text.glued(at) and at == i:
        follower = text.kind(stop) == "word" and not text.raw(stop).isupper() and sign not in "WV"
        if sign not in _SPACED_LETTERS or follower or text.low(stop) in ("'", "’", "."):
            return None
    if text.kind(stop) in ("word", "digits") and text.glued(stop) and text.kind(stop - 1) == "word":
        return (name, stop) if name in lists.compounds and text.kind(stop) == "digits" else None
    return name, stop


def second_unit(text: LexedText, unit: str, value: Decimal, i: int) -> tuple[str, Decimal, int] | None:
    """The unit, value and end of "three years *and four months*"; the second half begins at ``i``."""
    pair = units().compounds.get(unit)
    if pair is None or value != value.to_integral_value():
        return None
    short = text.low(i) == "." and len(text.raw(i - 1)) <= _SHORT and text.kind(i + 1) == "digits"
    at = i + 1 if text.low(i) in ("and", ",") or short else i
    numeral = read_numeral(text, at) if text.kind(at) in ("digits", "word") else None
    if numeral is None or numeral.value is None or numeral.form != "cardinal" or numeral.power:
        return None
    stop = _of_unit(text, pair.small, numeral) if numeral.value < pair.factor else None
    if stop is None or (text.low(i) == "," and text.low(stop) in (",", "and") and text.glued(stop)):
        return None
    small = EXACT.add(EXACT.multiply(abs(value), pair.factor), numeral.value)
    whole = small if pair.unit == pair.small else ratio(small, pair.factor)
    return pair.unit, whole.copy_sign(value), stop


def is_inch_mark(text: LexedText, i: int) -> bool:
    """Whether the straight mark at lexeme ``i`` means inches: it touches digits and closes no quotation."""
    if text.raw(i) != '"' or not text.glued(i) or text.kind(i - 1) not in ("digits", "fraction"):
        return False
    marks: set[int] | None = text.memo.get("inches")
    if marks is None:
        marks, is_open = set(), False
        for k, lexeme in enumerate(text.lexemes):
            if lexeme.kind == "break":
                is_open = False
            elif lexeme.text == '"':
                if not is_open and text.glued(k) and text.kind(k - 1) in ("digits", "fraction"):
                    marks.add(k)
                else:
                    is_open = not is_open
        text.memo["inches"] = marks
    return i in marks


def _of_unit(text: LexedText, unit: str, numeral: Numeral) -> int | None:
    """The index after a word or symbol for exactly this unit that follows a number."""
    at = text.over_hyphen(numeral.stop)
    word = units().words.after(text, at, over_hyphens=True)
    if word is not None:
        return word[1] if word[0] == unit else None
    if unit == "inch" and text.raw(at) in _INCH_MARKS and text.glued(at):
        return at + 1
    pair = next(one for one in units().compounds.values() if one.small == unit)
    sign = pair.signs.after(text, at)
    if sign is not None:
        return sign[1]
    symbol = unit_symbol(text, numeral.stop, at, numeral)
    return symbol[1] if symbol is not None and symbol[0] == unit else None


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
    symbol = lists.symbols.after(text, at) if text.low(i) in ("/", "per") else None
    unit = lists.words.after(text, at, over_hyphens=True) or symbol
    later = (*overlay("measures")["per"]["words"]["differences"], *word_set("per", "times_of"))
    if unit is not None and text.low(i) in ("a", "an") and text.low(unit[1]) in later:
        return None
    if unit is not None and lists.kinds[unit[0]] not in ("percent", "percentage_point", "multiple"):
        return unit
    land = currencies().adjectives.after(text, at)  # "per *US* dollar"
    at = land[1] if land is not None and currencies().nouns.after(text, land[1]) else at
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
