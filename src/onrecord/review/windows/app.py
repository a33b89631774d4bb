"""Review in windows: the article on one side, the claim's fields on the other, keys below."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import Resize
from textual.widgets import Static

from onrecord.errors import ClaimError, OnrecordError
from onrecord.harmless import one_line
from onrecord.review.decision import Verdict
from onrecord.review.queue import Status
from onrecord.review.session import Session
from onrecord.review.summary import closing_lines, progress_line, standing_lines
from onrecord.review.view import Piece, marks_of, pieces_of, rows_of
from onrecord.review.why import chain_lines, rule_lines
from onrecord.review.windows.edit_screen import EditScreen
from onrecord.review.windows.keys import BINDINGS, HELP, key_lines
from onrecord.review.windows.paint import legend
from onrecord.review.windows.panes import ArticlePane, FieldsPane, Pane
from onrecord.review.windows.screens import LineScreen, LinesScreen, plain

NARROW = 72
"""Columns under which the two sides stand one above the other."""


class ReviewApp(App[None]):
    """A session in windows.

    Args:
        session: The review.
        light: Dark letters on a light ground.
    """

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [*BINDINGS]

    def __init__(self, session: Session, *, light: bool = False) -> None:
        colourless = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if colourless else None)
        self.session = session
        self.failure: OnrecordError | None = None
        """Why the review had to end."""
        self._colourless = colourless
        self._searching: Iterator[int] | None = None
        self.theme = "textual-light" if light else "textual-dark"

    @property
    def look(self) -> str:
        """Which of the looks of the roles fits."""
        return "none" if self._colourless else "light" if self.theme == "textual-light" else "dark"

    def compose(self) -> ComposeResult:
        """The bar, the two sides, a line for messages, the keys."""
        yield Static(id="bar")
        with Horizontal(id="sides"):
            yield ArticlePane(id="article")
            yield FieldsPane(id="claim")
        yield Static(id="message")
        yield Static(id="keys")

    def on_resize(self, event: Resize) -> None:
        """Lay out anew; comes once at the start, too."""
        self.set_class(event.size.width < NARROW, "narrow")
        self._put("keys", key_lines(event.size.width - 2))
        self.call_after_refresh(self.show_claim)

    def show_claim(self, message: str = "") -> None:
        """Show the claim that is up, with a message under it or the meaning of the colours."""
        session = self.session
        claim = session.claim
        flag = ", flagged" if session.flagged else ""
        state = "" if session.status is Status.undecided else session.status.name
        place = f"{session.queue.position + 1:,} of {len(session.queue):,} ({session.queue.view})"
        self._put("bar", plain(f"{place}  {progress_line(session)}  {state.upper()}{flag.upper()}"))
        self._put("message", plain(one_line(message)) if message else legend(self.look))
        article, fields = self.query_one(ArticlePane), self.query_one(FieldsPane)
        if claim is None:
            article.show([Piece("no claims to show; 1 shows all", "")], self.look)
            fields.show([], [])
            return
        article.show(pieces_of(session.passage(), marks_of(claim, session.claims)), self.look)
        fields.show(list(standing_lines(session)), rows_of(claim))

    def notify_done(self) -> None:
        """Nothing more is to do: say so, and what a sample says."""
        self.push_screen(LinesScreen("All done here", [*closing_lines(self.session), "", "q ends"]))

    def action_decide(self, verdict: Verdict) -> None:
        """Accept, reject or skip."""

        def decide() -> str:
            if not self.session.decide(verdict):
                self.notify_done()
            return ""

        self._do(decide)

    def action_undo(self) -> None:
        """Take back the last decision."""

        def undo() -> str:
            gone = self.session.undo()
            return f"taken back: {gone.verdict}" if gone else "nothing to take back"

        self._do(undo)

    def action_flag(self) -> None:
        """Flag."""

        def flag() -> str:
            self.session.flag()
            return "flagged" if self.session.flagged else "flag taken off"

        self._do(flag)

    def action_edit(self) -> None:
        """Correct."""
        finished = False

        def save(changes: Mapping[str, str]) -> str:
            nonlocal finished
            try:
                finished = not self.session.edit(changes)
            except ClaimError as error:
                return str(error)
            except OnrecordError as error:
                self._fail(error)
            return ""

        def closed(_: None) -> None:
            self.show_claim()
            if finished:
                self.notify_done()

        if self.session.claim is not None:
            self.push_screen(EditScreen(self.session, save), closed)

    def action_note(self) -> None:
        """Write a note."""

        def note(text: str | None) -> None:
            def write() -> str:
                self.session.note(text or "")
                return "noted"

            if text and text.strip():
                self._do(write)

        if self.session.claim is not None:
            self.push_screen(LineScreen("Note"), note)

    def action_move(self, step: int) -> None:
        """Go to a neighbour."""
        end = "this is the last one" if step > 0 else "this is the first one"
        self._do(lambda: "" if self.session.queue.move(step) else end)

    def action_same(self, column: str) -> None:
        """Go to the next with the same speaker or article."""
        self._do(lambda: "" if self.session.queue.next_with(column) else f"no other with this {column}")

    def action_view(self, number: int) -> None:
        """Narrow down."""
        self._do(lambda: f"showing {self.session.show(number)}")

    def action_search(self) -> None:
        """Search."""

        def start(wanted: str | None) -> None:
            if wanted and wanted.strip():
                self._searching = self.session.search(wanted.strip())
                self._search_on()

        self.push_screen(LineScreen("Search"), start)

    def action_stop_search(self) -> None:
        """Stop searching."""
        if self._searching is not None:
            self._searching = None
            self.show_claim("search stopped")

    def action_why(self) -> None:
        """The rule at once, the mentions when the article has been read again."""
        claim = self.session.claim
        if claim is None:
            return
        screen = LinesScreen("Why this claim is there", list(rule_lines(claim)))
        self.push_screen(screen)
        article = self.session.articles.find(claim)

        def read() -> None:
            try:
                lines = list(chain_lines(claim, article))
            except OnrecordError as error:
                lines = [str(error)]
            self.call_from_thread(screen.add, lines)

        self.run_worker(read, thread=True, exit_on_error=False)

    def action_keys(self) -> None:
        """All keys."""
        self.push_screen(LinesScreen("Keys", HELP))

    def action_ground(self) -> None:
        """Dark or light."""
        self.theme = "textual-dark" if self.theme == "textual-light" else "textual-light"
        self.show_claim()

    def action_scroll(self, pane: str, step: int, pages: bool = False) -> None:
        """Scroll one of the sides, by lines or by what is seen of it."""
        side = self.query_one(f"#{pane}", Pane)
        side.scroll_lines(step * (max(1, side.size.height - 1) if pages else 1))

    def _search_on(self) -> None:
        if self._searching is None:
            return
        count = next(self._searching, 0)
        if count > 0:
            self.show_claim(f"searching, {count:,} claims so far; Escape stops")
            self.set_timer(0.001, self._search_on)
            return
        self._searching = None
        self.show_claim("not found" if count < 0 else "")

    def _do(self, act: Callable[[], str]) -> None:
        try:
            message = act()
        except ClaimError as error:
            message = str(error)
        except OnrecordError as error:
            self._fail(error)
            return
        self.show_claim(message)

    def _fail(self, error: OnrecordError) -> None:
        self.failure = error
        self.exit()

    def _put(self, ident: str, text: Text) -> None:
        self.query_one(f"#{ident}", Static).update(text)
