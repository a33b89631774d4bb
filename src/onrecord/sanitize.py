"""Removes terminal control characters from untrusted text."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"

# ESC and all other C0 but tab and newline, DEL, C1, line and paragraph separators, direction marks and
# overrides, halves of surrogate pairs.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def safe(data: object) -> str:
    """The text without escape sequences, changes of text direction and other control characters."""
    text = str(data)
    return text if text.isprintable() else _HARMFUL.sub("", text)


def one_line(data: object) -> str:
    """The sanitized text on one line."""
    return " ".join(safe(data).split())


def safe_same_length(data: str) -> str:
    """The text with U+FFFD for each control character, so that offsets stay valid."""
    return data if data.isprintable() else _HARMFUL.sub(REPLACEMENT, data)
