"""The window for marking the words of a claim that the program missed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import MouseDown, MouseMove, Resize
from textual.widgets import Label, Static

from onrecord.review.additions import Kind
from onrecord.review.passages import Passage
from onrecord.review.session import Session
from onrecord.review.view import Mark
from onrecord.review.windows.layout import ranges
from onrecord.review.windows.paint import STYLES
from onrecord.review.windows.screens import Window, plain
from onrecord.sanitize import safe_same_length

KNOWN = 40
"""How many claims of the article are marked as known."""

NEAR = 4_000
"""Words can be marked within this many characters on either side of the current claim."""

Marked = tuple[Kind, int, int]
"""The kind of claim, and ``[start, end)`` of its words in the article."""


def known_marks(session: Session) -> list[Mark]:
    """The spans of the current article's claims, including added ones."""
    claim, row = session.claim, session.queue.row
    if claim is None or row is None:
        return []
    rows = session.claims.same("article", row)
    in_file = session.claims.claims(rows[rows < session.claims.found_count][:KNOWN])
    claims = [*in_file, *session.additions.in_article(claim.article.sha256)]
    roles = {"statement": "content", "figure": "figure"}
    return [Mark(roles[one.kind], *bounds) for one in claims for bounds in one.offsets]


class MarkPane(Static, can_focus=True):
    """The article, with a cursor on a word and the marked words.

    Args:
        passage: The text.
        known: Spans that are already in claims.
        at: Offset in the article at which the cursor starts.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "word(-1)", show=False),
        Binding("right", "word(1)", show=False),
        Binding("up", "line(-1)", show=False),
        Binding("down", "line(1)", show=False),
        Binding("shift+left", "word(-1, True)", show=False),
        Binding("shift+right", "word(1, True)", show=False),
        Binding("shift+up", "line(-1, True)", show=False),
        Binding("shift+down", "line(1, True)", show=False),
        Binding("space", "begin", show=False),
    ]

    def __init__(self, passage: Passage, known: Sequence[Mark], at: int, look: str) -> None:
        super().__init__(id="text")
        left = max(passage.start, at - NEAR)
        self._base = left
        self._text = safe_same_length(passage.cut(left, at + NEAR))
        self._known = known
        self._look = look
        self._words = passage.words(left, left + len(self._text)) or [(at, at + 1)]
        self._at = next((n for n, word in enumerate(self._words) if word[1] > at), len(self._words) - 1)
        self._anchor: int | None = None
        self._lines: list[tuple[int, int]] = []
        self._top = 0

    @property
    def bounds(self) -> tuple[int, int]:
        """``[start, end)`` of the marked words, or of the word under the cursor."""
        first, last = sorted((self._at, self._at if self._anchor is None else self._anchor))
        return self._words[first][0], self._words[last][1]

    def on_resize(self, event: Resize) -> None:
        """Lay out the text again."""
        self._lines = ranges(self._text, max(2, self.content_size.width))
        self._show()

    def action_word(self, step: int, mark: bool = False) -> None:
        """Go to the next or previous word."""
        self._go_to(self._at + step, mark)

    def action_line(self, step: int, mark: bool = False) -> None:
        """Go to the word above or below."""
        here = self._words[self._at][0] - self._base
        line = self._line_of(here)
        wanted = max(0, min(line + step, len(self._lines) - 1))
        self._go_to(self._word_at(wanted, here - self._lines[line][0]), mark)

    def action_begin(self) -> None:
        """Begin marking at this word, or end marking."""
        self._anchor = self._at if self._anchor is None else None
        self._show()

    def on_mouse_down(self, event: MouseDown) -> None:
        """Begin marking where the mouse is."""
        self._at = self._anchor = self._word_at(self._top + event.y, event.x)
        self._show()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Extend the marked words to where the mouse is dragged."""
        if event.button:
            self._go_to(self._word_at(self._top + event.y, event.x), True)

    def _go_to(self, word: int, mark: bool) -> None:
        if mark and self._anchor is None:
            self._anchor = self._at
        self._at = max(0, min(word, len(self._words) - 1))
        self._show()

    def _line_of(self, place: int) -> int:
        return max((n for n, (start, _) in enumerate(self._lines) if start <= place), default=0)

    def _word_at(self, line: int, column: int) -> int:
        """The index of the word at a column of a line, or the last one before it."""
        start, end = self._lines[max(0, min(line, len(self._lines) - 1))]
        place = self._base + min(start + max(0, column), end)
        return max((n for n, word in enumerate(self._words) if word[0] <= place), default=0)

    def _show(self) -> None:
        height = max(1, self.content_size.height)
        here = self._line_of(self._words[self._at][0] - self._base)
        if not self._top <= here < self._top + height:
            self._top = max(0, here - height // 3)
        text = Text("\n", end="").join(self._line(*line) for line in self._lines[self._top :][:height])
        self.update(text)

    def _line(self, start: int, end: int) -> Text:
        line = Text(self._text[start:end].replace("\t", " "), no_wrap=True, end="")
        here = start + self._base
        for mark in self._known:
            if mark.start - here < len(line) and mark.end > here:
                line.stylize(STYLES[self._look][mark.role], max(0, mark.start - here), mark.end - here)
        left, right = self.bounds
        if left - here < len(line) and right > here:
            line.stylize("reverse", max(0, left - here), right - here)
        return line


class MarkScreen(Window[Marked]):
    """The article, to mark words in; ``s`` makes them a statement, ``f`` a figure."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "cancel"),
        Binding("s", "take('statement')", show=False),
        Binding("f", "take('figure')", show=False),
    ]

    def __init__(self, passage: Passage, known: Sequence[Mark], at: int, look: str) -> None:
        super().__init__()
        self._pane = MarkPane(passage, known, at, look)

    def compose(self) -> ComposeResult:
        """The article."""
        with Vertical(classes="box tall"):
            yield Label(plain("Mark the words of a claim that was missed"), classes="title")
            yield self._pane
            yield Label(plain("arrows move, space begins to mark, or draw with the mouse"), classes="hint")
            yield Label(plain("s a statement, f a figure, Escape leaves it"), classes="hint")

    def on_mount(self) -> None:
        """Keys go to the text."""
        self._pane.focus()

    def action_take(self, kind: Kind) -> None:
        """Close with the marked words as the result."""
        self.dismiss((kind, *self._pane.bounds))
