"""Score figures against gold quantities (the format of NewsQuant).

A row is ``{"id", "quantities": [{"value", "normalized_unit", "change"?, "concepts"?, "start"?, "end"?}]}``; a
value is a number or a range ``[low, high]`` with null for an open side.

cqe      the metrics of "CQE: A Comprehensive Quantity Extractor" (EMNLP 2023), counted like its published
         evaluation: every gold quantity is compared with all unused predictions of the sentence in order of
         unit; every equal pair is a hit (but value hits are limited to the number of gold quantities); a
         prediction is used up only if its unit is right too
one2one  the same metrics, with each gold and each predicted quantity used once, best pairs first
span     only gold quantities with offsets: overlap, then value and unit of the overlapping pairs
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.evaluation.pairing import Span, pair_greedily, shared
from onrecord.evaluation.reading import Row
from onrecord.evaluation.tally import Tally

Value = float | tuple[float | None, float | None]

CQE_METRICS = ("value", "value+unit", "value+change", "value+concept_partial", "value+concept_complete")
ONE2ONE_METRICS = (*CQE_METRICS, "value+unit+change")
SPAN_METRICS = ("overlap", "exact span", "overlap+value", "overlap+value+unit", "exact span+value")


@dataclass(frozen=True)
class Quantity:
    """One quantity in comparable form."""

    value: Value | None
    unit: str
    change: str | None
    concepts: tuple[str, ...] | None
    span: Span | None
    rule: str = ""


def read_quantities(row: Row, *, average_ranges: bool = False) -> list[Quantity]:
    """The quantities of one row; ``average_ranges`` replaces a range by its midpoint."""
    return [_read_quantity(raw, average_ranges) for raw in row.get("quantities") or []]


def _read_quantity(raw: Row, average_ranges: bool) -> Quantity:
    value = raw.get("value")
    parsed: Value | None = None
    if isinstance(value, list | tuple):
        low, high = (None if side is None else float(side) for side in value)
        parsed = (low, high)
        if average_ranges and low is not None and high is not None:
            parsed = (low + high) / 2
    elif value is not None:
        parsed = float(value)
    concepts, start, end = raw.get("concepts"), raw.get("start"), raw.get("end")
    return Quantity(
        value=parsed,
        unit=(raw.get("normalized_unit") or "-").lower(),
        change=raw.get("change"),
        concepts=None if concepts is None else tuple(concepts),
        span=None if start is None or end is None else (int(start), int(end)),
        rule=str(raw.get("rule") or ""),
    )


def same_value(gold: Value | None, pred: Value | None) -> bool:
    """Are both the same number, or the same range?"""
    if isinstance(gold, tuple) and isinstance(pred, tuple):
        return _close(gold[0], pred[0]) and _close(gold[1], pred[1])
    if isinstance(gold, tuple) or isinstance(pred, tuple):
        return False
    return _close(gold, pred)


def _close(gold: float | None, pred: float | None) -> bool:
    if gold is None or pred is None:
        return gold is pred
    if math.isinf(gold) or math.isinf(pred):
        return gold == pred
    return abs(gold - pred) <= 1e-8 + 1e-5 * abs(pred)


def same_concepts(gold: tuple[str, ...] | None, pred: tuple[str, ...] | None) -> tuple[bool, bool]:
    """Whether two lists of concept words agree completely, and whether they agree partly."""
    if gold is None or pred is None:
        return False, False
    both = {word.lower() for word in gold} & {word.lower() for word in pred}
    return len(both) == len(gold) == len(pred), bool(both)


def pair_quantities(gold: Sequence[Quantity], pred: Sequence[Quantity]) -> list[tuple[int, int]]:
    """One-to-one pairs of equal value; pairs with equal unit, change and concepts come first."""
    scored: list[tuple[float, int, int]] = []
    for i, want in enumerate(gold):
        for j, got in enumerate(pred):
            if same_value(want.value, got.value):
                partial = same_concepts(want.concepts, got.concepts)[1]
                right = 4 * (want.unit == got.unit) + 2 * (want.change == got.change) + partial
                scored.append((1 + right, i, j))
    return pair_greedily(scored)


def _cqe_hits(gold: Sequence[Quantity], pred: Sequence[Quantity]) -> dict[str, int]:
    hits = dict.fromkeys(CQE_METRICS, 0)
    unused = list(pred)
    for want in gold:
        for j, got in enumerate(unused):
            if not same_value(want.value, got.value):
                continue
            if hits["value"] < len(gold):
                hits["value"] += 1
            hits["value+change"] += want.change == got.change
            complete, partial = same_concepts(want.concepts, got.concepts)
            hits["value+concept_complete"] += complete
            hits["value+concept_partial"] += partial
            if want.unit == got.unit:
                hits["value+unit"] += 1
                del unused[j]
                break
    return hits


def _one2one_hits(gold: Sequence[Quantity], pred: Sequence[Quantity]) -> dict[str, int]:
    hits = dict.fromkeys(ONE2ONE_METRICS, 0)
    for i, j in pair_quantities(gold, pred):
        want, got = gold[i], pred[j]
        complete, partial = same_concepts(want.concepts, got.concepts)
        hits["value"] += 1
        hits["value+unit"] += want.unit == got.unit
        hits["value+change"] += want.change == got.change
        hits["value+unit+change"] += want.unit == got.unit and want.change == got.change
        hits["value+concept_partial"] += partial
        hits["value+concept_complete"] += complete
    return hits


def _span_hits(
    gold: Sequence[tuple[Quantity, Span]], pred: Sequence[tuple[Quantity, Span]]
) -> dict[str, int]:
    scored: list[tuple[float, int, int]] = []
    for i, (want, want_span) in enumerate(gold):
        for j, (got, got_span) in enumerate(pred):
            both = shared(want_span, got_span)
            if both:
                scored.append((both + 1000 * same_value(want.value, got.value), i, j))
    hits = dict.fromkeys(SPAN_METRICS, 0)
    for i, j in pair_greedily(scored):
        (want, want_span), (got, got_span) = gold[i], pred[j]
        right = same_value(want.value, got.value)
        hits["overlap"] += 1
        hits["exact span"] += want_span == got_span
        hits["overlap+value"] += right
        hits["overlap+value+unit"] += right and want.unit == got.unit
        hits["exact span+value"] += right and want_span == got_span
    return hits


def _in_order_of_unit(quantities: Sequence[Quantity], row: Row) -> list[Quantity]:
    """Sorted by unit, case-sensitively and stably."""
    units = [raw.get("normalized_unit") or "-" for raw in row.get("quantities") or []]
    return [quantity for _, quantity in sorted(zip(units, quantities, strict=True), key=lambda pair: pair[0])]


def score_figures(
    gold_rows: Iterable[Row], pred_rows: Iterable[Row], *, average_ranges: bool = False
) -> dict[str, dict[str, dict[str, float]]]:
    """All metrics over a labelled set, by block, in percent with one decimal.

    Args:
        gold_rows: Gold quantities.
        pred_rows: Predicted quantities; a missing row counts as one without predictions.
        average_ranges: Compare with the midpoint of a gold range, as published for quantulum3.
    """
    guesses = {str(row["id"]): row for row in pred_rows}
    tallies = {
        block: {name: Tally() for name in names}
        for block, names in (("cqe", CQE_METRICS), ("one2one", ONE2ONE_METRICS), ("span", SPAN_METRICS))
    }

    def count(block: str, hits: dict[str, int], pred: int, gold: int) -> None:
        for name, number in hits.items():
            tallies[block][name].add(number, pred, gold)

    for row in gold_rows:
        guess = guesses.get(str(row["id"]), {})
        gold, pred = read_quantities(row, average_ranges=average_ranges), read_quantities(guess)
        by_unit = _cqe_hits(_in_order_of_unit(gold, row), _in_order_of_unit(pred, guess))
        count("cqe", by_unit, len(pred), len(gold))
        count("one2one", _one2one_hits(gold, pred), len(pred), len(gold))
        located = [(one, one.span) for one in gold if one.span]
        if located or not gold:
            lost = [one for one in gold if not one.span]
            # a prediction with the value of a gold quantity without offsets cannot be judged by its offsets
            judged = [
                (one, one.span)
                for one in pred
                if one.span and not any(same_value(want.value, one.value) for want in lost)
            ]
            count("span", _span_hits(located, judged), len(judged), len(located))
    return {block: {name: _scores(t) for name, t in metrics.items()} for block, metrics in tallies.items()}


def _scores(tally: Tally) -> dict[str, Any]:
    percent = (round(100 * score, 1) for score in (tally.precision, tally.recall, tally.f1))
    return dict(zip(("P", "R", "F1"), percent, strict=True)) | {
        "hits": tally.hits,
        "gold": tally.gold,
        "pred": tally.pred,
    }
