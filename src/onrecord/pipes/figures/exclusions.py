"""Numbers whose form shows that they are not figures: codes, decades, clock times, dates, set phrases.

The language model decides the cases that depend on meaning: years, numbers in names, the pronoun "one".
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from onrecord.pipes.figures.bounds import bound_before
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.lexicon import Phrases
from onrecord.pipes.figures.numbers.lexer import HYPHENS, LexedText
from onrecord.rules import read_toml

_DASHES = HYPHENS | {"–", "—"}
_GLUE = frozenset("_@\\=&^")
_LATEST = 2400
"""The largest number in a clock time."""


@cache
def exclusion_rules() -> dict[str, dict[str, Any]]:
    """The rules by id."""
    return {rule["id"]: rule for rule in read_toml("figures", "exclusions.toml")["rule"]}


@cache
def _phrases(ident: str, key: str) -> Phrases:
    return Phrases.of({ident: exclusion_rules()[ident][key]})


def exclusion(context: Context, figure: Figure) -> str | None:
    """The id of the rule that excludes a number, or None."""
    return next((ident for ident, test in _TESTS.items() if test(context, figure)), None)


def is_year_like(text: LexedText, figure: Figure) -> bool:
    """Whether every number of a figure is four bare digits that may be a year."""
    years = (text.is_year(a.numeral.first, since=1000) and not a.numeral.power for a in figure.amounts)
    return not figure.kind and all(years)


def _is_code(context: Context, figure: Figure) -> bool:
    """Whether digits are joined to letters or chained by hyphens."""
    text, first, stop = context.text, figure.amounts[0].first, figure.amounts[-1].stop
    before, rule = text.low(first - 1), exclusion_rules()["figure.not.code"]
    if figure.form == "dash" and before in rule["references"]:
        return True
    prefixed = text.low(first - 2) in rule["prefixes"]
    chained = text.glued(first) and text.glued(first - 1) and not prefixed
    if text.kind(figure.amounts[0].numeral.first) == "word":
        return chained and before in HYPHENS
    if text.glued(first) and text.kind(first) == "digits":
        linked = chained and before in _DASHES and text.kind(first - 2) in ("word", "digits")
        if linked or text.joined(first) or before in _GLUE or before in "/.":
            return True
    if stop >= len(text) or not text.glued(stop):
        return False
    after = text.low(stop)
    if text.kind(stop) == "word" and text.kind(stop - 1) != "word":
        return after != "s"
    return after in _GLUE or (after in "/-–." and text.kind(stop + 1) == "digits" and text.glued(stop + 1))


def _is_decade(context: Context, figure: Figure) -> bool:
    """Whether a number has an -s attached, unless it is an age: "the over-55s"."""
    text, stop = context.text, figure.amounts[-1].numeral.stop
    if text.kind(stop - 1) != "digits" or not text.glued(stop):
        return False
    if text.low(stop) in ("'", "’") and text.glued(stop + 1):
        return text.low(stop + 1) == "s" and text.raw(stop - 1).endswith("0")
    bound = bound_before(text, figure.amounts[0].first)
    return text.low(stop) == "s" and (bound is None or bound[0] not in "<>")


def _is_clock(context: Context, figure: Figure) -> bool:
    """Whether a number is part of a clock time."""
    text, (first, stop) = context.text, figure.edges
    if _is_colon(text, first - 1) or _is_colon(text, stop):
        return True
    after = _phrases("figure.not.clock", "after").after(text, stop)
    return after is not None and all(value <= _LATEST for value in figure.values)


def _is_colon(text: LexedText, i: int) -> bool:
    """Whether lexeme ``i`` is a colon that touches digits on both sides: "9:30"."""
    glued = text.low(i) == ":" and text.glued(i) and text.glued(i + 1)
    return glued and text.kind(i - 1) == text.kind(i + 1) == "digits"


def _is_date(context: Context, figure: Figure) -> bool:
    """Whether a number is in a time expression that is not a duration; a bare year may still be a count."""
    dated = not figure.kind and figure.form != "ordinal" and not is_year_like(context.text, figure)
    return dated and context.period_over(*figure.edges)


def _is_item(context: Context, figure: Figure) -> bool:
    """Whether a number is that of a list item: in brackets at the start of a line."""
    text, (first, stop) = context.text, figure.edges
    bracketed = text.low(first - 1) == "(" and text.low(stop) == ")"
    return bracketed and context.text.string[: text.lexemes[first - 1].start].rstrip(" ")[-1:] in ("", "\n")


def _is_idiom(context: Context, figure: Figure) -> bool:
    """Whether a number is part of a set phrase."""
    phrases, first = _phrases("figure.not.idiom", "phrases"), figure.edges[0]
    starts = range(max(first - 4, 0), first + 1) if figure.kind != "money" else ()
    matches = ((start, phrases.after(context.text, start, over_hyphens=True)) for start in starts)
    ends = [(start, match[1]) for start, match in matches if match is not None and match[1] > first]
    return any(a < first or b >= figure.stop or figure.form == "one_in" for a, b in ends)


_TESTS: dict[str, Callable[[Context, Figure], bool]] = {
    "figure.not.decade": _is_decade,
    "figure.not.clock": _is_clock,
    "figure.not.code": _is_code,
    "figure.not.item": _is_item,
    "figure.not.idiom": _is_idiom,
    "figure.not.date": _is_date,
}
