"""The unit of a number that has none: what it counts, or the unit of the figure beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from onrecord.language.anchors import is_number_like
from onrecord.pipes.figures.attach.fallback import counted_noun
from onrecord.pipes.figures.attach.nouns import is_plural, unit_of
from onrecord.pipes.figures.attach.pointers import pointed_noun
from onrecord.pipes.figures.bounds.reading import bound_after
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.lexicon import words
from onrecord.pipes.figures.units.per import read_per

_EXACT = frozenset({"money", "percent", "percentage_point", "distance", "duration", "age"})
_WIDEST = 80
"""Characters between a number and a noun that still stand in one span."""
_STOPPERS = frozenset(",;:()")
_BESIDE = 4
"""Lexemes between a figure and the one whose unit it leaves out, at most: ", up from"."""
_LINKS = frozenset({",", "and", "or", "to", "from", "up", "down", "against", "versus", "with", "compared"})
_REST = frozenset({"more", "others"})


def with_noun(context: Context, found: Figure) -> Figure:
    """A figure with the noun it counts as its unit, the noun in its span where it stands right behind."""
    pointed = context.pointers.has("unit")
    if found.form == "multiple" or (found.unit and not (pointed and found.kind == "score")):
        return found
    if pointed:
        noun, score = pointed_noun(context, found)
        found = replace(found, score=found.score * score)
    else:
        noun = counted_noun(context, found)
    if noun is not None:
        found = _counting(context, found, noun)
    if not found.whole and found.form in ("single", "range"):
        per = read_per(context.line, found.stop)
        if per is not None:
            found = replace(found, per=per[0], stop=per[1], bound_stop=max(found.bound_stop, per[1]))
    after = bound_after(context.line, found.stop) if noun is not None and found.comparator == "=" else None
    return found if after is None else replace(found, comparator=after[0], bound_stop=after[1])


def with_borrowed_units(context: Context, found: Sequence[Figure]) -> list[Figure]:
    """Figures with the unit they leave out: "10, 20 or 30 boats", "from 14 minutes to nine"."""
    out = list(found)
    for i in reversed(range(len(out) - 1)):
        if _lacks(context, out[i]) and _lends(context, out[i], out[i + 1], out[i + 1]):
            out[i] = _borrowed(out[i], out[i + 1])
    for i in range(1, len(out)):
        if _lacks(context, out[i]):
            lender = next((one for one in reversed(out[:i]) if one.kind == out[i].kind and one.unit), None)
            if context.reading(out[i]) is None:
                lender = out[i - 1] if _lends(context, out[i - 1], out[i], out[i - 1]) else None
            out[i] = out[i] if lender is None else _borrowed(out[i], lender)
    for i, (a, b) in enumerate(pairwise(out)):
        if a.unit == "point" and b.kind == "percent" and _between(context, a, b) == {"to"}:
            rule = "figure.percentage_point"
            out[i] = replace(a, unit="percentage point", kind="percentage_point", noun=None, rule=rule)
    return [_settled(figure) for figure in out]


def _counting(context: Context, found: Figure, noun: Token) -> Figure:
    line, hyphen = context.line, found.hyphen
    whole = line.low(found.stop) == "of" or found.form in ("fraction", "one_in")
    mass = found.form in ("fraction", "one_in") and not is_plural(noun) and not context.pointers.has("unit")
    unit = "" if mass else unit_of(noun)
    if found.kind == "rank" and unit in words()["rank"]["places"]:
        return found
    grown = _taking_in(context, found, noun)
    rule = "figure.elided" if grown is None else "figure.compound" if hyphen else "figure.count"
    rule = "figure.part_of" if grown is not None and whole else rule
    return replace(grown or found, noun=noun, unit=unit or found.unit, whole=whole, rule=found.rule or rule)


def _taking_in(context: Context, found: Figure, noun: Token) -> Figure | None:
    """A figure whose span reaches to a noun behind it; None where the noun stands elsewhere."""
    lexemes, end = context.line.lexemes, noun.idx + len(noun)
    start = lexemes[found.stop - 1].end
    between = context.line.text[start : noun.idx]
    tokens = context.token_at(start)
    apart = end - start > _WIDEST or "\n" in between or not _STOPPERS.isdisjoint(between)
    if noun.idx < start or apart or tokens is None:
        return found if found.stop > 0 and lexemes[found.first].start <= noun.idx < start else None
    inner = [token.text for token in context.doc[tokens.i + 1 : noun.i]]
    if any(is_number_like(inner, i) for i in range(len(inner))):
        return None
    near = [lexeme.start for lexeme in lexemes[found.stop : found.stop + _WIDEST]]
    stop = found.stop + bisect_left(near, end)
    return replace(found, stop=stop, bound_stop=max(found.bound_stop, stop))


def _lacks(context: Context, found: Figure) -> bool:
    """Is a unit left out?"""
    if found.unit or found.form == "vague":
        return False
    if context.reading(found) is not None:
        return found.kind in _EXACT
    return found.kind in ("", "count") and found.noun is None


def _lends(context: Context, a: Figure, b: Figure, lender: Figure) -> bool:
    """Do only words that compare or list stand between two figures, or does "more" point back?"""
    borrower = a if lender is b else b
    if not lender.unit or lender.unit == "time" or lender.kind == "rank" or lender.whole:
        return False
    if context.reading(borrower) is not None and lender.kind != borrower.kind:
        return False
    between = _between(context, a, b)
    rest = lender is a and lender.noun is not None and context.line.low(b.stop) in _REST
    return rest or (bool(between) and between <= _LINKS)


def _between(context: Context, a: Figure, b: Figure) -> set[str]:
    """The words between two figures, none where they stand far from each other."""
    gap = range(a.bound_stop, b.bound_first)
    return {context.line.low(i) for i in gap} if len(gap) <= _BESIDE else set()


def _borrowed(found: Figure, lender: Figure) -> Figure:
    return replace(found, unit=lender.unit, kind=lender.kind, noun=lender.noun, rule="figure.elided")


def _settled(found: Figure) -> Figure:
    """A figure whose kind and rule are certain, now that every noun and unit is known."""
    kind = found.kind or ("count" if found.noun is not None or found.form == "vague" else "other")
    if kind == "age" and not found.unit:
        return replace(found, unit="year")
    if kind in _EXACT and not found.unit:
        kind = "other"
    return replace(found, kind=kind, rule=found.rule or "figure.bare")
