"""When two names, units, values or phrases of a claim count as the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

ARTICLES = frozenset({"a", "an", "the"})
TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady",
    "rev", "hon", "gen", "general", "major", "col", "colonel",
})  # fmt: skip
STOP = ARTICLES | frozenset({
    "of", "in", "on", "at", "to", "by", "for", "from", "with", "and", "or", "which", "who", "that",
    "is", "are", "was", "were", "be", "been",
})  # fmt: skip
UNIT_ALIAS = {
    "%": "percent",
    "per cent": "percent",
    "pct": "percent",
    "people": "person",
    "children": "child",
    "km": "kilometre",
    "kilometer": "kilometre",
    "m": "metre",
    "meter": "metre",
    "mi": "mile",
    "schoolchildren": "schoolchild",
    "times": "time",
    "iq points": "iq point",
    "square meter": "square metre",
    "sq m": "square metre",
}


def words(text: str) -> list[str]:
    """Lower-cased words without accents, possessive endings or punctuation."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold().replace("’", "'")
    plain = re.sub(r"(?<=\w)'s\b|(?<=s)'(?!\w)", "", plain)
    plain = re.sub(r"(?<=\b\w)\.", " ", plain)
    return re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", plain)


def singular(word: str) -> str:
    """The word without a plural ending, judged by its spelling."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def token_f1(one: Iterable[str], two: Iterable[str]) -> float:
    """F1 of two bags of words."""
    left, right = Counter(one), Counter(two)
    both = (left & right).total()
    return 2 * both / (left.total() + right.total()) if both else 0.0


def same_name(gold: str, pred: str, kind: str, alternatives: Sequence[str] = ()) -> bool:
    """Is ``pred`` an acceptable form of the gold name, or of one of its alternatives?

    Persons agree if their last names are equal and every word of the shorter name occurs in the longer one,
    where an initial matches a full name. Other names agree if they share half of their words, or if one is
    the other's acronym.
    """
    same = _same_person if kind == "person" else same_phrase
    return any(same(name, pred) for name in (gold, *alternatives))


def _same_person(one: str, two: str) -> bool:
    left, right = _name_parts(one), _name_parts(two)
    if not left or not right or left[-1] != right[-1]:
        return False
    short, full = sorted((left[:-1], right[:-1]), key=len)
    return all(_fits(word, full) for word in short)


def _name_parts(name: str) -> list[str]:
    cut = re.split(r",|\(|\bof\b", name, maxsplit=1)[0]
    return [word for word in words(cut) if word not in ARTICLES and word not in TITLES]


def _fits(word: str, others: Iterable[str]) -> bool:
    return any(word == other or (1 in (len(word), len(other)) and word[0] == other[0]) for other in others)


def same_phrase(one: str, two: str) -> bool:
    """Do they share half of their words, ignoring articles, or is one the acronym of the other?"""
    left = [word for word in words(one) if word not in ARTICLES]
    right = [word for word in words(two) if word not in ARTICLES]
    if token_f1(left, right) >= 0.5:
        return True
    for short, full in ((left, right), (right, left)):
        initials = "".join(word[0] for word in full if word not in STOP)
        if len(short) == 1 and len(full) > 1 and short[0] == initials:
            return True
    return False


def unit_key(unit: Any) -> str:
    """A unit's usual name, in the singular."""
    text = " ".join(str(unit or "").strip().casefold().replace("-", " ").split())
    text = UNIT_ALIAS.get(text, text)
    *head, last = text.split() or [""]
    text = " ".join([*head, singular(last)])
    return UNIT_ALIAS.get(text, text)


def same_unit(gold: Any, pred: Any) -> bool:
    """Equal units or equal head words; "|" separates acceptable alternatives."""
    for want in (unit_key(option) for option in str(gold or "").split("|")):
        for got in (unit_key(option) for option in str(pred or "").split("|")):
            if want == got or (want and got and want.split()[-1] == got.split()[-1]):
                return True
    return False


def numbers(value: Any) -> list[float]:
    """A value as a list of numbers; empty if one of them is not a number."""
    try:
        return [float(one) for one in (value if isinstance(value, list | tuple) else [value])]
    except (TypeError, ValueError):
        return []


def same_numbers(gold: Sequence[float], pred: Sequence[float]) -> bool:
    """The same count of numbers, each within 0.1 % of the gold one?"""
    return len(gold) == len(pred) > 0 and all(
        abs(want - got) <= 1e-3 * max(abs(want), 1e-9) for want, got in zip(gold, pred, strict=True)
    )


def same_words(one: str, two: str) -> bool:
    """Do they share half of their content words, ignoring singular and plural?"""
    left, right = ([singular(word) for word in words(text) if word not in STOP] for text in (one, two))
    return token_f1(left, right) >= 0.5
