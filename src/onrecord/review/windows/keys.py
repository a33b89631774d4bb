"""The keys of a review in windows, as they are shown."""

from __future__ import annotations

from rich.text import Text
from textual.binding import Binding

from onrecord.review.queue import VIEWS
from onrecord.review.windows.paint import STYLES

GAP = 2
"""Spaces between two keys."""

KEYS = (
    ("a", "accept"),
    ("x", "reject"),
    ("space", "skip"),
    ("bksp", "undo"),
    ("e", "edit"),
    ("f", "flag"),
    ("n", "note"),
    ("j/k", "move"),
    ("/", "search"),
    ("1-9", "show"),
    ("p/t", "same speaker/article"),
    ("w", "why"),
    ("?", "keys"),
    ("q", "end"),
)
HELP = (
    "a          accept the claim as it is, and go on",
    "x          reject it, and go on",
    "space      skip it, and go on",
    "backspace  take back the last decision, and the one before it, and so on",
    "e          correct it: speaker, mode, value, unit, comparator, period, spans by word",
    "f          flag it, or take the flag off",
    "n          write a note",
    "j, k       the next, the one before, decided or not",
    "/          search in text, sentence, speaker, title, rule and id; Escape stops",
    "p          the next claim with the same speaker",
    "t          the next claim in the same article",
    "w          why: the rule that fired, and the chain of mentions",
    "up, down   scroll the article; page up, page down too",
    "[, ]       scroll the fields",
    "d          dark or light",
    "?          these keys",
    "q          end; everything decided is already stored",
    "",
    *(f"{number}          show {name}" for number, name in enumerate(VIEWS, start=1)),
)


BINDINGS = (
    Binding("a", "decide('accept')"),
    Binding("x", "decide('reject')"),
    Binding("space", "decide('skip')"),
    Binding("backspace", "undo"),
    Binding("e", "edit"),
    Binding("f", "flag"),
    Binding("n", "note"),
    Binding("j", "move(1)"),
    Binding("k", "move(-1)"),
    Binding("slash", "search"),
    Binding("p", "same('speaker')"),
    Binding("t", "same('article')"),
    Binding("w", "why"),
    Binding("question_mark", "keys"),
    Binding("d", "ground"),
    Binding("escape", "stop_search"),
    Binding("q,ctrl+c,ctrl+q", "quit", priority=False),
    *(Binding(str(number), f"view({number})") for number in range(1, len(VIEWS) + 1)),
    Binding("up", "scroll('article', -1)"),
    Binding("down", "scroll('article', 1)"),
    Binding("pageup", "scroll('article', -1, True)"),
    Binding("pagedown", "scroll('article', 1, True)"),
    Binding("left_square_bracket", "scroll('claim', -1)"),
    Binding("right_square_bracket", "scroll('claim', 1)"),
)


def key_lines(width: int, look: str) -> Text:
    """The keys, each with its meaning; a line breaks only between them."""
    text, used = Text(end=""), 0
    for key, what in KEYS:
        size = len(key) + len(what) + 1
        if used and used + GAP + size > width:
            text.append("\n")
            used = 0
        elif used:
            text.append(" " * GAP)
            used += GAP
        text.append(key, STYLES[look]["key"])
        text.append(f" {what}")
        used += size
    return text
