"""Normalised words, and how much two word sequences have in common.

Two sequences that share ``RUN`` consecutive words share one of the fingerprints ``winnow`` picks of them
(Schleimer, Wilkerson and Aiken, "Winnowing", 2003), so near matches are found without comparing all pairs.
There is no seed: the same words have the same fingerprints on every machine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from zlib import crc32

GRAM = 3
"""Words per n-gram."""
WINDOW = 3
"""Consecutive n-grams of which one is picked."""
RUN = GRAM + WINDOW - 1
"""A shared run of so many words is always found."""
MOST = 400
"""The most words compared; the rest is assumed to be the same."""

_WORD = re.compile(r"\w+(?:['’]\w+)*(?:[.,]\d+)*")
_MASK = (1 << 62) - 1


def words(text: str) -> list[str]:
    """The words of a text, case-folded and normalised, without punctuation."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return _WORD.findall(plain)[:MOST]


def bare(text: str) -> str:
    """The same without accents, on one line, for names."""
    plain = unicodedata.normalize("NFKD", text)
    return " ".join(words("".join(mark for mark in plain if not unicodedata.combining(mark))))


def winnow(row: Sequence[str]) -> list[int]:
    """The distinct fingerprints of a word sequence, sorted."""
    if len(row) < GRAM:
        return []
    grams = list(_grams(row))
    if len(grams) <= WINDOW:
        return [min(grams)]
    return sorted({min(grams[start : start + WINDOW]) for start in range(len(grams) - WINDOW + 1)})


def common(left: Sequence[str], right: Sequence[str]) -> int:
    """The length of the longest common subsequence of two word sequences.

    Bit-parallel over ``left`` (Hyyrö 2004): one pass over ``right``.
    """
    places: dict[str, int] = {}
    for at, word in enumerate(left):
        places[word] = places.get(word, 0) | 1 << at
    full = (1 << len(left)) - 1
    open_ = full
    for word in right:
        met = open_ & places.get(word, 0)
        open_ = (open_ + met | open_ - met) & full
    return len(left) - open_.bit_count()


def _grams(row: Sequence[str]) -> Iterator[int]:
    values = [_value(word) for word in row]
    for first, second, third in zip(values, values[1:], values[2:], strict=False):
        yield (
            (first * 0x9E3779B97F4A7C15 + second) * 0xC2B2AE3D27D4EB4F + third
        ) * 0x165667B19E3779F9 >> 7 & _MASK


@lru_cache(maxsize=1 << 16)
def _value(word: str) -> int:
    data = word.encode("utf-8", "surrogatepass")
    return crc32(data) << 32 | crc32(data[::-1])
