"""A statement under construction, and lookups in its text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from onrecord.doc_spans import token_edges
from onrecord.pipes.datelines import datelines
from onrecord.pipes.prose import prose_of
from onrecord.records import Quote, Role

CharSpan = tuple[int, int]
"""``[start, end)`` in characters of the text."""


@dataclass(frozen=True)
class ModelScores:
    """The language model's probabilities for the parts of a statement; 0.5 if it gave none."""

    cue: float = 0.5
    content: float = 0.5
    """Of the best labelled piece."""
    weakest: float = 0.5
    """Of the weakest labelled piece of content."""
    link: float = 0.5
    """From the content to the cue."""
    source: float = 0.5
    source_link: float = 0.5
    """From the cue to the source."""


@dataclass
class PartialStatement:
    """Source, cue and content as found; ``head`` is the head of the cue."""

    content: list[CharSpan]
    cue: list[CharSpan] = field(default_factory=list)
    source: CharSpan | None = None
    head: Token | None = None
    scores: ModelScores = ModelScores()
    continues: PartialStatement | None = None
    """The statement by the same speaker that this one continues."""
    introduced: Token | None = None
    """For a quotation without a source: the subject of the sentence before it."""

    @property
    def lemma(self) -> str:
        """Lemma of the cue's head; empty without one."""
        return self.head.lemma_.lower() if self.head is not None else ""

    @property
    def attribution(self) -> list[CharSpan]:
        """The spans of cue and source."""
        return [*self.cue, *([self.source] if self.source is not None else [])]

    @property
    def start(self) -> int:
        """Start of the content."""
        return min(start for start, _ in self.content)

    @property
    def end(self) -> int:
        """End of the content."""
        return max(end for _, end in self.content)


class Text:
    """Quotes, lines and tokens of a Doc by character offset."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = prose_of(doc)
        self.quotes: list[Quote] = [q for q in doc._.quotes if q["level"] == 1]
        self.quote_starts = [q["span"][0] for q in self.quotes]
        self.roles: list[Role] = doc._.roles
        self.parts = [(r["span"][0], r["span"][1]) for r in self.roles if r["label"] != "CONTENT"]
        self.token_starts, _ = token_edges(doc)
        self.period_starts = [period["span"][0] for period in doc._.periods]
        self.figure_starts = [figure["span"][0] for figure in doc._.figures]
        self.surnames = {c["name"].split()[-1].casefold() for c in doc._.clusters if c["kind"] == "person"}
        self.datelines = list(datelines(self.text, self.is_named))
        self.dateline_starts = [start for start, _ in self.datelines]

    def quote_at(self, start: int, end: int) -> Quote | None:
        """The outer quotation that contains ``[start, end)``; its marks count as part of it."""
        k = bisect_right(self.quote_starts, start) - 1
        return self.quotes[k] if k >= 0 and end <= self.quotes[k]["span"][1] else None

    def quotes_in(self, start: int, end: int) -> list[Quote]:
        """Outer quotations that overlap ``[start, end)``."""
        k = max(0, bisect_right(self.quote_starts, start) - 1)
        quotes = []
        while k < len(self.quotes) and self.quotes[k]["span"][0] < end:
            if self.quotes[k]["span"][1] > start:
                quotes.append(self.quotes[k])
            k += 1
        return quotes

    def is_named(self, start: int, end: int, kinds: tuple[str, ...] = ("PERSON", "ORG")) -> bool:
        """Whether a span has an entity of these kinds, or ends in the surname of a person in the text."""
        if any(token.ent_type_ in kinds for token in self.tokens(start, end)):
            return True
        return self.text[start:end].split()[-1].casefold() in self.surnames

    def after_dateline(self, offset: int) -> int:
        """The end of the dateline around an offset, or the offset itself."""
        k = bisect_right(self.dateline_starts, offset) - 1
        return max(offset, self.datelines[k][1]) if k >= 0 else offset

    def tokens(self, start: int, end: int) -> Span:
        """The tokens that overlap ``[start, end)``."""
        first = max(0, bisect_right(self.token_starts, start) - 1)
        if first < len(self.doc) and self.doc[first].idx + len(self.doc[first]) <= start:
            first += 1
        last = bisect_right(self.token_starts, max(start, end - 1))
        return self.doc[first : max(first, last)]

    def has_word(self, start: int, end: int) -> bool:
        """Whether there is a letter or digit between two offsets."""
        return any(c.isalnum() for c in self.text[start:end])

    def line_start(self, offset: int) -> int:
        """Start of the line an offset is on."""
        return self.text.rfind("\n", 0, offset) + 1

    def same_line(self, one: int, two: int) -> bool:
        """Whether there is no line break between two offsets."""
        low, high = sorted((one, two))
        return self.text.find("\n", low, high) < 0


def char_span_of(tokens: Span) -> CharSpan:
    """Character offsets of a token span."""
    return tokens.start_char, tokens.end_char
