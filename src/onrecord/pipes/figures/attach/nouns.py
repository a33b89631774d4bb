"""A counted noun as a unit: its singular, with the nouns compounded with it."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.pipes.figures.lexicon import number_words

NOMINAL = frozenset({"NOUN", "PROPN"})
_HYPHENS = frozenset("-‐‑")
_IRREGULAR = ("children", "people", "men", "women")
_PLURALS = {"people": "person", "men": "man", "women": "woman", "children": "child", "lives": "life"}
_MOST_JOINED = 3
_LONGEST_JOINED = 40
"""Most characters that hyphens join to the front of a noun."""


def is_plural(noun: Token) -> bool:
    """Whether a noun is plural, by its tag or irregular form."""
    return noun.tag_ in ("NNS", "NNPS") or noun.lower_.endswith(_IRREGULAR)


def is_size(noun: Token) -> bool:
    """Whether a noun is the unit of a size before another noun: "300 50-*kg* bags"."""
    return noun.dep_ == "compound" and noun.i > 1 and noun.nbor(-1).tag_ == "HYPH" and noun.nbor(-2).like_num


def unit_of(noun: Token) -> str:
    """A counted noun as a unit: its singular, with the nouns compounded with it ("asylum seeker")."""
    nouns = [one for one in noun.lefts if one.dep_ in ("compound", "nmod:desc") and one.pos_ == "NOUN"]
    scales = number_words().scales.keys() | number_words().letters.keys()  # "240 m pouches"
    compounded = {one.i for one in nouns if one.lower_ not in scales and not is_size(one)}
    first = noun.i
    while first - 1 in compounded and first > noun.i - _MOST_JOINED:
        first -= 1
    words = (*(one.lower_ for one in noun.doc[first : noun.i]), singular(noun))
    return _joined_before(noun.doc[first]) + " ".join(words)


def _joined_before(noun: Token) -> str:
    """The words that hyphens join to the front of a noun: "person-" in "person-years"."""
    doc, joined, i = noun.doc, "", noun.i
    while i >= 2 and doc[i - 1].text in _HYPHENS and not doc[i - 1].whitespace_ and doc[i - 2].is_alpha:
        if doc[i - 2].whitespace_ or doc[i - 2].like_num or len(joined) > _LONGEST_JOINED:
            break
        joined, i = f"{doc[i - 2].lower_}-{joined}", i - 2
    return joined


def singular(noun: Token) -> str:
    """The singular of a noun in lower case."""
    low = noun.lower_.strip("-'’\"")
    if low in _PLURALS:
        return _PLURALS[low]
    lemma = noun.lemma_.lower().strip("-'’\"") or low
    formed = noun.pos_ == "PROPN" or (lemma == low and noun.tag_ in ("NNS", "NNPS"))
    if formed and low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        return low[:-3] + "y" if low.endswith("ies") else low[:-1]
    return _PLURALS.get(lemma, lemma)
