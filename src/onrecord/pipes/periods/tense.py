"""Whether the words around an expression put it in the past or in the future."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Token

from onrecord.doc_spans import covering
from onrecord.pipes.periods.words import LEXICON, fold

REACH = 160
"""Without a parse, how many characters on each side are searched for tense words."""

CLOSE = 24
"""A tense word within this many characters is taken to belong to the expression."""
CLIMB = 12
"""Most steps up the parse from an expression to a verb."""
NEAR = 2
"""Most steps up to a present-tense verb that can mean the future: "they *meet* in a match on Friday"."""
ARRANGED = 72
"""How many characters before an expression are searched for scheduling words."""
BEHIND = 12
"""Extra distance, in characters, of a tense word that follows the expression."""

_WILL = frozenset(("will", "'ll", "wo", "shall"))
_MODALS = frozenset(("would", "could", "should", "may", "might", "must", "can"))
_HAVE = frozenset(("has", "have", "'ve"))
_PRESENT_BE = frozenset(("is", "are", "'s", "'re", "am", "'m"))
_PAST_AUX = _HAVE | {"was", "were", "had", "did", "been"}
_PREDICATES = frozenset(("VERB", "AUX", "ADJ", "ADV"))
_NOT_PAST = ("indeed", "hundred", "united")
_WORD = re.compile(r"'?[a-z]+(?:-[a-z]+)*")
_WAS = re.compile(r"(?<!\w)(?P<which>which )?(?:was|were|had(?: been)?)(?: [a-z]+ly)? ?\Z")
_UNTIL = re.compile(r"(?<!\w)(?:until|till)(?: the)?(?: end of)?(?: the)? ?\Z")
_BEFORE = re.compile(r"(?<!\w)(?:by|through|before|ahead of)(?: the)?(?: end of)?(?: the)? ?\Z")
_FOR = re.compile(r"(?<!\w)for(?: the)? ?\Z")
_SINCE = re.compile(r"(?<!\w)since(?: the)? ?\Z")
_STOP = re.compile(r"(?<=[a-z0-9'\")]{3})[.!?]+['\")]*\s|;\s|\n")


@cache
def _cues() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(LEXICON["tense"]["future"]), frozenset(LEXICON["tense"]["past"])


@cache
def _arranged() -> re.Pattern[str]:
    """Scheduling words directly before a time: "due on", "postponed until", "extended it to"."""
    return re.compile(
        r"(?<!\w)(?:"
        + "|".join(f"(?:{words})" for words in LEXICON["tense"]["arranged"])
        + r")(?: the)?(?: end of)?(?: the)? ?\Z"
    )


class Tense:
    """The tense around the time expressions of one Doc.

    With a parse, the nearest verb above an expression decides. Without one, the nearest tense word in the
    same sentence does. Scheduling words ("due on", "until") override both.
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
        """Below 0 for the past, above 0 for the future; 2 if a nearby verb says so, 1 if a distant one does.

        Args:
            start: Where the expression begins, in characters.
            end: Where it ends.
        """
        left = self._folded[max(0, start - ARRANGED) : start]
        if _SINCE.search(left):
            return -2
        if arranged := _arranged().search(left):
            was = _WAS.search(left, 0, arranged.start())
            return 2 if was is None else 0 if was["which"] else 1
        span = covering(self._doc, start, end) if self._parsed else None
        owner = self._folded.startswith("'s ", end)
        direction = None if span is None else _by_parse(span.root, self._headline(start, end))
        if span is not None and _UNTIL.search(left):
            return direction if direction == -2 and _was_doing(span.root) else 2
        if direction is None:
            direction = _by_words(self._folded, start, end)
        if abs(direction) < 2:
            if before := _UNTIL.search(left) or _BEFORE.search(left):
                return max(direction, 0) if before.group().startswith("by") else 1
            if owner and _FOR.search(left):
                return 1
        return direction

    def _headline(self, start: int, end: int) -> bool:
        """Whether an expression is on a line that does not end like a sentence."""
        after = self._folded.find("\n", end)
        line = self._folded[self._folded.rfind("\n", 0, start) + 1 : max(after, 0)].rstrip()
        return bool(line) and line[-1] not in ".!?:\"')"


def _was_doing(token: Token) -> bool:
    """Whether a time belongs to a past action: "worked there until May", not "was banned until May"."""
    for _ in range(2):
        if token.pos_ == "VERB":
            break
        token = token.head
    words = _helpers(token)
    passive = any(child.dep_ in ("aux:pass", "nsubj:pass") for child in token.children)
    if words & {"had", "did"}:
        return True
    granted = passive or token.lemma_.lower() in LEXICON["tense"]["granting"]
    return token.tag_ == "VBD" and not granted and not words & _HAVE


def _by_parse(root: Token, headline: bool) -> int | None:
    """The tense of the verbs above a token: certain for the nearest, likely for the others; None without any.

    Args:
        root: The expression's head word.
        headline: Whether the present tense may report the past: "Trade gap widens in October".
    """
    token, sure, seen, verbs, subject, over = root, 2, False, False, False, headline
    if any(child.dep_ == "cop" for child in root.children) and (lean := _verb(root)):
        return min(lean, 1)
    for depth in range(1, CLIMB + 1):
        over = over or _afterwards(token)
        if token.head.i == token.i:
            break
        subject = subject or token.dep_.startswith("nsubj")
        token = token.head
        if token.pos_ not in _PREDICATES and not any(child.dep_ == "cop" for child in token.children):
            sure = 1
            continue
        lean = _planned(token) or _verb(token)
        if not lean and not over and depth <= NEAR and not seen and not subject:
            lean = _present(token)
        if subject and lean == 1:  # "the rise in October would slow": October belongs to the rise
            lean = 0
        if lean < 0:
            return sure * lean
        if lean > 0:
            return min(sure, lean)
        worried = _plain(token).endswith("ed") and bool(_helpers(token) & _PRESENT_BE)
        verbs = verbs or token.pos_ == "VERB" or worried
        sure, subject, seen = 1, False, True
    return 0 if verbs else None


def _helpers(token: Token) -> set[str]:
    """The auxiliaries and particles of a verb."""
    kinds = ("aux", "aux:pass", "auxpass", "cop", "mark")
    return {_plain(child) for child in token.children if child.dep_ in kinds}


def _afterwards(token: Token) -> bool:
    """Whether a token follows "after" or the like: "the vote comes after *talks* on Monday"."""
    kinds = ("case", "mark")
    return any(
        child.lower_ in ("after", "following", "since") and child.dep_ in kinds for child in token.children
    )


def _planned(token: Token) -> int:
    """2 for an infinitive under a verb of planning: "expects to *open* by May"; 1 if that verb is past."""
    infinitive = any(child.lower_ == "to" and child.dep_ == "mark" for child in token.children)
    head = token.head
    for _ in range(2 * infinitive):
        if head.lemma_.lower() in LEXICON["tense"]["wishes"] or head.lower_ in LEXICON["tense"]["wishes"]:
            return 1 if _verb(head) < 0 else 2
        head = head.head
    return 0


def _present(token: Token) -> int:
    """1 for a present tense that can mean the future: "she *meets* them on Friday"."""
    plain = token.tag_ in ("VBZ", "VBP") and token.lemma_.lower() not in LEXICON["tense"]["reporting"]
    return int(plain or (token.tag_ == "VBG" and bool(_helpers(token) & _PRESENT_BE)))


def _verb(token: Token) -> int:
    """The tense of a verb and its auxiliaries: -1 past, 2 future, 1 likely future ("would"), 0 none."""
    future, past = _cues()
    words, word = _helpers(token), _plain(token)
    if words & _WILL or word in _WILL:
        return 2
    if "to" in words and words & (_PRESENT_BE | {"be", "due"}):  # "is to end", "to be held"
        return 2
    if "to" in words and words & {"was", "were"}:  # "was to end": past or future
        return 0
    if words & _MODALS and "have" not in words:
        return 1
    if words & _PAST_AUX:
        return -1
    if token.tag_ == "VBG" and words & {"after", "since", "having"}:
        return -1
    if words & _PRESENT_BE and word in future:
        return 2
    if word in ("likely", "plans", "expects", "intends", "hopes", "aims"):
        return 1
    if token.tag_ in ("VBZ", "VBP"):  # "the fair has 40 stalls"
        return 0
    participle = token.tag_ == "VBN" or "Part" in token.morph.get("VerbForm", [])
    if participle and words & (_PRESENT_BE | {"be", "being", "to"}):
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
