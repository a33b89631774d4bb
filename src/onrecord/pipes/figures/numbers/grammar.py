"""Join amounts into ranges, scores and ratios, in linear time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from onrecord.pipes.figures.amounts import read_amount
from onrecord.pipes.figures.bounds import bounds, with_bounds
from onrecord.pipes.figures.figure import EXACT, Amount, Figure, Form, NumeralForm, ratio
from onrecord.pipes.figures.lexicon import Phrases, number_words, word_set
from onrecord.pipes.figures.numbers.lexer import LexedText

_DASHES = frozenset("-‐‑–−")
_OUT_OF = Phrases.of({"out of": ["out of", "out of every"], "every": ["in every", "for every"], "in": ["in"]})
_FORMS: dict[NumeralForm, Form] = {"ordinal": "ordinal", "vague": "vague", "fraction": "fraction"}
_SIGNS = frozenset({"$", "£", "€", "¥", "₹", "us", "rm", "hk", "au", "nz"})
"""Parts of currency signs that precede digits."""
_MOST = 999
"""A larger number is a count, not part of a ratio: "1,200 of the 4,000"."""


def read_figures(text: LexedText) -> list[Figure]:
    """All numbers in a text with their units and bounds, left to right, without overlaps."""
    figures: list[Figure] = []
    openers = number_words().openers
    opens = [one.kind in ("digits", "fraction") or one.low in openers for one in text.lexemes]
    i = 0
    while i < len(text):
        amount = read_amount(text, i) if opens[i] else None
        if amount is None:
            i += 1
            continue
        floor = figures[-1].stop if figures else 0
        amount = replace(amount, first=max(amount.first, floor))  # "2½ $ one" share a sign
        figure = with_bounds(text, _joined(text, amount), floor)
        figures.append(figure)
        i = max(figure.stop, figure.bound_stop, i + 1)
    return figures


def _joined(text: LexedText, left: Amount) -> Figure:
    """The figure that begins with an amount; it includes a second amount if the words join the two."""
    alone = left.numeral.form == "ordinal"
    return (None if alone else _one_in(text, left) or _range(text, left)) or _single(left)


def _single(amount: Amount) -> Figure:
    """The figure of one amount alone."""
    multiple = amount.kind == "multiple" and amount.value is not None
    form: Form = "multiple" if multiple else _FORMS.get(amount.numeral.form, "single")
    return _figure(form, () if amount.value is None else (amount.value,), amount)


def _figure(form: Form, values: tuple[Decimal, ...], *amounts: Amount, first: int | None = None) -> Figure:
    """A figure made of amounts, in the last unit they name."""
    start, last = amounts[0], amounts[-1]
    named, per = last if last.kind else start, last.per or start.per
    first = start.first if first is None else first
    return Figure(first, last.stop, amounts, form, values, unit=named.unit, kind=named.kind, per=per)


def _one_in(text: LexedText, left: Amount) -> Figure | None:
    """ "one in five", "nine out of 10", "a one-in-five chance", "nine times out of ten"."""
    if left.kind not in ("", "multiple") or left.value is None or left.numeral.power:
        return None
    words = _OUT_OF.after(text, text.over_hyphen(left.stop), over_hyphens=True)
    if words is None or (left.kind and words[0] != "out of"):
        return None
    right = read_amount(text, text.over_hyphen(words[1]))
    if right is None or right.kind or right.value is None or right.hyphen:
        return None
    whole = left.value % 1 == right.value % 1 == 0 and right.numeral.form == "cardinal"
    year = right.numeral.power == 0 and text.is_year(right.numeral.first, since=1000)
    if not 0 < left.value < right.value or not whole or year or left.value > _MOST:
        return None
    often = word_set("ratio", "periodic").intersection((text.low(right.stop), text.low(right.stop + 1)))
    if words[0] == "in" and often and left.value != 1:
        return None
    return Figure(left.first, right.stop, (left, right), "one_in", (ratio(left.value, right.value),))


def _range(text: LexedText, left: Amount) -> Figure | None:
    """ "3-4 %", "between 5 and 10", "20 to 30", "18- to 24-year-olds", "three or four", "3-1", "52 to 48"."""
    if left.value is None or (left.numeral.form == "fraction" and left.numeral.spelled):
        return None
    hung = text.low(left.stop) in _DASHES and text.glued(left.stop) and text.low(left.stop + 1) == "to"
    i, first, word = left.stop + hung, left.first, text.low(left.stop + hung)
    between = bounds()["between"].before(text, left.first)
    form: Form = "range"
    if between is not None and word == "and":
        first = between[1]
    elif word in _DASHES and text.glued(i) == text.glued(i + 1):
        form = "dash"
    elif word not in ("to", "or") and not (word == "/" and left.kind == "money" and text.glued(i)):
        return None
    at = i + 1
    while at < i + 3 and ((text.low(at) in _DASHES and text.glued(at + 1)) or text.low(at) in _SIGNS):
        at += 1
    right = read_amount(text, at)
    if right is None or right.value is None or right.first > at or text.kind(at) == "break":
        return None
    clock = word == "to" and text.low(left.first - 1) == ":" and text.glued(left.first)
    if clock or not _agree(left, right) or (word == "or" and not _close(left, right)):
        return None
    return _pair(left, right, left.value, right.value, first, form)


def _agree(left: Amount, right: Amount) -> bool:
    """Whether two amounts can be the ends of one range; not if their units differ."""
    if right.numeral.form not in ("cardinal", "fraction"):
        return False
    if left.kind and right.kind:
        return left.unit == right.unit and left.digits == right.digits
    return left.kind in ("", "money")


def _close(left: Amount, right: Amount) -> bool:
    """Whether two amounts are close enough for one figure: "three or four", not "5 or 50"."""
    if left.numeral.power != right.numeral.power and not (left.numeral.power == 0 and right.numeral.power):
        return False
    a, b = left.numeral.mantissa, right.numeral.mantissa
    if left.numeral.spelled != right.numeral.spelled or not a < b <= 2 * a:
        return False
    return b - a <= 5 or left.numeral.spelled or (b - a in (10, 100, 1000) and a % (b - a) == 0)


def _pair(left: Amount, right: Amount, low: Decimal, high: Decimal, first: int, form: Form) -> Figure:
    a, b = left.numeral, right.numeral
    if a.power == 0 and b.power and abs(a.mantissa) < 5 * abs(b.mantissa):  # "£2.1 to £1.9 million"
        low = EXACT.scaleb(low, b.power)
    if right.digits and not left.kind:
        low = EXACT.scaleb(low, -right.digits)
    if form != "dash" and low > high and not (left.kind or right.kind or b.power):
        form = "versus"
    return _figure(form, (low, high), left, right, first=first)
