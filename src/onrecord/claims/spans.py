"""Spans of a text as plain data, and the sentences around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from spacy.tokens import Doc

from onrecord.claims.schema import AROUND
from onrecord.doc_spans import covering, text_of

Bounds = Sequence[int]
"""``[start, end)`` in characters."""


def span_record(text: str, bounds: Bounds) -> dict[str, Any]:
    """A span in the form of the claim record."""
    start, end = bounds
    return {
        "start": start,
        "end": end,
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : max(0, start)],
        "suffix": text[end : end + AROUND],
    }


def sentences_around(doc: Doc, spans: Iterable[Bounds]) -> str:
    """The whole sentences from the first span to the last, stripped.

    Lines are used if the Doc has no sentences.
    """
    starts, ends = zip(*spans, strict=True)
    start, end = min(starts), max(ends)
    text = text_of(doc)
    tokens = covering(doc, start, end)
    if tokens is not None and doc.has_annotation("SENT_START"):
        return text[tokens[0].sent.start_char : tokens[-1].sent.end_char].strip()
    line_end = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : len(text) if line_end < 0 else line_end].strip()
