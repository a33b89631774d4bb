"""The passages that are searched for arithmetic: a sentence with its figures, and the sentence before it.

The skeleton of a passage has one character of Unicode's private use area, chosen by kind, in place of each
figure. The patterns of rules.toml match skeletons, so they can say "from a figure to a figure" and never look
inside one. Such characters in the text itself are blanked first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.claims import FigureClaim, Span

MARKS = {
    name: chr(0xE000 + number)
    for number, name in enumerate(
        (
            "count",
            "bare",
            "money",
            "percent",
            "points",
            "ratio",
            "score",
            "measure",
            "duration",
            "distance",
            "times",
            "rest",
        )
    )
}
"""The character that stands for a figure of each kind."""
INSIDE = "\ue020"
"""Separates a figure from one that begins inside it: "23 of its 29 delegates"."""
NEXT = "\ue021"
"""Separates two sentences."""
GROUPS = {
    "number": ("count", "bare", "money", "measure", "distance"),
    "level": ("count", "bare", "money", "measure", "distance", "percent"),
    "amount": ("count", "bare", "money", "measure", "distance", "percent", "points"),
    "whole": ("count", "bare"),
    "margin": ("points", "bare", "count"),
}
"""Names for several kinds in patterns."""

_CONVERSION = re.compile(r" \([^()]{1,60}\)")
"""Brackets right after an amount of money, with its value in other currencies: "£3.24bn ($6.13bn)"."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_NEAR = 4
"""Two sentences with at most this many characters between them are consecutive."""
_SENTENCE = 1500
"""A sentence is searched for this many characters from its first figure on."""
_LEAD = 200
"""A sentence is searched for this many characters before its first figure."""
_POINT_WORDS = ("point", "percentage point")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its offsets in the article and its figures in text order."""

    start: int
    end: int
    text: str
    figures: tuple[FigureClaim, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A skeleton and the figures that its marks replace; its own sentence starts at ``fresh``."""

    skeleton: str
    figures: tuple[FigureClaim, ...]
    fresh: int


def passages(claims: Iterable[FigureClaim]) -> Iterator[Passage]:
    """The passages of one article: each sentence with figures, preceded by the sentence just before it."""
    for before, sentence in pairwise([None, *_sentences(claims)]):
        assert sentence is not None
        skeleton, fresh = "", 0
        figures: tuple[FigureClaim, ...] = ()
        if before is not None and 0 <= sentence.start - before.end <= _NEAR:
            skeleton, figures = _skeleton(before)
            skeleton += NEXT
            fresh = len(skeleton)
        own, own_figures = _skeleton(sentence)
        yield Passage(skeleton + own, figures + own_figures, fresh)


def offset_in(span: Span, sentence: str) -> int | None:
    """Where a span begins in its sentence; its context distinguishes it from equal words elsewhere."""
    at = sentence.find(span.exact)
    while at >= 0:
        before = sentence[max(0, at - len(span.prefix)) : at]
        after = sentence[at + len(span.exact) :][: len(span.suffix)]
        if span.prefix.endswith(before) and span.suffix.startswith(after):
            return at
        at = sentence.find(span.exact, at + 1)
    return None


def _sentences(claims: Iterable[FigureClaim]) -> Iterator[Sentence]:
    ordered = sorted(claims, key=lambda claim: (claim.span.start, -claim.span.end))
    text, start, held = "", 0, list[FigureClaim]()
    for claim in ordered:
        if held and claim.sentence == text and claim.span.end <= start + len(text):
            held.append(claim)
            continue
        at = offset_in(claim.span, claim.sentence)
        if at is None:
            continue
        if held:
            yield Sentence(start, start + len(text), text, tuple(held))
        text, start, held = claim.sentence, claim.span.start - at, [claim]
    if held:
        yield Sentence(start, start + len(text), text, tuple(held))


def _skeleton(sentence: Sentence) -> tuple[str, tuple[FigureClaim, ...]]:
    text = _PRIVATE.sub(" ", sentence.text)
    offset = max(0, sentence.figures[0].span.start - sentence.start - _LEAD)
    limit = offset + _LEAD + _SENTENCE
    pieces: list[str] = []
    used: list[FigureClaim] = []
    for figure in sentence.figures:
        start, end = figure.span.start - sentence.start, figure.span.end - sentence.start
        if end > limit:
            break
        if used and kind(figure) == kind(used[-1]) == "money" and figure.unit != used[-1].unit:
            bracket = _CONVERSION.match(text, offset)
            if bracket and end <= bracket.end():
                continue
        pieces.append(text[offset:start] if start >= offset else INSIDE)
        pieces.append(MARKS[kind(figure)])
        used.append(figure)
        offset = max(offset, end)
    pieces.append(text[offset:limit])
    return re.sub(r"\s", " ", "".join(pieces)), tuple(used)


def kind(claim: FigureClaim) -> str:
    """The kind of mark that replaces a figure."""
    if isinstance(claim.value, tuple):
        return "score" if claim.figure_kind != "age" else "rest"
    if claim.value is None:
        return "rest"
    if claim.unit in _POINT_WORDS or claim.figure_kind == "percentage_point":
        return "points"
    if claim.rule.startswith("figure.multiple"):
        return "times"
    if claim.figure_kind == "other":
        return "measure" if claim.unit else "bare"
    return claim.figure_kind if claim.figure_kind in MARKS else "rest"


def marks(names: Sequence[str]) -> str:
    """The characters of these kinds, for a character class."""
    return "".join(MARKS[name] for group in names for name in GROUPS.get(group, (group,)))
