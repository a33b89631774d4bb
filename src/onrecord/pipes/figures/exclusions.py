"""Numbers that are no figures: the rules of ``exclusions.toml``, each with its test, in their order."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.pipes.figures import not_counts, not_names, not_times
from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context

_BY_SHAPE: dict[str, Callable[[Context, Candidate], bool]] = {
    "figure.not.season": not_times.is_season,
    "figure.not.decade": not_times.is_decade,
    "figure.not.clock": not_times.is_clock,
    "figure.not.code": not_names.is_code,
    "figure.not.idiom": not_counts.is_idiom,
    "figure.not.list": not_counts.is_list,
}
_BY_SENSE: dict[str, Callable[[Context, Candidate], bool]] = {
    "figure.not.ordinal": not_counts.is_ordinal,
    "figure.not.date": not_times.is_date,
    "figure.not.year": not_times.is_year,
    "figure.not.designator": not_names.is_designator,
    "figure.not.one": not_counts.is_one,
    "figure.not.name": not_names.is_name,
    "figure.not.quoted_name": not_names.is_quoted_name,
    "figure.not.part": not_counts.is_part,
    "figure.not.address": not_names.is_address,
    "figure.not.end_of_table": not_counts.is_end_of_table,
}


def exclusion_by_shape(context: Context, found: Candidate) -> str | None:
    """The id of the rule by which a candidate's characters alone make it no figure, or None."""
    return next((ident for ident, test in _BY_SHAPE.items() if test(context, found)), None)


def exclusion(context: Context, found: Candidate) -> str | None:
    """The id of the rule by which its words and its place in the sentence make it no figure, or None."""
    return next((ident for ident, test in _BY_SENSE.items() if test(context, found)), None)
