"""Whether the words around an expression look back or ahead."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Token

from onrecord.pipes.periods.words import LEXICON, fold
from onrecord.records import covering

REACH = 160
"""How many characters on each side may speak for a tense when there is no parse."""

CLOSE = 24
"""Within how many characters a word of tense is taken to be the expression's own."""
CLIMB = 12
"""How far up the parse a verb may be."""
BEHIND = 12
"""What a word of tense behind an expression counts as further away."""

_MODALS = frozenset(("would", "could", "should", "may", "might", "must", "can"))
_NOT_PAST = ("indeed", "hundred", "united")
_WORD = re.compile(r"'?[a-z]+(?:-[a-z]+)*")
_UNTIL = re.compile(r"(?<!\w)(?:until|till|by|through|before|ahead of)(?: the)? ?\Z")
_SINCE = re.compile(r"(?<!\w)since(?: the)? ?\Z")
_STOP = re.compile(r"(?<=[a-z0-9'\")]{3})[.!?]+['\")]*\s|;\s|\n")


@cache
def _cues() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(LEXICON["tense"]["future"]), frozenset(LEXICON["tense"]["past"])


class Tense:
    """Where the sentences of one Doc look.

    Uses the parse where there is one: the nearest verb above an expression decides. Without one, the nearest
    word of tense in the same sentence does.
    """

    def __init__(self, doc: Doc, folded: str) -> None:
        """Prepare one Doc.

        Args:
            doc: The text, parsed or not.
            folded: Its text, folded.
        """
        self._doc = doc
        self._folded = folded
        self._parsed = doc.has_annotation("DEP")

    def lean(self, start: int, end: int) -> int:
        """Below 0 back, above 0 ahead; 2 where a verb close by says so, 1 for one far off.

        Args:
            start: Where the expression begins, in characters.
            end: Where it ends.
        """
        if _SINCE.search(self._folded, max(0, start - 16), start):
            return -2
        span = covering(self._doc, start, end) if self._parsed else None
        found = None if span is None else _by_parse(span.root)
        if found is None:
            found = _by_words(self._folded, start, end)
        if abs(found) < 2 and (until := _UNTIL.search(self._folded, max(0, start - 16), start)):
            return max(found, 0) if until.group().startswith("by") else 1
        return found


def _by_parse(root: Token) -> int | None:
    """What the verbs above a token say: the nearest for sure, those further up perhaps; None without any."""
    token, sure, verbs = root, 2, 0
    for _ in range(CLIMB):
        if token.head.i == token.i:
            break
        token = token.head
        predicate = token.pos_ in ("VERB", "AUX", "ADJ", "ADV") or any(
            c.dep_ == "cop" for c in token.children
        )
        found = (_wished(token) or _verb(token)) if predicate else 0
        if found:
            return sure * found if found < 0 else min(sure, found)
        verbs += token.pos_ == "VERB"
        sure = 1
    return 0 if verbs else None


def _wished(token: Token) -> int:
    """1 for a verb with "to" under one of wishing or planning: "expected them to be *booked* by March"."""
    infinitive = any(child.lower_ == "to" and child.dep_ == "mark" for child in token.children)
    head = token.head
    for _ in range(2 * infinitive):
        if head.lemma_.lower() in LEXICON["tense"]["wishes"]:
            return 1
        head = head.head
    return 0


def _verb(token: Token) -> int:
    """What a verb and its auxiliaries say: -1 past, 2 future, 1 perhaps (would, likely to), 0 nothing."""
    future, past = _cues()
    words = {
        _plain(child)
        for child in token.children
        if child.dep_ in ("aux", "aux:pass", "auxpass", "cop", "mark")
    }
    word = _plain(token)
    if words & {"will", "'ll", "wo", "shall"} or word in ("will", "shall"):
        return 2
    if words & _MODALS and "have" not in words:
        return 1
    if words & {"was", "were", "had", "did", "has", "have", "been"}:
        return -1
    if word in future and words & {"is", "are", "'s", "'re"}:
        return 2
    if word in ("plans", "expects", "intends", "hopes", "aims", "likely"):
        return 1
    if word in LEXICON["tense"]["scheduled"]:
        return 1
    participle = token.tag_ == "VBN" or "Part" in token.morph.get("VerbForm", [])
    if participle and words & {"be", "being", "is", "are", "'s", "'re", "to"}:
        return 0
    if token.tag_ in ("VBD", "VBN") or "Past" in token.morph.get("Tense", []) or word in past:
        return -1
    if not token.tag_ and not token.morph and word.endswith("ed") and not words:
        return -1
    return 0


def _plain(token: Token) -> str:
    return fold(token.text)


def _by_words(folded: str, start: int, end: int) -> int:
    left, right = folded[max(0, start - REACH) : start], folded[end : end + REACH]
    stops = list(_STOP.finditer(left))
    left = left[stops[-1].end() :] if stops else left
    stop = _STOP.search(right)
    right = right[: stop.start()] if stop else right
    votes = [(len(left) - m.end(), vote) for m in _WORD.finditer(left) if (vote := _vote(m.group()))]
    votes += [(m.start() + BEHIND, vote) for m in _WORD.finditer(right) if (vote := _vote(m.group()))]
    if not votes:
        return 0
    distance, vote = min(votes)
    return 2 * vote if distance <= CLOSE else vote


def _vote(word: str) -> int:
    future, past = _cues()
    if word in future:
        return 1
    return -1 if word in past or (word.endswith("ed") and len(word) > 4 and word not in _NOT_PAST) else 0
