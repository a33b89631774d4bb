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


def classified(context: Context, found: Figure) -> Figure | None:
    """A figure with its kind as far as no noun decides it; None for a number that is none."""
    if found.form != "multiple" and exclusion_by_shape(context, found) is not None:
        return None
    reading = context.reading(found)
    kept = _by_words(context, found) if reading is None else _by_reading(context, found, reading)
    return None if kept is None else _ordered(replace(kept, rule=kept.rule or _rule(kept)))


def _by_reading(context: Context, found: Figure, reading: NumberReading) -> Figure | None:
    if is_none(reading, found):
        return None
    found = with_metres_or_millions(context.line, reading, without_false_bound(reading, found))
    kind, probability = kind_of(reading, found)
    found = replace(found, score=probability)
    if kind == "rank":
        return as_rank(context, found) or of_rank(found)
    if kind == "age":
        return as_age(context, found) or of_age(found)
    if kind == "score":
        return of_score(context, found)
    return replace(found, kind=kind)


def _by_words(context: Context, found: Figure) -> Figure | None:
    found = replace(found, score=BY_RULE)
    if found.kind == "multiple":
        return as_multiple(context, found)
    told = as_rank(context, found) or as_score(context, found) or as_age(context, found)
    if told is not None:
        return told
    if exclusion_by_sense(context, found) is not None:
        return None
    return replace(found, kind="ratio") if found.form in ("one_in", "fraction") and not found.kind else found


def _rule(found: Figure) -> str:
    """The id of the rule that found a number, where no noun has a say in it; "" where one has."""
    if found.form in _BY_FORM:
        return _BY_FORM[found.form]
    if found.amounts[0].numeral.form == "article" and found.values == (Decimal(1),):
        return "figure.article"
    if found.kind in _UNITS:
        return f"figure.{found.kind}"
    return "figure.unit" if found.unit else ""


def _ordered(found: Figure) -> Figure:
    """A range with its lower end first; a share of all that is greater than the next one is a vote."""
    if len(found.values) != 2 or found.kind == "score":
        return found
    low, high = found.values
    if found.kind == "percent" and low > high:
        return replace(unbound(found), kind="score", rule="figure.score")
    return replace(found, values=tuple(sorted(found.values)))
