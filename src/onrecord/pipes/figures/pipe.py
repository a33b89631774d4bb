"""The component: candidates from the characters, less what is no figure, plus what the parse says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from spacy.tokens import Doc

from onrecord.pipes.figures.ages import read_age
from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.changes import read_changes
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.counts import read_count
from onrecord.pipes.figures.elided import read_elided
from onrecord.pipes.figures.equivalents import read_equivalents
from onrecord.pipes.figures.exclusions import exclusion, exclusion_by_shape
from onrecord.pipes.figures.grammar import find_candidates
from onrecord.pipes.figures.measured import measured_of
from onrecord.pipes.figures.numerals import as_text
from onrecord.pipes.figures.pairs import split_pairs
from onrecord.pipes.figures.places import place_of
from onrecord.pipes.figures.ranks import find_multiples, read_rank
from onrecord.pipes.figures.shapes import finish, read_score
from onrecord.pipes.figures.shares import join_shares
from onrecord.pipes.figures.times import period_of, runs_on
from onrecord.pipes.figures.units.currency_lists import currencies, read_currencies
from onrecord.pipes.figures.units.measure_lists import read_units, units
from onrecord.pipes.figures.wickets import join_innings
from onrecord.records import Figure, show_spans


class Figures:
    """Finds the figures of a Doc and leaves them in ``doc._.figures`` and ``doc.spans["figures"]``.

    Args:
        more_units: Units that overrule those known.
        more_currencies: Currencies that do.
    """

    def __init__(
        self,
        *,
        more_units: Sequence[Mapping[str, Any]] = (),
        more_currencies: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        self._units = read_units(more_units) if more_units else None
        self._currencies = read_currencies(more_currencies) if more_currencies else None

    def __call__(self, doc: Doc) -> Doc:
        """Add the figures."""
        with units.using(self._units), currencies.using(self._currencies):
            return self._add(doc)

    def _add(self, doc: Doc) -> Doc:
        context = Context(doc)
        found = self.find(context)
        index = {id(candidate): i for i, candidate in enumerate(found)}
        for candidate in found:
            for token in context.tokens(candidate.first, candidate.stop):
                context.owners[token.i] = candidate
        doc._.figures = [_record(context, candidate, index) for candidate in found]
        show_spans(doc, "figures", ((figure["span"], figure["rule"]) for figure in doc._.figures))
        return doc

    def find(self, context: Context) -> list[Candidate]:
        """The candidates that are figures, complete but for what each measures."""
        found = [
            candidate for candidate in find_candidates(context.line) if self._is_figure(context, candidate)
        ]
        taken = {i for candidate in found for i in range(candidate.bound_first, candidate.bound_stop)}
        found += [one for one in find_multiples(context) if one.first not in taken]
        found.sort(key=lambda candidate: candidate.first)
        found = split_pairs(context, found)
        for candidate in found:
            read_count(context, candidate)
        found = join_innings(context, join_shares(context, _without_per(found)))
        for before, candidate in pairwise(found):
            candidate.before = before
        for candidate in found:
            finish(context, candidate)
        read_elided(context, found)
        read_changes(context, found)
        read_equivalents(context, found)
        return found

    def _is_figure(self, context: Context, candidate: Candidate) -> bool:
        if exclusion_by_shape(context, candidate) is not None:
            return False
        if read_rank(context, candidate) or read_score(context, candidate):
            return True
        return read_age(context, candidate) or exclusion(context, candidate) is None


def _without_per(found: list[Candidate]) -> list[Candidate]:
    """The candidates without those others are reckoned by: the second one of "141 per 100,000 people"."""
    kept: list[Candidate] = []
    for candidate in found:
        if not (kept and kept[-1].per and candidate.first < kept[-1].stop):
            kept.append(candidate)
    return kept


def _record(context: Context, found: Candidate, index: dict[int, int]) -> Figure:
    lexemes = context.line.lexemes
    start, end = lexemes[found.bound_first].start, lexemes[found.bound_stop - 1].end
    period = period_of(context, found)
    return {
        "span": [start, end],
        "value": [as_text(value) for value in found.values],
        "comparator": found.comparator,
        "unit": found.unit,
        "kind": found.kind,  # type: ignore[typeddict-item]
        "measured": measured_of(context, found),
        "change": found.change,
        "per": found.per,
        "period": period,
        "since": runs_on(context, period),
        "place": place_of(context, found),
        "related": None if found.related is None else index[id(found.related)],
        "rule": found.rule,
    }
