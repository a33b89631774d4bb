"""Anchors: the word that represents a number or a mention, for the training recipe and the pipes.

The language model writes its pointers before any pipe has run, so anchors depend on the words alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc

_NUMBERS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand
    million billion trillion hundreds thousands millions billions trillions dozen dozens score scores
    couple pair crore crores lakh lakhs half halves third thirds quarter quarters fifth fifths sixth
    sixths seventh eighth eighths ninth tenth tenths first second eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth
    seventieth eightieth ninetieth hundredth thousandth once twice thrice double doubled doubles doubling
    triple tripled triples tripling treble trebled quadruple quadrupled quadrupling halved halving dual bn
    tn several
"""
_UNITS = """
    second minute hour day night week weekend fortnight month year decade century mile foot inch yard metre
    meter kilometre kilometer generation
"""
NUMBER_WORDS = frozenset(_NUMBERS.split())
UNIT_NOUNS = frozenset(_UNITS.split())
"""Nouns that make a figure after "a" or "an": "an hour", "nearly a decade"."""
MENTION_POS = frozenset({"NOUN", "PROPN", "PRON"})
INNER_DEPS = frozenset({"compound", "flat", "fixed", "goeswith", "nmod:desc"})


def is_number_like(words: Sequence[str], i: int) -> bool:
    """Whether the ``i``-th word can represent a number."""
    low = words[i].lower()
    if low in NUMBER_WORDS or low.endswith("fold"):
        return True
    if not low.isalpha() and any(map(str.isdigit, low)):
        return True
    return low in ("a", "an") and i + 1 < len(words) and words[i + 1].lower() in UNIT_NOUNS


def anchor_of(words: Sequence[str], start: int, end: int) -> int:
    """Index of the first number in words ``start`` to ``end`` (exclusive), which represents a figure."""
    return next((i for i in range(start, end) if is_number_like(words, i)), start)


def number_anchors(words: Sequence[str]) -> list[int]:
    """Positions of all words that can represent a number."""
    return [i for i in range(len(words)) if is_number_like(words, i)]


def mention_heads(doc: Doc) -> list[int]:
    """Positions of the tokens that can head a mention."""
    key = doc.vocab.strings.add
    pos, dep = doc.to_array(["POS", "DEP"]).T
    heads = np.isin(pos, [*map(key, MENTION_POS)])
    heads &= ~np.isin(dep, np.array([*map(key, INNER_DEPS)], dtype=np.uint64))
    return [i for i in np.flatnonzero(heads).tolist() if any(map(str.isalnum, doc[i].text))]
