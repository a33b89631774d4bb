"""Pointers put on a Doc by hand, as the language model would leave them."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.records import PointerKind


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
