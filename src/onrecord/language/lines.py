"""Line ends: the end of a paragraph, of a heading, or only of a line that was full."""

from __future__ import annotations

import re
from collections.abc import Sequence

BLANK = re.compile(r"(?>\r\n?|\n)[^\S\r\n]*+[\r\n]")
NEWLINE = re.compile(r"\r\n?|\n")
ENDS = (".", "!", "?", ":", ";", '"', "”", "’", "'", ")", "…")
FULL = (45, 100)
"""Shortest and longest line of text wrapped at a fixed width."""


def is_wrapped(text: str) -> bool:
    """Whether single line ends in this text only wrap its lines.

    True when most lines that another line follows at once are long, of like length and stop in mid-sentence.
    """
    wrapped = other = 0
    for paragraph in BLANK.split(text):
        lines = NEWLINE.split(paragraph)
        for line in lines[:-1]:
            line = line.strip()
            if FULL[0] <= len(line) <= FULL[1] and not line.endswith(ENDS):
                wrapped += 1
            elif not line.endswith(ENDS) or len(line) > FULL[1]:
                other += 1
    return wrapped >= 2 and wrapped > 2 * other


def line_starts(words: Sequence[str], wrapped: bool) -> list[bool]:
    """For each token, whether it is the first word of a line or paragraph that begins a new sentence.

    Args:
        words: The texts of the tokens; white space that is a token of its own included.
        wrapped: Single line ends do not count.
    """
    starts = [False] * len(words)
    pending, any_word = False, False
    for place, word in enumerate(words):
        if word.isspace():
            pending = pending or (BLANK.search(word) if wrapped else NEWLINE.search(word)) is not None
        else:
            starts[place] = pending and any_word
            pending, any_word = False, True
    return starts
