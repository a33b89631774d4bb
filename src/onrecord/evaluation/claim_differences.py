"""Where predicted claims differ from the gold ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from onrecord.evaluation.claim_checks import Checks, Item, as_span, as_spans, interval, same_value
from onrecord.evaluation.differences import Difference, Marks, join_rows
from onrecord.evaluation.pairing import Span
from onrecord.evaluation.reading import Row
from onrecord.evaluation.score_claims import Pairing, content_overlap, pair_items, span_overlap

Point = tuple[str, Callable[[Item, Item], bool], Callable[[Item], Any]]
"""An aspect that can be wrong: its name, its check, and the value to show."""


def claim_differences(gold_rows: Iterable[Row], pred_rows: Iterable[Row]) -> list[Difference]:
    """Statements, figures and times that are missed, spurious, or found but wrong in one point."""
    out: list[Difference] = []
    for row, guess in join_rows(gold_rows, pred_rows):
        checks = Checks(row)
        for name, overlap, points in (
            ("statement", content_overlap, _statement_points(checks)),
            ("figure", span_overlap, _figure_points(checks)),
            ("time", span_overlap, _time_points(checks)),
        ):
            paired = pair_items(row.get(f"{name}s") or [], guess.get(f"{name}s") or [], overlap)
            out += _differences(name, paired, points, checks)
    return out


def _statement_points(checks: Checks) -> list[Point]:
    def mention(item: Item) -> str:
        span = as_span(item.get("source"))
        return checks.text[slice(*span)] if span else "none"

    return [
        ("source", checks.source_mention, mention),
        ("speaker", checks.speaker, lambda item: item.get("speaker")),
        ("mode", checks.mode, lambda item: item.get("mode")),
    ]


def _figure_points(checks: Checks) -> list[Point]:
    return [
        ("value", same_value, lambda item: item.get("value")),
        ("comparator", checks.comparator, lambda item: item.get("comparator")),
        ("unit", checks.unit, lambda item: item.get("unit")),
        ("measured", checks.measured, lambda item: item.get("measured")),
        ("time", checks.time, lambda item: interval(item.get("time"))),
        ("source", checks.figure_source, lambda item: item.get("source")),
    ]


def _time_points(checks: Checks) -> list[Point]:
    return [("interval", checks.interval, interval)]


def _differences(name: str, paired: Pairing, points: list[Point], checks: Checks) -> Iterator[Difference]:
    article, text = str(checks.gold["id"]), checks.text
    taken = [id(want) for want, _ in paired.pairs]
    for want in paired.required:
        if id(want) not in taken:
            group = str(want.get("mode") or want.get("kind") or "gold")
            yield Difference(f"{name} missed", group, article, text, _marks(want), str(want.get("note", "")))
    used = [id(got) for _, got in paired.pairs]
    for got in paired.counted:
        if id(got) not in used:
            yield Difference(f"{name} spurious", str(got.get("rule", "")), article, text, _marks(got))
    for want, got in paired.pairs:
        for point, right, value in points:
            if not right(want, got):
                note = f"gold {value(want)!r}, predicted {value(got)!r}"
                rule = str(got.get("rule", ""))
                yield Difference(f"{name}: wrong {point}", rule, article, text, _marks(want), note)


def _marks(item: Item) -> Marks:
    marks: Marks = [("content", span) for span in as_spans(item.get("content"))]
    marks += [("cue", span) for span in as_spans(item.get("cue"))]
    for key in ("source", "span"):
        value = item.get(key)
        span: Span | None = None if isinstance(value, str) else as_span(value)
        marks += [(key, span)] if span else []
    return marks
