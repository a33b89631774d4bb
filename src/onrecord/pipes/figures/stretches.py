"""Stretches of tokens that say what is measured, and how they are cut down to it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.records import Offsets


@dataclass(slots=True)
class Stretch:
    """Tokens ``start`` to ``stop``; ``skipped`` are in the span but not in the words."""

    start: int
    stop: int
    skipped: frozenset[int] = frozenset()

    def offsets(self, doc: Doc) -> Offsets:
        """Its characters."""
        last = doc[self.stop - 1]
        return [doc[self.start].idx, last.idx + len(last)]

    def text(self, context: Context) -> str:
        """Its words on one line, without the number and the auxiliaries."""
        words = [
            f"{token.text}{' ' if token.whitespace_ or token.i + 1 in self.skipped else ''}"
            for token in context.doc[self.start : self.stop]
            if token.i not in self.skipped and not token.is_space
        ]
        return " ".join("".join(words).split())


def is_time(context: Context, token: Token) -> bool:
    """Is a phrase an expression of time?"""
    if token.dep_ in ("acl", "acl:relcl", "advcl", "ccomp"):
        return False
    start = token.left_edge.idx
    if context.doc[token.left_edge.i].pos_ == "ADP" and token.left_edge.i + 1 < len(context.doc):
        start = context.doc[token.left_edge.i + 1].idx
    end = token.right_edge.idx + len(token.right_edge)
    return context.opens_with_period(start, end)


def number_of(context: Context, found: Candidate) -> tuple[int, int]:
    """Tokens of the number itself with its bound: left out of every measured phrase."""
    first = min(found.bound_first, found.first)
    stop = found.amounts[-1].stop
    if found.kind in ("count", "ratio", "rank") and found.unit != "time":
        stop = found.amounts[-1].numeral.stop
    if found.hyphen:
        stop = found.stop
    if found.rule == "figure.rank.superlative":
        stop = context.line.over_hyphen(stop) + 1
    tokens = context.tokens(first, stop)
    return (tokens[0].i, tokens[-1].i + 1) if tokens else (-1, -1)


def trim(
    context: Context, start: int, stop: int, number: tuple[int, int], skipped: frozenset[int] = frozenset()
) -> Stretch:
    """Cut punctuation off the ends; a number inside is skipped, one at an end cut off."""
    doc = context.doc
    while start < stop and (
        number[0] <= start < number[1]
        or doc[start].is_punct
        or doc[start].is_space
        or doc[start].dep_ in ("cc", "case")
    ):
        start += 1
    while stop > start and (number[0] < stop <= number[1] or _is_loose_end(doc[stop - 1])):
        stop -= 1
    inner = frozenset(i for i in range(*number) if start <= i < stop) if number[0] >= 0 else frozenset()
    return Stretch(start, stop, skipped | inner)


def _is_loose_end(token: Token) -> bool:
    loose = token.is_space or (token.is_punct and token.text not in ")%\"”'’")
    return loose or token.dep_ in ("cc", "case", "mark", "det")
