"""The component: detect, exclude and classify, attach, record. Each step returns new figures.

An exact grammar reads numerals, money, units and bounds. What depends on meaning comes from the language
model's readings and pointers; the pipe rejects those that cannot be right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from spacy.tokens import Doc

from onrecord.doc_spans import show_spans
from onrecord.pipes.figures.attach.change import split_moves, with_change, with_related
from onrecord.pipes.figures.attach.fallback import measured_near
from onrecord.pipes.figures.attach.pointers import pointed_measure, pointed_period, pointed_place
from onrecord.pipes.figures.attach.units import with_noun, with_shared_units
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Figure, as_text
from onrecord.pipes.figures.kinds.classify import classified
from onrecord.pipes.figures.kinds.settled import read_multiples
from onrecord.pipes.figures.numbers.grammar import read_figures
from onrecord.pipes.figures.scoring import features_of
from onrecord.pipes.figures.units.currency_lists import currencies, read_currencies
from onrecord.pipes.figures.units.measure_lists import read_units, units
from onrecord.pipes.scoring import Features, probability
from onrecord.records import Figure as Record
from onrecord.records import MadeBy

_SINCE = re.compile(r"\b[Ss]ince(?: [\w'’-]+){0,4} \Z")
Entries = Sequence[Mapping[str, Any]]


class Figures:
    """Finds the figures of a Doc and leaves them in ``doc._.figures`` and ``doc.spans["figures"]``.

    ``more_units`` and ``more_currencies`` override known ones.
    """

    def __init__(self, *, more_units: Entries = (), more_currencies: Entries = ()) -> None:
        self._units = read_units(more_units) if more_units else None
        self._currencies = read_currencies(more_currencies) if more_currencies else None

    def __call__(self, doc: Doc) -> Doc:
        """Add the figures to a Doc."""
        doc._.figures = [figure for figure, _ in self.find(doc)]
        show_spans(doc, "figures", ((figure["span"], figure["rule"]) for figure in doc._.figures))
        return doc

    def find(self, doc: Doc) -> list[tuple[Record, Features]]:
        """The figures of a Doc, each with the features of its score."""
        with units.using(self._units), currencies.using(self._currencies):
            context = Context(doc)
            return [_record(context, figure) for figure in find_figures(context)]


def find_figures(context: Context) -> list[Figure]:
    """The finished figures of a Doc."""
    numbers = detect(context)
    figures = [figure for number in numbers if (figure := classified(context, number)) is not None]
    counted = [with_noun(context, figure) for figure in figures]
    after = (b for a, b in pairwise(counted) if not (a.per and b.first < a.stop))  # not in "141 per 100,000"
    united = with_shared_units(context, [*counted[:1], *after])
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
    by_model = context.pointers.has("measured")
    measured, measured_score = (pointed_measure if by_model else measured_near)(context, figure)
    period, period_score = pointed_period(context, figure)
    by: MadeBy | None = None if measured is None else "model" if by_model else "rule"
    figure = replace(figure, measured=measured, measured_by=by, period=period)
    score = figure.score * measured_score * period_score
    return replace(figure, place=pointed_place(context, figure), score=score)


def _record(context: Context, figure: Figure) -> tuple[Record, Features]:
    features = features_of(context, figure)
    start = 0 if figure.period is None else context.doc._.periods[figure.period]["span"][0]
    own = {
        "span": context.offsets(figure),
        "value": [as_text(value) for value in figure.values],
        "since": bool(_SINCE.search(context.text.string, max(start - 60, 0), start)),
        "score": probability("figures", features),
    }
    same = {name: getattr(figure, name) for name in Record.__annotations__ if name not in own}
    return {**own, **same}, features  # type: ignore[typeddict-item]
