"""One Doc as the figures pipe sees it: its lexemes, its tokens and the way from one to the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.lexemes import Line
from onrecord.pipes.prose import prose_of

_SHORT_WORD = 4
LONGEST_SENTENCE = 300
"""A Doc with a longer one is taken as unparsed: it is a table or worse, and no walk in its tree is short."""


class Context:
    """The text of a Doc, its tokens by character, and what other pipes left on it."""

    def __init__(self, doc: Doc) -> None:
        """Cut the Doc's text into lexemes and index its tokens."""
        self.doc = doc
        self.line = Line(prose_of(doc))
        self._tokens = list(doc)
        self._starts = [token.idx for token in self._tokens]
        self.parsed = doc.has_annotation("DEP") and all(len(one) <= LONGEST_SENTENCE for one in doc.sents)
        self._cut = doc.has_annotation("SENT_START")
        self.tagged = doc.has_annotation("POS")
        spans = sorted((p["span"][0], p["span"][1], i) for i, p in enumerate(doc._.periods))
        self.periods: list[tuple[int, int]] = [(start, end) for start, end, _ in spans]
        self._period_ids = [i for _, _, i in spans]
        self.owners: dict[int, Candidate] = {}
        """The figure each token belongs to, once all figures are known."""
        self._entities = doc.ents
        self._name_starts = [span.start for span in self._entities]
        self._names = {i: span for span in self._entities for i in range(span.start, span.end)}
        self.named = bool(self._names)
        """The Doc has named entities at all."""

    def token_at(self, char: int) -> Token | None:
        """The token that covers a character, or the last one before it."""
        i = bisect_right(self._starts, char) - 1
        return self._tokens[i] if i >= 0 else None

    def token(self, i: int) -> Token | None:
        """The token that covers the first character of lexeme ``i``."""
        lexeme = self.line.at(i)
        return None if lexeme is None else self.token_at(lexeme.start)

    def tokens(self, first: int, stop: int) -> list[Token]:
        """The tokens that lexemes ``first`` to ``stop`` (exclusive) touch."""
        a, b = self.token(first), self.token_at(self.line.lexemes[stop - 1].end - 1) if stop > first else None
        return [] if a is None or b is None else self._tokens[a.i : b.i + 1]

    def number_token(self, candidate: Candidate) -> Token | None:
        """The token that stands for the candidate in the parse: the last one of its numeral."""
        numeral = candidate.amounts[-1].numeral
        return self.token(numeral.stop - 1)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every lexeme of the text, in lower case."""
        return frozenset(lexeme.low for lexeme in self.line.lexemes)

    def same_sentence(self, i: int, j: int) -> bool:
        """Do two lexemes stand in one sentence of the parse, or without one near each other in a line?"""
        a, b = self.token(i), self.token(j)
        if a is None or b is None:
            return False
        if not self._cut:
            return abs(b.i - a.i) < LONGEST_SENTENCE and "\n" not in self.line.text[a.idx : b.idx]
        return a.sent == b.sent

    def names_in(self, sentence: Span) -> list[Span]:
        """The named entities that begin in a sentence."""
        first, stop = (bisect_left(self._name_starts, at) for at in (sentence.start, sentence.end))
        return list(self._entities[first:stop])

    def name_at(self, token: Token) -> Span | None:
        """The named entity a token is in."""
        return self._names.get(token.i)

    def period_over(self, start: int, end: int) -> tuple[int, int] | None:
        """The period whose expression covers the characters, if any."""
        i = bisect_right(self.periods, (start, 1 << 60)) - 1
        if i >= 0 and self.periods[i][1] >= end:
            return self.periods[i]
        return None

    def opens_with_period(self, start: int, end: int) -> bool:
        """Does an expression of time begin within a short word of ``start`` and reach into the stretch?"""
        i = bisect_right(self.periods, (start + _SHORT_WORD, 1 << 60)) - 1
        return i >= 0 and start < self.periods[i][1] and self.periods[i][0] < end

    def periods_in(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The expressions of time that begin in a stretch of characters, with their indices on the Doc."""
        first = bisect_left(self.periods, (start, 0))
        for i in range(first, bisect_left(self.periods, (end, 0))):
            yield *self.periods[i], self._period_ids[i]
