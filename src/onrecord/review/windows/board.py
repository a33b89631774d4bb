"""The main screen of a review: bar, title, article, the claim's fields, a message line, keys."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from onrecord.review.session import Session
from onrecord.review.summary import standing_lines, state_words
from onrecord.review.view import AROUND, Piece, heading_of, marks_of, pieces_of, rows_of
from onrecord.review.windows.keys import key_lines
from onrecord.review.windows.lines import article_line, bar_line, message_line
from onrecord.review.windows.panes import ArticlePane, FieldsPane
from onrecord.review.windows.screens import plain
from onrecord.sanitize import one_line

NARROW = 72
"""With fewer columns than this, the two sides are stacked."""


class Board(Vertical):
    """Shows the state of a session."""

    def compose(self) -> ComposeResult:
        """The parts, from top to bottom."""
        yield Static(id="bar")
        yield Static(id="title")
        with Horizontal(id="sides"):
            yield ArticlePane(id="article")
            yield FieldsPane(id="claim")
        yield Static(id="message")
        yield Static(id="keys")

    def show(self, session: Session, look: str, message: str = "", wanted: str = "") -> None:
        """Show the current claim with a message under it, marking the words that were searched for."""
        width = self.app.size.width - 2
        self.set_class(width + 2 < NARROW, "narrow")
        claim = session.claim
        self._put("bar", bar_line(session, width, look))
        self._put("message", message_line(message, width, look))
        self._put("keys", key_lines(width, look))
        article, fields = self.query_one(ArticlePane), self.query_one(FieldsPane)
        if claim is None:
            self._put("title", Text(end=""))
            article.show([Piece("no claims to show; 1 shows all", "")], look)
            fields.show([], [], look)
            return
        passage = session.passage()
        self._put("title", article_line(claim, width))
        marks = marks_of(claim, session.claims)
        pieces = pieces_of(passage, marks, passage.sentence_bounds(claim), wanted)
        if not passage.whole:
            pieces.append(Piece("\n\nThe article is not here; --articles says where.", AROUND))
        article.show(pieces, look)
        news = [heading_of(claim), state_words(session).upper(), *standing_lines(session)]
        fields.show(list(filter(None, news)), rows_of(claim), look)

    def say(self, message: str) -> None:
        """Show a message under the claim."""
        self._put("message", plain(one_line(message)))

    def _put(self, ident: str, text: Text) -> None:
        self.query_one(f"#{ident}", Static).update(text)
