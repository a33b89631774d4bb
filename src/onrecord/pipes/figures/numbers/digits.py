"""Read numbers that begin with a digit: "1,234.5", "816 000", "4.5bn", "2 1/4", "3 dozen"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal

from onrecord.pipes.figures.figure import EXACT, LONGEST, MOST, Numeral, NumeralForm, ratio
from onrecord.pipes.figures.lexicon import number_words
from onrecord.pipes.figures.numbers.lexer import LexedText

_COMMA = re.compile(r"[0-9]{1,3},[0-9]{1,2}")
"""A decimal comma before a scale: "R3,5bn"."""
_THREE = re.compile(r"[0-9]{3}(?:\.[0-9]+)?")


def read_digits(text: LexedText, i: int) -> Numeral | None:
    """The number that begins with the digits or fraction sign at lexeme ``i``."""
    lexeme = text.lexemes[i]
    if lexeme.kind == "fraction":
        value = sign_value(lexeme.text)
        return scaled(text, Numeral(i, i + 1, value, "fraction", False, value))
    comma = _COMMA.fullmatch(lexeme.text) and text.low(i + 1) in {
        **number_words().scales,
        **number_words().letters,
    }
    parsed = digits_value(lexeme.text.replace(",", ".") if comma else lexeme.text)
    if parsed is None:
        return None
    if text.low(i + 1) in ("st", "nd", "rd", "th") and text.glued(i + 1):
        return Numeral(i, i + 2, parsed, "ordinal", False, parsed)
    value, stop = _grouped(text, parsed, i) if lexeme.text.isdigit() else (parsed, i + 1)
    value, stop = _mixed(text, value, stop)
    form: NumeralForm = "fraction" if 0 < value < 1 and stop > i + 1 else "cardinal"
    return scaled(text, Numeral(i, stop, value, form, False, value))


def digits_value(text: str) -> Decimal | None:
    """The value of a run of digits, commas and points; None for versions, dates and serial numbers."""
    if sum(map(str.isdigit, text)) > LONGEST:
        return None
    whole, _, decimals = text.partition(".")
    if "," in decimals:
        return None
    if "." in decimals:
        groups = text.split(".")
        continental = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
        return Decimal("".join(groups)) if continental else None
    if "," in whole:
        head, *groups = whole.split(",")
        western = len(head) <= 3 and all(len(group) == 3 for group in groups)
        indian = len(head) <= 2 and len(groups[-1]) == 3 and all(len(group) == 2 for group in groups[:-1])
        if not (western or indian):
            return None
        whole = "".join((head, *groups))
    if len(whole) > 1 and whole[0] == "0":
        return None
    return Decimal(f"{whole or 0}.{decimals}" if decimals else whole)


def sign_value(sign: str) -> Decimal:
    """The value of a fraction sign."""
    upper, _, lower = unicodedata.normalize("NFKC", sign).partition("⁄")
    return ratio(Decimal(upper), Decimal(lower))


def scaled(text: LexedText, numeral: Numeral) -> Numeral:
    """Apply scale words and letters: "2.5 million", "4.5bn", "4 hundred million", "3 dozen"."""
    words = number_words()
    power, stop, letter = 0, numeral.stop, False
    while power <= MOST:
        at = text.over_hyphen(stop)
        word = text.low(at)
        if word == "hundred" and power == 0:
            power = 2
        elif word in words.scales:
            power += words.scales[word]
        elif word in words.letters and power == 0 and at == stop and (len(word) > 1 or _is_alone(text, at)):
            power, letter = words.letters[word], len(word) == 1
        elif word == "dozen" and power == 0:
            return replace(numeral, value=EXACT.multiply(numeral.mantissa, Decimal(12)), stop=at + 1)
        else:
            break
        stop = at + 1
    if not 0 < power <= MOST:
        return numeral
    value = EXACT.scaleb(numeral.mantissa, power)
    return replace(numeral, value=value, stop=stop, power=power, letter=letter, form="cardinal")


def _is_alone(text: LexedText, i: int) -> bool:
    """Whether a letter touches the digits before it and does not start a longer symbol such as "m/s"."""
    return text.glued(i) and not (text.glued(i + 1) and text.low(i + 1) in ("/", "²", "³", "2", "3"))


def _grouped(text: LexedText, value: Decimal, i: int) -> tuple[Decimal, int]:
    """Digits grouped in threes by single spaces: "816 000"."""
    digits, stop = text.raw(i), i + 1
    if len(digits) > 3 or not value:
        return value, stop
    while len(digits) <= LONGEST:
        near = stop < len(text) and text.lexemes[stop].start - text.lexemes[stop - 1].end == 1
        if not near or "." in digits or not _THREE.fullmatch(text.raw(stop)):
            break
        digits += text.raw(stop)
        stop += 1
    round_enough = digits.endswith("000") or stop > i + 2 or "." in digits
    if stop == i + 1 or len(digits) > LONGEST or not round_enough:
        return value, i + 1
    return Decimal(digits), stop


def _mixed(text: LexedText, value: Decimal, stop: int) -> tuple[Decimal, int]:
    """A fraction after or under the digits: "2½", "2 1/4", "1/2"."""
    if text.kind(stop) == "fraction":
        return EXACT.add(value, sign_value(text.raw(stop))), stop + 1
    under = _slash(text, stop - 1)
    if under is not None:
        return under, stop + 2
    at = text.over_hyphen(stop)
    upper = _slash(text, at)
    if upper is not None and text.raw(stop - 1).isdigit():
        return EXACT.add(value, upper), at + 3
    return value, stop


def _slash(text: LexedText, i: int) -> Decimal | None:
    """A fraction such as 3/4 at lexeme ``i``; None for dates and model numbers."""
    upper, lower = text.raw(i), text.raw(i + 2)
    if text.low(i + 1) not in ("/", "⁄") or not text.glued(i + 1) or not text.glued(i + 2):
        return None
    if not (upper.isdigit() and len(upper) <= 2 and lower in number_words().slashed):
        return None
    if (text.low(i + 3) in ("/", "-") and text.glued(i + 3)) or text.low(i - 1) == "/":
        return None
    a, b = Decimal(upper), Decimal(lower)
    return ratio(a, b) if 0 < a < b else None
