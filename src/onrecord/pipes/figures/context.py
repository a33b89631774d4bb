"""One Doc as the figures pipe sees it: its lexemes, its tokens and the way from one to the other."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Span, Token

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.lexemes import Line


class Context:
    """The text of a Doc, its tokens by character, and what other pipes left on it."""

    def __init__(self, doc: Doc) -> None:
        """Cut the Doc's text into lexemes and index its tokens."""
        self.doc = doc
        self.line = Line(doc.text)
        self._starts = [token.idx for token in doc]
        self.parsed = doc.has_annotation("DEP")
        self.tagged = doc.has_annotation("POS")
        self.periods: list[tuple[int, int]] = sorted((p["span"][0], p["span"][1]) for p in doc._.periods)
        self.owners: dict[int, Candidate] = {}
        """The figure each token belongs to, once all figures are known."""
        self._names: dict[int, Span] = {token.i: span for span in doc.ents for token in span}

    def token_at(self, char: int) -> Token | None:
        """The token that covers a character, or the last one before it."""
        i = bisect_right(self._starts, char) - 1
        return self.doc[i] if i >= 0 else None

    def token(self, i: int) -> Token | None:
        """The token that covers the first character of lexeme ``i``."""
        lexeme = self.line.at(i)
        return None if lexeme is None else self.token_at(lexeme.start)

    def tokens(self, first: int, stop: int) -> list[Token]:
        """The tokens that lexemes ``first`` to ``stop`` (exclusive) touch."""
        a, b = self.token(first), self.token_at(self.line.lexemes[stop - 1].end - 1) if stop > first else None
        return [] if a is None or b is None else list(self.doc[a.i : b.i + 1])

    def number_token(self, candidate: Candidate) -> Token | None:
        """The token that stands for the candidate in the parse: the last one of its numeral."""
        numeral = candidate.amounts[-1].numeral
        return self.token(numeral.stop - 1)

    def name_at(self, token: Token) -> Span | None:
        """The named entity a token is in."""
        return self._names.get(token.i)

    def period_over(self, start: int, end: int) -> tuple[int, int] | None:
        """The period whose expression covers the characters, if any."""
        i = bisect_right(self.periods, (start, 1 << 60)) - 1
        if i >= 0 and self.periods[i][1] >= end:
            return self.periods[i]
        return None
