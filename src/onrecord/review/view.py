"""What a reviewer sees of a claim, independent of the screen: marked text, fields as rows, changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from onrecord.claims import FigureClaim, Period, StatementClaim
from onrecord.claims.identity import BESIDE_THE_POINT
from onrecord.review.claimfile import AnyClaim, ClaimFile
from onrecord.review.fields import fields_of, movable_spans
from onrecord.review.passages import Passage
from onrecord.review.search import found_in
from onrecord.sanitize import one_line, safe_same_length

ROLES = ("content", "source", "cue", "measured", "period", "figure")
"""Roles of marks. Where two overlap, the shorter mark shows; of equal ones, the later role listed here."""

AROUND = "around"
"""Text outside the claim's sentence."""

FOUND = "found"
"""A search hit."""

BESIDE = 8_000
"""Characters of the article shown on either side of a claim; four times as many in all."""
LONGEST = 1_000
"""How many characters of a field are shown."""
MOST = 200
"""How many spans of a claim are marked, and how many figures of a statement are looked up."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the article and its role in the claim."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that is shown in one style. It has no control characters that a terminal would act on."""

    text: str
    role: str
    """"" outside the claim, ``around`` outside its sentence too."""

    @property
    def marked(self) -> bool:
        """Whether it is part of the claim or a search hit."""
        return self.role not in ("", AROUND)


def marks_of(claim: AnyClaim, claims: ClaimFile | None = None) -> list[Mark]:
    """The marks of a claim. With the file, also those of the claims it refers to."""
    spans: list[tuple[str, Any]]
    if isinstance(claim, FigureClaim):
        spans = [
            ("figure", claim.span),
            ("measured", claim.measured.span if claim.measured else None),
            ("period", claim.period.span if claim.period else None),
        ]
        if claims is not None and claim.statement:
            stated = (mark for one in _named(claims, [claim.statement]) for mark in marks_of(one))
            spans += [(mark.role, mark) for mark in stated if mark.role in ("content", "source", "cue")]
    else:
        spans = [("content", span) for span in claim.content]
        spans += [("source", claim.source), ("period", claim.said_on.span if claim.said_on else None)]
        if claim.cue:
            spans += [("cue", span) for span in (claim.cue.span, *claim.cue.rest)]
        if claims is not None:
            spans += [("figure", getattr(one, "span", None)) for one in _named(claims, claim.figures[:MOST])]
    marks = [Mark(role, span.start, span.end) for role, span in spans if span is not None]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.role))[:MOST]


def pieces_of(
    passage: Passage, marks: Sequence[Mark], sentence: tuple[int, int] | None = None, wanted: str = ""
) -> list[Piece]:
    """The text around the marks, cut where the role changes.

    Args:
        passage: The text.
        marks: The spans with a role; not empty.
        sentence: ``[start, end)`` of the claim's sentence, to tell it from the text around it.
        wanted: Words that were searched for; their marks win over all others.
    """
    start = max(passage.start, min(mark.start for mark in marks) - BESIDE)
    end = min(passage.end, max(mark.end for mark in marks) + BESIDE, start + 4 * BESIDE)
    hits = found_in(passage.cut(start, end), wanted)[:MOST]
    hit_marks = [Mark(FOUND, start + left, start + right) for left, right in hits]
    edges = {
        start,
        end,
        *(edge for mark in (*marks, *hit_marks) for edge in (mark.start, mark.end)),
        *(sentence or ()),
    }
    by_length = sorted(marks, key=lambda mark: (mark.end - mark.start, -ROLES.index(mark.role)))
    by_length = [*hit_marks, *by_length]
    pieces: list[Piece] = []
    for left, right in pairwise(sorted(edge for edge in edges if start <= edge <= end)):
        near = sentence is None or sentence[0] <= left < sentence[1]
        inside = (mark.role for mark in by_length if mark.start <= left and right <= mark.end)
        piece = Piece(safe_same_length(passage.cut(left, right)), next(inside, "" if near else AROUND))
        if pieces and pieces[-1].role == piece.role:
            piece = Piece(pieces.pop().text + piece.text, piece.role)
        pieces.append(piece)
    return pieces


def named(pieces: Iterable[Piece]) -> list[Piece]:
    """The same pieces with every role named in brackets, for displays without colour."""
    pieces_with_names = []
    for piece in pieces:
        text = piece.text.strip()
        if piece.marked and text:
            left, right = piece.text.split(text, 1)
            pieces_with_names += [
                Piece(left, ""),
                Piece(f"[{piece.role}: {text}]", piece.role),
                Piece(right, ""),
            ]
        else:
            pieces_with_names.append(piece)
    return pieces_with_names


def heading_of(claim: AnyClaim) -> str:
    """The kind of a claim and its confidence."""
    return f"{claim.kind}, confidence {claim.confidence:.2f}"


def article_of(claim: AnyClaim) -> tuple[str, str]:
    """The title of the article; its outlet and day of publication."""
    article = claim.article
    source = ", ".join(filter(None, (article.outlet, str(article.published or ""))))
    return shortened(article.title or article.id), shortened(source)


def rows_of(claim: AnyClaim) -> list[tuple[str, str]]:
    """The fields of a claim as name and text, one line each; "-" for empty ones."""
    return [(name, shortened(text) or "-") for name, text in _rows(claim)]


def shortened(text: str) -> str:
    """Text on one line, cut if it is too long for any screen."""
    line = one_line(text[: 4 * LONGEST])
    return line if len(line) <= LONGEST and len(text) <= 4 * LONGEST else line[:LONGEST] + " …"


def _rows(claim: AnyClaim) -> Iterator[tuple[str, str]]:
    if isinstance(claim, StatementClaim):
        yield "speaker", _speaker(claim)
        yield "source", claim.source.exact if claim.source else ""
        yield "cue", f"{claim.cue.span.exact} ({claim.cue.stance})" if claim.cue else ""
        yield "mode", claim.mode + (", negated" if claim.negated else "")
        yield from (("content", span.exact) for span in claim.content)
        yield "period", _period(claim.said_on)
        if claim.hedges:
            yield "hedges", "; ".join(span.exact for span in claim.hedges)
        if claim.figures:
            yield "figures", str(len(claim.figures))
    else:
        known = fields_of(claim)
        yield "figure", claim.span.exact
        yield "value", f"{known['comparator']} {known['value'] or 'no number'}"
        yield "unit", claim.unit + (f" per {claim.per}" if claim.per else "")
        yield "sort", claim.figure_kind + ("" if claim.change == "=" else f", {claim.change}")
        yield "measured", claim.measured.text if claim.measured else ""
        yield "period", _period(claim.period)
        yield "place", claim.place.exact if claim.place else ""
        yield "speaker", _speaker(claim)
    yield "rule", claim.rule
    if claim.article.url:
        yield "url", claim.article.url


def changes_between(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The fields in which two records differ: name, old and new value. Spans are shown by their words."""
    changes = []
    for name in sorted({*before, *now} - {*BESIDE_THE_POINT}):
        then, here = _short(before.get(name)), _short(now.get(name))
        if then != here:
            changes.append((name, then, here))
    return changes


def edited_fields(before: AnyClaim, after: AnyClaim) -> dict[str, tuple[str, str]]:
    """What a correction changed, field by field; spans by their words."""
    then, now = fields_of(before), fields_of(after)
    words_then, words_now = span_words(before), span_words(after)
    return {
        name: (words_then.get(name, then[name]), words_now.get(name, now.get(name, "")))
        for name in then
        if then[name] != now.get(name, "")
    }


def span_words(claim: AnyClaim) -> dict[str, str]:
    """The words of the spans a reviewer may move, by field."""
    return {name: span.exact if span else "" for name, span in movable_spans(claim).items()}


def _speaker(claim: AnyClaim) -> str:
    speaker = claim.speaker
    if speaker is None:
        return ""
    by = f", by {speaker.resolved_by}" if speaker.resolved_by else ""
    named = ", ".join(filter(None, (speaker.name, speaker.role, speaker.affiliation)))
    return f"{named} ({speaker.kind}{by})"


def _period(period: Period | None) -> str:
    return f"{period.start} to {period.end} ({period.span.exact})" if period else ""


def _short(value: Any) -> str:
    if isinstance(value, Mapping):
        if "exact" in value:
            return shortened(value["exact"])
        return ", ".join(f"{key} {_short(one)}" for key, one in value.items() if one is not None)
    if isinstance(value, list):
        return "; ".join(_short(one) for one in value) or "-"
    return "-" if value is None else shortened(str(value))


def _named(claims: ClaimFile, idents: Sequence[str]) -> Iterator[AnyClaim]:
    rows = (claims.find(ident) for ident in idents)
    return claims.claims(row for row in rows if row is not None)
