"""The two sides of the screen: they lay out their own lines and paint only the visible ones."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.events import MouseScrollDown, MouseScrollUp, Resize
from textual.widgets import Static

from onrecord.review.view import Piece, named
from onrecord.review.windows.layout import wrap
from onrecord.review.windows.paint import STYLES, painted

ABOVE = 0.3
"""The share of the pane's height above the claim."""
NAMES = 9
"""Width of the column of field names."""


class Pane(Static):
    """Lines that can be scrolled."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._lines: list[Text] = []
        self._top = 0

    def scroll_lines(self, step: int) -> None:
        """Scroll by some lines; the last line stays visible."""
        self._top = max(0, min(self._top + step, len(self._lines) - self.content_size.height))
        height = max(1, self.content_size.height)
        self.update(Text("\n", end="").join(self._lines[self._top : self._top + height]))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scroll down with the wheel."""
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll up with the wheel."""
        self.scroll_lines(-3)


class ArticlePane(Pane):
    """The article, scrolled to the claim."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._pieces: Sequence[Piece] = ()
        self._look = "none"

    def show(self, pieces: Sequence[Piece], look: str) -> None:
        """Show a text; without colour, roles are named in brackets."""
        self._pieces, self._look = pieces, look
        laid = wrap(named(pieces) if look == "none" else pieces, self.content_size.width)
        self._lines = [painted(line, look) for line in laid.lines]
        self._top = 0
        self.scroll_lines(max(0, laid.first - int(ABOVE * self.content_size.height)))

    def on_resize(self, event: Resize) -> None:
        """Lay out the text again."""
        self.show(self._pieces, self._look)


class FieldsPane(Pane):
    """The claim's kind and earlier decisions, and below them the names and values of its fields."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._news: Sequence[str] = ()
        self._rows: Sequence[tuple[str, str]] = ()
        self._look = "none"

    def show(self, news: Sequence[str], rows: Sequence[tuple[str, str]], look: str) -> None:
        """Show the fields of a claim, each in the style of its role."""
        self._news, self._rows, self._look = news, rows, look
        width = self.content_size.width
        self._lines = [Text(line, "bold", end="") for text in news for line in _wrapped(text, width)]
        for name, value in rows:
            for number, line in enumerate(_wrapped(value, width - NAMES)):
                text = Text(f"{'' if number else name:<{NAMES}}", "dim", end="")
                self._lines.append(text.append(line, self._style(name, value)))
        self._top = 0
        self.scroll_lines(0)

    def on_resize(self, event: Resize) -> None:
        """Lay out the text again."""
        self.show(self._news, self._rows, self._look)

    def _style(self, name: str, value: str) -> str:
        if value == "-":
            return "dim"
        return "not dim " + STYLES[self._look].get(name, "")


def _wrapped(text: str, width: int) -> list[str]:
    return ["".join(piece.text for piece in line) for line in wrap([Piece(text, "")], width).lines]
