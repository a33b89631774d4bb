"""A number with what is attached to it: sign, currency, unit, "a month", "years old"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from onrecord.pipes.figures.bounds.words import bounds
from onrecord.pipes.figures.figure import Amount, Numeral
from onrecord.pipes.figures.lexicon import word_set
from onrecord.pipes.figures.numbers.lexer import HYPHENS, LexedText
from onrecord.pipes.figures.numbers.values import EXACT
from onrecord.pipes.figures.numbers.words import read_numeral
from onrecord.pipes.figures.units.currency import Money, money_after, money_before, part_after, with_suffix
from onrecord.pipes.figures.units.measure import (
    Measure,
    feet_and_inches,
    has_unit_word,
    is_scale_letter,
    letter_symbol,
    letter_unit,
    second_unit,
    unit_symbol,
    unit_word,
)
from onrecord.pipes.figures.units.measure_lists import units
from onrecord.pipes.figures.units.per import read_per

_MINUS = frozenset("-−–")
_LAKH = 5
_LONGER = frozenset({"/", "C", "F"})
"""Behind a unit word they can make a longer symbol: "bit/s", "degrees C"."""

LONGEST_STUFF = 2
"""Words of what a unit is filled with: "3.5m tonnes of grain a year"."""


def read_amount(text: LexedText, i: int) -> Amount | None:
    """The amount whose numeral begins at lexeme ``i``."""
    numeral = read_numeral(text, i)
    if numeral is None:
        return _article(text, i)
    first, negative = _sign(text, numeral.first)
    value = numeral.value
    amount = Amount(first, numeral.stop, numeral, -value if value is not None and negative else value)
    if numeral.form == "ordinal":
        return amount
    money = money_before(text, first, numeral)
    if money is None:
        return _with_per(text, _with_unit(text, amount))
    start = money.edge
    if not negative:
        start, negative = _sign_of_money(text, start)
        amount = replace(amount, value=-value if value is not None and negative else value)
    amount = _with_money(text, _in_lakhs(text, amount, money), money)
    code, stop = with_suffix(text, money, amount.stop)
    return _with_per(text, replace(amount, first=start, stop=stop, unit=code))


def _article(text: LexedText, i: int) -> Amount | None:
    """ "an hour", "nearly a decade", "a year and a half": one of a unit, where its length is what is said."""
    if text.low(i) not in ("a", "an") or text.kind(i) != "word":
        return None
    lists = units()
    unit = lists.words.after(text, i + 1, over_hyphens=False)
    if unit is None or lists.kinds[unit[0]] not in ("duration", "distance"):
        return None
    if text.low(unit[1]) in word_set("per", "times_of") - {"old", "and"}:
        return None
    one = Numeral(i, i + 1, Decimal(1), "article", True, Decimal(1))
    amount = Amount(i, unit[1], one, Decimal(1), unit[0], lists.kinds[unit[0]])
    grown = _with_age(text, _with_second(text, amount)) if amount.kind == "duration" else amount
    bound = bounds().before.before(text, i)
    measured = bound is not None and text.low(i - 1) not in word_set("amounts", "loose_bounds")
    if (grown.stop > amount.stop and grown.kind == "duration") or measured:
        return grown
    return grown if unit[0] == "hour" and text.low(i - 1) in ("for", "in", "within", "after") else None


def _sign(text: LexedText, i: int) -> tuple[int, bool]:
    """Index of the sign before lexeme ``i`` (or ``i``), and whether it is a minus."""
    mark, before = text.low(i - 1), text.at(i - 2)
    if mark in _MINUS and text.glued(i) and text.kind(i) == "digits":
        free = not text.glued(i - 1) or (before is not None and before.text in "($€£[/|")
        if free and (mark != "–" or text.raw(i).startswith("0.")):
            return i - 1, True
    at = i - 1 if mark in HYPHENS and text.glued(i) else i
    if text.low(at - 1) in ("minus", "negative"):
        either = (text.low(at - 3), text.low(at - 2)) == ("plus", "or")
        return (i, False) if either else (at - 1, True)
    if mark == "+" and text.glued(i):
        return i - 1, False
    return i, False


def _sign_of_money(text: LexedText, i: int) -> tuple[int, bool]:
    """The same before a currency sign: "-£23m", "negative $3m"."""
    if text.low(i - 1) in ("minus", "negative"):
        either = (text.low(i - 3), text.low(i - 2)) == ("plus", "or")
        return (i, False) if either else (i - 1, True)
    glued = text.low(i - 1) in _MINUS and text.glued(i) and not text.glued(i - 1)
    return (i - 1, True) if glued else (i, False)


def _in_lakhs(text: LexedText, amount: Amount, money: Money) -> Amount:
    """ "Rs 3.5L": the L after rupees is a lakh."""
    if money.family != "rupee" or text.raw(amount.stop) != "L" or not text.glued(amount.stop):
        return amount
    power, numeral = _LAKH, amount.numeral
    if amount.value is None or numeral.power:
        return amount
    grown = replace(numeral, value=EXACT.scaleb(numeral.mantissa, power), power=power, stop=amount.stop + 1)
    return replace(amount, numeral=grown, value=EXACT.scaleb(amount.value, power), stop=grown.stop)


def _with_money(text: LexedText, amount: Amount, money: Money) -> Amount:
    value = amount.value
    if value is None:
        return replace(amount, unit=money.code, kind="money")
    if money.digits:
        value = EXACT.scaleb(value, -money.digits)
    grown = replace(amount, value=value, unit=money.code, kind="money", digits=money.digits)
    part = None if money.digits else part_after(text, max(amount.stop, money.edge), money)
    if part is None:
        return grown
    return replace(grown, value=EXACT.add(value, part[0].copy_sign(value)), stop=part[1])


def _with_unit(text: LexedText, amount: Amount) -> Amount:
    numeral, i = amount.numeral, amount.stop
    if numeral.form == "vague" and text.low(i) == "of":
        i += 1
    at = text.over_hyphen(i)
    if numeral.form == "fraction":
        at = _over_article(text, i, at)
    money = money_after(text, i, numeral)
    word = unit_word(text, at, numeral, amount.value, hyphen=at > i)
    if money is not None and (word is None or word.stop <= money.edge):
        grown = _with_money(text, replace(amount, stop=money.edge), money)
        return replace(grown, hyphen=text.over_hyphen(i) > i)
    longer = letter_symbol(text, numeral)
    if longer is not None:
        return _with_measure(text, _without_letter(amount), longer, hyphen=False)
    unit = letter_unit(text, numeral)
    if unit or (numeral.letter and not is_scale_letter(text, numeral)):
        return replace(_as_letter(text, amount, unit), other=amount)
    if word is not None and text.raw(word.stop) in _LONGER:
        symbol = unit_symbol(text, i, at, numeral)
        word = symbol if symbol is not None and symbol.stop > word.stop else word
    if word is not None:
        return _with_measure(text, amount, word, hyphen=text.over_hyphen(i) > i)
    if has_unit_word(text, at):
        return amount
    tall = feet_and_inches(text, i, numeral)
    if tall is not None:
        return replace(amount, value=tall[0], unit="foot", kind="distance", stop=tall[1])
    symbol = unit_symbol(text, i, at, numeral)
    if symbol is not None:
        return _with_measure(text, amount, symbol, hyphen=at > i)
    other = _as_letter(text, amount, "") if numeral.letter and text.low(i - 1) == "m" else None
    return replace(amount, hyphen=at > i, other=other)


def _over_article(text: LexedText, i: int, at: int) -> int:
    """The index of the unit in "half *a mile*" and "three quarters *of a mile*"."""
    if text.low(i) in ("a", "an"):
        return i + 1
    of = text.low(i) == "of" and text.low(i + 1) in ("a", "an") and has_unit_word(text, i + 2)
    return i + 2 if of else at


def _as_letter(text: LexedText, amount: Amount, unit: str) -> Amount:
    """An amount whose scale letter is a unit: the one named, or what the symbols say of the letter."""
    short = _without_letter(amount)
    if unit:
        return replace(short, unit=unit, kind=units().kinds[unit], stop=amount.numeral.stop)
    symbol = unit_symbol(text, short.stop, short.stop, short.numeral)
    return short if symbol is None else _with_measure(text, short, symbol, hyphen=False)


def _without_letter(amount: Amount) -> Amount:
    numeral, stop = amount.numeral, amount.numeral.stop - 1
    bare = replace(numeral, value=numeral.mantissa, power=0, stop=stop, letter=False)
    value = None if amount.value is None else numeral.mantissa.copy_sign(amount.value)
    return replace(amount, numeral=bare, value=value, stop=stop)


def _with_measure(text: LexedText, amount: Amount, measure: Measure, *, hyphen: bool) -> Amount:
    grown = replace(amount, unit=measure.unit, kind=measure.kind, stop=measure.stop, hyphen=hyphen)
    grown = _with_second(text, grown)
    return _with_age(text, grown) if grown.kind == "duration" else grown


def _with_second(text: LexedText, amount: Amount) -> Amount:
    """ "three years and four months", "5 ft 2 in": two units, one amount."""
    if amount.value is None:
        return amount
    second = second_unit(text, amount.unit, amount.value, amount.stop)
    return amount if second is None else replace(amount, unit=second[0], value=second[1], stop=second[2])


def _with_age(text: LexedText, amount: Amount) -> Amount:
    """ "years old", "year-olds", "years of age" after a unit of time; "and a half" too."""
    i = amount.stop
    if (
        text.low(i) == "and"
        and text.low(i + 1) in ("a", "one")
        and text.low(i + 2) == "half"
        and amount.value is not None
    ):
        amount = replace(amount, value=amount.value + Decimal("0.5"), stop=i + 3)
        i = amount.stop
    at = text.over_hyphen(i)
    if text.low(at) in ("old", "olds"):
        return replace(amount, kind="age", stop=at + 1)
    if text.low(i) == "of" and text.low(i + 1) == "age":
        return replace(amount, kind="age", stop=i + 2)
    return amount


def _with_per(text: LexedText, amount: Amount) -> Amount:
    if not amount.kind or amount.kind == "age" or amount.hyphen:
        return amount
    per = read_per(text, amount.stop)
    if per is not None:
        return replace(amount, per=per[0], stop=per[1])
    if amount.kind == "other" and text.low(amount.stop) == "of":
        for at in range(amount.stop + 2, amount.stop + LONGEST_STUFF + 2):
            per = read_per(text, at) if text.kind(at - 1) == "word" else None
            if per is not None:
                return replace(amount, per=per[0])
    return amount
