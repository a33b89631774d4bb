"""What changed between two versions of an article: sentences added, removed, or with another number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from onrecord.repeats.sameness import common, words

_ALIKE = 0.5
"""Least share of the longer sentence's words for an edited sentence; below, one was removed and one added."""
_DIGIT = re.compile(r"\d+(?:[.,]\d+)*")
_MOST = 400
"""The most sentences compared per version."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A sentence before and after; "" if it was added or removed."""

    before: str
    after: str
    words: tuple[tuple[str, str], ...] = ()
    """The replaced words of an otherwise equal sentence: ("40", "45")."""


def what_changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Changed]:
    """The changes from one version to the next, in text order.

    Args:
        before: Sentences with claims in the earlier version.
        after: Those of the later version.
    """
    before, after = before[:_MOST], after[:_MOST]
    left, right = [list(map(_masked, side)) for side in (before, after)]
    for kind, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _block(before[i:j], after[k:m])
            continue
        for old, new in zip(before[i:j], after[k:m], strict=True):
            if words(old) != words(new):
                yield Changed(old, new, other_words(old, new))


def other_words(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The words in which two sentences differ."""
    old, new = before.split(), after.split()
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple((" ".join(old[i:j]), " ".join(new[k:m])) for kind, i, j, k, m in codes if kind != "equal")


def _block(before: Sequence[str], after: Sequence[str]) -> Iterator[Changed]:
    """Replaced sentences: paired if similar, otherwise removed and added."""
    for old, new in zip_longest(before, after, fillvalue=""):
        if old and new and not _alike(old, new):
            yield Changed(old, "")
            yield Changed("", new)
        else:
            yield Changed(old, new, other_words(old, new) if old and new else ())


def _masked(sentence: str) -> str:
    """A sentence with its numbers masked."""
    return _DIGIT.sub("0", " ".join(words(sentence)))


def _alike(old: str, new: str) -> bool:
    left, right = words(old), words(new)
    return common(left, right) >= _ALIKE * max(len(left), len(right), 1)
