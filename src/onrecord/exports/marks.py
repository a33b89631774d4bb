"""An article's claims as labelled spans and relations between them, for annotation programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.claims import FigureClaim, Span, StatementClaim
from onrecord.exports.material import ArticleClaims

LABELS = ("CONTENT", "SOURCE", "CUE", "FIGURE", "MEASURED", "PERIOD", "PLACE")
RELATIONS = ("source", "cue", "said_on", "measured", "period", "place")
"""From a content or a figure to its parts."""


@dataclass(slots=True)
class Mark:
    """A labelled span in one or more pieces, which several claims may share."""

    id: str
    label: str
    pieces: tuple[tuple[int, int], ...]
    """Characters ``[start, end)`` of the text."""
    claims: list[StatementClaim | FigureClaim] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Relation:
    """From a claim's content or figure to one of its parts."""

    label: str
    head: Mark
    child: Mark


@dataclass(slots=True)
class Marked:
    """The marks of one article in text order, and their relations."""

    marks: list[Mark]
    relations: list[Relation]

    def pieces(self) -> Iterator[tuple[Mark, int, int]]:
        """Each piece separately, in text order, for programs without discontinuous spans."""
        pieces = ((mark, start, end) for mark in self.marks for start, end in mark.pieces)
        return iter(sorted(pieces, key=lambda piece: (piece[1], piece[2], piece[0].label)))


Key = tuple[str, tuple[tuple[int, int], ...]]
Claim = StatementClaim | FigureClaim


def mark(article: ArticleClaims) -> Marked:
    """Mark the parts of an article's claims."""
    marks: dict[Key, Mark] = {}
    relations: dict[tuple[str, str, str], Relation] = {}
    for claim in article.claims:
        if claim.kind == "statement":
            head = _mark(marks, "CONTENT", claim.content, claim)
        else:
            head = _mark(marks, "FIGURE", [claim.span], claim)
        for name, label, spans in _parts(claim):
            child = _mark(marks, label, spans, claim)
            relations.setdefault((name, head.id, child.id), Relation(name, head, child))
    ordered = sorted(marks.values(), key=lambda one: (one.pieces, one.label))
    return Marked(ordered, list(relations.values()))


def _mark(marks: dict[Key, Mark], label: str, spans: Sequence[Span], claim: Claim) -> Mark:
    pieces = tuple(sorted((span.start, span.end) for span in spans))
    entry = marks.setdefault((label, pieces), Mark(f"T{len(marks) + 1}", label, pieces))
    entry.claims.append(claim)
    return entry


def _parts(claim: Claim) -> Iterator[tuple[str, str, list[Span]]]:
    """The parts of a claim: relation, label, spans."""
    if claim.kind == "statement":
        if claim.source:
            yield "source", "SOURCE", [claim.source]
        if claim.cue:
            yield "cue", "CUE", [claim.cue.span, *claim.cue.rest]
        if claim.said_on:
            yield "said_on", "PERIOD", [claim.said_on.span]
        return
    if claim.measured and claim.measured.span:
        yield "measured", "MEASURED", [claim.measured.span]
    if claim.period:
        yield "period", "PERIOD", [claim.period.span]
    if claim.place:
        yield "place", "PLACE", [claim.place]
