"""Roles as colours and letters: dark, light, and without colour."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from onrecord.review.view import ROLES, Piece

STYLES = {
    "dark": {
        "content": "#a5d66f",
        "source": "underline #7fb0ff",
        "cue": "italic #d0a0ff",
        "measured": "#e6c07b",
        "period": "#66d9e8",
        "figure": "bold #ffa066",
    },
    "light": {
        "content": "#2f6b12",
        "source": "underline #0b4fb3",
        "cue": "italic #7a1fa2",
        "measured": "#7a5a00",
        "period": "#006a70",
        "figure": "bold #b53a00",
    },
    "none": {
        "content": "bold",
        "source": "underline",
        "cue": "italic",
        "measured": "underline italic",
        "period": "bold underline",
        "figure": "reverse",
    },
}
"""How each role looks; every look differs by more than its colour where terminals can show it."""


def painted(line: Sequence[Piece], look: str) -> Text:
    """A line as text with styles."""
    text = Text(no_wrap=True, end="")
    for piece in line:
        text.append(piece.text.replace("\t", " "), STYLES[look].get(piece.role))
    return text


def legend(look: str) -> Text:
    """What the looks mean."""
    text = Text(no_wrap=True, overflow="ellipsis", end="")
    for role in ROLES:
        text.append(role, STYLES[look][role])
        text.append(" ")
    return text
