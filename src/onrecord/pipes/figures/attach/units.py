"""Units for numbers without one: the counted noun, or the unit of the figure before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.anchors import is_number_like
from onrecord.pipes.figures.attach.fallback import counted_noun
from onrecord.pipes.figures.attach.nouns import is_plural, unit_of
from onrecord.pipes.figures.attach.pointers import people_left_out, pointed_noun
from onrecord.pipes.figures.bounds import bound_after
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.lexicon import overlay
from onrecord.pipes.figures.units.measure import read_per

_EXACT = frozenset({"money", "percent", "percentage_point", "distance", "duration", "age"})
"""Kinds that need a unit."""
_WIDEST = 80
"""Most characters from the end of a number to the end of a noun in the same span."""
_STOPPERS = frozenset(",;:()")


def with_noun(context: Context, figure: Figure) -> Figure:
    """A figure with the noun it counts as its unit; the span covers the noun if it follows closely."""
    pointed = context.pointers.has("unit")
    if figure.form == "multiple" or (figure.unit and not (pointed and figure.kind == "score")):
        return figure
    noun, score = pointed_noun(context, figure) if pointed else (counted_noun(context, figure), 1.0)
    figure = replace(figure, score=figure.score * score)
    if figure.hyphen and context.text.low(figure.stop + 1) == "strong":
        figure = replace(figure, unit="person", stop=figure.stop + 2, bound_stop=figure.stop + 2)
    elif noun is not None:
        figure = _with_counted(context, figure, noun)
    if not figure.whole and figure.form in ("single", "range"):
        per = read_per(context.text, figure.stop)
        if per is not None:
            figure = replace(figure, per=per[0], stop=per[1], bound_stop=max(figure.bound_stop, per[1]))
        elif noun is not None and noun.dep_ in ("nsubj:pass", "obj"):  # "40 boats are sold annually"
            often = overlay("measures")["per"]["often"]
            rates = (often[word.lower_] for word in noun.head.children if word.lower_ in often)
            figure = replace(figure, per=next(rates, None))
    after = bound_after(context.text, figure.stop) if noun is not None and figure.comparator == "=" else None
    return figure if after is None else replace(figure, comparator=after[0], bound_stop=after[1])


def with_shared_units(context: Context, figures: Sequence[Figure]) -> list[Figure]:
    """Figures with omitted units filled in: "from 14 minutes to nine", "0.3 points to 5.1 %"."""
    out: list[Figure] = []
    last: dict[str, str] = {}
    for i, figure in enumerate(figures):
        later = figures[i + 1 : i + 2]
        near = [one for one in later if one.bound_first == figure.bound_stop + 1 and one.kind != "age"]
        percent = context.text.low(figure.bound_stop) == "to" and any(one.kind == "percent" for one in near)
        if not figure.unit and figure.kind in _EXACT:
            elided = replace(figure, unit=last.get(figure.kind, ""), rule="figure.elided")
            figure = elided if elided.unit else replace(figure, kind="other")
        elif figure.unit == "point" and percent:
            rule = "figure.percentage_point"
            figure = replace(figure, unit="percentage point", kind="percentage_point", noun=None, rule=rule)
        elif any(one.kind == "age" and figure.noun in context.tokens(one.first, one.stop) for one in later):
            figure = replace(figure, unit="person", noun=None, rule="figure.people")
        elif not figure.unit and people_left_out(context, figure):
            unit = next((one.unit for one in near), "") or "person"
            figure = replace(figure, unit=unit, rule=figure.rule or "figure.people")
        if figure.unit:
            last[figure.kind] = figure.unit
        out.append(replace(figure, rule=figure.rule or "figure.bare"))
    return out


def _with_counted(context: Context, figure: Figure, noun: Token) -> Figure:
    whole = context.text.low(figure.stop) == "of" or figure.form in ("fraction", "one_in")
    mass = figure.form in ("fraction", "one_in") and not is_plural(noun) and not context.pointers.has("unit")
    unit = figure.unit if mass else unit_of(noun) or figure.unit
    kind = "count" if figure.kind == "distance" else figure.kind  # "12m Britons"
    extended = _extended_to(context, figure, noun)
    rule = "figure.elided" if extended is None else "figure.part_of" if whole else "figure.count"
    rule = "figure.compound" if rule == "figure.count" and figure.hyphen else rule
    return replace(extended or figure, noun=noun, unit=unit, kind=kind, whole=whole, rule=figure.rule or rule)


def _extended_to(context: Context, figure: Figure, noun: Token) -> Figure | None:
    """A figure whose span is extended to a noun after it; None if the noun is elsewhere."""
    lexemes, end = context.text.lexemes, noun.idx + len(noun)
    start = lexemes[figure.stop - 1].end
    between = context.text.string[start : noun.idx]
    apart = end - start > _WIDEST or "\n" in between or not _STOPPERS.isdisjoint(between)
    if noun.idx < start or apart:
        return figure if figure.stop > 0 and lexemes[figure.first].start <= noun.idx < start else None
    inner = [token.text for token in context.doc[context.token_at(start).i + 1 : noun.i]]
    if any(is_number_like(inner, i) for i in range(len(inner))):
        return None
    near = [lexeme.start for lexeme in lexemes[figure.stop : figure.stop + _WIDEST]]
    stop = figure.stop + bisect_left(near, end)
    return replace(figure, stop=stop, bound_stop=max(figure.bound_stop, stop))
