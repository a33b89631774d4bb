"""Is a number a figure, and of which kind: by the language model's reading, without one by its words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from onrecord.pipes.figures.bounds.reading import unbound
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.exclusions import exclusion_by_sense, exclusion_by_shape
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.kinds.age import as_age, of_age
from onrecord.pipes.figures.kinds.rank import as_rank, of_rank
from onrecord.pipes.figures.kinds.ratio import as_multiple
from onrecord.pipes.figures.kinds.reading import (
    BY_RULE,
    is_none,
    kind_of,
    with_metres_or_millions,
    without_false_bound,
)
from onrecord.pipes.figures.kinds.score import as_score, of_score
from onrecord.records import NumberReading

_BY_FORM = {
    "vague": "figure.vague",
    "one_in": "figure.one_in",
    "fraction": "figure.fraction",
    "multiple": "figure.multiple",
}
_UNITS = ("money", "percent", "percentage_point", "duration", "distance", "age")


def classified(context: Context, figure: Figure) -> Figure | None:
    """A figure with its kind as far as no noun decides it; None for a number that is none."""
    if figure.form != "multiple" and exclusion_by_shape(context, figure) is not None:
        return None
    reading = context.reading(figure)
    kept = _by_words(context, figure) if reading is None else _by_reading(context, figure, reading)
    return None if kept is None else _ordered(replace(kept, rule=kept.rule or _rule(kept)))


def _by_reading(context: Context, figure: Figure, reading: NumberReading) -> Figure | None:
    rank = as_rank(context, figure)
    ranked = rank is not None and rank.rule == "figure.rank.number"
    if is_none(reading, figure, ranked=ranked):
        return None
    if rank is not None and ranked:
        return replace(rank, score=1.0 - reading["kinds"].get("none", 0.0))
    figure = with_metres_or_millions(context.text, reading, without_false_bound(reading, figure))
    kind, probability = kind_of(reading, figure)
    figure = replace(figure, score=probability)
    if kind == "rank":
        return as_rank(context, figure) or of_rank(figure)
    if kind == "age":
        return as_age(context, figure) or of_age(figure)
    if kind == "score":
        return of_score(context, figure)
    return replace(figure, kind=kind)


def _by_words(context: Context, figure: Figure) -> Figure | None:
    figure = replace(figure, score=BY_RULE)
    if figure.kind == "multiple":
        return as_multiple(context, figure)
    told = as_rank(context, figure) or as_score(context, figure) or as_age(context, figure)
    if told is not None:
        return told
    if exclusion_by_sense(context, figure) is not None:
        return None
    return (
        replace(figure, kind="ratio") if figure.form in ("one_in", "fraction") and not figure.kind else figure
    )


def _rule(figure: Figure) -> str:
    """The id of the rule that found a number, where no noun has a say in it; "" where one has."""
    if figure.form in _BY_FORM:
        return _BY_FORM[figure.form]
    if figure.amounts[0].numeral.form == "article" and figure.values == (Decimal(1),):
        return "figure.article"
    if figure.kind in _UNITS:
        return f"figure.{figure.kind}"
    return "figure.unit" if figure.unit else ""


def _ordered(figure: Figure) -> Figure:
    """A range with its lower end first; a share of all that is greater than the next one is a vote."""
    if len(figure.values) != 2 or figure.kind == "score":
        return figure
    low, high = figure.values
    if figure.kind == "percent" and low > high:
        return replace(unbound(figure), kind="score", rule="figure.score")
    return replace(figure, values=tuple(sorted(figure.values)))
