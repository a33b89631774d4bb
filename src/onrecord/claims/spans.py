"""Stretches of a text as plain data, and the sentences they stand in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

from spacy.tokens import Doc

from onrecord.claims.schema import AROUND
from onrecord.records import text_of

Bounds = Sequence[int]
"""``[start, end)`` in characters."""


def span_record(text: str, bounds: Bounds) -> dict[str, Any]:
    """A span of the claim record."""
    start, end = bounds
    return {
        "start": start,
        "end": end,
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : max(0, start)],
        "suffix": text[end : end + AROUND],
    }


class Sentences:
    """Looks up the sentences of a Doc by character; paragraphs stand in where it has no sentences."""

    def __init__(self, doc: Doc) -> None:
        self._text = text_of(doc)
        if doc.has_annotation("SENT_START"):
            self._starts = [sentence.start_char for sentence in doc.sents]
        else:
            self._starts = [0, *(index + 1 for index, char in enumerate(self._text) if char == "\n")]
        self._ends = [*self._starts[1:], len(self._text)]

    def around(self, spans: Iterable[Bounds]) -> str:
        """The whole sentences from the first to the last of the spans, without white space at the ends."""
        found = list(spans)
        first = max(0, bisect_right(self._starts, min(start for start, _ in found)) - 1)
        last = min(bisect_left(self._ends, max(end for _, end in found)), len(self._ends) - 1)
        return self._text[self._starts[first] : self._ends[last]].strip()
