"""The text around a claim: the whole article where it is at hand, else what the claim itself carries."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from onrecord.claims import Span
from onrecord.claims.schema import AROUND
from onrecord.errors import ClaimError, ConfigError
from onrecord.readers import Article, Failure, ReadOptions, file_source, read_source
from onrecord.review.claimfile import AnyClaim

MAX_FILE = 10_000_000
"""Largest file that is read again for its article, in bytes."""
KEPT = 8
"""Articles kept in memory."""
NEAR = 2000
"""Characters on either side in which a boundary is moved by words."""
TRIES = 100
"""Places of a span's words in its sentence that are looked at."""

_WORD = re.compile(r"\w+(?:[’'.,/-]\w+)*|[^\w\s]")
_ROW = re.compile(r":\d+$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article whose place is known."""

    text: str
    start: int
    """Where in the article it begins."""
    whole: bool
    """Whether it is the whole article."""

    @property
    def end(self) -> int:
        """Where in the article it ends."""
        return self.start + len(self.text)

    def cut(self, start: int, end: int) -> str:
        """The characters of the article from ``start`` to ``end``, as far as they are known."""
        return self.text[max(0, start - self.start) : max(0, end - self.start)]

    def span(self, start: int, end: int) -> dict[str, str | int]:
        """A span of the claim record.

        Raises:
            ClaimError: It is empty or leaves the known text.
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
        """Where in the article the claim's sentence is, as far as that is known here."""
        size, first = len(claim.sentence), claim.offsets[0][0] - self.start
        place = self.text.rfind(claim.sentence, max(0, first - size), first + size) + self.start
        return (place, place + size) if place >= self.start and place + size > first + self.start else None

    def move(self, bounds: tuple[int, int], side: str, words: int) -> tuple[int, int]:
        """Move the start or the end of a span by words; it keeps at least one.

        Args:
            bounds: ``[start, end)`` in the article.
            side: ``start`` or ``end``.
            words: How many; negative is to the left.
        """
        start, end = bounds
        index = 0 if side == "start" else 1
        here = bounds[index]
        left = max(self.start, here - NEAR)
        near = self.cut(left, here + NEAR)
        places = sorted({found.span()[index] + left for found in _WORD.finditer(near)})
        after = [place for place in places if place > here]
        before = [place for place in places if place < here][::-1]
        wanted = after if words > 0 else before
        moved = wanted[min(abs(words), len(wanted)) - 1] if wanted and words else here
        if side == "start":
            return (moved, end) if moved < end else bounds
        return (start, moved) if moved > start else bounds


class Articles:
    """Finds the articles of claims again, by the path they were read from.

    Args:
        folders: Where to look besides the working directory.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._folders = [Path(), *folders]
        self._kept: OrderedDict[str, Article | None] = OrderedDict()

    def find(self, claim: AnyClaim) -> Article | None:
        """The article of a claim with exactly the text the claim was made from, if it is here."""
        digest = claim.article.sha256
        if digest not in self._kept:
            self._kept[digest] = next(self._read(claim.article.id, digest), None)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return self._kept[digest]

    def passage(self, claim: AnyClaim) -> Passage:
        """The article's text, or the sentence with what the spans know around it."""
        article = self.find(claim)
        return Passage(article.text, 0, True) if article else sentence_passage(claim)

    def _read(self, ident: str, digest: str) -> Iterator[Article]:
        names = dict.fromkeys((ident, _ROW.sub("", ident)))
        for path in (folder / name for folder in self._folders for name in names):
            try:
                if not path.is_file() or path.stat().st_size > MAX_FILE:
                    continue
                found: list[Article | Failure] = list(read_source(file_source(path), ReadOptions()))
            except (OSError, ValueError, ConfigError):
                continue
            yield from (one for one in found if isinstance(one, Article) and _digest(one.text) == digest)


def sentence_passage(claim: AnyClaim) -> Passage:
    """What a claim knows of its article: its sentence, and the characters around its spans."""
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
    """The spans that lie in a claim's own sentence: the content, source and cue, or the figure."""
    if claim.kind == "figure":
        return [claim.span]
    found = [*claim.content, claim.source, claim.cue.span if claim.cue else None]
    return [span for span in found if span is not None]


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


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
