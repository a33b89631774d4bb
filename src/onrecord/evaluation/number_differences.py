"""Where predicted figures and dates differ from the gold ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.evaluation.differences import Difference, Marks, join_rows
from onrecord.evaluation.reading import Row
from onrecord.evaluation.score_dates import Interval, pair_mentions, read_mentions, value_right
from onrecord.evaluation.score_figures import Quantity, pair_quantities, read_quantities, same_concepts


def figure_differences(
    gold_rows: Iterable[Row], pred_rows: Iterable[Row], *, average_ranges: bool = False
) -> list[Difference]:
    """Quantities that are missed, spurious, or right in value but wrong in unit, change or concept."""
    out: list[Difference] = []
    for row, guess in join_rows(gold_rows, pred_rows):
        ident, text = str(row["id"]), str(row.get("text", ""))
        gold, pred = read_quantities(row, average_ranges=average_ranges), read_quantities(guess)
        pairs = pair_quantities(gold, pred)
        for i, j in pairs:
            want, got = gold[i], pred[j]
            wrong: list[tuple[str, Any, Any]] = []
            if want.unit != got.unit:
                wrong.append(("unit", want.unit, got.unit))
            if want.change != got.change:
                wrong.append(("change", want.change, got.change))
            if not same_concepts(want.concepts, got.concepts)[1]:
                wrong.append(("concepts", want.concepts, got.concepts))
            for name, one, two in wrong:
                note = f"gold {one!r}, predicted {two!r}"
                out.append(Difference(f"wrong {name}", got.rule, ident, text, _spot(want, got), note))
        for i in sorted(set(range(len(gold))) - {i for i, _ in pairs}):
            out.append(Difference("missed", "gold", ident, text, _spot(gold[i]), _say(gold[i])))
        for j in sorted(set(range(len(pred))) - {j for _, j in pairs}):
            out.append(Difference("spurious", pred[j].rule, ident, text, _spot(pred[j]), _say(pred[j])))
    return out


def _spot(*quantities: Quantity) -> Marks:
    return next(([("span", one.span)] for one in quantities if one.span), [])


def _say(one: Quantity) -> str:
    return f"{one.value} {one.unit} {one.change or ''}"


def date_differences(gold_rows: Iterable[Row], pred_rows: Iterable[Row]) -> list[Difference]:
    """Dates that are missed, spurious, or found with another interval."""
    out: list[Difference] = []
    for row, guess in join_rows(gold_rows, pred_rows):
        ident, text = str(row["id"]), str(row.get("text", ""))
        gold, pred = read_mentions(row, text), read_mentions(guess, text)
        rules = [str(raw.get("rule") or "pred") for raw in guess.get("dates") or []]
        pairs = pair_mentions(gold, pred)
        for i, j in pairs:
            want, got = gold[i], pred[j]
            if want.intervals and not value_right(want, got):
                note = f"gold {_days(want.intervals)}, predicted {_days(got.intervals)}"
                group = f"{want.kind} / {rules[j]}"
                out.append(Difference("wrong interval", group, ident, text, [("span", want.span)], note))
        for i in sorted(set(range(len(gold))) - {i for i, _ in pairs}):
            out.append(Difference("missed", gold[i].kind, ident, text, [("span", gold[i].span)]))
        for j in sorted(set(range(len(pred))) - {j for _, j in pairs}):
            out.append(Difference("spurious", rules[j], ident, text, [("span", pred[j].span)]))
    return out


def _days(intervals: Sequence[Interval]) -> str:
    return " or ".join(f"{low}..{high}" for low, high in intervals) or "none"
