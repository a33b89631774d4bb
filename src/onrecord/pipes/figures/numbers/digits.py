"""Read numbers that begin with a digit: "1,234.5", "816 000", "4.5bn", "2 1/4", "3 dozen"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from onrecord.pipes.figures.figure import Numeral, NumeralForm
from onrecord.pipes.figures.lexicon import number_words
from onrecord.pipes.figures.numbers.lexer import FRACTIONS, Line
from onrecord.pipes.figures.numbers.values import EXACT, LONGEST, MOST, ratio


def read_digits(line: Line, i: int) -> Numeral | None:
    """The number that begins with the digits or fraction sign at lexeme ``i``."""
    lexeme = line.lexemes[i]
    if lexeme.kind == "fraction":
        value = sign_value(lexeme.text)
        return scaled(line, Numeral(i, i + 1, value, "fraction", False, value))
    parsed = digits_value(lexeme.text)
    if parsed is None:
        return None
    if line.low(i + 1) in ("st", "nd", "rd", "th") and line.glued(i + 1):
        return Numeral(i, i + 2, parsed, "ordinal", False, parsed)
    value, stop = _grouped(line, parsed, i) if lexeme.text.isdigit() else (parsed, i + 1)
    value, stop = _mixed(line, value, stop)
    form: NumeralForm = "fraction" if 0 < value < 1 and stop > i + 1 else "cardinal"
    return scaled(line, Numeral(i, stop, value, form, False, value))


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
    upper, _, lower = FRACTIONS[sign].partition("/")
    return ratio(Decimal(upper), Decimal(lower)) if lower else Decimal(upper)


def scaled(line: Line, found: Numeral) -> Numeral:
    """Apply what multiplies digits: "2.5 million", "4.5bn", "4 hundred million", "3 dozen"."""
    words = number_words()
    power, stop = 0, found.stop
    while power <= MOST:
        at = line.over_hyphen(stop)
        word = line.low(at)
        if word == "hundred" and power == 0:
            power = 2
        elif word in words.scales:
            power += words.scales[word]
        elif word in words.letters and power == 0 and at == stop and (line.glued(at) or len(word) > 1):
            power = words.letters[word]
        elif word in words.doubtful and power == 0 and line.glued(stop) and at == stop:
            value = EXACT.scaleb(found.mantissa, words.doubtful[word])
            return replace(found, value=value, stop=at + 1, power=words.doubtful[word], letter=True)
        elif word == "dozen" and power == 0:
            return replace(found, value=EXACT.multiply(found.mantissa, Decimal(12)), stop=at + 1)
        else:
            break
        stop = at + 1
    if not 0 < power <= MOST:
        return found
    return replace(found, value=EXACT.scaleb(found.mantissa, power), stop=stop, power=power, form="cardinal")


def _grouped(line: Line, value: Decimal, i: int) -> tuple[Decimal, int]:
    """Digits grouped in threes by single spaces: "816 000"."""
    text, stop = line.raw(i), i + 1
    if len(text) > 3 or not value:
        return value, stop
    while len(text) <= LONGEST:
        after = line.at(stop)
        if after is None or after.start - line.lexemes[stop - 1].end != 1 or not _three(after.text):
            break
        text += after.text
        stop += 1
        if "." in after.text:
            break
    round_enough = text.endswith("000") or stop > i + 2 or "." in text
    if stop == i + 1 or len(text) > LONGEST or not round_enough:
        return value, i + 1
    return Decimal(text), stop


def _three(text: str) -> bool:
    whole, _, decimals = text.partition(".")
    return len(whole) == 3 and whole.isdigit() and (not decimals or decimals.isdigit())


def _mixed(line: Line, value: Decimal, stop: int) -> tuple[Decimal, int]:
    """A fraction after or under the digits: "2½", "2 1/4", "1/2"."""
    if line.kind(stop) == "fraction":
        return EXACT.add(value, sign_value(line.raw(stop))), stop + 1
    under = _slash(line, stop - 1)
    if under is not None:
        return under, stop + 2
    at = line.over_hyphen(stop)
    upper = _slash(line, at)
    if upper is not None and line.raw(stop - 1).isdigit():
        return EXACT.add(value, upper), at + 3
    return value, stop


def _slash(line: Line, i: int) -> Decimal | None:
    """A fraction such as 3/4 at lexeme ``i``; dates and model numbers are not."""
    upper, lower = line.raw(i), line.raw(i + 2)
    if line.low(i + 1) not in ("/", "⁄") or not line.glued(i + 1) or not line.glued(i + 2):
        return None
    if not (upper.isdigit() and len(upper) <= 2 and lower in number_words().slashed):
        return None
    if (line.low(i + 3) in ("/", "-") and line.glued(i + 3)) or line.low(i - 1) == "/":
        return None
    a, b = Decimal(upper), Decimal(lower)
    return ratio(a, b) if 0 < a < b else None
