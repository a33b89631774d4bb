"""Read numbers written in words: "two hundred and fifty", "half a million", "dozens", "a couple of"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from onrecord.pipes.figures.figure import Numeral
from onrecord.pipes.figures.lexicon import number_words
from onrecord.pipes.figures.numbers.digits import read_digits, scaled
from onrecord.pipes.figures.numbers.lexer import Line
from onrecord.pipes.figures.numbers.values import EXACT, MOST, ratio

_ARTICLES = ("a", "an")


def read_numeral(line: Line, i: int) -> Numeral | None:
    """The longest number that begins at lexeme ``i``, in digits or words, or None."""
    kind = line.kind(i)
    if kind in ("digits", "fraction"):
        found = read_digits(line, i)
    elif kind == "word":
        found = _vague(line, i) or _half(line, i) or _group(line, i) or _words(line, i) or _ordinal(line, i)
    else:
        return None
    return _and_a_half(line, found) if found is not None else None


def _words(line: Line, start: int) -> Numeral | None:
    """Cardinals, and the fractions and ordinals that end like them."""
    words = number_words()
    total, part, mantissa = Decimal(0), Decimal(0), Decimal(0)
    last, power, lowest = "", 0, MOST + 1
    i = start
    if line.low(i) in _ARTICLES:
        if line.low(i + 1) in words.denominators:
            return _fraction(line, start, i + 1, Decimal(1))
        if line.low(i + 1) != "hundred" and line.low(i + 1) not in words.scales:
            return None
        part, last, i = Decimal(1), "unit", i + 1
    while True:
        at = line.over_hyphen(i) if last else i
        if line.low(at) == "and" and last in ("hundred", "scale") and _is_tail(line, at + 1, start, last):
            at += 1
        step = _step(line.low(at), last)
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
    ending = _ending(line, start, i, value, last)
    if ending is not None:
        return ending
    single = power if mantissa and EXACT.scaleb(mantissa, power) == value else 0
    return Numeral(start, i, value, "cardinal", True, mantissa if single else value, single)


def _step(word: str, last: str) -> tuple[str, int] | None:
    """What a number word is and adds after the kind before it; None where it cannot follow."""
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


def _is_tail(line: Line, i: int, start: int, last: str) -> bool:
    """Does what follows "and" end this number? Not where it is a bigger number of its own."""
    words = number_words()
    if line.low(i) not in words.small and line.low(i) not in words.tens:
        return False
    after = line.over_hyphen(i + 1)
    if line.low(i) in words.tens and 0 < words.small.get(line.low(after), 0) < 10:
        after = line.over_hyphen(after + 1)
    between = line.low(start - 1) == "between"
    scale = line.low(after) in words.scales and (last == "scale" or between)
    bigger = scale or (line.low(after) == "hundred" and (last == "hundred" or between))
    return not bigger and line.low(after).removesuffix("s") not in words.denominators


def _ending(line: Line, start: int, i: int, value: Decimal, last: str) -> Numeral | None:
    """An ordinal or denominator that closes the words: "twenty-first", "two-thirds", "one fifth"."""
    words = number_words()
    at = line.over_hyphen(i)
    word = line.low(at)
    if last == "tens" and 0 < words.ordinals.get(word, 0) < 10 and at > i:
        return Numeral(start, at + 1, value + words.ordinals[word], "ordinal", True, value)
    below = words.denominators.get(word.removesuffix("s"), 0) if word.endswith("s") else 0
    if 1 < value < below and not (value == 2 and below == 4):
        return _fraction(line, start, at, value)
    if value == 1 and word in words.denominators and line.low(start) == "one":
        return _fraction(line, start, at, value)
    return None


def _fraction(line: Line, start: int, i: int, numerator: Decimal) -> Numeral:
    """A fraction whose denominator is lexeme ``i``; with a scale after it, that part of the scale."""
    words = number_words()
    word = line.low(i)
    below = words.denominators.get(word) or words.denominators[word.removesuffix("s")]
    part, stop = ratio(numerator, Decimal(below)), i + 1
    of = line.low(stop) == "of"
    at = stop + 1 if of else stop
    article = line.low(at) in _ARTICLES
    at = at + 1 if article else line.over_hyphen(at)
    if article or (word in ("half", "quarter") and not of):
        if line.low(at) == "dozen":
            value = EXACT.multiply(part, Decimal(12))
            return Numeral(start, at + 1, value, "cardinal", True, value)
        if line.low(at) in words.scales:
            power = words.scales[line.low(at)]
            return Numeral(start, at + 1, EXACT.scaleb(part, power), "cardinal", True, part, power)
    return Numeral(start, stop, part, "fraction", True, part)


def _half(line: Line, i: int) -> Numeral | None:
    """ "half", "a half", "half a million"."""
    at = i + 1 if line.low(i) in ("a", "one") else i
    return _fraction(line, i, at, Decimal(1)) if line.low(at) == "half" else None


def _ordinal(line: Line, i: int) -> Numeral | None:
    value = number_words().ordinals.get(line.low(i))
    return None if value is None else Numeral(i, i + 1, Decimal(value), "ordinal", True, Decimal(value))


def _group(line: Line, i: int) -> Numeral | None:
    """ "a dozen", "two dozen", "a couple of hundred"."""
    words = number_words()
    word = line.low(i)
    factor = 1 if word in ("a", "another") else words.small.get(word, words.tens.get(word, 0))
    at = line.over_hyphen(i + 1)
    if factor and line.low(at) == "dozen":
        value = Decimal(12 * factor)
        return Numeral(i, at + 1, value, "cardinal", True, value)
    if factor == 1 and line.low(at) == "couple":
        stop = at + 2 if line.low(at + 1) == "of" else at + 1
        power = 2 if line.low(stop) == "hundred" else words.scales.get(line.low(stop), 0)
        value = EXACT.scaleb(Decimal(2), power)
        return Numeral(i, stop + bool(power), value, "cardinal", True, Decimal(2), power, loose=True)
    return None


def _vague(line: Line, i: int) -> Numeral | None:
    """ "dozens", "tens of thousands", "several hundred": a figure without a value."""
    words = number_words()
    power, stop = 0, i
    if line.low(i) in words.vague:
        power, stop = words.vague[line.low(i)], i + 1
        while line.low(stop) == "of" and line.low(stop + 1) in words.vague and stop < i + 5:
            power += words.vague[line.low(stop + 1)]
            stop += 2
    else:
        at = i + 1 if line.low(i) == "a" else i
        after = line.low(at + 1)
        if line.low(at) in words.several and (after in ("hundred", "dozen") or after in words.scales):
            power, stop = {"hundred": 2, "dozen": 1}.get(after, words.scales.get(after, 0)), at + 2
            if line.low(stop) in words.scales:
                power, stop = power + words.scales[line.low(stop)], stop + 1
    if stop == i:
        return None
    return Numeral(i, stop, None, "vague", True, Decimal(1), power)


def _and_a_half(line: Line, found: Numeral) -> Numeral:
    """ "two and a half", "a million and a half", "two and a half million"."""
    at = line.over_hyphen(found.stop)
    if found.value is None or found.form != "cardinal" or line.low(at) != "and":
        return found
    at = line.over_hyphen(at + 1)
    if line.low(at) in ("a", "one", "three"):
        numerator = Decimal(3) if line.low(at) == "three" else Decimal(1)
        at = line.over_hyphen(at + 1)
        word = line.low(at) if numerator == 1 else line.low(at).removesuffix("s")
        below = number_words().denominators.get(word, 0)
    elif line.low(at) == "two" and line.low(line.over_hyphen(at + 1)) == "thirds":
        numerator, below, at = Decimal(2), 3, line.over_hyphen(at + 1)
    else:
        return found
    if not 2 <= below <= 4 or line.low(at + 1) == "of":
        return found
    mantissa = EXACT.add(found.mantissa, ratio(numerator, Decimal(below)))
    grown = replace(found, stop=at + 1, value=EXACT.scaleb(mantissa, found.power), mantissa=mantissa)
    return scaled(line, grown) if found.power == 0 else grown
