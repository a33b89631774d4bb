"""The window that lists hits while a search is running."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Label, Static

from onrecord.review.claimfile import Rows
from onrecord.review.search import Search
from onrecord.review.windows.screens import Window, plain

MOST_ROWS = 14
"""How many hits are shown at once."""
BESIDE = 10
"""How many lines of the terminal are not for hits."""


class HitsScreen(Window[int]):
    """Hits, one per line. The result is the index of the hit chosen with Enter; -1 on Escape.

    Args:
        search: The search, which may still be running.
        places: By row, the 0-based position of each claim in the view.
        style: Style of the words that were searched for.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(-1)", "cancel"),
        Binding("enter", "take", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", f"move(-{MOST_ROWS})", show=False),
        Binding("pagedown", f"move({MOST_ROWS})", show=False),
    ]

    def __init__(self, search: Search, places: Rows, style: str) -> None:
        super().__init__()
        self._search = search
        self._places = places
        self._style = style
        self._at = 0
        self._wanted = False

    def compose(self) -> ComposeResult:
        """The count, the hits and a hint."""
        with Vertical(classes="box"):
            yield Label("", id="count", classes="title")
            yield Static(id="hits")
            yield Label(plain("Enter goes there, up and down choose, Escape leaves it"), classes="hint")

    def on_mount(self) -> None:
        """Show the first hits."""
        self.show()

    def show(self) -> None:
        """Show the hits found so far."""
        if not self.is_mounted:
            return
        if self._wanted and self._search.hits:
            self.action_take()
            return
        self.query_one("#count", Label).update(plain(f"{self._search.wanted}: {self._search.count()}"))
        rows = max(1, min(MOST_ROWS, self.app.size.height - BESIDE))
        top = self._at - self._at % rows
        lines = [self._line(number) for number in range(top, min(top + rows, len(self._search.hits)))]
        self.query_one("#hits", Static).update(Text("\n", end="").join(lines))

    def action_move(self, step: int) -> None:
        """Choose another hit."""
        self._at = max(0, min(self._at + step, len(self._search.hits) - 1))
        self.show()

    def action_take(self) -> None:
        """Go to the chosen hit; if none is found yet, to the first one as soon as it is."""
        if self._search.hits:
            self.dismiss(self._at)
        self._wanted = True

    def _line(self, number: int) -> Text:
        row = self._search.hits[number]
        excerpt = self._search.excerpt(row)
        text = Text(no_wrap=True, overflow="ellipsis", end="", style="reverse" if number == self._at else "")
        text.append(f"{self._places[row] + 1:>9,}  ", "bold")
        text.append("" if excerpt.field == "text" else f"{excerpt.field}: ", "dim")
        text.append(excerpt.before)
        text.append(excerpt.hit, self._style)
        return text.append(excerpt.after)
