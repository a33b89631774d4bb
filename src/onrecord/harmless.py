"""Text from outside made harmless for a terminal: shown, never obeyed."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"

# ESC and all other C0 but tab and newline, DEL, C1, line and paragraph separators, direction marks and
# overrides, halves of surrogate pairs.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def safe(data: object) -> str:
    """Text from outside without anything a terminal obeys: no escape sequence, no change of direction."""
    return _HARMFUL.sub("", str(data))


def one_line(data: object) -> str:
    """The same on one line."""
    return " ".join(safe(data).split())


def safe_same_length(data: str) -> str:
    """The same with a mark in each harmful place, so that offsets into the text still hold."""
    return _HARMFUL.sub(REPLACEMENT, data)
