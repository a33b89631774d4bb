"""The two sides of the screen: lines laid out here, of which the ones in sight are painted."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.events import MouseScrollDown, MouseScrollUp, Resize
from textual.widgets import Static

from onrecord.review.view import Piece, named
from onrecord.review.windows.layout import wrap
from onrecord.review.windows.paint import painted

ABOVE = 2
"""Lines of the article shown above the claim."""
NAMES = 9
"""Columns of the names of fields."""


class Pane(Static):
    """Lines with a first one in sight."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._lines: list[Text] = []
        self._top = 0

    def scroll_lines(self, step: int) -> None:
        """Move what is in sight; the last line stays in it."""
        self._top = max(0, min(self._top + step, len(self._lines) - self.content_size.height))
        height = max(1, self.content_size.height)
        self.update(Text("\n", end="").join(self._lines[self._top : self._top + height]))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel."""
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel."""
        self.scroll_lines(-3)


class ArticlePane(Pane):
    """The article, with the claim in sight."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._pieces: Sequence[Piece] = ()
        self._look = "none"

    def show(self, pieces: Sequence[Piece], look: str) -> None:
        """Show a text; without colour, roles have their names in brackets."""
        self._pieces, self._look = pieces, look
        laid = wrap(named(pieces) if look == "none" else pieces, self.content_size.width)
        self._lines = [painted(line, look) for line in laid.lines]
        self._top = 0
        self.scroll_lines(max(0, laid.first - ABOVE))

    def on_resize(self, event: Resize) -> None:
        """Lay out anew."""
        self.show(self._pieces, self._look)


class FieldsPane(Pane):
    """Names and values, and above them what was decided before."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._news: Sequence[str] = ()
        self._rows: Sequence[tuple[str, str]] = ()

    def show(self, news: Sequence[str], rows: Sequence[tuple[str, str]]) -> None:
        """Show the fields of a claim."""
        self._news, self._rows = news, rows
        width = self.content_size.width
        self._lines = [Text(line, "bold", end="") for text in news for line in _wrapped(text, width)]
        for name, value in rows:
            for number, line in enumerate(_wrapped(value, width - NAMES)):
                text = Text(f"{'' if number else name:<{NAMES}}", "dim", end="")
                self._lines.append(text.append(line, "not dim"))
        self._top = 0
        self.scroll_lines(0)

    def on_resize(self, event: Resize) -> None:
        """Lay out anew."""
        self.show(self._news, self._rows)


def _wrapped(text: str, width: int) -> list[str]:
    return ["".join(piece.text for piece in line) for line in wrap([Piece(text, "")], width).lines]
