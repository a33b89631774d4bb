"""When a predicted statement, figure or time is right.

source_mention  the spans overlap on half of the shorter one (or both are null)
speaker         ``sameness.same_name``; gold null accepts null or the gold source's own words
value           equal within 0.1 % (a ratio also accepts the same number in percent)
measured        half of the words in common, between the phrases or between the measured spans
time, source    the same, or both null
place, related  the spans of the places, or of the related figures, share a character
per             the same words except for case, commas and an article; "|" separates alternatives
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.errors import ReaderError
from onrecord.evaluation.pairing import Span, shared
from onrecord.evaluation.sameness import (
    numbers,
    same_name,
    same_numbers,
    same_phrase,
    same_unit,
    same_words,
    unit_key,
)

Item = dict[str, Any]


def as_span(value: Any) -> Span | None:
    """``[start, end]`` as a tuple, None for null.

    Raises:
        ReaderError: The value is neither.
    """
    if value is None:
        return None
    if isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(side, int) for side in value):
        return value[0], value[1]
    raise ReaderError(f"not a [start, end] span: {value!r}")


def as_spans(value: Any) -> list[Span]:
    """A list of spans as tuples; a single span is a list of one, null an empty list."""
    spans = [value] if value and isinstance(value[0], int) else value or []
    return [span for span in map(as_span, spans) if span]


def interval(item: Any) -> tuple[str, str] | None:
    """First and last day of a time, None without one."""
    if not isinstance(item, dict) or not item.get("start"):
        return None
    return str(item["start"]), str(item.get("end") or item["start"])


def same_value(gold: Item, pred: Item) -> bool:
    """Equal values? A ratio may also be given in percent."""
    got = numbers(pred.get("value"))
    if gold.get("kind") == "ratio" and unit_key(pred.get("unit")) == "percent":
        got = [number / 100 for number in got]
    return same_numbers(numbers(gold.get("value")), got)


def _bare(words: str) -> str:
    return words.lower().replace(",", "").removeprefix("a ").removeprefix("each ")


@dataclass(frozen=True)
class Checks:
    """The checks of a paired statement or figure, given its gold article."""

    gold: Item

    @property
    def text(self) -> str:
        """The article's text."""
        return str(self.gold.get("text", ""))

    def source_mention(self, gold: Item, pred: Item) -> bool:
        """The same mention in the sentence, or none in both?"""
        want, got = as_span(gold.get("source")), as_span(pred.get("source"))
        if want is None or got is None:
            return want is got
        return shared(want, got) * 2 >= max(1, min(want[1] - want[0], got[1] - got[0]))

    def speaker(self, gold: Item, pred: Item) -> bool:
        """The same canonical speaker?"""
        got = str(pred.get("speaker") or "")
        if gold.get("speaker"):
            return bool(got) and same_name(
                gold["speaker"], got, gold["speaker_kind"], gold.get("speaker_alt", ())
            )
        span = as_span(gold.get("source"))
        return not got or (span is not None and same_phrase(self.text[slice(*span)], got))

    def mode(self, gold: Item, pred: Item) -> bool:
        """The same mode?"""
        return bool(gold.get("mode") == pred.get("mode"))

    def comparator(self, gold: Item, pred: Item) -> bool:
        """The same bound?"""
        return bool(gold.get("comparator", "=") == (pred.get("comparator") or "="))

    def unit(self, gold: Item, pred: Item) -> bool:
        """The same unit?"""
        return same_unit(gold.get("unit"), pred.get("unit"))

    def quantity(self, gold: Item, pred: Item) -> bool:
        """Value, bound and unit right?"""
        return same_value(gold, pred) and self.comparator(gold, pred) and self.unit(gold, pred)

    def measured(self, gold: Item, pred: Item) -> bool:
        """The same thing measured, by the phrase or by the words of the span?"""
        cuts = [self._cut(item) for item in (gold, pred)]
        return same_words(str(gold.get("measured") or ""), str(pred.get("measured") or "")) or same_words(
            *cuts
        )

    def _cut(self, item: Item) -> str:
        span = as_span(item.get("measured_span"))
        return self.text[slice(*span)] if span else ""

    def time(self, gold: Item, pred: Item) -> bool:
        """The figure's time right?"""
        return interval(gold.get("time")) == interval(pred.get("time"))

    def interval(self, gold: Item, pred: Item) -> bool:
        """The time's interval right?"""
        return interval(gold) == interval(pred)

    def place(self, gold: Item, pred: Item) -> bool:
        """The same place?"""
        want, got = as_span(gold.get("place")), as_span(pred.get("place"))
        return bool(want and got and shared(want, got))

    def per(self, gold: Item, pred: Item) -> bool:
        """The same "per" (a day, person ...)?"""
        return _bare(str(pred.get("per"))) in map(_bare, str(gold.get("per")).split("|"))

    def related(self, gold: Item, pred: Item) -> bool:
        """The same related figure?"""
        want, got = as_span(self.gold["figures"][gold["related"]]["span"]), as_span(pred.get("related_span"))
        return bool(want and got and shared(want, got))

    def figure_source(self, gold: Item, pred: Item) -> bool:
        """The figure stated by the same speaker, or by none in both?"""
        want, got = gold.get("source"), pred.get("source")
        if not want or not got:
            return not want and not got
        kind, alternatives = "organization", []
        for statement in self.gold.get("statements") or []:
            if statement.get("speaker") == want:
                kind, alternatives = statement["speaker_kind"], statement.get("speaker_alt", [])
        return same_name(want, str(got), kind, alternatives)
