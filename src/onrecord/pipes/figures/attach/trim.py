"""Stretches of words cut down to what they may say a figure measures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Figure
from onrecord.records import Measured, Offsets, covering

_QUOTES = frozenset("\"'“”‘’«»")
_BRACKETS = {")": "(", "]": "["}
_LOOSE = frozenset({"ADP", "CCONJ", "SCONJ"})
_DATELINE = re.compile(r"[A-Z][A-Z ,.'-]*(?:\([^()\n]{1,20}\) ?)?(?:--|—|–|-) ")
"""What a report begins with: "PORT ELLERY (Coastwire) - "."""
_COUNTS = frozenset({"count", "ratio", "rank", "other", "score"})


def measured_by_words(context: Context, found: Figure, stretches: Sequence[Offsets]) -> Measured | None:
    """What a figure measures by stretches of the text, or None where no word is left of them.

    The figure's number is no part of it, nor are marks, prepositions and a dateline at its edges.

    Args:
        context: The Doc.
        found: The figure.
        stretches: Characters ``[start, end)``.
    """
    own = _own(context, found)
    pieces = [piece for stretch in sorted(stretches) for piece in _pieces(context, stretch, own)]
    text = " ".join(" ".join(context.line.text[piece[0] : piece[1]].split()) for piece in pieces)
    if not any(letter.isalpha() for letter in text):
        return None
    return {"text": text, "span": [pieces[0][0], pieces[-1][1]]}


def _own(context: Context, found: Figure) -> set[int]:
    """Tokens of the number with its bound, its sign and its unit; a counted noun is no part of it."""
    stop = found.amounts[-1].stop
    if found.kind in _COUNTS and found.unit != "time" and not found.amounts[-1].unit:
        stop = found.amounts[-1].numeral.stop
    return {token.i for token in context.tokens(min(found.bound_first, found.first), stop)}


def _pieces(context: Context, stretch: Offsets, own: set[int]) -> list[Offsets]:
    """A stretch without the number, which may cut it in two."""
    start = max([stretch[0], *(match.end() for match in _datelines(context, stretch))])
    if start >= stretch[1]:
        return []
    tokens = list(covering(context.doc, start, stretch[1]) or ())
    runs: list[list[Token]] = [[]]
    for token in tokens:
        if token.i not in own:
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    trimmed = (_trimmed(run) for run in runs)
    return [[run[0].idx, run[-1].idx + len(run[-1])] for run in trimmed if run]


def _datelines(context: Context, stretch: Offsets) -> list[re.Match[str]]:
    line_start = context.line.text.rfind("\n", 0, stretch[0]) + 1
    found = _DATELINE.match(context.line.text, line_start)
    return [] if found is None or found.end() <= stretch[0] else [found]


def _trimmed(tokens: list[Token]) -> list[Token]:
    first, stop = 0, len(tokens)
    while first < stop and (_is_mark(tokens[first], tokens[first:stop]) or tokens[first].pos_ in _LOOSE):
        first += 1
    while stop > first and (
        _is_mark(tokens[stop - 1], tokens[first:stop]) or tokens[stop - 1].pos_ in _LOOSE
    ):
        stop -= 1
    return tokens[first:stop]


def _is_mark(token: Token, around: list[Token]) -> bool:
    """Is a token at the edge of others a mark that none of them needs?"""
    if token.is_space:
        return True
    if token.text in _QUOTES and token.tag_ != "POS":
        return sum(one.text in _QUOTES for one in around) % 2 == 1 or len(around) == 1
    if token.text in _BRACKETS:
        return all(one.text != _BRACKETS[token.text] for one in around)
    return token.is_punct and token.text not in "%" and token.tag_ != "POS"
