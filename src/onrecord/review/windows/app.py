"""Review in windows: the article on one side, the claim's fields on the other, keys below."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType

from onrecord.errors import ClaimError, OnrecordError
from onrecord.harmless import one_line
from onrecord.review.decision import Verdict
from onrecord.review.session import Session
from onrecord.review.summary import PAST, closing_lines, done_line
from onrecord.review.why import chain_lines, rule_lines
from onrecord.review.windows.board import Board
from onrecord.review.windows.edit_screen import EditScreen
from onrecord.review.windows.keys import BINDINGS, EVERYWHERE, HELP
from onrecord.review.windows.paint import THEMES
from onrecord.review.windows.panes import Pane
from onrecord.review.windows.screens import LineScreen, LinesScreen

MOMENT = 0.02
"""Seconds of searching between two looks at the keys."""


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
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.session = session
        self.failure: OnrecordError | None = None
        """Why the review had to end."""
        self._searching: Iterator[int] | None = None
        self._wanted = ""
        for theme in THEMES:
            self.register_theme(theme)
        few = self.console.color_system == "standard"
        grounds = ("ansi-dark", "ansi-light") if few else ("dark", "light")
        self._grounds = grounds[::-1] if light else grounds
        self.theme = self._grounds[0]

    @property
    def look(self) -> str:
        """Which of the looks of the roles fits."""
        return "none" if self.no_color else "ansi" if self.theme.startswith("ansi") else self.theme

    @property
    def board(self) -> Board:
        """What is seen under any window that is open."""
        return self.screen_stack[0].query_one(Board)

    def compose(self) -> ComposeResult:
        """The board; windows open above it."""
        yield Board()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the review mean something else in a window."""
        return len(self.screen_stack) == 1 or action in EVERYWHERE

    def on_resize(self) -> None:
        """Lay out anew; comes once at the start, too."""
        self.call_after_refresh(self.show_claim)

    def show_claim(self, message: str = "") -> None:
        """Show the claim that is up."""
        self.board.show(self.session, self.look, message)

    def notify_done(self) -> None:
        """Nothing more is to do: say so, and what a sample says."""
        lines = [*closing_lines(self.session), "", "q ends; any other key goes back"]
        self.push_screen(LinesScreen("All done here", lines), lambda key: self.exit() if key == "q" else None)

    def action_decide(self, verdict: Verdict) -> None:
        """Accept, reject or skip."""

        def decide() -> str:
            if not self.session.decide(verdict):
                self.notify_done()
            return done_line(self.session)

        self._do(decide)

    def action_undo(self) -> None:
        """Take back the last decision."""

        def undo() -> str:
            gone = self.session.undo()
            return f"taken back: {PAST[gone.verdict]}" if gone else "nothing to take back"

        self._do(undo)

    def action_flag(self) -> None:
        """Flag."""

        def flag() -> str:
            self.session.flag()
            return "flagged" if self.session.flagged else "flag taken off"

        self._do(flag)

    def action_edit(self) -> None:
        """Correct."""
        done, more = "", True

        def save(changes: Mapping[str, str]) -> str:
            nonlocal done, more
            try:
                more = self.session.edit(changes)
                done = done_line(self.session)
            except ClaimError as error:
                return str(error)
            except OnrecordError as error:
                self._fail(error)
            return ""

        def closed(_: None) -> None:
            self.show_claim(done)
            if not more:
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
        """Search; what was looked for last is there again."""

        def start(wanted: str | None) -> None:
            if wanted and wanted.strip():
                self._wanted = wanted.strip()
                self._searching = self.session.search(self._wanted)
                self._search_on()

        self.push_screen(LineScreen("Search", one_line(self._wanted)), start)

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
        screen = LinesScreen(
            "Why this claim is there", list(rule_lines(claim)), "reading the article again ..."
        )
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

    def action_end(self) -> None:
        """End the review."""
        self.exit()

    def action_ground(self) -> None:
        """Dark or light."""
        self.theme = self._grounds[self.theme == self._grounds[0]]
        self.show_claim()

    def action_scroll(self, pane: str, step: int, pages: bool = False) -> None:
        """Scroll one of the sides, by lines or by what is seen of it."""
        side = self.query_one(f"#{pane}", Pane)
        side.scroll_lines(step * (max(1, side.size.height - 1) if pages else 1))

    def _search_on(self) -> None:
        """Look on for a moment, then let the keys have theirs."""
        end = time.monotonic() + MOMENT
        count = 1
        while self._searching is not None and count > 0 and time.monotonic() < end:
            count = next(self._searching, 0)
        if self._searching is None:
            return
        if count > 0:
            self.board.say(f"searching, {count:,} claims so far; Escape stops")
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
