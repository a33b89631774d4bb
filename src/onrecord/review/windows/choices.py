"""Suggestions under an input line, chosen with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.widgets import Static

from onrecord.sanitize import one_line, safe


class Choices(Static):
    """A list that is open while it has suggestions."""

    def __init__(self) -> None:
        super().__init__(id="choices")
        self._known: Sequence[str] = ()
        self._at = -1

    @property
    def is_open(self) -> bool:
        """Whether there are suggestions."""
        return bool(self._known)

    @property
    def chosen(self) -> str:
        """The chosen suggestion; "" if none is."""
        return self._known[self._at] if self._at >= 0 else ""

    def show(self, known: Sequence[str] = ()) -> None:
        """Show these suggestions, none of them chosen; with none, close the list."""
        self._known, self._at = known, -1
        self._paint()

    def move(self, step: int) -> None:
        """Choose the suggestion below or above; going above the first chooses none."""
        self._at = max(-1, min(self._at + step, len(self._known) - 1))
        self._paint()

    def _paint(self) -> None:
        lines = [
            Text(safe(one_line(text)), "reverse" if number == self._at else "", end="", no_wrap=True)
            for number, text in enumerate(self._known)
        ]
        self.update(Text("\n", end="").join(lines))
        self.display = self.is_open
