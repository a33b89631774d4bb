"""Roles as colours and text styles: dark, light, 16 colours, and without colour."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.theme import Theme

from onrecord.review.view import AROUND, FOUND, ROLES, Piece

STYLES = {
    "dark": {
        "content": "#a5d66f",
        "source": "underline #7fb0ff",
        "cue": "italic #d0a0ff",
        "measured": "#e6c07b",
        "period": "#66d9e8",
        "figure": "bold #ffa066",
        AROUND: "#8d929b",
        FOUND: "reverse #e6c07b",
        "key": "bold #7fb0ff",
    },
    "light": {
        "content": "#2f6b12",
        "source": "underline #0b4fb3",
        "cue": "italic #7a1fa2",
        "measured": "#7a5a00",
        "period": "#006a70",
        "figure": "bold #b53a00",
        AROUND: "#6b6b70",
        FOUND: "reverse #7a5a00",
        "key": "bold #0b4fb3",
    },
    "ansi": {
        "content": "green",
        "source": "underline blue",
        "cue": "italic magenta",
        "measured": "yellow",
        "period": "cyan",
        "figure": "bold red",
        AROUND: "dim",
        FOUND: "reverse yellow",
        "key": "bold blue",
    },
    "none": {
        "content": "bold",
        "source": "underline",
        "cue": "italic",
        "measured": "underline italic",
        "period": "bold underline",
        "figure": "reverse",
        AROUND: "",
        FOUND: "reverse bold",
        "key": "bold",
    },
}
"""How each role is shown in each look; some also differ by more than colour.

``ansi`` is for terminals with sixteen colours.
"""

THEMES = (
    Theme(
        name="dark",
        primary="#3f6fb5",
        foreground="#e6e6e3",
        background="#15171b",
        surface="#1e2127",
        panel="#282c34",
    ),
    Theme(
        name="light",
        primary="#3f6fb5",
        foreground="#1c1c1e",
        background="#fbfaf6",
        surface="#f0eee7",
        panel="#e4e1d8",
        dark=False,
    ),
)


def painted(line: Sequence[Piece], look: str) -> Text:
    """A line as text with styles."""
    text = Text(no_wrap=True, end="")
    for piece in line:
        text.append(piece.text.replace("\t", " "), STYLES[look].get(piece.role))
    return text


def legend(look: str) -> Text:
    """The name of every role in its style."""
    return Text("  ", end="").join(Text(role, STYLES[look][role], end="") for role in ROLES)
