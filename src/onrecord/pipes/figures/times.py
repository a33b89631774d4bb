"""The period a figure holds for: the expression of time nearest to it in the parse, own clause first."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.lexicon import word_set
from onrecord.pipes.figures.tree import inside, top

_STOPS = frozenset({"ccomp", "csubj"})
_FAR = 6


def period_of(context: Context, found: Candidate) -> int | None:
    """Index of the period that bounds a figure, or None."""
    periods = context.doc._.periods
    token = top(context, found)
    if not periods or token is None:
        return None
    lexemes = context.line.lexemes
    own = lexemes[found.bound_first].start, lexemes[found.bound_stop - 1].end
    best: tuple[int, int, int] | None = None
    for index, period in enumerate(periods):
        start, end = period["span"]
        anchor = context.token_at(start)
        if anchor is None or (start < own[1] and own[0] < end) or anchor.sent != token.sent:
            continue
        head = _top_of(context, start, end)
        if head is None or found.kind == "duration":
            continue
        steps = _steps(token, head) if context.parsed else 0
        if steps is not None:
            rank = (steps, abs(head.i - token.i), index)
            best = rank if best is None or rank < best else best
    return None if best is None else best[2]


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


def _steps(token: Token, time: Token) -> int | None:
    """How many clauses lie between a figure and a time that bounds it; None where it does not bound it."""
    if inside(time, token):
        return 0 if _clauses_between(time, token) <= 1 else None
    owner = time.head
    node, clauses = token, 1
    for _ in range(_FAR * 3):
        if node == owner:
            return clauses
        if node.head == node:
            return None
        if node.dep_ in _STOPS or (
            node.dep_ == "parataxis" and node.head.lemma_ in word_set("period", "saying")
        ):
            return None
        if node.dep_ in ("advcl", "acl", "acl:relcl", "conj", "parataxis", "xcomp"):
            clauses += 1
        if (
            inside(time, node)
            and owner.head == node
            and owner.dep_ not in ("acl:relcl", "acl", "advcl", "ccomp", "conj")
        ):
            return clauses + 1
        node = node.head
    return None
