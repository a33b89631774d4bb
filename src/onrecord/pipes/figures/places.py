"""The place a figure holds for: a place name in a phrase of where, in its own noun phrase or clause."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.tree import clause_of, inside, preposition, top
from onrecord.records import Offsets

_WHERE = frozenset({"in", "across", "throughout", "within", "at", "around"})


def place_of(context: Context, found: Candidate) -> Offsets | None:
    """Offsets of the place name, or None."""
    token = top(context, found)
    if token is None or not context.parsed:
        return None
    clause = clause_of(token)
    best: tuple[int, int, Token] | None = None
    for name in context.names_in(token.sent):
        if name.label_ != "LOC":
            continue
        root = name.root
        if preposition(root) not in _WHERE:
            continue
        own = inside(root, token)
        if own or root.head == clause:
            rank = (0 if own else 1, abs(root.i - token.i), root)
            best = rank if best is None or rank[:2] < best[:2] else best
    if best is None:
        return None
    place = context.name_at(best[2])
    return None if place is None else [place.start_char, place.end_char]
