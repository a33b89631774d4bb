"""Read numbers written in words: "two hundred and fifty", "half a million", "dozens", "a couple of"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from onrecord.pipes.figures.figure import EXACT, MOST, Numeral, ratio
from onrecord.pipes.figures.lexicon import number_words
from onrecord.pipes.figures.numbers.digits import read_digits, scaled
from onrecord.pipes.figures.numbers.lexer import LexedText

_ARTICLES = ("a", "an")


def read_numeral(text: LexedText, i: int) -> Numeral | None:
    """The longest number that begins at lexeme ``i``, in digits or words, or None."""
    kind = text.kind(i)
    if kind in ("digits", "fraction"):
        numeral = read_digits(text, i)
    elif kind == "word":
        numeral = _vague(text, i) or _half(text, i) or _group(text, i) or _words(text, i) or _ordinal(text, i)
    else:
        return None
    return _and_a_half(text, numeral) if numeral is not None else None


def _words(text: LexedText, start: int) -> Numeral | None:
    """Cardinals, and the fractions and ordinals that end like them."""
    words = number_words()
    total, part, mantissa = Decimal(0), Decimal(0), Decimal(0)
    last, power, lowest = "", 0, MOST + 1
    i = start
    if text.low(i) in _ARTICLES:
        if text.low(i + 1) in words.denominators:
            return _fraction(text, start, i + 1, Decimal(1))
        if text.low(i + 1) != "hundred" and text.low(i + 1) not in words.scales:
            return None
        part, last, i = Decimal(1), "unit", i + 1
    while True:
        at = text.over_hyphen(i) if last else i
        if text.low(at) == "and" and last in ("hundred", "scale") and _is_tail(text, at + 1, start, last):
            at += 1
        step = _step(text.low(at), last)
        if step is None:
            break
        last, amount = step
        i = at + 1
        if last == "scale":
            power += amount
            mantissa = mantissa or part
            if part and amount < lowest:
                total, part, lowest = EXACT.add(total, EXACT.scaleb(part, amount)), Decimal(0), amount
            else:
                total, part = EXACT.scaleb(EXACT.add(total, part), amount), Decimal(0)
            if power > MOST * 2 or total.adjusted() > MOST + 3:
                return None
        elif last == "hundred":
            part = EXACT.multiply(part, Decimal(100))
        else:
            part = EXACT.add(part, Decimal(amount))
    if not last:
        return None
    value = EXACT.add(total, part)
    ending = _ending(text, start, i, value, last)
    if ending is not None:
        return ending
    single = power if mantissa and EXACT.scaleb(mantissa, power) == value else 0
    return Numeral(start, i, value, "cardinal", True, mantissa if single else value, single)


def _step(word: str, last: str) -> tuple[str, int] | None:
    """The kind and amount of a number word that follows one of kind ``last``; None if it cannot."""
    words = number_words()
    if word in words.small:
        amount = words.small[word]
        if last in ("", "hundred", "scale") or (last == "tens" and 0 < amount < 10):
            return ("unit" if amount < 10 else "teen"), amount
    elif word in words.tens and last in ("", "hundred", "scale"):
        return "tens", words.tens[word]
    elif word == "hundred" and last in ("unit", "teen", "tens"):
        return "hundred", 0
    elif word in words.scales and last:
        return "scale", words.scales[word]
    return None


def _is_tail(text: LexedText, i: int, start: int, last: str) -> bool:
    """Whether the words after "and" belong to this number, not to a bigger one."""
    words = number_words()
    if text.low(i) not in words.small and text.low(i) not in words.tens:
        return False
    after = text.over_hyphen(i + 1)
    if text.low(i) in words.tens and 0 < words.small.get(text.low(after), 0) < 10:
        after = text.over_hyphen(after + 1)
    between = text.low(start - 1) == "between"
    scale = text.low(after) in words.scales and (last == "scale" or between)
    bigger = scale or (text.low(after) == "hundred" and (last == "hundred" or between))
    return not bigger and text.low(after).removesuffix("s") not in words.denominators


def _ending(text: LexedText, start: int, i: int, value: Decimal, last: str) -> Numeral | None:
    """An ordinal or denominator that closes the words: "twenty-first", "two-thirds", "one fifth"."""
    words = number_words()
    at = text.over_hyphen(i)
    word = text.low(at)
    if last == "tens" and 0 < words.ordinals.get(word, 0) < 10 and at > i:
        return Numeral(start, at + 1, value + words.ordinals[word], "ordinal", True, value)
    denominator = words.denominators.get(word.removesuffix("s"), 0) if word.endswith("s") else 0
    if 1 < value < denominator and not (value == 2 and denominator == 4):
        return _fraction(text, start, at, value)
    if value == 1 and word in words.denominators and text.low(start) == "one":
        return _fraction(text, start, at, value)
    return None


def _fraction(text: LexedText, start: int, i: int, numerator: Decimal) -> Numeral:
    """A fraction whose denominator is lexeme ``i``, multiplied by a scale after it ("half a million")."""
    words = number_words()
    word = text.low(i)
    denominator = words.denominators.get(word) or words.denominators[word.removesuffix("s")]
    part, stop = ratio(numerator, Decimal(denominator)), i + 1
    of = text.low(stop) == "of"
    at = stop + 1 if of else stop
    article = text.low(at) in _ARTICLES
    at = at + 1 if article else text.over_hyphen(at)
    if article or (word in ("half", "quarter") and not of):
        if text.low(at) == "dozen":
            value = EXACT.multiply(part, Decimal(12))
            return Numeral(start, at + 1, value, "cardinal", True, value)
        if text.low(at) in words.scales:
            power = words.scales[text.low(at)]
            return Numeral(start, at + 1, EXACT.scaleb(part, power), "cardinal", True, part, power)
    return Numeral(start, stop, part, "fraction", True, part)


def _half(text: LexedText, i: int) -> Numeral | None:
    """ "half", "a half", "half a million"."""
    at = i + 1 if text.low(i) in ("a", "one") else i
    return _fraction(text, i, at, Decimal(1)) if text.low(at) == "half" else None


def _ordinal(text: LexedText, i: int) -> Numeral | None:
    value = number_words().ordinals.get(text.low(i))
    return None if value is None else Numeral(i, i + 1, Decimal(value), "ordinal", True, Decimal(value))


def _group(text: LexedText, i: int) -> Numeral | None:
    """ "a dozen", "two dozen", "a couple of hundred", "a couple of dozen"."""
    words = number_words()
    word = text.low(i)
    factor = 1 if word in ("a", "another") else words.small.get(word, words.tens.get(word, 0))
    at = text.over_hyphen(i + 1)
    if factor and text.low(at) == "dozen":
        value = Decimal(12 * factor)
        return Numeral(i, at + 1, value, "cardinal", True, value)
    if factor == 1 and text.low(at) == "couple":
        stop = at + 1 + (text.low(at + 1) == "of")
        power = 2 if text.low(stop) == "hundred" else words.scales.get(text.low(stop), 0)
        dozen = text.low(stop) == "dozen"
        value, stop = EXACT.scaleb(Decimal(24 if dozen else 2), power), stop + (dozen or power > 0)
        return Numeral(i, stop, value, "cardinal", True, Decimal(2), power, loose=True)
    return None


def _vague(text: LexedText, i: int) -> Numeral | None:
    """ "dozens", "tens of thousands", "several hundred": a figure without a value."""
    words = number_words()
    power, stop = 0, i
    if text.low(i) in words.vague:
        power, stop = words.vague[text.low(i)], i + 1
        while text.low(stop) == "of" and text.low(stop + 1) in words.vague and stop < i + 5:
            power += words.vague[text.low(stop + 1)]
            stop += 2
    else:
        at = i + 1 if text.low(i) == "a" else i
        after = text.low(at + 1)
        if text.low(at) in words.several and (after in ("hundred", "dozen") or after in words.scales):
            power, stop = {"hundred": 2, "dozen": 1}.get(after, words.scales.get(after, 0)), at + 2
            if text.low(stop) in words.scales:
                power, stop = power + words.scales[text.low(stop)], stop + 1
    if stop == i:
        return None
    return Numeral(i, stop, None, "vague", True, Decimal(1), power)


def _and_a_half(text: LexedText, numeral: Numeral) -> Numeral:
    """ "two and a half", "a million and a half", "two and a half million"."""
    at = text.over_hyphen(numeral.stop)
    if numeral.value is None or numeral.form != "cardinal" or text.low(at) != "and":
        return numeral
    at = text.over_hyphen(at + 1)
    numerator = {"a": 1, "one": 1, "three": 3}.get(text.low(at), 0)
    at = text.over_hyphen(at + 1)
    word = text.low(at) if numerator == 1 else text.low(at).removesuffix("s")
    denominator = number_words().denominators.get(word, 0)
    if not numerator or not 2 <= denominator <= 4 or text.low(at + 1) == "of":
        return numeral
    mantissa = EXACT.add(numeral.mantissa, ratio(Decimal(numerator), Decimal(denominator)))
    extended = replace(numeral, stop=at + 1, value=EXACT.scaleb(mantissa, numeral.power), mantissa=mantissa)
    return scaled(text, extended) if numeral.power == 0 else extended
