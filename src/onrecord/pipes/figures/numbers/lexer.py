"""Cut a text into lexemes: runs of digits, runs of letters, single marks. One pass, linear, exact offsets.

Numbers are read from characters because the tokenizer does not split "$58.25m", "10-year", "816 000" and
"5W" consistently.
"""

from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple

Kind = Literal["digits", "fraction", "word", "mark", "break"]

HYPHENS = frozenset("-‐‑")
_SIGNS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_LEXEME = re.compile(
    r"(?P<digits>[0-9]+(?:[.,][0-9]+)*|(?<![^\s(\[$£€¥+−–-])\.[0-9]+)"
    rf"|(?P<fraction>[{_SIGNS}])"
    rf"|(?P<word>[^\W\d_{_SIGNS}]+)"
    r"|(?P<break>\n)"
    r"|(?P<mark>\S)"
)


class Lexeme(NamedTuple):
    """One lexeme. ``low`` is its lower case; ``spaced`` is true after white space and at the very start."""

    kind: Kind
    start: int
    end: int
    text: str
    low: str
    spaced: bool


def lex(text: str) -> list[Lexeme]:
    """Cut a text into lexemes; line ends are lexemes too, since no number spans one."""
    lexemes: list[Lexeme] = []
    last = -1
    for match in _LEXEME.finditer(text):
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        word, (start, end) = match.group(), match.span()
        lexemes.append(Lexeme(kind, start, end, word, word.lower(), start != last))
        last = end
    return lexemes


class LexedText:
    """The lexemes of one text. Every method accepts an index past either end."""

    def __init__(self, text: str) -> None:
        """Cut the text."""
        self.string = text
        self.memo: dict[str, Any] = {}
        """Facts about the whole text, computed once, by name."""
        self.lexemes = lex(text)

    def __len__(self) -> int:
        """The number of lexemes."""
        return len(self.lexemes)

    def low(self, i: int) -> str:
        """Lower case of lexeme ``i``, "" past either end."""
        return self.lexemes[i].low if 0 <= i < len(self.lexemes) else ""

    def raw(self, i: int) -> str:
        """Text of lexeme ``i``, "" past either end."""
        return self.lexemes[i].text if 0 <= i < len(self.lexemes) else ""

    def kind(self, i: int) -> str:
        """Kind of lexeme ``i``, "break" past either end."""
        return self.lexemes[i].kind if 0 <= i < len(self.lexemes) else "break"

    def glued(self, i: int) -> bool:
        """Whether lexeme ``i`` touches the one before it."""
        return 0 < i < len(self.lexemes) and not self.lexemes[i].spaced

    def joined(self, i: int) -> bool:
        """Whether lexeme ``i`` touches a word or digits before it."""
        return self.glued(i) and self.lexemes[i - 1].kind in ("word", "digits")

    def over_hyphen(self, i: int) -> int:
        """The index after lexeme ``i`` if it is a hyphen that touches both neighbours, else ``i``."""
        if self.low(i) in HYPHENS and self.glued(i) and self.glued(i + 1):
            return i + 1
        return i

    def is_year(self, i: int, *, since: int = 1900) -> bool:
        """Whether lexeme ``i`` is four bare digits that may be a year."""
        word = self.raw(i)
        return len(word) == 4 and word.isdigit() and since <= int(word) <= 2100
