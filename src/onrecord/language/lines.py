"""Where a sentence certainly starts (after some line ends) or does not (after a middle initial)."""

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
"""Words that begin a sentence and are never surnames."""
FULL = (45, 100)
"""Shortest and longest line of text wrapped at a fixed width."""
SOFT_END = re.compile(rf"(?<![^\r\n])([^\r\n]{{{FULL[0]},}}+)(\r\n?|\n)(?=[^\S\r\n]*[^\s*•▪●‣–—-])")
"""A long line with its line end, followed by a line that is neither empty nor a list item."""


def is_wrapped(text: str) -> bool:
    """Whether single line ends in this text only wrap long lines.

    True if most lines directly followed by another line are long, similar in length and end mid-sentence.
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
    """The text with spaces in place of line ends that only wrap lines; its length does not change."""
    if not is_wrapped(text):
        return text
    return SOFT_END.sub(lambda match: match[1] + " " * len(match[2]), text)


def trimmed_size(words: Sequence[str]) -> int:
    """The number of tokens without trailing white space, at least one."""
    size = len(words)
    while size > 1 and words[size - 1].isspace():
        size -= 1
    return size


def line_starts(words: Sequence[str], wrapped: bool) -> list[bool]:
    """For each token, whether it is the first word of a line or paragraph that starts a new sentence.

    Args:
        words: The texts of the tokens, including white-space tokens.
        wrapped: Whether to ignore single line ends.
    """
    starts = [False] * len(words)
    pending, any_word = False, False
    for index, word in enumerate(words):
        if word.isspace():
            pending = pending or (BLANK.search(word) if wrapped else NEWLINE.search(word)) is not None
        else:
            starts[index] = pending and any_word
            pending, any_word = False, True
    return starts


def inside_names(words: Sequence[str]) -> list[bool]:
    """For each token, whether it follows a middle initial: "Crane" in "Ada M. Crane".

    "The" in "before World War I. The" does not.
    """
    inside = [False] * len(words)
    for index in range(2, len(words)):
        given, initial, word = words[index - 2 : index + 1]
        if INITIAL.fullmatch(initial) and given[:1].isupper() and given[1:2].islower():
            inside[index] = word[:1].isupper() and word.lower() not in OPENERS
    return inside
