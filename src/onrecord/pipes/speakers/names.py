"""Compares names: whether two may belong to the same person or organisation."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from onrecord.pipes.speakers.lexicon import lexicon

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
INVISIBLE = {ord(c): None for c in "\u00ad\u200b\u200c\u200d\u2060"}
SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "des", "du", "la"})

LONG, MOSTLY = 8, 0.85
CLIP = 3
"""Least letters of a clipped word; as many of each word make the key under which it is found."""


@lru_cache(maxsize=4096)
def parts(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without accents, dots and suffixes such as Jr."""
    plain = unicodedata.normalize("NFKD", name.translate(INVISIBLE))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("’", "'")
    words = re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", plain)
    kept = [w for w in words if w not in SUFFIXES and w not in lexicon().honours]
    return tuple(kept or words)


def same_person(one: str, two: str) -> bool:
    """Whether two full names (of two or more words) may belong to one person.

    Surnames must be equal, or differ by one letter if the first names are equal. Each of the fewer middle
    names must match one of the others; an initial matches a name.
    """
    a, b = parts(one), parts(two)
    if len(a) < 2 or len(b) < 2:
        return False
    if a[-1] != b[-1] and extends(*sorted((a, b), key=len)):
        return True
    if a[-1] != b[-1] and not (a[0] == b[0] and len(a[0]) > 1 and near(a[-1], b[-1])):
        return False
    if not fits(a[0], b[0]):
        return False
    short, full = sorted((a[1:-1], b[1:-1]), key=len)
    return all(any(fits(word, other) for other in full) for word in short)


def extends(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the longer name has the shorter's words in order: "Wanda Soto" and "Wanda Soto Prieto"."""
    rest = iter(full)
    return short[0] == full[0] and len(short) < len(full) and all(word in rest for word in short)


def fits(one: str, two: str) -> bool:
    """Whether two words are equal, or one is the other's initial."""
    return one == two or (min(len(one), len(two)) == 1 and one[0] == two[0])


def near(one: str, two: str) -> bool:
    """Whether two words of five or more letters differ by one letter inserted, deleted or replaced."""
    if min(len(one), len(two)) < 5 or abs(len(one) - len(two)) > 1:
        return False
    short, full = sorted((one, two), key=len)
    i = 0
    while i < len(short) and short[i] == full[i]:
        i += 1
    return short[i + (len(short) == len(full)) :] == full[i + 1 :]


def alike(one: str, two: str) -> bool:
    """Whether one word may be a misspelling of the other: ``near``, or long and mostly the same letters."""
    if near(one, two):
        return True
    if min(len(one), len(two)) < LONG or one[0] != two[0]:
        return False
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= MOSTLY


def initials(name: str) -> frozenset[str]:
    """Acronyms of a name without its small words; a hyphenated word counts as one or two; "UK" may stay."""
    words = [w for w in parts(name) if w not in SMALL]
    split = [piece for word in words for piece in word.split("-") if piece]
    capitals = {word.casefold() for word in name.split() if word.isupper()}
    whole = [w if w in capitals else w[0] for w in words]
    choices = ([w[0] for w in words], [w[0] for w in split], whole)
    return frozenset("".join(letters) for letters in choices if len(letters) > 1)


def short_forms(name: str) -> list[str]:
    """The keys an organisation is looked up by: its name as one word, its acronyms, its words' beginnings."""
    words = bare(name)
    clipped = "".join(word[:CLIP] for word in words) if len(words) > 1 else ""  # "Lib Dems"
    return sorted({"".join(words), *initials(name), clipped} - {""})


def same_body(one: str, two: str) -> bool:
    """Whether two organisation names match: equal, one an acronym of the other, or clipped word by word."""
    a, b = bare(one), bare(two)
    if not a or not b:
        return False
    for short, full in ((a, two), (b, one)):
        letters = len(short) == 1 or all(len(word) == 1 for word in short)
        if letters and "".join(short) in initials(full):
            return True
    return a == b or (len(a) == len(b) > 1 and all(map(is_clipped, a, b)))


def is_clipped(one: str, two: str) -> bool:
    """Whether a word is only the beginning of the other, a plural ending left out: "dems" and "democrats"."""
    short, full = sorted((one, two), key=len)
    return one != two and len(short) >= CLIP and full.startswith(short.removesuffix("s"))


def bare(name: str) -> tuple[str, ...]:
    """The words of an organisation's name without "the" and endings: "macy" for Macy's, "tory" for Tories."""
    words = (word.removesuffix("'s") for word in parts(name) if word != "the")
    return tuple(word[:-3] + "y" if word.endswith("ies") else word for word in words)


def cut_short(one: str, two: str) -> bool:
    """Whether one name is the other without company suffixes: "Orrin" and "Orrin Bank"."""
    short, full = sorted((parts(one), parts(two)), key=len)
    rest = full[len(short) :]
    return bool(short and rest) and full[: len(short)] == short and all(w in lexicon().tails for w in rest)


def akin(one: str, two: str) -> bool:
    """Whether one name can be short for another: some of its words, an acronym or a clipped word ("Fed")."""
    a, b = ([w for w in parts(name) if w not in SMALL] for name in (one, two))
    short, full = sorted((a, b), key=len)
    if not short or set(short) <= set(full):
        return bool(short)
    if len(short) > 1:
        return False
    (word,) = short
    letters = iter("".join(full))
    clipped = len(word) > 1 and word[0] == full[0][0] and all(letter in letters for letter in word)
    return clipped or any(alike(word, other) or (len(word) > 2 and other.startswith(word)) for other in full)
