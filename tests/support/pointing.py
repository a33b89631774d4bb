"""Hand-made labels, pointers and number readings: what a language model could say of a Doc."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.tokens import Doc, Token

from onrecord.records import Offsets, PointerKind


def offsets(doc: Doc, words: str) -> Offsets:
    """Where the first occurrence of some words stands."""
    start = doc.text.index(words)
    return [start, start + len(words)]


def add_period(doc: Doc, words: str) -> None:
    """A period as the periods pipe leaves it."""
    doc._.periods = [
        *doc._.periods,
        {
            "span": offsets(doc, words),
            "first": "2025-01-01",
            "last": "2025-12-31",
            "granularity": "year",
            "rule": "period.test",
        },
    ]


def say(
    doc: Doc,
    number: str,
    *,
    kind: str = "count",
    odds: float = 0.9,
    change: str = "=",
    comparator: str = "=",
    bound: float = 1.0,
    score: float = 0.8,
    **targets: str | Sequence[str] | None,
) -> None:
    """Let the model say something of a number.

    Args:
        doc: The Doc to write to.
        number: Words of the anchor.
        kind: The likeliest kind, "none" for no figure.
        odds: Its probability; the rest goes to "none", or to "other".
        change: The direction.
        comparator: The likeliest comparator.
        bound: Its probability; the rest goes to "~".
        score: Probability of the pointers.
        targets: Words that a pointer of this kind points to, several stretches as a list, None for nothing;
            a kind left out has no pointer.
    """
    anchor = offsets(doc, number)
    rest = "other" if kind == "none" else "none"
    reading: dict[str, Any] = {
        "anchor": anchor,
        "kinds": {kind: odds, rest: 1.0 - odds},
        "changes": {change: 1.0},
        "comparators": {comparator: bound, "~" if comparator != "~" else "=": 1.0 - bound},
    }
    doc._.numbers = [*doc._.numbers, reading]
    for name, words in targets.items():
        stretches = [] if words is None else [words] if isinstance(words, str) else words
        target = [offsets(doc, one) for one in stretches]
        add_pointer(doc, name, anchor, target, score)  # type: ignore[arg-type]


def add_pointer(doc: Doc, kind: PointerKind, anchor: Offsets, target: list[Offsets], score: float) -> None:
    """One more pointer."""
    doc._.pointers = [
        *doc._.pointers,
        {"kind": kind, "anchor": anchor, "target": target, "score": score},
    ]


def word(doc: Doc, text: str) -> Token:
    """The token with these letters; "she:2" is the second of its kind."""
    form, _, which = text.partition(":")
    return [token for token in doc if token.text == form][int(which or 1) - 1]


def point(doc: Doc, kind: PointerKind, anchor: str, **targets: float) -> None:
    """Let one word point to others, the likeliest first; ``new`` is the word itself.

    Args:
        doc: The Doc.
        kind: "name" or "antecedent".
        anchor: The word.
        targets: Probabilities by word.
    """
    start = word(doc, anchor)
    for text, score in sorted(targets.items(), key=lambda item: -item[1]):
        target = start if text == "new" else word(doc, text.replace("_", ":"))
        spans = [[token.idx, token.idx + len(token)] for token in (start, target)]
        doc._.pointers.append({"kind": kind, "anchor": spans[0], "target": [spans[1]], "score": score})


def label(doc: Doc, *roles: tuple[str, str, int | None]) -> Doc:
    """Give a Doc the labels of the language model: words, label, index of the role it is linked to."""
    doc._.roles = [
        {
            "span": offsets(doc, words),
            "label": kind,
            "link": link,
            "score": 0.9,
            "link_score": 0.9 if link is not None else 0.0,
        }
        for words, kind, link in roles
    ]
    return doc
