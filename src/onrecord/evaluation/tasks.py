"""The four labelled tasks: turning a Doc into a row, scoring rows, and showing the result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from spacy.tokens import Doc

from onrecord.errors import ConfigError
from onrecord.evaluation.attribution_differences import attribution_differences
from onrecord.evaluation.claim_differences import claim_differences
from onrecord.evaluation.differences import Difference
from onrecord.evaluation.gold_claims import claims_of
from onrecord.evaluation.gum_dates import dates_of
from onrecord.evaluation.newsquant import quantities_of
from onrecord.evaluation.number_differences import date_differences, figure_differences
from onrecord.evaluation.polnear import attributions_of
from onrecord.evaluation.reading import Row
from onrecord.evaluation.score_attributions import score_attributions
from onrecord.evaluation.score_claims import score_claims
from onrecord.evaluation.score_dates import score_dates
from onrecord.evaluation.score_figures import score_figures
from onrecord.evaluation.table import attributions_table, claims_table, dates_table, figures_table

Result = dict[str, Any]


@dataclass(frozen=True)
class Options:
    """A user's options for predicting, scoring and showing."""

    attitudes: bool = True
    """attributions: also predict what someone wants, believes or fears."""
    ignored: frozenset[str] = frozenset()
    """attributions: gold classes that are optional."""
    rounds: int = 1000
    """attributions: bootstrap rounds."""
    seed: int = 1
    """attributions: seed of the bootstrap."""
    average_ranges: bool = False
    """figures: compare with the midpoint of a gold range."""
    kinds: bool = False
    """dates: a line for every kind of expression."""
    per_article: bool = False
    """claims: a table for every article."""


@dataclass(frozen=True)
class Task:
    """One kind of labelled set."""

    labels: tuple[str, ...]
    """Keys of a row that hold gold labels."""
    adapt: Callable[[Doc], Row]
    score: Callable[[Sequence[Row], Sequence[Row]], Result]
    table: Callable[[Result], str]
    differences: Callable[[Sequence[Row], Sequence[Row]], list[Difference]]


def make_task(name: str, options: Options) -> Task:
    """The task of that name under these options.

    Raises:
        ConfigError: There is no such task.
    """
    if name not in _MAKERS:
        raise ConfigError(f"no task {name!r}; there are {', '.join(TASKS)}")
    return _MAKERS[name](options)


def _attributions(options: Options) -> Task:
    return Task(
        labels=("attributions",),
        adapt=partial(attributions_of, attitudes=options.attitudes),
        score=partial(score_attributions, ignored=options.ignored, rounds=options.rounds, seed=options.seed),
        table=attributions_table,
        differences=partial(attribution_differences, ignored=options.ignored),
    )


def _figures(options: Options) -> Task:
    return Task(
        labels=("quantities",),
        adapt=quantities_of,
        score=partial(score_figures, average_ranges=options.average_ranges),
        table=figures_table,
        differences=partial(figure_differences, average_ranges=options.average_ranges),
    )


def _dates(options: Options) -> Task:
    return Task(
        labels=("dates",),
        adapt=dates_of,
        score=score_dates,
        table=partial(dates_table, kinds=options.kinds),
        differences=date_differences,
    )


def _claims(options: Options) -> Task:
    return Task(
        labels=("statements", "figures", "times"),
        adapt=claims_of,
        score=partial(score_claims, per_article=options.per_article),
        table=claims_table,
        differences=claim_differences,
    )


_MAKERS: dict[str, Callable[[Options], Task]] = {
    "attributions": _attributions,
    "figures": _figures,
    "dates": _dates,
    "claims": _claims,
}

TASKS = tuple(_MAKERS)
