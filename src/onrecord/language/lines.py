"""Where sentences start for certain, or for certain do not: line ends, and initials inside a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

BLANK = re.compile(r"(?>\r\n?|\n)[^\S\r\n]*+[\r\n]")
NEWLINE = re.compile(r"\r\n?|\n")
ENDS = (".", "!", "?", ":", ";", '"', "”", "’", "'", ")", "…")
INITIAL = re.compile(r"[A-Z]\.")
# fmt: off
OPENERS = frozenset({
    "a", "an", "and", "as", "at", "but", "for", "he", "her", "his", "i", "if", "in", "it", "its", "my",
    "on", "our", "she", "so", "that", "the", "their", "then", "there", "these", "they", "this", "those",
    "to", "we", "what", "when", "where", "which", "who", "with", "you", "your",
})
# fmt: on
"""Words that begin a sentence and are nobody's surname."""
FULL = (45, 100)
"""Shortest and longest line of text wrapped at a fixed width."""
SOFT_END = re.compile(rf"(?<![^\r\n])([^\r\n]{{{FULL[0]},}}+)(\r\n?|\n)(?=[^\S\r\n]*[^\s*•▪●‣–—-])")
"""A long line and its end, before a line that is neither empty nor an item of a list."""


def is_wrapped(text: str) -> bool:
    """Whether single line ends in this text only wrap its lines.

    True when most lines that another line follows at once are long, of like length and stop in mid-sentence.
    """
    wrapped = other = 0
    for paragraph in BLANK.split(text.rstrip()):
        lines = NEWLINE.split(paragraph)
        for line in lines[:-1]:
            line = line.strip()
            if FULL[0] <= len(line) <= FULL[1] and not line.endswith(ENDS):
                wrapped += 1
            elif not line.endswith(ENDS) or len(line) > FULL[1]:
                other += 1
    return wrapped >= 2 and wrapped > 2 * other


def unwrapped(text: str) -> str:
    """The text with a blank for each line end that only wraps a line; as long as before."""
    if not is_wrapped(text):
        return text
    return SOFT_END.sub(lambda found: found[1] + " " * len(found[2]), text)


def said_size(words: Sequence[str]) -> int:
    """How many tokens there are up to the last that is not blank, at least one."""
    size = len(words)
    while size > 1 and words[size - 1].isspace():
        size -= 1
    return size


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


def inside_names(words: Sequence[str]) -> list[bool]:
    """For each token, whether it follows a name's middle initial: the "Crane" of "Ada M. Crane".

    Not so the "The" of "before World War I. The".
    """
    inside = [False] * len(words)
    for place in range(2, len(words)):
        given, initial, word = words[place - 2 : place + 1]
        if INITIAL.fullmatch(initial) and given[:1].isupper() and given[1:2].islower():
            inside[place] = word[:1].isupper() and word.lower() not in OPENERS
    return inside
