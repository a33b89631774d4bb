"""Numbers that are no figures by their characters: codes, seasons, clock times, dates, set phrases, lists."""

from __future__ import annotations

import re

from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.exclusions.lists import is_year_like, phrases_of, words_of
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.numbers.lexer import HYPHENS, LexedText

_DASHES = HYPHENS | {"–", "—"}
_GLUE = frozenset("_@\\=&^")
_HOURS = re.compile(r"(?:1?[0-9]|2[0-3])\.[0-5][0-9]")
_AT = 6
"""Lexemes from a verb of leaving to its clock time, at most."""


def is_code(context: Context, figure: Figure) -> bool:
    """Digits grown together with letters, or strung on hyphens."""
    line = context.text
    first, stop = figure.amounts[0].first, figure.amounts[-1].stop
    if _after_dialling_code(line, first):
        return True
    mark = line.low(first - 1)
    prefixed = line.low(first - 2) in words_of("figure.not.code", "prefixes")
    strung = line.glued(first) and line.glued(first - 1) and not prefixed
    if line.kind(figure.amounts[0].numeral.first) == "word":
        return strung and mark in HYPHENS
    if line.glued(first) and line.kind(first) == "digits":
        if line.joined(first) or mark in _GLUE or mark in "/.":
            return True
        if strung and mark in _DASHES and line.kind(first - 2) in ("word", "digits"):
            return True
    if stop >= len(line) or not line.glued(stop):
        return False
    mark = line.low(stop)
    if line.kind(stop) == "word" and line.kind(stop - 1) != "word":
        return mark != "s"
    digits_follow = line.kind(stop + 1) == "digits" and line.glued(stop + 1)
    return mark in _GLUE or (mark in "/-–." and digits_follow)


def _after_dialling_code(text: LexedText, first: int) -> bool:
    """ "0800 123 4567": groups of digits after one that begins with a zero."""
    for i in range(first - 1, first - 5, -1):
        if not text.raw(i).isdigit() or text.lexemes[i + 1].start - text.lexemes[i].end != 1:
            return False
        if text.raw(i).startswith("0") and len(text.raw(i)) > 2:
            return True
    return False


def is_season(context: Context, figure: Figure) -> bool:
    """Two years joined by a dash or a slash."""
    line = context.text
    _, stop = figure.edges
    opening = figure.amounts[0]
    written = line.raw(opening.numeral.first)
    if figure.kind or not (written.isdigit() and len(written) == 4 and "1500" <= written <= "2100"):
        return False
    if len(figure.amounts) == 1:
        return line.low(stop) == "/" and line.glued(stop + 1) and len(line.raw(stop + 1)) in (2, 4)
    closing = line.raw(figure.amounts[-1].numeral.first)
    later = len(closing) == 2 or (len(closing) == 4 and closing >= written)
    return figure.form == "dash" and closing.isdigit() and later


def is_decade(context: Context, figure: Figure) -> bool:
    """A number with a glued -s."""
    line, stop = context.text, figure.amounts[-1].numeral.stop
    if line.kind(stop - 1) != "digits" or not line.glued(stop):
        return False
    if line.low(stop) in ("'", "’") and line.glued(stop + 1):
        return line.low(stop + 1) == "s" and line.raw(stop - 1).endswith("0")
    return line.low(stop) == "s"


def is_clock(context: Context, figure: Figure) -> bool:
    """A clock time."""
    line = context.text
    first, stop = figure.edges
    if _is_colon(line, first - 1) or _is_colon(line, stop):
        return True
    if line.low(stop) == ":" and line.kind(stop + 1) == "digits":
        stop += 2
    if line.low(first - 1) == "at" and _HOURS.fullmatch(line.raw(first)) and not figure.kind:
        verbs = words_of("figure.not.clock", "verbs")
        if any(line.low(i) in verbs for i in range(first - _AT, first - 1)):
            return True
    after = phrases_of("figure.not.clock", "after").after(line, stop)
    return after is not None and all(value <= 2400 for value in figure.values)


def _is_colon(text: LexedText, i: int) -> bool:
    """Is lexeme ``i`` a colon between digits that touches both: "9:30"?"""
    between = text.kind(i - 1) == "digits" and text.kind(i + 1) == "digits"
    return text.low(i) == ":" and between and text.glued(i) and text.glued(i + 1)


def is_date(context: Context, figure: Figure) -> bool:
    """A number in an expression of time that is no length of time; a bare year may be a count after all."""
    lexemes, (first, stop) = context.text.lexemes, figure.edges
    dated = not figure.kind and figure.form != "ordinal" and not is_year_like(context.text, figure)
    return dated and context.period_over(lexemes[first].start, lexemes[stop - 1].end)


def is_idiom(context: Context, figure: Figure) -> bool:
    """A set phrase."""
    line = context.text
    first, _ = figure.edges
    if figure.kind == "money":
        return False
    phrases = phrases_of("figure.not.idiom", "phrases")
    for start in range(max(first - 4, 0), first + 1):
        match = phrases.after(line, start, over_hyphens=True)
        whole = match is not None and (start < first or match[1] >= figure.stop or figure.form == "one_in")
        if match is not None and match[1] > first and whole:
            return True
    return False


def is_list(context: Context, figure: Figure) -> bool:
    """The number of an item of a list."""
    line = context.text
    first, stop = figure.edges
    opened = line.low(first - 1) == "("
    at = first - 1 if opened else first
    if (
        line.kind(at - 1) != "break"
        or len(figure.values) != 1
        or not 0 < figure.values[0] < 100
        or figure.kind
    ):
        return False
    if line.low(stop) not in ((")",) if opened else (")", ".")) or not line.glued(stop):
        return False
    return line.kind(stop + 1) not in ("break", "digits") and not line.glued(stop + 1)
