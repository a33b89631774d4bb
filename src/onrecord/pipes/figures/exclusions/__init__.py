"""Numbers that are no figures: the rules of ``exclusions.toml``, each with its test, in their order.

What a number's characters and set phrases say holds always. What only its sense says is the language model's
to decide (see ``kinds.reading``); without a model's word the rules of sense do.
"""

from __future__ import annotations

from collections.abc import Callable

from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.exclusions import sense, shape
from onrecord.pipes.figures.figure import Figure

_Test = Callable[[Context, Figure], bool]
_BY_SHAPE: dict[str, _Test] = {
    "figure.not.season": shape.is_season,
    "figure.not.decade": shape.is_decade,
    "figure.not.clock": shape.is_clock,
    "figure.not.code": shape.is_code,
    "figure.not.idiom": shape.is_idiom,
    "figure.not.list": shape.is_list,
    "figure.not.date": shape.is_date,
}
_BY_SENSE: dict[str, _Test] = {
    "figure.not.ordinal": sense.is_ordinal,
    "figure.not.year": sense.is_year,
    "figure.not.designator": sense.is_designator,
    "figure.not.one": sense.is_one,
    "figure.not.name": sense.is_name,
    "figure.not.part": sense.is_part,
}


def exclusion_by_shape(context: Context, figure: Figure) -> str | None:
    """The id of the rule by which a number's characters alone make it no figure, or None."""
    return next((ident for ident, test in _BY_SHAPE.items() if test(context, figure)), None)


def exclusion_by_sense(context: Context, figure: Figure) -> str | None:
    """The id of the rule by which its words and its place in the sentence make it no figure, or None."""
    return next((ident for ident, test in _BY_SENSE.items() if test(context, figure)), None)
