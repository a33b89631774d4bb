"""The full-screen review: the article on one side, the claim's fields on the other, keys below."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from onrecord.errors import ClaimError, OnrecordError
from onrecord.review.claimfile import AnyClaim
from onrecord.review.decision import Verdict
from onrecord.review.session import Session
from onrecord.review.suggest import Suggestions
from onrecord.review.summary import PAST, closing_lines, done_line
from onrecord.review.why import mention_lines, rule_lines
from onrecord.review.windows.board import Board
from onrecord.review.windows.edit_screen import EditScreen
from onrecord.review.windows.finding import Finding
from onrecord.review.windows.keys import BINDINGS, EVERYWHERE, HELP
from onrecord.review.windows.mark_screen import Marked, MarkScreen, known_marks
from onrecord.review.windows.paint import THEMES
from onrecord.review.windows.panes import Pane
from onrecord.review.windows.screens import LineScreen, LinesScreen


class ReviewApp(Finding):
    """The full-screen interface of a session.

    Args:
        session: The review.
        light: Dark text on a light background.
    """

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [*BINDINGS]

    def __init__(self, session: Session, *, light: bool = False) -> None:
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.session = session
        self.failure: OnrecordError | None = None
        """The error that ended the review, if any."""
        for theme in THEMES:
            self.register_theme(theme)
        few = self.console.color_system == "standard"
        grounds = ("ansi-dark", "ansi-light") if few else ("dark", "light")
        self._grounds = grounds[::-1] if light else grounds
        self.theme = self._grounds[0]

    @property
    def look(self) -> str:
        """Which look of ``paint.STYLES`` fits the terminal."""
        return "none" if self.no_color else "ansi" if self.theme.startswith("ansi") else self.theme

    @property
    def board(self) -> Board:
        """The board, also while a window is open above it."""
        return self.screen_stack[0].query_one(Board)

    def compose(self) -> ComposeResult:
        """The board; windows open above it."""
        yield Board()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the review's keys while a window is open."""
        return len(self.screen_stack) == 1 or action in EVERYWHERE

    def on_resize(self) -> None:
        """Lay out the text again; also called once at the start."""
        self.call_after_refresh(self.show_claim)

    def show_claim(self, message: str = "") -> None:
        """Show the current claim."""
        self.board.show(self.session, self.look, message, self.wanted)

    async def notify_done(self) -> None:
        """Say that nothing is left to do, and what a sample shows."""
        lines = [*closing_lines(self.session), "", "q ends; any other key goes back"]
        screen = LinesScreen("All done here", lines)
        await self.open_window(screen, lambda key: self.exit() if key == "q" else None)

    async def action_decide(self, verdict: Verdict) -> None:
        """Accept, reject or skip."""
        more = True

        def decide() -> str:
            nonlocal more
            more = self.session.decide(verdict)
            return done_line(self.session)

        self.do(decide)
        if not more:
            await self.notify_done()

    def action_undo(self) -> None:
        """Take back the last decision."""

        def undo() -> str:
            gone = self.session.undo()
            return f"taken back: {PAST[gone.verdict]}" if gone else "nothing to take back"

        self.do(undo)

    def action_flag(self) -> None:
        """Flag the claim, or remove the flag."""

        def flag() -> str:
            self.session.flag()
            return "flagged" if self.session.flagged else "flag taken off"

        self.do(flag)

    async def action_edit(self) -> None:
        """Correct the claim."""
        claim = self.session.claim
        if claim is not None:
            await self._fill_in("Correct the claim", claim, self.session.edit)

    async def action_add(self) -> None:
        """Add a claim that was missed: first its words are marked, then its fields filled in."""
        claim = self.session.claim
        if claim is None:
            return

        async def marked(words: Marked | None) -> None:
            if words is None:
                return
            try:
                draft = self.session.draft(*words)
            except ClaimError as error:
                self.show_claim(str(error))
                return

            def add(changes: Mapping[str, str]) -> bool:
                self.session.add(draft, changes)
                return True

            await self._fill_in(f"Add a {draft.kind}", draft, add)

        known = known_marks(self.session)
        screen = MarkScreen(self.session.passage(), known, claim.offsets[0][0], self.look)
        await self.open_window(screen, marked)

    async def action_note(self) -> None:
        """Write a note."""

        def note(text: str | None) -> None:
            def write() -> str:
                self.session.note(text or "")
                return "noted"

            if text and text.strip():
                self.do(write)

        if self.session.claim is not None:
            await self.open_window(LineScreen("Note"), note)

    def action_move(self, step: int) -> None:
        """Go to the next or previous claim."""
        end = "this is the last one" if step > 0 else "this is the first one"
        self.do(lambda: "" if self.session.queue.move(step) else end)

    def action_same(self, column: str) -> None:
        """Go to the next claim with the same speaker or article."""
        self.do(lambda: "" if self.session.queue.next_with(column) else f"no other with this {column}")

    def action_view(self, number: int) -> None:
        """Show a view, 1 to 9."""
        self.do(lambda: f"showing {self.session.show(number)}")

    async def action_why(self) -> None:
        """Show the rule at once, and the mentions once the article has been read again."""
        claim = self.session.claim
        if claim is None:
            return
        screen = LinesScreen(
            "Why this claim is there", list(rule_lines(claim)), "reading the article again ..."
        )
        await self.open_window(screen)
        article = self.session.articles.find(claim)

        def read() -> None:
            try:
                lines = list(mention_lines(claim, article))
            except OnrecordError as error:
                lines = [str(error)]
            self.call_from_thread(screen.add, lines)

        self.run_worker(read, thread=True, exit_on_error=False)

    async def action_keys(self) -> None:
        """Show all keys."""
        await self.open_window(LinesScreen("Keys", HELP))

    def action_end(self) -> None:
        """End the review."""
        self.exit()

    def action_ground(self) -> None:
        """Switch between dark and light."""
        self.theme = self._grounds[self.theme == self._grounds[0]]
        self.show_claim()

    def action_scroll(self, pane: str, step: int, pages: bool = False) -> None:
        """Scroll one of the sides, by lines or by pages."""
        side = self.query_one(f"#{pane}", Pane)
        side.scroll_lines(step * (max(1, side.size.height - 1) if pages else 1))

    async def _fill_in(self, title: str, claim: AnyClaim, write: Callable[[Mapping[str, str]], bool]) -> None:
        """Open the window with a claim's fields; ``write`` returns whether anything is left to do."""
        done, more = "", True

        def save(changes: Mapping[str, str]) -> str:
            nonlocal done, more
            try:
                more = write(changes)
                done = done_line(self.session)
            except ClaimError as error:
                return str(error)
            except OnrecordError as error:
                self._fail(error)
            return ""

        async def closed(_: None) -> None:
            self.show_claim(done)
            if not more:
                await self.notify_done()

        row, passage = self.session.queue.row, self.session.passage()
        assert row is not None
        suggestions = Suggestions(self.session.claims, row, passage)
        await self.open_window(EditScreen(title, claim, passage, suggestions, save), closed)

    def do(self, act: Callable[[], str]) -> None:
        """Run an action, and show the current claim with the message it returns."""
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
