"""Numbers that tell the time: years, seasons, decades, days of a month, clock times."""

from __future__ import annotations

import re
from decimal import Decimal

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.exclusion_words import STRONG, edges, phrases_of, words_of, year_like
from onrecord.pipes.figures.nouns import counted_noun, is_plural

_HOURS = re.compile(r"(?:1?[0-9]|2[0-3])\.[0-5][0-9]")
_AT = 6
"""Lexemes from a verb of leaving to its clock time, at most."""


def is_season(context: Context, found: Candidate) -> bool:
    """Two years joined by a dash or a slash."""
    line = context.line
    _, stop = edges(found)
    opening = found.amounts[0]
    written = line.raw(opening.numeral.first)
    if found.kind or not (written.isdigit() and len(written) == 4 and "1500" <= written <= "2100"):
        return False
    if len(found.amounts) == 1:
        return line.low(stop) == "/" and line.glued(stop + 1) and len(line.raw(stop + 1)) in (2, 4)
    closing = line.raw(found.amounts[-1].numeral.first)
    return (
        found.form == "dash"
        and closing.isdigit()
        and (len(closing) == 2 or (len(closing) == 4 and closing >= written))
    )


def is_decade(context: Context, found: Candidate) -> bool:
    """A number with a glued -s."""
    line, stop = context.line, found.amounts[-1].numeral.stop
    if line.kind(stop - 1) != "digits" or not line.glued(stop):
        return False
    if line.low(stop) in ("'", "’") and line.glued(stop + 1):
        return line.low(stop + 1) == "s" and line.raw(stop - 1).endswith("0")
    return line.low(stop) == "s"


def is_clock(context: Context, found: Candidate) -> bool:
    """A clock time."""
    line = context.line
    first, stop = edges(found)
    if (
        line.low(first - 1) == ":"
        and line.glued(first)
        and line.glued(first - 1)
        and line.kind(first - 2) == "digits"
    ):
        return True
    if (
        line.low(stop) == ":"
        and line.glued(stop)
        and line.glued(stop + 1)
        and line.kind(stop + 1) == "digits"
    ):
        return True
    if line.low(stop) == ":" and line.kind(stop + 1) == "digits":
        stop += 2
    if line.low(first - 1) == "at" and _HOURS.fullmatch(line.raw(first)) and not found.kind:
        verbs = words_of("figure.not.clock", "verbs")
        if any(line.low(i) in verbs for i in range(first - _AT, first - 1)):
            return True
    after = phrases_of("figure.not.clock", "after").after(line, stop)
    return after is not None and all(value <= 2400 for value in found.values)


def is_date(context: Context, found: Candidate) -> bool:
    """A day of a month, or a number in an expression of time."""
    line = context.line
    first, stop = edges(found)
    if found.kind not in ("duration", "age") and context.periods:
        span = line.lexemes[first].start, line.lexemes[stop - 1].end
        if found.kind == "" and not year_like(line, found) and context.period_over(*span):
            return True
    if found.kind or found.form == "ordinal" or not all(1 <= value <= 31 for value in found.values):
        return False
    months = words_of("figure.not.date", "months")
    before = (line.low(first - 1) == "." and line.raw(first - 2)) or line.raw(first - 1)
    if before[:1].isupper() and before.lower() in months:
        return counted_noun(context, found) is None
    after = stop + 1 if line.low(stop) == "of" else stop
    return line.raw(after)[:1].isupper() and line.low(after) in months and line.raw(first).isdigit()


def is_year(context: Context, found: Candidate) -> bool:
    """A bare year."""
    line = context.line
    first, stop = edges(found)
    if not year_like(line, found):
        return False
    before = line.low(first - 1)
    if line.low(stop) in ("bc", "ad", "bce", "ce") or before == "ad":
        return True
    if before == "of" and line.low(first - 2) in ("average", "total", "maximum", "minimum", "sum"):
        return False
    low, high = min(found.values), max(found.values)
    noun = counted_noun(context, found)
    if noun is not None and _counts(noun.lower_, is_plural(noun), low, before, found):
        return False
    if low >= 1900 and high <= 2100:
        return not (found.bounded and found.comparator in STRONG)
    dated = before in words_of("figure.not.year", "before") or before in ("(", "-", "–")
    if low >= 1500:
        return (dated and noun is None) or (len(found.values) == 2 and noun is None)
    return before in ("in", "since") and noun is None


def _counts(noun: str, many: bool, value: Decimal, before: str, found: Candidate) -> bool:
    """Is a year-like number before a noun a count of it?"""
    if noun in words_of("figure.not.year", "counted"):
        return before not in ("in", "since")
    if found.form == "range" and found.first < found.amounts[0].first and value >= 1500:
        return False
    if found.bounded and found.comparator in STRONG:
        return True
    if not 1900 <= value <= 2100:
        return many or before not in words_of("figure.not.year", "before")
    return many and value % 100 == 0 and before not in ("the", "in", "since", "of", "from")
