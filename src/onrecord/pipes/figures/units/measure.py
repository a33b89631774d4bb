"""Units of measurement after a number: words, symbols, and two of them that make one amount."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from onrecord.pipes.figures.figure import Numeral
from onrecord.pipes.figures.lexicon import word_set
from onrecord.pipes.figures.numbers.lexer import Line
from onrecord.pipes.figures.numbers.values import EXACT, ratio
from onrecord.pipes.figures.numbers.words import read_numeral
from onrecord.pipes.figures.units.data import overlay
from onrecord.pipes.figures.units.measure_lists import units

_SPACED_LETTERS = frozenset("WVFmglbR")
_INCH_MARKS = ('"', "”", "″")
_FOOT_MARKS = ("'", "’", "′")
_SHORT = 2
"""Letters of an abbreviation whose full stop ends no sentence: "5 ft. 2 in"."""
_DIGITS_AND_LETTER = 2

MANY = 60
"""More of one unit of time than this are said with its plural."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit found after a number."""

    unit: str
    kind: str
    stop: int
    """Index after its last lexeme."""


def unit_word(
    line: Line, at: int, numeral: Numeral, value: Decimal | None, *, hyphen: bool
) -> Measure | None:
    """The unit word at lexeme ``at``, or None; a year before a unit in capitals or the singular has none."""
    lists = units()
    word = lists.words.after(line, at, over_hyphens=True)
    if word is None:
        return None
    name, stop = word
    named = line.raw(at).istitle() or not line.low(stop - 1).endswith("s")
    if _is_bare_year(line, numeral) and named and not hyphen:
        return None
    kind = lists.kinds[name]
    return None if kind == "duration" and _is_sort(line, value, stop) else Measure(name, kind, stop)


def has_unit_word(line: Line, at: int) -> bool:
    """Is there a unit word at lexeme ``at``, whatever the number before it?"""
    return units().words.after(line, at, over_hyphens=True) is not None


def unit_symbol(line: Line, i: int, at: int, numeral: Numeral) -> Measure | None:
    """The unit symbol at lexeme ``at``; ``i`` is the one after the number, a hyphen or ``at`` itself."""
    lists = units()
    if is_inch_mark(line, at):
        return Measure("inch", "distance", at + 1)
    symbol = lists.symbols.after(line, at)
    if symbol is None or (numeral.spelled and line.kind(at) == "word" and len(line.raw(at)) < 2):
        return None
    name, stop = symbol
    text = "".join(line.raw(k) for k in range(at, stop))
    if len(text) == 1 and text.isalpha() and not line.glued(at) and at == i:
        follower = line.kind(stop) == "word" and not line.raw(stop).isupper() and text not in "WV"
        if text not in _SPACED_LETTERS or follower or line.low(stop) in ("'", "’", "."):
            return None
    if line.kind(stop) == "word" and line.glued(stop) and line.kind(stop - 1) == "digits":
        name, stop = lists.symbols.entries.get((line.raw(at),), ""), at + 1
    if line.kind(stop) in ("word", "digits") and line.glued(stop) and line.kind(stop - 1) == "word":
        pair = name in lists.compounds and line.kind(stop) == "digits"
        return Measure(name, lists.kinds[name], stop) if pair else None
    return Measure(name, lists.kinds[name], stop)


def second_unit(line: Line, unit: str, value: Decimal, i: int) -> tuple[str, Decimal, int] | None:
    """The second half of "three years *and four months*" at lexeme ``i``, after a value in a unit.

    Returns:
        The unit and value of the whole, and the index after it.
    """
    pair = units().compounds.get(unit)
    if pair is None or value != value.to_integral_value():
        return None
    short = line.low(i) == "." and len(line.raw(i - 1)) <= _SHORT and line.kind(i + 1) == "digits"
    at = i + 1 if line.low(i) in ("and", ",") or short else i
    numeral = read_numeral(line, at) if line.kind(at) in ("digits", "word") else None
    if (
        numeral is None
        or numeral.value is None
        or numeral.form != "cardinal"
        or numeral.power
        or numeral.loose
    ):
        return None
    stop = _of_unit(line, pair.small, numeral) if numeral.value < pair.factor else None
    if stop is None or (line.low(i) == "," and line.low(stop) in (",", "and") and line.glued(stop)):
        return None
    small = EXACT.add(EXACT.multiply(abs(value), pair.factor), numeral.value)
    whole = small if pair.unit == pair.small else ratio(small, pair.factor)
    return pair.unit, whole.copy_sign(value), stop


def feet_and_inches(line: Line, i: int, numeral: Numeral) -> tuple[Decimal, int] | None:
    """The value in feet of a height written 6'2" whose first mark is lexeme ``i``, and the index after it."""
    inches = line.raw(i + 1)
    if numeral.value is None or line.raw(i) not in _FOOT_MARKS or not inches.isdigit():
        return None
    tight = line.glued(i) and (line.glued(i + 2) or line.glued(i + 1))
    if not tight or line.raw(i + 2) not in _INCH_MARKS or int(inches) >= units().compounds["foot"].factor:
        return None
    total = EXACT.add(EXACT.multiply(numeral.value, Decimal(12)), Decimal(inches))
    return ratio(total, Decimal(12)), i + 3


def is_inch_mark(line: Line, i: int) -> bool:
    """Is the straight mark at lexeme ``i`` inches? None is open that it could close, and digits touch it."""
    if line.raw(i) != '"' or not line.glued(i) or line.kind(i - 1) not in ("digits", "fraction"):
        return False
    marks: set[int] | None = line.memo.get("inches")
    if marks is None:
        marks, is_open = set(), False
        for k, lexeme in enumerate(line.lexemes):
            if lexeme.kind == "break":
                is_open = False
            elif lexeme.text == '"':
                if not is_open and line.glued(k) and line.kind(k - 1) in ("digits", "fraction"):
                    marks.add(k)
                else:
                    is_open = not is_open
        line.memo["inches"] = marks
    return i in marks


def is_scale_letter(line: Line, numeral: Numeral) -> bool:
    """Is the m of "5m" million, and not metres?"""
    after = line.low(numeral.stop)
    if line.low(numeral.stop - 1) != "m":
        return True
    if line.low(line.over_hyphen(numeral.stop)) in word_set("amounts", "sizes"):
        return False
    if "." in line.raw(numeral.first) or "," in line.raw(numeral.first):
        return True
    return line.kind(numeral.stop) == "word" and (
        after not in word_set("amounts", "small_words") or after == "of"
    )


def letter_symbol(line: Line, numeral: Numeral) -> Measure | None:
    """The symbol whose first letter looked like a scale: "2.5m/s", "900b/d"."""
    start = numeral.stop - 1
    if numeral.spelled or not numeral.power or numeral.stop - numeral.first != _DIGITS_AND_LETTER:
        return None
    symbol = units().symbols.after(line, start) if line.glued(start) and line.glued(numeral.stop) else None
    longer = symbol is not None and symbol[1] > numeral.stop
    return Measure(symbol[0], units().kinds[symbol[0]], symbol[1]) if symbol is not None and longer else None


def letter_unit(line: Line, numeral: Numeral) -> str:
    """The unit a scale letter stands for before certain words: the k of "a 10k race", or ""."""
    if numeral.spelled or numeral.stop - numeral.first != _DIGITS_AND_LETTER:
        return ""
    for unit, table in overlay("measures")["letters"].items():
        if line.low(numeral.stop - 1) == table["letter"]:
            return unit if line.low(line.over_hyphen(numeral.stop)) in table["before"] else ""
    return ""


def _of_unit(line: Line, unit: str, numeral: Numeral) -> int | None:
    """The index after the words or symbol of this very unit behind a number."""
    at = line.over_hyphen(numeral.stop)
    word = units().words.after(line, at, over_hyphens=True)
    if word is not None:
        return word[1] if word[0] == unit else None
    pair = next(one for one in units().compounds.values() if one.small == unit)
    sign = pair.signs.after(line, at)
    if sign is not None:
        return sign[1]
    symbol = unit_symbol(line, numeral.stop, at, numeral)
    return symbol.stop if symbol is not None and symbol.unit == unit else None


def _is_sort(line: Line, value: Decimal | None, stop: int) -> bool:
    """Is a unit of time the sort of what is counted: "1,700 night trains", not "five year plans"?"""
    after = line.raw(stop)
    plural = after.isalpha() and after.islower() and after.endswith("s") and after not in ("is", "was", "has")
    return value is not None and value > MANY and plural and not line.low(stop - 1).endswith("s")


def _is_bare_year(line: Line, numeral: Numeral) -> bool:
    written = line.raw(numeral.first)
    return len(written) == 4 and written.isdigit() and "1900" <= written <= "2100" and numeral.power == 0
