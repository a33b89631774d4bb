"""The figures pipe's view of a Doc: lexemes, tokens, and the mapping between them."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.numbers.lexer import LexedText
from onrecord.pipes.pointers import pointers_of
from onrecord.pipes.prose import prose_of
from onrecord.pipes.span_index import SpanIndex
from onrecord.records import NumberReading, Offsets

LONGEST_SENTENCE = 300
"""A Doc with a longer sentence counts as unparsed: it is probably a table, and its trees are slow to walk."""


class Context:
    """A Doc's text, its tokens by character offset, and the records of earlier pipes."""

    def __init__(self, doc: Doc) -> None:
        """Cut the Doc's text into lexemes and index its tokens."""
        self.doc = doc
        self.text = LexedText(prose_of(doc))
        self._tokens = list(doc)
        self._starts = [token.idx for token in self._tokens]
        self.parsed = doc.has_annotation("DEP") and all(len(one) <= LONGEST_SENTENCE for one in doc.sents)
        self.pointers = pointers_of(doc)
        self.periods = SpanIndex([period["span"] for period in doc._.periods])
        self._names = {i: span for span in doc.ents for i in range(span.start, span.end)}

    def token_at(self, char: int) -> Token:
        """The token that covers a character, or the last one before it."""
        return self._tokens[bisect_right(self._starts, char) - 1]

    def token(self, i: int) -> Token | None:
        """The token that covers the first character of lexeme ``i``."""
        return self.token_at(self.text.lexemes[i].start) if 0 <= i < len(self.text) else None

    def tokens(self, first: int, stop: int) -> list[Token]:
        """The tokens that overlap lexemes ``first`` to ``stop`` (exclusive)."""
        if stop <= first:
            return []
        start, end = self.text.lexemes[first].start, self.text.lexemes[stop - 1].end
        return self._tokens[self.token_at(start).i : self.token_at(end - 1).i + 1]

    def number_token(self, figure: Figure) -> Token:
        """The token that represents a figure in the parse: the last one of its numeral."""
        return self.token_at(self.text.lexemes[figure.amounts[-1].numeral.stop - 1].start)

    def anchor(self, figure: Figure) -> int:
        """Offset of a figure's anchor: the token that the language model's pointers start from."""
        tokens = self.tokens(figure.amounts[0].first, figure.amounts[-1].stop)
        return self.pointers.number_anchor(tokens[0].i, tokens[-1].i + 1) if tokens else -1

    def reading(self, figure: Figure) -> NumberReading | None:
        """The language model's reading of a figure, if any."""
        return self.pointers.number(self.anchor(figure))

    def offsets(self, figure: Figure) -> Offsets:
        """Start and end character of a figure, bound included."""
        lexemes = self.text.lexemes
        return [lexemes[figure.bound_first].start, lexemes[figure.bound_stop - 1].end]

    def sentence(self, figure: Figure) -> Offsets:
        """Start and end character of a figure's sentence; of the whole text if sentences are not marked."""
        marked = self.doc.has_annotation("SENT_START")
        sentence = self.token_at(self.offsets(figure)[0]).sent if marked else self.doc
        return [sentence[0].idx, sentence[-1].idx + len(sentence[-1])]

    @cached_property
    def words(self) -> frozenset[str]:
        """Every lexeme of the text, in lower case."""
        return frozenset(lexeme.low for lexeme in self.text.lexemes)

    def name_at(self, token: Token) -> Span | None:
        """The named entity that contains a token, if any."""
        return self._names.get(token.i)

    def period_over(self, first: int, stop: int) -> bool:
        """Whether one time expression covers lexemes ``first`` to ``stop`` (exclusive)."""
        return self.periods.over(self.text.lexemes[first].start, self.text.lexemes[stop - 1].end)
