"""The unit of a number that has none: what it counts, or the unit of the figure beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from onrecord.anchors import is_number_like
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


def with_noun(context: Context, figure: Figure) -> Figure:
    """A figure with the noun it counts as its unit, the noun in its span where it stands right behind."""
    pointed = context.pointers.has("unit")
    if figure.form == "multiple" or (figure.unit and not (pointed and figure.kind == "score")):
        return figure
    if pointed:
        noun, score = pointed_noun(context, figure)
        figure = replace(figure, score=figure.score * score)
    else:
        noun = counted_noun(context, figure)
    if noun is not None:
        figure = _counting(context, figure, noun)
    if not figure.whole and figure.form in ("single", "range"):
        per = read_per(context.text, figure.stop)
        if per is not None:
            figure = replace(figure, per=per[0], stop=per[1], bound_stop=max(figure.bound_stop, per[1]))
    after = bound_after(context.text, figure.stop) if noun is not None and figure.comparator == "=" else None
    return figure if after is None else replace(figure, comparator=after[0], bound_stop=after[1])


def with_borrowed_units(context: Context, figures: Sequence[Figure]) -> list[Figure]:
    """Figures with the unit they leave out: "10, 20 or 30 boats", "from 14 minutes to nine"."""
    out = list(figures)
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


def _counting(context: Context, figure: Figure, noun: Token) -> Figure:
    line, hyphen = context.text, figure.hyphen
    whole = line.low(figure.stop) == "of" or figure.form in ("fraction", "one_in")
    mass = figure.form in ("fraction", "one_in") and not is_plural(noun) and not context.pointers.has("unit")
    unit = "" if mass else unit_of(noun)
    if figure.kind == "rank" and unit in words()["rank"]["places"]:
        return figure
    grown = _taking_in(context, figure, noun)
    rule = "figure.elided" if grown is None else "figure.compound" if hyphen else "figure.count"
    rule = "figure.part_of" if grown is not None and whole else rule
    return replace(
        grown or figure, noun=noun, unit=unit or figure.unit, whole=whole, rule=figure.rule or rule
    )


def _taking_in(context: Context, figure: Figure, noun: Token) -> Figure | None:
    """A figure whose span reaches to a noun behind it; None where the noun stands elsewhere."""
    lexemes, end = context.text.lexemes, noun.idx + len(noun)
    start = lexemes[figure.stop - 1].end
    between = context.text.string[start : noun.idx]
    tokens = context.token_at(start)
    apart = end - start > _WIDEST or "\n" in between or not _STOPPERS.isdisjoint(between)
    if noun.idx < start or apart or tokens is None:
        return figure if figure.stop > 0 and lexemes[figure.first].start <= noun.idx < start else None
    inner = [token.text for token in context.doc[tokens.i + 1 : noun.i]]
    if any(is_number_like(inner, i) for i in range(len(inner))):
        return None
    near = [lexeme.start for lexeme in lexemes[figure.stop : figure.stop + _WIDEST]]
    stop = figure.stop + bisect_left(near, end)
    return replace(figure, stop=stop, bound_stop=max(figure.bound_stop, stop))


def _lacks(context: Context, figure: Figure) -> bool:
    """Is a unit left out?"""
    if figure.unit or figure.form == "vague":
        return False
    if context.reading(figure) is not None:
        return figure.kind in _EXACT
    return figure.kind in ("", "count") and figure.noun is None


def _lends(context: Context, a: Figure, b: Figure, lender: Figure) -> bool:
    """Do only words that compare or list stand between two figures, or does "more" point back?"""
    borrower = a if lender is b else b
    if not lender.unit or lender.unit == "time" or lender.kind == "rank" or lender.whole:
        return False
    if context.reading(borrower) is not None and lender.kind != borrower.kind:
        return False
    between = _between(context, a, b)
    rest = lender is a and lender.noun is not None and context.text.low(b.stop) in _REST
    return rest or (bool(between) and between <= _LINKS)


def _between(context: Context, a: Figure, b: Figure) -> set[str]:
    """The words between two figures, none where they stand far from each other."""
    gap = range(a.bound_stop, b.bound_first)
    return {context.text.low(i) for i in gap} if len(gap) <= _BESIDE else set()


def _borrowed(figure: Figure, lender: Figure) -> Figure:
    return replace(figure, unit=lender.unit, kind=lender.kind, noun=lender.noun, rule="figure.elided")


def _settled(figure: Figure) -> Figure:
    """A figure whose kind and rule are certain, now that every noun and unit is known."""
    kind = figure.kind or ("count" if figure.noun is not None or figure.form == "vague" else "other")
    if kind == "age" and not figure.unit:
        return replace(figure, unit="year")
    if kind in _EXACT and not figure.unit:
        kind = "other"
    return replace(figure, kind=kind, rule=figure.rule or "figure.bare")
