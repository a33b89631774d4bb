"""Trims spans to a clean measured phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.doc_spans import covering
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Figure
from onrecord.records import Measured, Offsets

_QUOTES = frozenset("\"'“”‘’«»")
_BRACKETS = {")": "(", "]": "["}
_LOOSE = frozenset({"ADP", "CCONJ", "SCONJ"})
_DATELINE = re.compile(r"[A-Z][A-Z ,.'-]*(?:\([^()\n]{1,20}\) ?)?(?:--|—|–|-) ")
"""The opening of a report: "PORT ELLERY (Coastwire) - "."""
_COUNTS = frozenset({"count", "ratio", "rank", "other", "score"})


def measured_by_words(context: Context, figure: Figure, spans: Sequence[Offsets]) -> Measured | None:
    """The measured phrase made of these spans, or None if no words remain.

    The figure's own number is removed, and so are punctuation, prepositions and a dateline at the edges.
    """
    own = _own_tokens(context, figure)
    pieces = [piece for span in sorted(spans) for piece in _pieces(context, span, own)]
    text = " ".join(" ".join(context.text.string[piece[0] : piece[1]].split()) for piece in pieces)
    if not any(letter.isalpha() for letter in text):
        return None
    return {"text": text, "span": [pieces[0][0], pieces[-1][1]]}


def _own_tokens(context: Context, figure: Figure) -> set[int]:
    """Tokens of the number with its bound, sign and unit, but not of a counted noun."""
    stop = figure.amounts[-1].stop
    if figure.kind in _COUNTS and figure.unit != "time" and not figure.amounts[-1].unit:
        stop = figure.amounts[-1].numeral.stop
    return {token.i for token in context.tokens(min(figure.bound_first, figure.first), stop)}


def _pieces(context: Context, span: Offsets, own: set[int]) -> list[Offsets]:
    """A span without the number, which may split it in two."""
    text = context.text.string
    dateline = _DATELINE.match(text, text.rfind("\n", 0, span[0]) + 1)
    start = max(span[0], dateline.end()) if dateline else span[0]
    runs: list[list[Token]] = [[]]
    for token in (covering(context.doc, start, span[1]) or ()) if start < span[1] else ():
        if token.i not in own:
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    return [[run[0].idx, run[-1].idx + len(run[-1])] for run in map(_trimmed, runs) if run]


def _trimmed(tokens: list[Token]) -> list[Token]:
    while tokens and (tokens[0].pos_ in _LOOSE or _is_mark(tokens[0], tokens)):
        tokens = tokens[1:]
    while tokens and (tokens[-1].pos_ in _LOOSE or _is_mark(tokens[-1], tokens)):
        tokens = tokens[:-1]
    return tokens


def _is_mark(token: Token, around: list[Token]) -> bool:
    """Whether a token at the edge of a span is punctuation to remove, such as an unpaired bracket."""
    if token.text in _QUOTES and token.tag_ != "POS":
        return sum(one.text in _QUOTES for one in around) % 2 == 1 or len(around) == 1
    if token.text in _BRACKETS:
        return all(one.text != _BRACKETS[token.text] for one in around)
    return token.is_space or (token.is_punct and token.text != "%" and token.tag_ != "POS")
