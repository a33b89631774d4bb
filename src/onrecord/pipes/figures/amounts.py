"""A number with what is attached to it: sign, currency, unit, "a month", "years old"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from onrecord.pipes.figures.bounds.lists import bounds
from onrecord.pipes.figures.figure import Amount, Numeral
from onrecord.pipes.figures.lexicon import word_set
from onrecord.pipes.figures.numbers.lexer import HYPHENS, Line
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


def read_amount(line: Line, i: int) -> Amount | None:
    """The amount whose numeral begins at lexeme ``i``."""
    numeral = read_numeral(line, i)
    if numeral is None:
        return _article(line, i)
    first, negative = _sign(line, numeral.first)
    value = numeral.value
    found = Amount(first, numeral.stop, numeral, -value if value is not None and negative else value)
    if numeral.form == "ordinal":
        return found
    money = money_before(line, first, numeral)
    if money is None:
        return _with_per(line, _with_unit(line, found))
    start = money.edge
    if not negative:
        start, negative = _sign_of_money(line, start)
        found = replace(found, value=-value if value is not None and negative else value)
    found = _with_money(line, _in_lakhs(line, found, money), money)
    code, stop = with_suffix(line, money, found.stop)
    return _with_per(line, replace(found, first=start, stop=stop, unit=code))


def _article(line: Line, i: int) -> Amount | None:
    """ "an hour", "nearly a decade", "a year and a half": one of a unit, where its length is what is said."""
    if line.low(i) not in ("a", "an") or line.kind(i) != "word":
        return None
    lists = units()
    unit = lists.words.after(line, i + 1, over_hyphens=False)
    if unit is None or lists.kinds[unit[0]] not in ("duration", "distance"):
        return None
    if line.low(unit[1]) in word_set("per", "times_of") - {"old", "and"}:
        return None
    one = Numeral(i, i + 1, Decimal(1), "article", True, Decimal(1))
    found = Amount(i, unit[1], one, Decimal(1), unit[0], lists.kinds[unit[0]])
    grown = _with_age(line, _with_second(line, found)) if found.kind == "duration" else found
    bound = bounds().before.before(line, i)
    measured = bound is not None and line.low(i - 1) not in word_set("amounts", "loose_bounds")
    if (grown.stop > found.stop and grown.kind == "duration") or measured:
        return grown
    return grown if unit[0] == "hour" and line.low(i - 1) in ("for", "in", "within", "after") else None


def _sign(line: Line, i: int) -> tuple[int, bool]:
    """Index of the sign before lexeme ``i`` (or ``i``), and whether it is a minus."""
    mark, before = line.low(i - 1), line.at(i - 2)
    if mark in _MINUS and line.glued(i) and line.kind(i) == "digits":
        free = not line.glued(i - 1) or (before is not None and before.text in "($€£[/|")
        if free and (mark != "–" or line.raw(i).startswith("0.")):
            return i - 1, True
    at = i - 1 if mark in HYPHENS and line.glued(i) else i
    if line.low(at - 1) in ("minus", "negative"):
        either = (line.low(at - 3), line.low(at - 2)) == ("plus", "or")
        return (i, False) if either else (at - 1, True)
    if mark == "+" and line.glued(i):
        return i - 1, False
    return i, False


def _sign_of_money(line: Line, i: int) -> tuple[int, bool]:
    """The same before a currency sign: "-£23m", "negative $3m"."""
    if line.low(i - 1) in ("minus", "negative"):
        either = (line.low(i - 3), line.low(i - 2)) == ("plus", "or")
        return (i, False) if either else (i - 1, True)
    glued = line.low(i - 1) in _MINUS and line.glued(i) and not line.glued(i - 1)
    return (i - 1, True) if glued else (i, False)


def _in_lakhs(line: Line, found: Amount, money: Money) -> Amount:
    """ "Rs 3.5L": the L after rupees is a lakh."""
    if money.family != "rupee" or line.raw(found.stop) != "L" or not line.glued(found.stop):
        return found
    power, numeral = _LAKH, found.numeral
    if found.value is None or numeral.power:
        return found
    grown = replace(numeral, value=EXACT.scaleb(numeral.mantissa, power), power=power, stop=found.stop + 1)
    return replace(found, numeral=grown, value=EXACT.scaleb(found.value, power), stop=grown.stop)


def _with_money(line: Line, found: Amount, money: Money) -> Amount:
    value = found.value
    if value is None:
        return replace(found, unit=money.code, kind="money")
    if money.digits:
        value = EXACT.scaleb(value, -money.digits)
    grown = replace(found, value=value, unit=money.code, kind="money", digits=money.digits)
    part = None if money.digits else part_after(line, max(found.stop, money.edge), money)
    if part is None:
        return grown
    return replace(grown, value=EXACT.add(value, part[0].copy_sign(value)), stop=part[1])


def _with_unit(line: Line, found: Amount) -> Amount:
    numeral, i = found.numeral, found.stop
    if numeral.form == "vague" and line.low(i) == "of":
        i += 1
    at = line.over_hyphen(i)
    if numeral.form == "fraction":
        at = _over_article(line, i, at)
    money = money_after(line, i, numeral)
    word = unit_word(line, at, numeral, found.value, hyphen=at > i)
    if money is not None and (word is None or word.stop <= money.edge):
        grown = _with_money(line, replace(found, stop=money.edge), money)
        return replace(grown, hyphen=line.over_hyphen(i) > i)
    longer = letter_symbol(line, numeral)
    if longer is not None:
        return _with_measure(line, _without_letter(found), longer, hyphen=False)
    unit = letter_unit(line, numeral)
    if unit or (numeral.letter and not is_scale_letter(line, numeral)):
        return replace(_as_letter(line, found, unit), other=found)
    if word is not None and line.raw(word.stop) in _LONGER:
        symbol = unit_symbol(line, i, at, numeral)
        word = symbol if symbol is not None and symbol.stop > word.stop else word
    if word is not None:
        return _with_measure(line, found, word, hyphen=line.over_hyphen(i) > i)
    if has_unit_word(line, at):
        return found
    tall = feet_and_inches(line, i, numeral)
    if tall is not None:
        return replace(found, value=tall[0], unit="foot", kind="distance", stop=tall[1])
    symbol = unit_symbol(line, i, at, numeral)
    if symbol is not None:
        return _with_measure(line, found, symbol, hyphen=at > i)
    other = _as_letter(line, found, "") if numeral.letter and line.low(i - 1) == "m" else None
    return replace(found, hyphen=at > i, other=other)


def _over_article(line: Line, i: int, at: int) -> int:
    """The index of the unit in "half *a mile*" and "three quarters *of a mile*"."""
    if line.low(i) in ("a", "an"):
        return i + 1
    of = line.low(i) == "of" and line.low(i + 1) in ("a", "an") and has_unit_word(line, i + 2)
    return i + 2 if of else at


def _as_letter(line: Line, found: Amount, unit: str) -> Amount:
    """An amount whose scale letter is a unit: the one named, or what the symbols say of the letter."""
    short = _without_letter(found)
    if unit:
        return replace(short, unit=unit, kind=units().kinds[unit], stop=found.numeral.stop)
    symbol = unit_symbol(line, short.stop, short.stop, short.numeral)
    return short if symbol is None else _with_measure(line, short, symbol, hyphen=False)


def _without_letter(found: Amount) -> Amount:
    numeral, stop = found.numeral, found.numeral.stop - 1
    bare = replace(numeral, value=numeral.mantissa, power=0, stop=stop, letter=False)
    value = None if found.value is None else numeral.mantissa.copy_sign(found.value)
    return replace(found, numeral=bare, value=value, stop=stop)


def _with_measure(line: Line, found: Amount, measure: Measure, *, hyphen: bool) -> Amount:
    grown = replace(found, unit=measure.unit, kind=measure.kind, stop=measure.stop, hyphen=hyphen)
    grown = _with_second(line, grown)
    return _with_age(line, grown) if grown.kind == "duration" else grown


def _with_second(line: Line, found: Amount) -> Amount:
    """ "three years and four months", "5 ft 2 in": two units, one amount."""
    if found.value is None:
        return found
    second = second_unit(line, found.unit, found.value, found.stop)
    return found if second is None else replace(found, unit=second[0], value=second[1], stop=second[2])


def _with_age(line: Line, found: Amount) -> Amount:
    """ "years old", "year-olds", "years of age" after a unit of time; "and a half" too."""
    i = found.stop
    if (
        line.low(i) == "and"
        and line.low(i + 1) in ("a", "one")
        and line.low(i + 2) == "half"
        and found.value is not None
    ):
        found = replace(found, value=found.value + Decimal("0.5"), stop=i + 3)
        i = found.stop
    at = line.over_hyphen(i)
    if line.low(at) in ("old", "olds"):
        return replace(found, kind="age", stop=at + 1)
    if line.low(i) == "of" and line.low(i + 1) == "age":
        return replace(found, kind="age", stop=i + 2)
    return found


def _with_per(line: Line, found: Amount) -> Amount:
    if not found.kind or found.kind == "age" or found.hyphen:
        return found
    per = read_per(line, found.stop)
    if per is not None:
        return replace(found, per=per[0], stop=per[1])
    if found.kind == "other" and line.low(found.stop) == "of":
        for at in range(found.stop + 2, found.stop + LONGEST_STUFF + 2):
            per = read_per(line, at) if line.kind(at - 1) == "word" else None
            if per is not None:
                return replace(found, per=per[0])
    return found
