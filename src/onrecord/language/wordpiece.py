"""Splits words into pieces of BERT's uncased vocabulary, and records the case it drops."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

UNKNOWN, START, END = 100, 101, 102
BREAK, SOFT = 1, 2
"""Pieces for a line or paragraph break, and for any other white-space token."""
MOST = 8
"""The most pieces of one word; the rest of a web address or of noise carries no information."""
LONGEST = 100
"""A longer run of characters becomes the unknown piece, as in BERT."""
CASES = 5
"""No letters, lower, Title, UPPER, miXed."""


class WordPiece:
    """Splits a word by longest match first, and caches the result.

    Args:
        vocabulary: The pieces in the order of their ids; those inside a word begin with ``##``.
        keep: Size of the cache in words; a full cache is emptied.
    """

    def __init__(self, vocabulary: Sequence[str], keep: int = 200_000) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._keep = keep
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}

    def __call__(self, word: str) -> tuple[tuple[int, ...], int]:
        """The ids of a word's pieces (at least one, at most ``MOST``) and its case."""
        split = self._known.get(word)
        if split is None:
            if len(self._known) >= self._keep:
                self._known.clear()
            split = self._known[word] = (self._split(word), case_of(word))
        return split

    def _split(self, word: str) -> tuple[int, ...]:
        if word.isspace():
            return (BREAK if "\n" in word or "\r" in word else SOFT,)
        ids: list[int] = []
        for run in _runs(word[: LONGEST * MOST]):
            ids.extend(self._match(run))
            if len(ids) >= MOST:
                break
        return tuple(ids[:MOST]) or (UNKNOWN,)

    def _match(self, run: str) -> list[int]:
        if len(run) > LONGEST:
            return [UNKNOWN]
        ids: list[int] = []
        start = 0
        while start < len(run):
            for end in range(len(run), start, -1):
                number = self._ids.get(("##" if start else "") + run[start:end])
                if number is not None:
                    break
            else:
                return [UNKNOWN]
            ids.append(number)
            start = end
        return ids


def case_of(word: str) -> int:
    """0 no letters, 1 lower, 2 Title, 3 UPPER, 4 mixed."""
    if not any(character.isalpha() for character in word):
        return 0
    if word.islower():
        return 1
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 2
    return 3 if word.isupper() else 4


def _runs(word: str) -> list[str]:
    """BERT's basic tokens: lower case, no control characters or accents, punctuation and ideographs split."""
    runs: list[str] = []
    current: list[str] = []
    for character in unicodedata.normalize("NFD", _clean(word).lower()):
        kind = unicodedata.category(character)
        if kind == "Mn":
            continue
        if character.isspace() or _is_punctuation(character, kind) or _is_ideograph(ord(character)):
            if current:
                runs.append("".join(current))
                current = []
            if not character.isspace():
                runs.append(character)
        else:
            current.append(character)
    if current:
        runs.append("".join(current))
    return runs


def _clean(word: str) -> str:
    if word.isascii() and word.isprintable():
        return word
    return "".join(
        character
        for character in word
        if character != "\ufffd" and (character in "\t\n\r" or unicodedata.category(character)[0] != "C")
    )


def _is_punctuation(character: str, kind: str) -> bool:
    return kind[0] == "P" or (character.isascii() and character.isprintable() and not character.isalnum())


def _is_ideograph(code: int) -> bool:
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0x20000 <= code <= 0x2CEAF
        or 0xF900 <= code <= 0xFAFF
        or 0x2F800 <= code <= 0x2FA1F
    )
