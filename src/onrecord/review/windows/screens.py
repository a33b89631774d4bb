"""The small windows of a review: one asks for a line, one shows lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import ClassVar

from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.containers import Vertical, VerticalScroll
from textual.events import Key
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Input, Label, Static

from onrecord.sanitize import safe


def plain(text: str) -> Text:
    """Text shown as it is: no markup, no control characters."""
    return Text(safe(text), end="")


class Dimmed(BackgroundScreen):
    """The review under a window, dimmed; each style is computed once, not once for each segment."""

    @classmethod
    def process_segments(cls, segments: Iterable[Segment], color: Color) -> Iterator[Segment]:
        """The segments in a dimmer style."""
        for segment in segments:
            text, style, control = segment
            yield segment if control else Segment(text, _dimmed(style or Style.null(), color), control)


@lru_cache(maxsize=1000)
def _dimmed(style: Style, color: Color) -> Style:
    (segment,) = BackgroundScreen.process_segments([Segment(" ", style)], color)
    return segment.style or style


class Window(ModalScreen[ScreenResultType]):
    """A small window above the review."""

    def render(self) -> RenderableType:
        """The review, dimmed."""
        rendered = super().render()
        if isinstance(rendered, BackgroundScreen):
            return Dimmed(rendered.screen, rendered.color)
        return rendered

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close the window; a second key pressed before it has closed does nothing."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class LineScreen(Window[str]):
    """Asks for a line; the result is "" on Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss('')", "cancel")]

    def __init__(self, question: str, text: str = "") -> None:
        super().__init__()
        self._question = question
        self._start = text

    def compose(self) -> ComposeResult:
        """The question and the line."""
        with Vertical(classes="box"):
            yield Label(plain(self._question), classes="title")
            yield Input(self._start, compact=True)
            yield Label(plain("Enter does it, Escape leaves it"), classes="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the line as the result."""
        self.dismiss(event.value)

    def on_key(self, event: Key) -> None:
        """Handle Enter here, not in the window below, and keep what is typed before the line has focus."""
        line = self.query_one(Input)
        if event.key == "enter":
            event.stop()
            self.dismiss(line.value)
        elif event.is_printable and event.character:
            line.insert_text_at_cursor(event.character)


class LinesScreen(Window[str]):
    """Shows lines; any key that does not scroll closes the window and is its result."""

    SCROLLING = ("up", "down", "pageup", "pagedown", "home", "end", "tab")

    def __init__(self, title: str, lines: Sequence[str], waiting: str = "") -> None:
        super().__init__()
        self._title = title
        self._lines = list(lines)
        self._waiting = waiting

    def compose(self) -> ComposeResult:
        """The lines."""
        with VerticalScroll(classes="box"):
            yield Label(plain(self._title), classes="title")
            yield Static(self._text(), id="lines")

    def add(self, lines: Sequence[str]) -> None:
        """Add lines, replacing the waiting message."""
        self._lines += lines
        self._waiting = ""
        if self.is_mounted:
            self.query_one("#lines", Static).update(self._text())

    def on_key(self, event: Key) -> None:
        """Close on any key that does not scroll."""
        if event.key not in self.SCROLLING:
            event.stop()
            self.dismiss(event.key)

    def _text(self) -> Text:
        return plain("\n".join([*self._lines, self._waiting] if self._waiting else self._lines))
