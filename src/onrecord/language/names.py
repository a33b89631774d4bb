"""Corrects the bounds of entities: hyphens, nicknames, firms with "&", names that the parse continues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Name = tuple[int, int, str]
"""An entity: its first word, the word after its last, and its label."""

HYPHENS = frozenset({"-", "‐", "–"})


def join_names(spans: list[Name], words: Sequence[str], glued: Sequence[bool]) -> list[Name]:
    """Rejoin hyphenated names, which the tokenizer splits: "Ada Crane-Holt", "Mei-ling Ho", "Orrin-Webb".

    Args:
        spans: Entities ``(start, end, label)`` in order.
        words: The words they are in.
        glued: Whether no space follows the word.
    """
    joined: list[Name] = []
    for start, end, label in spans:
        first, until, before = joined[-1] if joined else (0, 0, "")
        hyphen = start if words[start] in HYPHENS else start - 1
        inside = 0 < hyphen < end - 1 and words[hyphen] in HYPHENS and all(glued[hyphen - 1 : hyphen + 1])
        same = inside and until >= hyphen and before == label and label in ("PERSON", "ORG")
        if same or (start < until and (label == before or end <= until)):
            joined[-1] = (first, max(end, until), before)
            continue
        if start < until:  # "Crane-Oxford University talks"
            joined[-1] = (first, start - 1, before)
        if inside and label == "PERSON" and words[hyphen - 1].istitle() and words[hyphen + 1].islower():
            start = hyphen - 1
            if until > start:
                joined[-1:] = [(first, start, before)] if first < start else []
        followed = end + 1 < len(words) and words[end] in HYPHENS and all(glued[end - 1 : end + 1])
        if followed and label == "PERSON" and words[end + 1].istitle():
            end += 2
        joined.append((start, end, label))
    return joined


MARKS = {'"': '"', "'": "'", "“": "”", "‘": "’", "„": "“", "«": "»"}
NICKNAME = 3
"""The most words in a nickname."""


def join_nicknames(spans: list[Name], words: Sequence[str]) -> list[Name]:
    """Join the names before and after a quoted nickname into one, the nickname included."""
    joined: list[Name] = []
    for start, end, label in spans:
        if joined and start < joined[-1][1]:
            continue
        if label == "PERSON" and end < len(words) and words[end] in MARKS:
            closings = range(end + 2, min(end + 2 + NICKNAME, len(words)))
            close = next((i for i in closings if words[i] == MARKS[words[end]]), len(words))
            rest = (b for a, b, other in spans if other == label and a <= close + 1 < b)
            end = next(rest, end)
        joined.append((start, end, label))
    return joined


FLAT, INNER = "flat", frozenset({"flat", "compound", "case", "det"})
"""In Universal Dependencies the words of a name are ``flat`` on its first; smaller ones depend on those."""
JOINED = frozenset({"PERSON", "ORG"})
PARTNERS = frozenset({"partners", "co", "co.", "company", "sons", "daughters", "associates"})


def join_firms(spans: list[Name], words: Sequence[str]) -> list[Name]:
    """Join surnames around "&" into a firm: "Orr & Lowe", "Hogan, Price & Tarn", "David Cole & Partners"."""
    joined: list[Name] = []
    for start, end, label in spans:
        until = joined[-1][1] if joined else 0
        if end <= until:
            continue
        sign = end - 1 if words[end - 1] == "&" else end
        after = words[sign + 1] if sign + 1 < len(words) else ""
        alone = sign - start == 1 and after.istitle()
        if label in JOINED and words[sign : sign + 1] == ["&"] and (alone or after.lower() in PARTNERS):
            end, label = next((b for a, b, _ in spans if a == sign + 1), sign + 2), "ORG"
        while joined and words[start + 1 : start + 2] == ["&"] and words[joined[-1][1] : start] == [","]:
            first, last, before = joined[-1]
            if last - first > 1 or before not in JOINED:
                break
            start = joined.pop()[0]
        joined.append((start, end, label))
    return joined


@dataclass(frozen=True)
class Parsed:
    """The words of a text with their trees."""

    words: Sequence[str]
    glued: Sequence[bool]
    """Whether no space follows the word."""
    heads: Sequence[int]
    """The position of each word's head; a root is its own head."""
    deps: Sequence[str]
    """The dependency label of each word."""


def whole_names(spans: list[Name], parsed: Parsed) -> list[Name]:
    """Extend names of persons to their end in the tree: "Kim Sung" to "Kim Sung-ho", "Orr" to "Orr Jr.".

    What ends so in small letters after a hyphen is a person, whatever its label.

    Args:
        spans: Entities in order, without overlaps.
        parsed: The text they are in.
    """
    whole: list[Name] = []
    own = 0
    for start, end, label in spans:
        if whole and start < whole[-1][1]:
            if end <= whole[-1][1]:
                continue
            whole[-1] = (whole[-1][0], own, whole[-1][2])  # too far: it would cut the next one
        own, far = end, name_end(start, end, parsed)
        person = label == "PERSON" or (far > end and parsed.words[far - 1].islower())
        whole.append((start, far, "PERSON") if person else (start, end, label))
    return whole


def name_end(start: int, end: int, parsed: Parsed) -> int:
    """The word after the last capitalised or hyphenated one that is ``flat`` on the root of a name."""
    words, heads, deps = parsed.words, parsed.heads, parsed.deps
    root = next(i for i in range(start, end) if heads[i] == i or not start <= heads[i] < end)
    until = end
    for i in range(end, len(words)):
        part, above = deps[i] == FLAT and heads[i] == root, heads[i]
        inner = i < above and deps[i] in INNER and deps[above] == FLAT and heads[above] == root
        hyphen = words[i] in HYPHENS and all(parsed.glued[i - 1 : i + 1])
        if part and (words[i][0].isupper() or words[i - 1] in HYPHENS):
            until = i + 1
        elif not (part or inner or hyphen):
            break
    return until
