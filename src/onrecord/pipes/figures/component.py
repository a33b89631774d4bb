"""The component: detect, exclude and classify, attach, record. Each step returns new figures.

An exact grammar reads numerals, money, units and bounds. What depends on meaning comes from the language
model's readings and pointers; the pipe rejects those that cannot be right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from spacy.tokens import Doc

from onrecord.doc_spans import show_spans
from onrecord.pipes.figures.attach.change import split_moves, with_change, with_related
from onrecord.pipes.figures.attach.fallback import measured_words, nearest_period
from onrecord.pipes.figures.attach.pointers import pointed_measure, pointed_period, pointed_place
from onrecord.pipes.figures.attach.trim import measured_by_words
from onrecord.pipes.figures.attach.units import with_noun, with_shared_units
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.kinds.classify import classified
from onrecord.pipes.figures.kinds.ratio import read_multiples
from onrecord.pipes.figures.numbers.grammar import read_figures
from onrecord.pipes.figures.numbers.values import as_text
from onrecord.pipes.figures.units.currency_lists import currencies, read_currencies
from onrecord.pipes.figures.units.measure_lists import read_units, units
from onrecord.records import Figure as Record

_SINCE = 12  # characters searched before a period for "since the"
Entries = Sequence[Mapping[str, Any]]


class Figures:
    """Finds the figures of a Doc and leaves them in ``doc._.figures`` and ``doc.spans["figures"]``.

    Args:
        more_units: Extra units, which override known ones.
        more_currencies: Extra currencies, which override known ones.
    """

    def __init__(self, *, more_units: Entries = (), more_currencies: Entries = ()) -> None:
        self._units = read_units(more_units) if more_units else None
        self._currencies = read_currencies(more_currencies) if more_currencies else None

    def __call__(self, doc: Doc) -> Doc:
        """Add the figures to a Doc."""
        with units.using(self._units), currencies.using(self._currencies):
            context = Context(doc)
            doc._.figures = [_record(context, figure) for figure in find_figures(context)]
        show_spans(doc, "figures", ((figure["span"], figure["rule"]) for figure in doc._.figures))
        return doc


def find_figures(context: Context) -> list[Figure]:
    """The finished figures of a Doc."""
    numbers = detect(context)
    figures = [figure for number in numbers if (figure := classified(context, number)) is not None]
    counted = _without_per([with_noun(context, figure) for figure in figures])
    united = with_shared_units(context, counted)
    changed = [with_change(context, figure) for figure in united]
    return [attached(context, figure) for figure in with_related(context, changed)]


def detect(context: Context) -> list[Figure]:
    """All numbers in the text, left to right, without overlaps."""
    written = read_figures(context.text)
    taken = {i for figure in written for i in range(figure.bound_first, figure.bound_stop)}
    multiples = [figure for figure in read_multiples(context) if figure.first not in taken]
    return split_moves(context, sorted([*written, *multiples], key=lambda figure: figure.first))


def attached(context: Context, figure: Figure) -> Figure:
    """A figure with its measured phrase, period and place."""
    pointers, measured_score = context.pointers, 1.0
    if pointers.has("measured"):
        measured, measured_score = pointed_measure(context, figure)
    else:
        measured = measured_by_words(context, figure, measured_words(context, figure))
    period, period_score = (
        pointed_period(context, figure) if pointers.has("period") else (nearest_period(context, figure), 1.0)
    )
    return replace(
        figure,
        measured=measured,
        measured_by=None if measured is None else "model" if pointers.has("measured") else "rule",
        period=period,
        place=pointed_place(context, figure),
        score=figure.score * measured_score * period_score,
    )


def _without_per(figures: Sequence[Figure]) -> list[Figure]:
    """The figures except denominators of rates: the second number in "141 per 100,000 people"."""
    kept: list[Figure] = []
    for figure in figures:
        if not (kept and kept[-1].per and figure.first < kept[-1].stop):
            kept.append(figure)
    return kept


def _record(context: Context, figure: Figure) -> Record:
    return {
        "span": context.offsets(figure),
        "value": [as_text(value) for value in figure.values],
        "comparator": figure.comparator,
        "unit": figure.unit,
        "kind": figure.kind,  # type: ignore[typeddict-item]
        "measured": figure.measured,
        "measured_by": figure.measured_by,
        "change": figure.change,
        "per": figure.per,
        "period": figure.period,
        "since": _is_open_ended(context, figure.period),
        "place": figure.place,
        "related": figure.related,
        "score": figure.score,
        "rule": figure.rule,
    }


def _is_open_ended(context: Context, period: int | None) -> bool:
    """Whether the period runs from its first day until publication, as in "since 2007"."""
    start = 0 if period is None else context.doc._.periods[period]["span"][0]
    words = context.text.string[max(start - _SINCE, 0) : start].lower().split()
    return words[-1:] == ["since"] or words[-2:] == ["since", "the"]
