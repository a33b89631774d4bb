"""The keys that go to a claim by its number or search for words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from textual.app import App
from textual.screen import Screen, ScreenResultCallbackType, ScreenResultType

from onrecord.review.search import Search
from onrecord.review.session import Session
from onrecord.review.view import FOUND
from onrecord.review.windows.hits_screen import HitsScreen
from onrecord.review.windows.paint import STYLES
from onrecord.review.windows.screens import LineScreen
from onrecord.sanitize import one_line

MOMENT = 0.01
"""Seconds of searching before keys are handled again."""
PAUSE = 0.001
"""Seconds left for handling keys."""


class Finding(App[None]):
    """The part of the review app that finds claims; subclasses define how claims are shown."""

    session: Session
    _search: Search | None = None

    @property
    def look(self) -> str:
        """Which look of ``paint.STYLES`` fits the terminal."""
        raise NotImplementedError

    @property
    def wanted(self) -> str:
        """The words last searched for; "" for none."""
        return self._search.wanted if self._search else ""

    def show_claim(self, message: str = "") -> None:
        """Show the current claim."""
        raise NotImplementedError

    def do(self, act: Callable[[], str]) -> None:
        """Run an action, and show the current claim with the message it returns."""
        raise NotImplementedError

    async def open_window(
        self,
        screen: Screen[ScreenResultType],
        done: ScreenResultCallbackType[ScreenResultType] | None = None,
    ) -> None:
        """Open a window, painted only when all its widgets exist; ``done`` gets its result."""
        with self.batch_update():
            await self.push_screen(screen, done)

    async def action_go_to(self) -> None:
        """Go to a claim by its number."""

        def go(text: str | None) -> None:
            if text and text.strip():
                self.do(lambda: "" if self.session.queue.go_to_number(text) else f"no claim {text} here")

        await self.open_window(LineScreen(f"Go to claim, 1 to {len(self.session.queue):,}, or its id"), go)

    async def action_search(self) -> None:
        """Ask for words and search; the last search is filled in."""

        async def start(wanted: str | None) -> None:
            if wanted and wanted.strip():
                self._search = self.session.search(wanted.strip())
                await self._list_hits(self._search)

        await self.open_window(LineScreen("Search", one_line(self.wanted)), start)

    def action_hit(self, step: int) -> None:
        """Go to the next or previous hit of the last search."""
        search = self._search
        row = search.step(step) if search else None
        if search is None or row is None:
            self.do(lambda: "nothing was found; / searches")
        else:
            self.do(lambda: search.place() if self.session.queue.go_to(row) else "it is not among these")

    def action_stop_search(self) -> None:
        """Stop searching, and remove the marks."""
        if self._search is not None:
            self._search = None
            self.show_claim("search ended")

    async def _list_hits(self, search: Search) -> None:
        """Show hits as they are found."""
        places = np.zeros(len(self.session.claims), np.int64)
        places[self.session.queue.rows] = np.arange(len(self.session.queue))
        screen = HitsScreen(search, places, STYLES[self.look][FOUND])

        def chosen(number: int | None) -> None:
            if number is None or number < 0:
                self.action_stop_search()
            else:
                search.at = number - 1
                self.action_hit(1)

        def look_on() -> None:
            if self._search is not search:
                return
            search.look(MOMENT)
            if not search.done:
                self.set_timer(PAUSE, look_on)
            elif not search.hits:
                self._search = None
                screen.dismiss(None)
                self.show_claim(f"not found: {search.wanted}")
            screen.show()

        await self.open_window(screen, chosen)
        self.call_after_refresh(look_on)
