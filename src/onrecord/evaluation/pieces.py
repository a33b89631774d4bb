"""Spans in several pieces, compared without punctuation and spaces at their edges, and quoted spans."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from onrecord.errors import ReaderError
from onrecord.evaluation.pairing import Span, shared
from onrecord.evaluation.tally import share

Pieces = tuple[Span, ...]

WORD = re.compile(r"\w+(?:['’.,\-]\w+)*")


def normalise(text: str, pieces: Iterable[Sequence[int]]) -> Pieces:
    """Trim every piece to letters and digits, drop the empty ones, join those with no word between them.

    Raises:
        ReaderError: A piece is outside the text.
    """
    kept: list[list[int]] = []
    for start, end in sorted((int(piece[0]), int(piece[1])) for piece in pieces):
        if not 0 <= start <= end <= len(text):
            raise ReaderError(f"span [{start}, {end}] lies outside a text of {len(text)} characters")
        while start < end and not text[start].isalnum():
            start += 1
        while end > start and not text[end - 1].isalnum():
            end -= 1
        if start == end:
            continue
        if kept and not any(char.isalnum() for char in text[kept[-1][1] : start]):
            kept[-1][1] = max(kept[-1][1], end)
        else:
            kept.append([start, end])
    return tuple((start, end) for start, end in kept)


def size(span: Pieces) -> int:
    """Characters of all pieces together."""
    return sum(end - start for start, end in span)


def common(one: Pieces, two: Pieces) -> int:
    """Number of characters in both."""
    return sum(shared(a, b) for a in one for b in two)


def overlap(one: Pieces, two: Pieces) -> float:
    """Shared characters divided by the length of the longer span; 1 for two empty ones."""
    longer = max(size(one), size(two))
    return common(one, two) / longer if longer else 1.0


def intersect(one: Pieces, two: Pieces) -> list[Span]:
    """The parts covered by both, in text order."""
    return sorted((max(a, c), min(b, d)) for a, b in one for c, d in two if max(a, c) < min(b, d))


def words_of(text: str) -> list[Span]:
    """The spans of a text's words."""
    return [match.span() for match in WORD.finditer(text)]


def words_in(words: Sequence[Span], span: Pieces) -> set[int]:
    """Starts of the words, given in text order, that are wholly inside a piece."""
    near = ((words[bisect_left(words, (a, a)) : bisect_left(words, (b, b))], b) for a, b in span)
    return {start for some, b in near for start, end in some if end <= b}


def quoted_spans(text: str) -> list[Span]:
    """The spans between double quotation marks, without the marks.

    Marks pair up within a line. A quotation still open at the end of a line closes there: in a quotation of
    several paragraphs each paragraph opens with its own mark.
    """
    spans: list[Span] = []
    base = 0
    for line in text.splitlines(keepends=True):
        opened = -1
        for i, char in enumerate(line):
            if char == "“" or (char == '"' and opened < 0):
                if opened < 0:
                    opened = i + 1
            elif char in '”"' and opened >= 0:
                spans.append((base + opened, base + i))
                opened = -1
        if opened >= 0:
            spans.append((base + opened, base + len(line.rstrip())))
        base += len(line)
    return [(start, end) for start, end in spans if end > start]


def content_kind(words: Sequence[Span], quotes: Pieces, content: Pieces) -> str:
    """The mode: "direct" (90 % of the words are in quotation marks), "mixed" (some) or "indirect"."""
    inside = words_in(words, content)
    quoted = share(len(inside & words_in(words, quotes)), len(inside))
    return "direct" if quoted >= 0.9 else "mixed" if quoted > 0 else "indirect"
