"""Score periods against gold dates (the formats of GUM's dates and of Recognizers-Text).

A row is ``{"id", "text", "dates": [...], "other_time": [{"start", "end"}]?}``; a date has a start, an end and

    "when": "2015-05-18" | "2015-05" | "2015" | "2015-05-18T22:30" (the time of day is dropped), or
    "from"/"to" or "notBefore"/"notAfter": the same forms, either of which may be missing, or
    "intervals": [[first day, last day], ...]: alternatives with null for an open side; one must be right

All become intervals of days with inclusive ends. Clock times, years BC, recurring dates and gold without a
value count for detection only; if gold has only one end, only that end is compared. ``other_time`` lists
expressions without a gold value: predictions that touch one of them and no gold date are left out of the
lenient precision.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.evaluation.pairing import Span, pair_greedily, shared
from onrecord.evaluation.reading import Row
from onrecord.evaluation.tally import Tally, share

Interval = tuple[date | None, date | None]

ISO = re.compile(r"(\d{3,4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$")
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\.?"
FULL_DATE = (
    rf"(?=.*\b{MONTH})(?=.*\b\d{{4}}\b)(?=.*\b\d{{1,2}}(?:st|nd|rd|th)?\b)"
    r"|\d+[-/]\d+[-/]\d+"
)
NEAR_UNIT = (
    r"\b(?:last|next|this|past|previous|following)\b.*\b(?:week(?:end)?|month|year|quarter|days?|years?|weeks|months|"
    r"summer|winter|spring|fall|autumn)"
)
LENGTH = r"\bago\b|later|earlier|before|after|years?\b|days?\b|weeks?\b|months?\b|hours?\b"
KINDS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("clock time", r"\d\d?:\d\d|\b[ap]\.?m\b|midnight|noon|o'clock"),
        ("full date", FULL_DATE),
        ("month + year", rf"\b{MONTH}.*\b\d{{4}}\b"),
        ("month + day", rf"\b{MONTH}\s+\d|\d.*\b{MONTH}"),
        ("weekday", rf"^(?:on |last |next |this )?{WEEKDAY}(?: \w+)?$"),
        ("month", rf"^(?:last |next |this |early |late |mid-)?{MONTH}$"),
        ("year", r"^(?:the )?(?:in )?\d{4}$"),
        ("decade/century", r"\d0'?s\b|centur|ties\b|decade"),
        ("day word", r"today|tonight|yesterday|tomorrow|morning|evening|night"),
        ("last/next/this unit", NEAR_UNIT),
        ("ago/later/length", LENGTH),
    )
)


@dataclass(frozen=True)
class Mention:
    """One date in a text, with its alternative intervals."""

    span: Span
    text: str
    intervals: tuple[Interval, ...]

    @property
    def kind(self) -> str:
        """The kind of expression, judged by its words."""
        return next((name for name, pattern in KINDS if pattern.search(self.text.strip())), "other")


def day_range(value: str | None) -> tuple[date, date] | None:
    """First and last day of an ISO year, month or day; None for anything else."""
    match = ISO.match(value) if value else None
    if not match:
        return None
    year, month, day = (int(group or 0) for group in match.groups())
    try:
        if match.group(2) is None:
            return date(year, 1, 1), date(year, 12, 31)
        if match.group(3) is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except (ValueError, calendar.IllegalMonthError):
        return None


def read_mentions(row: Row, text: str) -> list[Mention]:
    """The dates of one row."""
    mentions: list[Mention] = []
    for raw in row.get("dates") or []:
        start, end = int(raw["start"]), int(raw["end"])
        mentions.append(Mention((start, end), text[start:end] or raw.get("text", ""), _intervals_of(raw)))
    return mentions


def _intervals_of(raw: Row) -> tuple[Interval, ...]:
    if "intervals" in raw:
        bounds = [(day_range(low), day_range(high)) for low, high in raw["intervals"]]
    elif raw.get("when"):
        whole = day_range(raw["when"])
        bounds = [(whole, whole)]
    else:
        bounds = [(_first_given(raw, "from", "notBefore"), _first_given(raw, "to", "notAfter"))]
    return tuple((low[0] if low else None, high[1] if high else None) for low, high in bounds if low or high)


def _first_given(raw: Row, *keys: str) -> tuple[date, date] | None:
    return next((day_range(raw[key]) for key in keys if raw.get(key)), None)


def same_interval(gold: Interval, pred: Interval) -> bool:
    """Equal on every side that is closed in the gold?"""
    return all(want is None or want == got for want, got in zip(gold, pred, strict=True))


def value_right(gold: Mention, pred: Mention) -> bool:
    """Does one of the predicted intervals equal one of the gold ones?"""
    return any(same_interval(want, got) for want in gold.intervals for got in pred.intervals)


def pair_mentions(gold: Sequence[Mention], pred: Sequence[Mention]) -> list[tuple[int, int]]:
    """One-to-one pairs of overlapping mentions, longest overlap first."""
    return pair_greedily(
        (both, i, j)
        for i, want in enumerate(gold)
        for j, got in enumerate(pred)
        if (both := shared(want.span, got.span))
    )


def score_dates(gold_rows: Iterable[Row], pred_rows: Iterable[Row]) -> dict[str, Any]:
    """All metrics over a labelled set, in percent.

    Args:
        gold_rows: Articles with text and gold dates.
        pred_rows: Predicted dates; a missing row counts as one without predictions.
    """
    guesses = {str(row["id"]): row for row in pred_rows}
    count: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for row in gold_rows:
        text = row.get("text", "")
        gold, pred = read_mentions(row, text), read_mentions(guesses.get(str(row["id"]), {}), text)
        other = [(int(raw["start"]), int(raw["end"])) for raw in row.get("other_time") or []]
        pairs = pair_mentions(gold, pred)
        count.update(gold=len(gold), pred=len(pred), overlap=len(pairs))
        count["ignored"] += _ignored(gold, pred, pairs, other)
        for want in gold:
            kinds[want.kind]["gold"] += 1
            count["valued"] += bool(want.intervals)
        for i, j in pairs:
            _count_pair(gold[i], pred[j], count, kinds[gold[i].kind])
    return _result(count, kinds)


def touch(one: Span, two: Span) -> bool:
    """Whether two spans overlap; one of them may be empty."""
    return one[0] < two[1] and two[0] < one[1]


def _ignored(
    gold: Sequence[Mention], pred: Sequence[Mention], pairs: Sequence[tuple[int, int]], other: Sequence[Span]
) -> int:
    """Number of unpaired predictions that touch an expression without a value and no gold date."""
    matched = {j for _, j in pairs}
    return sum(
        j not in matched
        and any(touch(got.span, span) for span in other)
        and not any(touch(got.span, want.span) for want in gold)
        for j, got in enumerate(pred)
    )


def _count_pair(want: Mention, got: Mention, count: Counter[str], kind: Counter[str]) -> None:
    kind["found"] += 1
    count["exact"] += want.span == got.span
    if not want.intervals:
        return
    right = value_right(want, got)
    count["valued_found"] += 1
    count["value"] += right
    kind["value"] += right
    count["start_known"] += any(low for low, _ in want.intervals)
    count["start"] += any(low == first for low, _ in want.intervals if low for first, _ in got.intervals)


def _result(count: Counter[str], kinds: dict[str, Counter[str]]) -> dict[str, Any]:
    found, gold, pred = count["overlap"], count["gold"], count["pred"]
    unvalued_found = found - count["valued_found"]
    return {
        "gold": gold,
        "pred": pred,
        "ignored": count["ignored"],
        "detection": _percent(Tally(found, pred, gold)),
        "detection_lenient": _percent(Tally(found, pred - count["ignored"], gold)),
        "exact_span": _percent(Tally(count["exact"], pred, gold)),
        "value_accuracy": 100 * share(count["value"], count["valued_found"]),
        "start_accuracy": 100 * share(count["start"], count["start_known"]),
        "value": _percent(Tally(count["value"], pred - unvalued_found, count["valued"])),
        "kinds": {
            name: dict(kind) for name, kind in sorted(kinds.items(), key=lambda item: -item[1]["gold"])
        },
    }


def _percent(tally: Tally) -> dict[str, float]:
    return {"P": 100 * tally.precision, "R": 100 * tally.recall, "F1": 100 * tally.f1}
