"""The period a figure holds for: the expression of time nearest to it in the parse, own clause first."""

from __future__ import annotations

import re

from spacy.tokens import Token

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.governors import is_base
from onrecord.pipes.figures.lexicon import word_set
from onrecord.pipes.figures.tree import inside, top

_STOPS = frozenset({"ccomp", "csubj"})
_OTHERS = frozenset({"advcl", "ccomp", "conj", "parataxis"})
_FAR = 6
_NEAR = 4
"""Tokens between a superlative and the "since" of "the most since May", at most."""
_SET = frozenset({"set", "reached", "recorded", "seen"})
_RECORDS = frozenset({"record", "high", "low", "peak"})
_SMALL = 4
"""Tokens between a figure and the time behind it, at most: "in the"."""
_LONG = frozenset({"month", "quarter", "half", "season", "year"})
"""Periods that "on" makes a base: "4 % up on July"; it does not make a day one."""
_PLACE = 40
"""Characters of the place a dateline begins with, at most."""
_DATELINE_END = re.compile(r"[ ,]*(?:\([^()\n]{1,20}\))?[ ,]?(?:--|—|–|-)\s")


def period_of(context: Context, found: Candidate) -> int | None:
    """Index of the period that bounds a figure, or None."""
    token = top(context, found)
    if not context.parsed or token is None or found.kind == "duration" or found.hyphen:
        return None
    sentence = token.sent
    lexemes = context.line.lexemes
    own = lexemes[found.bound_first].start, lexemes[found.bound_stop - 1].end
    best: tuple[int, int, int] | None = None
    for start, end, index in context.periods_in(sentence.start_char, sentence.end_char):
        time = _top_of(context, start, end)
        if time is None or (start < own[1] and own[0] < end) or _is_base(context, start, index):
            continue
        if _is_of_base(context, start, found):
            continue
        if _in_dateline(context.line.text, start, end):
            continue
        steps = _steps(token, time)
        if steps is not None:
            rank = (steps, abs(time.i - token.i), index)
            best = rank if best is None or rank < best else best
    return None if best is None else best[2]


def runs_on(context: Context, period: int | None) -> bool:
    """Whether a figure of that period holds from its first day until publication, as in "since 2007"."""
    if period is None:
        return False
    start = context.doc._.periods[period]["span"][0]
    words = context.line.text[max(start - 12, 0) : start].lower().split()
    return words[-1:] == ["since"] or words[-2:] == ["since", "the"]


def _in_dateline(text: str, start: int, end: int) -> bool:
    """Whether a date says when the report was written: "PORT ELLERY, March 3 (Coastwire) -"."""
    line = text.rfind("\n", max(0, start - _PLACE), start)
    if line < 0 and start >= _PLACE:
        return False
    return text[line + 1 : start].isupper() and _DATELINE_END.match(text, end) is not None


def _is_base(context: Context, start: int, index: int) -> bool:
    """Is the time what the figure is compared with: "4 % more than a year earlier"?"""
    token = context.token_at(start)
    if token is None or not token.i:
        return False
    before = context.doc[token.i - 1].lower_
    if before == "on":
        return context.doc._.periods[index]["granularity"] in _LONG
    if before == "in" and token.i > 1 and context.doc[token.i - 2].lower_ in ("as", "than"):
        return True
    if before == "since":
        near = context.doc[max(token.i - _NEAR, 0) : token.i - 1]
        return any(one.lower_ == "time" or one.tag_ in ("JJS", "RBS") for one in near)
    words = {one.lower_ for one in context.doc[max(token.i - _NEAR - 2, 0) : token.i - 1]}
    if before == "in" and words & _SET and words & _RECORDS:
        return True
    if before == "from":
        return token.lower_ in ("a", "an", "one", "last", "the")
    return before in ("than", "against") or (before in ("with", "to") and _compares(context, token.i - 2))


def _is_of_base(context: Context, start: int, found: Candidate) -> bool:
    """Does a time tell when another figure, the level before, was: "31 %, up from 28 % in 2019"?"""
    token = context.token_at(start)
    if token is None:
        return False
    small = context.doc[max(token.i - _SMALL, 0) : token.i]
    i = next((one.i for one in reversed(small) if one.lower_ not in ("in", "at", "the", "of")), -1)
    other = context.owners.get(i)
    return other is not None and other is not found and is_base(context, other, other)


def _compares(context: Context, i: int) -> bool:
    return i >= 0 and context.doc[i].lower_ in ("compared", "compare", "relative")


def _top_of(context: Context, start: int, end: int) -> Token | None:
    """The token of an expression whose head lies outside it."""
    tokens = list(context.doc.char_span(start, end, alignment_mode="expand") or ())
    inner = {token.i for token in tokens}
    return next((token for token in tokens if token.head == token or token.head.i not in inner), None)


def _clauses_between(time: Token, ancestor: Token) -> int:
    crossed, node = 0, time
    for _ in range(60):
        if node == ancestor or node.head == node:
            break
        crossed += node.dep_ in ("acl", "acl:relcl", "advcl", "ccomp", "conj", "parataxis")
        node = node.head
    return crossed


def _own_clauses(time: Token, noun: Token) -> int:
    """How many clauses that tell about a noun lie between it and a time; many where another clause does."""
    crossed, node = 0, time
    for _ in range(60):
        if node == noun or node.head == node:
            break
        crossed += (node.dep_ in ("acl", "acl:relcl")) + 2 * (node.dep_ in _OTHERS)
        node = node.head
    return crossed


def _steps(token: Token, time: Token) -> int | None:
    """How many clauses lie between a figure and a time that bounds it; None where it does not bound it."""
    if inside(time, token):
        return 0 if _own_clauses(time, token) <= 1 else None
    owner = time.head
    node, clauses = token, 1
    for _ in range(_FAR * 3):
        if node == owner:
            return clauses
        if node != token and inside(time, node):
            return clauses + 1 if not _clauses_between(time, node) else None
        reported = node.dep_ == "parataxis" and node.head.lemma_ in word_set("period", "saying")
        if node.head == node or node.dep_ in _STOPS or reported:
            return None
        clauses += node.dep_ in ("advcl", "acl", "acl:relcl", "conj", "parataxis", "xcomp")
        node = node.head
    return None
