"""A number with what is attached to it: sign, currency, unit, "a month", "years old"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from onrecord.pipes.figures.bounds.lists import bounds
from onrecord.pipes.figures.figure import Amount, Numeral
from onrecord.pipes.figures.lexicon import units, word_set
from onrecord.pipes.figures.money import Money, country_of, money_after, money_before
from onrecord.pipes.figures.numbers.lexer import HYPHENS, Line
from onrecord.pipes.figures.numbers.words import read_numeral
from onrecord.pipes.figures.per import read_per

_MINUS = frozenset("-−–")
_SPACED_LETTERS = frozenset("WVFmglbR")

MANY = 60
"""More of one unit of time than this are said with its plural."""
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
    if money is not None:
        found = replace(found, first=money.edge)
        if (
            not negative
            and line.low(money.edge - 1) in _MINUS
            and line.glued(money.edge)
            and not line.glued(money.edge - 1)
        ):
            found = replace(found, first=money.edge - 1, value=-value if value is not None else None)
        found = _with_money(line, found, money)
        if line.raw(found.stop) == "US" and money.family == "dollar":
            found = replace(found, stop=found.stop + 1, unit="USD")
    else:
        found = _with_unit(line, found)
    return _with_per(line, found)


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
    grown = _with_age(line, found) if found.kind == "duration" else found
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


def _with_money(line: Line, found: Amount, money: Money) -> Amount:
    unit = money.minor or money.code or country_of(line, money.family)
    return replace(found, unit=unit, kind="money")


def _with_unit(line: Line, found: Amount) -> Amount:
    numeral, i = found.numeral, found.stop
    if numeral.form == "vague" and line.low(i) == "of":
        i += 1
    at = line.over_hyphen(i)
    money = money_after(line, i, numeral)
    if money is not None:
        return replace(_with_money(line, found, money), stop=money.edge, hyphen=at > i)
    if numeral.form == "fraction" and line.low(i) in ("a", "an"):
        at = i + 1
    lists = units()
    if numeral.letter and not _is_scale_letter(line, numeral):
        letter = replace(numeral, value=numeral.mantissa, power=0, stop=i - 1, letter=False)
        sign = -1 if found.value is not None and found.value < 0 else 1
        bare = replace(found, numeral=letter, value=sign * numeral.mantissa, stop=i - 1)
        return _with_symbol(line, bare, i - 1, i - 1)
    word = lists.words.after(line, at, over_hyphens=True)
    if word is not None:
        name, stop = word
        if (
            _is_bare_year(line, numeral)
            and (line.raw(at).istitle() or not line.low(stop - 1).endswith("s"))
            and at == i
        ):
            return found
        if lists.kinds[name] == "duration":
            if _is_sort(line, found, stop):
                return found
            return _with_age(line, replace(found, unit=name, kind="duration", stop=stop, hyphen=at > i))
        return replace(found, unit=name, kind=lists.kinds[name], stop=stop, hyphen=line.over_hyphen(i) > i)
    return _with_symbol(line, found, i, at)


def _is_sort(line: Line, found: Amount, stop: int) -> bool:
    """Is a unit of time the sort of what is counted: "1,700 night trains", not "five year plans"?"""
    many = found.value is not None and found.value > MANY
    after = line.raw(stop)
    plural = after.isalpha() and after.islower() and after.endswith("s") and after not in ("is", "was", "has")
    return many and plural and not line.low(stop - 1).endswith("s")


def _is_bare_year(line: Line, numeral: Numeral) -> bool:
    written = line.raw(numeral.first)
    return len(written) == 4 and written.isdigit() and "1900" <= written <= "2100" and numeral.power == 0


def _with_symbol(line: Line, found: Amount, i: int, at: int) -> Amount:
    lists = units()
    symbol = lists.symbols.after(line, at)
    if symbol is None or (found.numeral.spelled and line.kind(at) == "word" and len(line.raw(at)) < 2):
        return replace(found, hyphen=at > i)
    name, stop = symbol
    text = "".join(line.raw(k) for k in range(at, stop))
    if len(text) == 1 and text.isalpha() and not line.glued(at) and at == i:
        follower = line.kind(stop) == "word" and not line.raw(stop).isupper() and text not in "WV"
        if text not in _SPACED_LETTERS or follower or line.low(stop) in ("'", "’", "."):
            return found
    if line.kind(stop) in ("word", "digits") and line.glued(stop) and line.kind(stop - 1) == "word":
        return replace(found, hyphen=at > i)
    kind = lists.kinds[name]
    grown = replace(found, unit=name, kind=kind, stop=stop, hyphen=at > i)
    return _with_age(line, grown) if kind == "duration" else grown


def _is_scale_letter(line: Line, numeral: Numeral) -> bool:
    """Is the m of "5m" million, and not metres?"""
    after = line.low(numeral.stop)
    if line.low(numeral.stop - 1) != "m":
        return True
    if line.low(line.over_hyphen(numeral.stop)) in word_set("amounts", "sizes"):
        return False
    plain = "." not in line.raw(numeral.first) and "," not in line.raw(numeral.first)
    if not plain:
        return True
    return line.kind(numeral.stop) == "word" and (
        after not in word_set("amounts", "small_words") or after == "of"
    )


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
