"""The keys of the full-screen review, with their help texts."""

from __future__ import annotations

from rich.text import Text
from textual.binding import Binding

from onrecord.review.queue import VIEWS
from onrecord.review.windows.paint import STYLES

GAP = 2
"""Spaces between two keys in the key lines."""

KEYS = (
    ("a", "accept"),
    ("x", "reject"),
    ("space", "skip"),
    ("bksp", "undo"),
    ("e", "edit"),
    ("i", "add"),
    ("f", "flag"),
    ("n", "note"),
    ("j/k", "move"),
    ("g", "go to"),
    ("/", "search"),
    ("1-9", "show"),
    ("w", "why"),
    ("?", "keys"),
    ("q", "end"),
)
"""They fit on one line of 140 columns, or on two of 80."""
_NUMBERED = [f"{number} {view}" for number, view in enumerate(VIEWS, start=1)]

HELP = (
    "a, x, space  accept the claim as it is, reject it, skip it; go on",
    "backspace    take back the last decision, and again the one before",
    "e            correct it: fields, and spans word by word",
    "i            add a claim that was missed: mark its words",
    "f, n         flag it or take the flag off, write a note",
    "j, k         the next, the one before, decided or not",
    "p, t         the next with the same speaker, in the same article",
    "g            go to the claim with a number, or an id",
    "/            list what has some words; Escape ends it",
    ">, <         the next hit of the search, the one before",
    f"1-9          show {', '.join(_NUMBERED[:4])},",
    f"             {', '.join(_NUMBERED[4:7])},",
    f"             {', '.join(_NUMBERED[7:])}",
    "w            why: the rule that fired, the chain of mentions",
    "up, down     scroll the article; page up, page down too",
    "[, ]         scroll the fields",
    "d            dark or light",
    "?, q         these keys; the end, all decisions are stored already",
)


def _key(keys: str, action: str) -> Binding:
    """A key handled at once and in order, so that what is typed after it goes to the window it opens."""
    return Binding(keys, action, priority=True)


BINDINGS = (
    _key("a", "decide('accept')"),
    _key("x", "decide('reject')"),
    _key("space", "decide('skip')"),
    _key("backspace", "undo"),
    _key("e", "edit"),
    _key("f", "flag"),
    _key("n", "note"),
    _key("j", "move(1)"),
    _key("k", "move(-1)"),
    _key("slash", "search"),
    _key("greater_than_sign", "hit(1)"),
    _key("less_than_sign", "hit(-1)"),
    _key("g", "go_to"),
    _key("i", "add"),
    _key("p", "same('speaker')"),
    _key("t", "same('article')"),
    _key("w", "why"),
    _key("question_mark", "keys"),
    _key("d", "ground"),
    _key("escape", "stop_search"),
    _key("q", "end"),
    _key("ctrl+c,ctrl+q", "quit"),
    *(_key(str(number), f"view({number})") for number in range(1, len(VIEWS) + 1)),
    _key("up", "scroll('article', -1)"),
    _key("down", "scroll('article', 1)"),
    _key("pageup", "scroll('article', -1, True)"),
    _key("pagedown", "scroll('article', 1, True)"),
    _key("left_square_bracket", "scroll('claim', -1)"),
    _key("right_square_bracket", "scroll('claim', 1)"),
)
EVERYWHERE = ("quit", "focus_next", "focus_previous")
"""Actions that also work while a window is open."""


def key_lines(width: int, look: str) -> Text:
    """The keys, each with its meaning; lines break only between keys."""
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
