"""A number with its sign, currency, unit, rate ("a month") and age words ("years old")."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from onrecord.pipes.figures.bounds import bounds
from onrecord.pipes.figures.figure import EXACT, Amount, Numeral
from onrecord.pipes.figures.lexicon import word_set
from onrecord.pipes.figures.numbers.lexer import HYPHENS, LexedText
from onrecord.pipes.figures.numbers.words import read_numeral
from onrecord.pipes.figures.units.currency import Money, money_after, money_before, part_after, with_suffix
from onrecord.pipes.figures.units.measure import read_per, second_unit, unit_symbol, unit_word
from onrecord.pipes.figures.units.measure_lists import units

_MINUS = frozenset("-−–")
_LAKH = 5
_OPENING = frozenset("($€£[/|")
"""Characters that may precede a minus sign."""


def read_amount(text: LexedText, i: int) -> Amount | None:
    """The amount whose numeral begins at lexeme ``i``."""
    numeral = read_numeral(text, i)
    if numeral is None:
        return _read_article(text, i)
    first, negative = _sign(text, numeral.first)
    ordinal = numeral.form == "ordinal"
    money = None if ordinal else money_before(text, first, numeral)
    if money is not None:
        first, negative = (money.edge, True) if negative else _sign(text, money.edge)
    value = -numeral.value if numeral.value is not None and negative else numeral.value
    amount = Amount(first, numeral.stop, numeral, value)
    if money is None:
        return amount if ordinal else _with_per(text, _with_unit(text, amount))
    amount = _with_money(text, amount, money)
    code, stop = with_suffix(text, money, amount.stop)
    return _with_per(text, replace(amount, unit=code, stop=stop))


def _read_article(text: LexedText, i: int) -> Amount | None:
    """ "an hour", "nearly a decade", "a year and a half": the article as a one before a measured unit."""
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
    extended = _with_age(text, _with_second(text, amount)) if amount.kind == "duration" else amount
    bound = bounds()["before"].before(text, i)
    measured = bound is not None and text.low(i - 1) not in word_set("amounts", "loose_bounds")
    if (extended.stop > amount.stop and extended.kind == "duration") or measured:
        return extended
    return extended if unit[0] == "hour" and text.low(i - 1) in ("for", "in", "within", "after") else None


def _sign(text: LexedText, i: int) -> tuple[int, bool]:
    """The first lexeme of a number or currency with any sign before it, and whether the sign is a minus."""
    mark = text.low(i - 1)
    if mark in _MINUS and text.glued(i):
        free = not text.glued(i - 1) or text.raw(i - 2) in _OPENING
        if free and (mark != "–" or text.raw(i).startswith("0.")):
            return i - 1, True
    at = i - 1 if mark in HYPHENS and text.glued(i) else i
    if text.low(at - 1) in ("minus", "negative"):
        either = (text.low(at - 3), text.low(at - 2)) == ("plus", "or")
        return (i, False) if either else (at - 1, True)
    return i - (mark == "+" and text.glued(i) and (text.kind(i) == "digits" or not text.glued(i - 1))), False


def _with_money(text: LexedText, amount: Amount, money: Money) -> Amount:
    """An amount in a currency, plus any hundredths after it; the L in "Rs 3.5L" is a lakh."""
    value, stop = amount.value, amount.stop
    if value is not None and money.family == "rupee" and text.raw(stop) == "L" and text.glued(stop):
        value, stop = EXACT.scaleb(value, _LAKH), stop + 1
    if value is not None:
        value = EXACT.scaleb(value, -money.digits)
        part = None if money.digits else part_after(text, max(stop, money.edge), money)
        if part is not None:
            value, stop = EXACT.add(value, part[0].copy_sign(value)), part[1]
    return replace(amount, value=value, stop=stop, unit=money.code, kind="money", digits=money.digits)


def _with_unit(text: LexedText, amount: Amount) -> Amount:
    numeral, i = amount.numeral, amount.stop
    if numeral.form == "vague" and text.low(i) == "of":
        i += 1
    at = text.over_hyphen(i)
    hyphen = at > i
    if numeral.form == "fraction":
        at = _over_article(text, i, at)
    money = money_after(text, i, numeral)
    word = unit_word(text, at, numeral, hyphen=hyphen)
    if money is not None and (word is None or word[1] <= money.edge):
        return replace(_with_money(text, replace(amount, stop=money.edge), money), hyphen=hyphen)
    symbol = unit_symbol(text, i, at, numeral)
    match = symbol if word is None or (symbol is not None and symbol[1] > word[1]) else word
    if match is None:
        return replace(amount, hyphen=hyphen)
    unit, stop = match
    measured = replace(amount, unit=unit, kind=units().kinds[unit], stop=stop, hyphen=hyphen)
    measured = _with_second(text, measured)
    return _with_age(text, measured) if measured.kind == "duration" else measured


def _over_article(text: LexedText, i: int, at: int) -> int:
    """The index of the unit in "half *a mile*" and "three quarters *of a mile*"."""
    if text.low(i) in ("a", "an"):
        return i + 1
    of = text.low(i) == "of" and text.low(i + 1) in ("a", "an")
    return i + 2 if of and units().words.after(text, i + 2, over_hyphens=True) else at


def _with_second(text: LexedText, amount: Amount) -> Amount:
    """ "three years and four months", "5 ft 2 in": two units, one amount."""
    value = amount.value
    second = None if value is None else second_unit(text, amount.unit, value, amount.stop)
    return amount if second is None else replace(amount, unit=second[0], value=second[1], stop=second[2])


def _with_age(text: LexedText, amount: Amount) -> Amount:
    """ "years old", "year-olds", "years of age" after a unit of time; also "and a half"."""
    i = amount.stop
    tail = [text.low(k) for k in range(i, i + 3)]
    if amount.value is not None and tail in (["and", "a", "half"], ["and", "one", "half"]):
        i += 3
        amount = replace(amount, value=amount.value + Decimal("0.5"), stop=i)
    at = text.over_hyphen(i)
    if text.low(at) in ("old", "olds"):
        return replace(amount, kind="age", stop=at + 1)
    return replace(amount, kind="age", stop=i + 2) if tail[:2] == ["of", "age"] else amount


def _with_per(text: LexedText, amount: Amount) -> Amount:
    if not amount.kind or amount.kind == "age" or amount.hyphen:
        return amount
    per = read_per(text, amount.stop)
    if per is not None:
        return replace(amount, per=per[0], stop=per[1])
    filled = amount.kind == "other" and text.low(amount.stop) == "of"  # "3.5m tonnes of grain a year"
    per = read_per(text, amount.stop + 2) if filled else None
    return amount if per is None else replace(amount, per=per[0])
