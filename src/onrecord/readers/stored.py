"""The text of an article as it is stored: what claims are found in, and what their offsets count in.

Two files that look the same on paper give the same text: letters are composed (Unicode's form NFC), marks
that nobody sees are gone, one blank stands between two words, a line that was only broken to fit a page goes
on, and nothing stands behind the last word.
"""

from __future__ import annotations

import re
import unicodedata

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Soft hyphen, space and joiner without width, byte order mark: in a word or number they hide it."""
GLUE = frozenset({
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "its", "of", "on", "or", "that",
    "the", "their", "to", "was", "were", "which", "who", "with",
})  # fmt: skip
"""Words no line ends with unless its sentence goes on."""
ENDS = (".", "!", "?", ":", ";", "…", '."', ".”", "!”", "?”", ".’", ".)", "-", "–", "—")
ITEM = re.compile(r"[*•▪●‣·–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s")
"""How an item of a list begins."""
CONTINUES = re.compile(r"[\"“‘'(£$€]?[a-z]")
BETWEEN = re.compile(r"(\n[^\S\n]*\n\s*)")
"""What stands between two paragraphs: at least one empty line."""
BLANKS = re.compile(r"(?<=\S)[ \u00a0\u2002-\u200a\u202f]{2,}+(?=\S)")
"""Several blanks between two words; one by itself stays what it is."""
WIDEST = 120
"""Longest line of text that was broken at a fixed width."""


def stored_text(text: str) -> str:
    """The text of an article in the form that is stored.

    Args:
        text: The text as it was read.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", text.translate(UNSEEN)).rstrip()
    pieces = BETWEEN.split(BLANKS.sub(" ", text))
    return "".join(piece if number % 2 else _rejoined(piece) for number, piece in enumerate(pieces))


def _rejoined(paragraph: str) -> str:
    """A paragraph with a blank for each line end inside a sentence."""
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
    """Whether a sentence goes on from one line to the next, by the words on both sides of the line end.

    Args:
        line: The line.
        after: The next.
        inside: The line itself goes on from the one before; else a single word may be an item of a list.
    """
    line, after = line.strip(), after.lstrip()
    if line.endswith(ENDS) or ITEM.match(after):
        return False
    several = inside or " " in line
    return line.rpartition(" ")[2] in GLUE or (several and CONTINUES.match(after) is not None)
