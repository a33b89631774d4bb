"""The window in which a claim is corrected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Key
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from onrecord.review.claimfile import AnyClaim
from onrecord.review.fields import fields_of, help_of, is_span, span_bounds
from onrecord.review.passages import Passage
from onrecord.review.suggest import Suggestions
from onrecord.review.windows.choices import Choices
from onrecord.review.windows.screens import Window, plain
from onrecord.sanitize import one_line

NAME = 12
"""Width of the column of field names."""
FOCUSED = Style(bold=True, reverse=True)
KEYS = "Enter saves and goes on, Tab next field, Escape leaves it"
ENDS = 5
"""How many words of a long span are shown at either end."""
AROUND = 24
"""The words next to a span are taken from this many characters on either side."""


class TextField(Input):
    """A field that is edited as text."""

    def __init__(self, text: str, field: str) -> None:
        # Validation or ``compact`` would make Textual compute the styles of each field again.
        super().__init__(one_line(text), id=_ident(field), validate_on=(), select_on_focus=False)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The text, with the name of the field before it."""
        return _named(self, super().render_lines(crop), crop)


class SpanField(Static, can_focus=True):
    """A span whose boundaries are moved by words, or which is removed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move('end', -1)", show=False),
        Binding("right", "move('end', 1)", show=False),
        Binding("shift+left,h", "move('start', -1)", show=False),
        Binding("shift+right,l", "move('start', 1)", show=False),
        Binding("delete,backspace", "empty", show=False),
    ]

    def __init__(self, passage: Passage, text: str, field: str) -> None:
        self._passage = passage
        self._before = span_bounds(text)
        self._bounds: tuple[int, int] | None = self._before
        super().__init__(self._words(), id=_ident(field))

    @property
    def value(self) -> str:
        """``start-end``; "" if the span was removed."""
        return f"{self._bounds[0]}-{self._bounds[1]}" if self._bounds else ""

    def action_move(self, side: str, words: int) -> None:
        """Move a boundary; a removed span is restored instead."""
        self._bounds = self._passage.move(self._bounds, side, words) if self._bounds else self._before
        self.update(self._words())

    def action_empty(self) -> None:
        """Remove the span."""
        self._bounds = None
        self.update(self._words())

    def render_lines(self, crop: Region) -> list[Strip]:
        """The words, with the name of the field before them."""
        return _named(self, super().render_lines(crop), crop)

    def _words(self) -> Text:
        if self._bounds is None:
            return Text("none; an arrow brings it back", "dim", end="")
        start, end = self._bounds
        words = one_line(self._passage.cut(start, end)).split()
        inside = words if len(words) <= 2 * ENDS + 1 else [*words[:ENDS], "…", *words[-ENDS:]]
        before = one_line(self._passage.cut(max(0, start - AROUND), start)).split()[-2:]
        after = one_line(self._passage.cut(end, end + AROUND)).split()[:2]
        text = Text(end="")
        text.append("".join(word + " " for word in before), "dim")
        text.append("[" + " ".join(inside) + "]", "bold")
        text.append("".join(" " + word for word in after), "dim")
        return text


class EditScreen(Window[None]):
    """The fields of a claim, saved together.

    Args:
        title: Title of the window.
        claim: The claim.
        passage: The text around it.
        suggestions: Suggestions for its fields.
        save: Takes the changed fields; returns why they cannot be saved, or "".
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "cancel"),
        Binding("ctrl+s", "save", "save"),
        Binding("down", "below", show=False),
        Binding("up", "above", show=False),
    ]

    def __init__(
        self,
        title: str,
        claim: AnyClaim,
        passage: Passage,
        suggestions: Suggestions,
        save: Callable[[Mapping[str, str]], str],
    ) -> None:
        super().__init__()
        self._title = title
        self._claim = claim
        self._passage = passage
        self._suggestions = suggestions
        self._save = save
        self._known = fields_of(claim)
        self._choices = Choices()
        self._taken = ""

    def compose(self) -> ComposeResult:
        """A line for each field."""
        with VerticalScroll(classes="box", can_focus=False):
            yield Label(plain(self._title), classes="title")
            for name, text in self._known.items():
                if is_span(name) and text:
                    yield SpanField(self._passage, text, name)
                else:
                    yield TextField(text, name)
            yield self._choices
            yield Label(id="hint", classes="hint")

    def on_descendant_focus(self) -> None:
        """Show what the field accepts."""
        focused = self.focused
        self._choices.show()
        if isinstance(focused, SpanField):
            self._hint("left, right: the end by a word; h, l: the start; delete: none")
        elif focused is not None:
            self._hint(help_of(self._claim, _field(focused)))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show suggestions for what is typed."""
        field, text = _field(event.input), event.value
        typed = event.input is self.focused and text not in (one_line(self._known[field]), self._taken)
        self._choices.show(self._suggestions.of(field, text) if typed and text.strip() else ())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """On Enter in a text field, take the chosen suggestion, or save if none is chosen."""
        if not self._choices.chosen:
            self.action_save()
            return
        self._taken = event.input.value = self._choices.chosen
        event.input.cursor_position = len(self._taken)
        self._choices.show()

    def action_below(self) -> None:
        """Go to the suggestion below, or to the next field."""
        if self._choices.is_open:
            self._choices.move(1)
        else:
            self.focus_next()

    def action_above(self) -> None:
        """Go to the suggestion above, or to the previous field."""
        if self._choices.is_open:
            self._choices.move(-1)
        else:
            self.focus_previous()

    def action_leave(self) -> None:
        """Close the suggestions if they are open, else the window."""
        if self._choices.is_open:
            self._choices.show()
        else:
            self.dismiss(None)

    def on_key(self, event: Key) -> None:
        """On Enter in a span, save."""
        if event.key == "enter" and isinstance(self.focused, SpanField):
            event.stop()
            self.action_save()

    def action_save(self) -> None:
        """Save the changes, or show why they cannot be saved."""
        changes = {}
        for name, text in self._known.items():
            field = self.query_one(f"#{_ident(name)}")
            shown = one_line(text)
            if isinstance(field, SpanField | Input) and field.value != shown:
                changes[name] = field.value
        reason = self._save(changes)
        if reason:
            self._hint(f"not saved: {reason}")
        else:
            self.dismiss(None)

    def _hint(self, text: str) -> None:
        self.query_one("#hint", Label).update(plain(f"{text}\n{KEYS}"))


def _named(widget: Widget, lines: list[Strip], crop: Region) -> list[Strip]:
    """The lines of a field with its name in the padding; a widget for each name would open slowly."""
    if not lines or crop.y > 0 or crop.x >= NAME:
        return lines
    style = widget.rich_style + (FOCUSED if widget.has_focus else Style.null())
    name, space = Strip([Segment(_field(widget), style)]), lines[0].crop(0, NAME - crop.x)
    for line_filter in widget.get_line_filters():  # removes colours under NO_COLOR
        name = name.apply_filter(line_filter, widget.background_colors[1])
    shown = name.crop(crop.x, NAME)
    return [Strip.join([shown, space.crop(shown.cell_length), lines[0].crop(space.cell_length)]), *lines[1:]]


def _field(widget: Widget) -> str:
    return (widget.id or "").removeprefix("field-").replace("-", ".")


def _ident(field: str) -> str:
    return "field-" + field.replace(".", "-")
