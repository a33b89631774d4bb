"""Where the plain core of a clause ends, and the stretch of a verb with what follows it."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.stretches import Stretch, is_time, number_of, trim
from onrecord.pipes.figures.tree import SUBJECTS

_CLAUSE_OUT = frozenset(
    {"advcl", "ccomp", "parataxis", "punct", "discourse", "conj", "cc", "vocative", "dep", "appos", "mark"}
)
_LONG = 7
"""A phrase of more tokens than this is no mere qualifier of a counted subject."""
_MOST = 30


def verb_stretch(context: Context, verb: Token, *, without: Candidate | None = None) -> Stretch:
    """A verb with the objects and phrases that follow it, up to the figure."""
    start = next((one.i for one in verb.lefts if one.dep_ == "mark" and one.lower_ == "to"), verb.i)
    number = number_of(context, without) if without is not None else (-1, -1)
    stop = clause_end(context, verb, verb.i + 1, before=number[0])
    return trim(context, start, stop, number)


def clause_end(context: Context, verb: Token, stop: int, *, before: int = -1) -> int:
    """Where the plain core of a clause ends: not in a subordinate clause, a time or a second figure."""
    for child in verb.rights:
        if child.i < stop - 1:
            continue
        if child.dep_ in _CLAUSE_OUT:
            if child.dep_ == "punct" and child.text in ",;":
                break
            continue
        if is_time(context, child) or (before >= 0 and child.left_edge.i <= before <= child.right_edge.i):
            break
        if child.left_edge.i > stop + 1 or child.right_edge.i - child.left_edge.i >= _LONG:
            break
        stop = max(stop, child.right_edge.i + 1)
    return _and_verb(context, verb, min(stop, verb.i + _MOST), before)


def _and_verb(context: Context, verb: Token, stop: int, before: int) -> int:
    """Take in a second verb of the same subject that follows at once: "removed and sent home"."""
    doc = context.doc
    if stop + 1 >= len(doc) or doc[stop].dep_ != "cc" or doc[stop + 1].sent != verb.sent:
        return stop
    second = doc[stop + 1]
    if (
        not _same_form(second, verb)
        or second.dep_ != "conj"
        or any(one.dep_ in SUBJECTS for one in second.children)
    ):
        return stop
    return clause_end(context, second, second.i + 1, before=before) if stop - verb.i < _MOST else stop


def _same_form(a: Token, b: Token) -> bool:
    return a.tag_ == b.tag_ or {a.tag_, b.tag_} == {"VBN", "VBD"}
