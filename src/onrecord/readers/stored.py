"""The stored text of an article: claims are extracted from it, and their offsets refer to it.

Texts that look the same on paper are stored the same: letters are composed (Unicode NFC), invisible ones are
removed, words are separated by one blank, wrapped lines are joined, and trailing white space is removed.
"""

from __future__ import annotations

import re
import unicodedata

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Soft hyphen, zero-width space, word joiner, byte order mark: inside a word or number they hide it."""
GLUE = frozenset({
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "its", "of", "on", "or", "that",
    "the", "their", "to", "was", "were", "which", "who", "with",
})  # fmt: skip
"""Words that end a line only if its sentence continues."""
ENDS = (".", "!", "?", ":", ";", "…", '."', ".”", "!”", "?”", ".’", ".)", "-", "–", "—")
ITEM = re.compile(r"[*•▪●‣·–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s")
"""The beginning of a list item."""
CONTINUES = re.compile(r"[\"“‘'(£$€]?[a-z]")
BETWEEN = re.compile(r"(\n[^\S\n]*\n\s*)")
"""The separator of two paragraphs: at least one empty line."""
BLANKS = re.compile(r"(?<=\S)[ \u00a0\u2002-\u200a\u202f]{2,}+(?=\S)")
"""Several blanks between two words; single ones are not changed."""
WIDEST = 120
"""The longest line of text wrapped at a fixed width."""


def stored_text(text: str) -> str:
    """The stored form of an article's text.

    Args:
        text: The text as it was read.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", text.translate(UNSEEN)).rstrip()
    pieces = BETWEEN.split(BLANKS.sub(" ", text))
    return "".join(piece if number % 2 else _rejoined(piece) for number, piece in enumerate(pieces))


def _rejoined(paragraph: str) -> str:
    """A paragraph with blanks in place of line ends inside sentences."""
    first, *others = lines = paragraph.split("\n")
    width = max(map(len, lines))
    wrapped = width <= WIDEST and any(map(_goes_on, lines, others))
    pieces, inside = [first], False
    for line, after in zip(lines, others, strict=False):
        full = len(line) + 1 + len(after.split(maxsplit=1)[0]) > width
        inside = _goes_on(line, after, inside) or (wrapped and full and not ITEM.match(after.lstrip()))
        if inside:
            pieces[-1] = pieces[-1].rstrip()
        pieces += (" ", after.lstrip()) if inside else ("\n", after)
    return "".join(pieces)


def _goes_on(line: str, after: str, inside: bool = False) -> bool:
    """Whether a sentence continues from one line to the next, by the words on both sides of the line end.

    Args:
        line: The line.
        after: The next line.
        inside: Whether the line itself continues the one before; if not, a single word may be a list item.
    """
    line, after = line.strip(), after.lstrip()
    if line.endswith(ENDS) or ITEM.match(after):
        return False
    several = inside or " " in line
    return line.rpartition(" ")[2] in GLUE or (several and CONTINUES.match(after) is not None)
