"""The text around a claim and its offset in the article; spans are moved within it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.claims import Span
from onrecord.claims.schema import AROUND
from onrecord.errors import ClaimError
from onrecord.review.claimfile import AnyClaim

NEAR = 2000
"""A boundary is moved by words within this many characters on either side."""
TRIES = 100
"""How many occurrences of a span's words in its sentence are tried."""

_WORD = re.compile(r"\w+(?:[’'.,/-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of an article, with its offset."""

    text: str
    start: int
    """Offset in the article where it begins."""
    whole: bool
    """Whether it is the whole article."""

    @property
    def end(self) -> int:
        """Offset in the article where it ends."""
        return self.start + len(self.text)

    def cut(self, start: int, end: int) -> str:
        """The characters of the article from ``start`` to ``end``, as far as the passage has them."""
        return self.text[max(0, start - self.start) : max(0, end - self.start)]

    def words(self, start: int, end: int) -> list[tuple[int, int]]:
        """The words between two offsets: ``[start, end)`` of each in the article."""
        left = max(start, self.start)
        spans = (one.span() for one in _WORD.finditer(self.cut(left, end)))
        return [(left + first, left + last) for first, last in spans]

    def span(self, start: int, end: int) -> dict[str, str | int]:
        """A span as the claim record has it, with the text around it.

        Raises:
            ClaimError: The span is empty or reaches outside the known text.
        """
        if not self.start <= start < end <= self.end:
            raise ClaimError("the span is empty or leaves the text that is known here")
        known_before = self.start == 0 or start - self.start >= AROUND
        if not known_before or not (self.whole or self.end - end >= AROUND):
            raise ClaimError("the article is not here to move the span that far: say where with --articles")
        return {
            "start": start,
            "end": end,
            "exact": self.cut(start, end),
            "prefix": self.cut(max(0, start - AROUND), start),
            "suffix": self.cut(end, end + AROUND),
        }

    def sentence_bounds(self, claim: AnyClaim) -> tuple[int, int] | None:
        """``[start, end)`` of the claim's sentence in the article; None if it is not in the passage."""
        size, first = len(claim.sentence), claim.offsets[0][0] - self.start
        place = self.text.rfind(claim.sentence, max(0, first - size), first + size) + self.start
        return (place, place + size) if place >= self.start and place + size > first + self.start else None

    def move(self, bounds: tuple[int, int], side: str, words: int) -> tuple[int, int]:
        """Move the start or the end of a span by words; the span keeps at least one. Returns the new bounds.

        Args:
            bounds: ``[start, end)`` in the article.
            side: ``start`` or ``end``.
            words: How many; negative moves to the left.
        """
        start, end = bounds
        index = 0 if side == "start" else 1
        here = bounds[index]
        left = max(self.start, here - NEAR)
        near = self.cut(left, here + NEAR)
        places = sorted({word.span()[index] + left for word in _WORD.finditer(near)})
        after = [place for place in places if place > here]
        before = [place for place in places if place < here][::-1]
        wanted = after if words > 0 else before
        moved = wanted[min(abs(words), len(wanted)) - 1] if wanted and words else here
        if side == "start":
            return (moved, end) if moved < end else bounds
        return (start, moved) if moved > start else bounds


def sentence_passage(claim: AnyClaim) -> Passage:
    """The text that a claim carries of its article: its sentence, and the characters around its spans."""
    spans = spans_of(claim)
    first = spans[0]
    base = _sentence_start(claim.sentence, spans)
    pieces = [(span.start - len(span.prefix), span.prefix + span.exact + span.suffix) for span in spans]
    if base is None:
        pieces = pieces[:1]
        base = first.start
    else:
        pieces.append((base, claim.sentence))
    start, text = min(pieces, key=lambda piece: (piece[0], -len(piece[1])))
    for place, piece in sorted(pieces):
        known = start + len(text)
        if place <= known < place + len(piece):
            text += piece[known - place :]
    return Passage(text, start, False)


def spans_of(claim: AnyClaim) -> list[Span]:
    """The spans in a claim's own sentence: content, source and cue, or the figure."""
    if claim.kind == "figure":
        return [claim.span]
    spans = [*claim.content, claim.source, claim.cue.span if claim.cue else None]
    return [span for span in spans if span is not None]


def _sentence_start(sentence: str, spans: Sequence[Span]) -> int | None:
    first = spans[0]
    place = sentence.find(first.exact)
    for _ in range(TRIES):
        if place < 0:
            break
        base = first.start - place
        if (
            base >= 0
            and all(sentence[max(0, span.start - base) : span.end - base] == span.exact for span in spans)
            and (first.prefix.endswith(sentence[max(0, place - len(first.prefix)) : place]))
        ):
            return base
        place = sentence.find(first.exact, place + 1)
    return None
