"""Converts character offsets of a Doc to tokens and span groups."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from spacy.tokens import Doc, Span, SpanGroup

from onrecord.records import Offsets

_TEXTS: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()
_EDGES: WeakKeyDictionary[Doc, tuple[list[int], list[int]]] = WeakKeyDictionary()


def covering(doc: Doc, start: int, end: int, label: str = "") -> Span | None:
    """The tokens that overlap the characters ``[start, end)``; None if there is only white space.

    ``Doc.char_span`` raises an error for white space between tokens, and scans the whole Doc.
    """
    starts, ends = token_edges(doc)
    first, last = bisect_right(ends, start), bisect_left(starts, end)
    return Span(doc, first, last, label=label) if first < last else None


def token_edges(doc: Doc) -> tuple[list[int], list[int]]:
    """The offsets at which a Doc's tokens start, and those at which they end; cached."""
    edges = _EDGES.get(doc)
    if edges is None:
        starts, lengths = doc.to_array(["IDX", "LENGTH"]).T
        edges = _EDGES[doc] = starts.tolist(), (starts + lengths).tolist()
    return edges


def text_of(doc: Doc) -> str:
    """``doc.text``, cached: a Doc rebuilds it from its tokens at every access."""
    text = _TEXTS.get(doc)
    if text is None:
        text = _TEXTS[doc] = doc.text
    return text


def show_spans(doc: Doc, name: str, spans: Iterable[tuple[Offsets, str]]) -> None:
    """Store character spans as the span group ``doc.spans[name]``, widened to whole tokens.

    Args:
        doc: The Doc to write to.
        name: Key of the span group; an existing one is replaced.
        spans: Pairs of character offsets and label.
    """
    group: list[Span] = []
    for (start, end), label in spans:
        span = covering(doc, start, end, label)
        if span is not None:
            group.append(span)
    doc.spans[name] = SpanGroup(doc, name=name, spans=group)
