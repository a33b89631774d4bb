"""An article as its page shows it: paragraphs with their claims, cut where the role of the words changes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import itemgetter

from onrecord.report.material import AnyClaim, ArticleClaims
from onrecord.review.passages import sentence_passage, spans_of
from onrecord.review.view import ROLES, Mark, marks_of
from onrecord.sanitize import safe_same_length

NAMED = 12
"""A span of text names at most this many claims."""


@dataclass(frozen=True, slots=True)
class StyledSpan:
    """A piece of the article that is shown in one style."""

    text: str
    roles: str
    """All roles the text has, separated by spaces."""
    target: str
    """Id of the claim the text links to, "" for none."""
    claims: str
    """Ids of the claims the text belongs to, separated by spaces."""
    begins: list[str]
    """Ids of the claims that begin here."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the article, or a sentence if the article's text is missing."""

    start: int
    """Offset of its first character in the article."""
    text: str
    gap: bool = False
    """Whether something is left out before it."""
    spans: list[StyledSpan] = field(default_factory=list)
    claims: list[AnyClaim] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Reading:
    """The paragraphs of an article, and the claims whose words are not at their offsets."""

    paragraphs: list[Paragraph]
    homeless: list[AnyClaim]
    whole: bool


def read_article(article: ArticleClaims) -> Reading:
    """The paragraphs of an article, each with its claims.

    If the text is missing, what the claims carry of it is used: their sentences and the words around them.
    """
    text = article.text
    blocks = _known_blocks(article.claims) if text is None else [(0, text)]
    paragraphs = [part for block in blocks for part in _paragraphs(*block)]
    known = 0
    for paragraph in paragraphs:
        paragraph.gap = text is None and paragraph.start > known + 1
        known = paragraph.end
    starts = [paragraph.start for paragraph in paragraphs]
    housed, homeless = [], []
    for claim in article.claims:
        first = spans_of(claim)[0]
        place = bisect_right(starts, first.start) - 1
        home = paragraphs[place] if place >= 0 else None
        if home and home.text.startswith(first.exact.split("\n")[0], first.start - home.start):
            home.claims.append(claim)
            housed.append(claim)
        else:
            homeless.append(claim)
    _cut(paragraphs, housed)
    return Reading(paragraphs, homeless, text is not None)


def _paragraphs(start: int, text: str) -> Iterator[Paragraph]:
    for line in text.split("\n"):
        if line.strip():
            yield Paragraph(start, line)
        start += len(line) + 1


def _known_blocks(claims: Sequence[AnyClaim]) -> list[tuple[int, str]]:
    """What claims carry of their article, as separate blocks of an offset and a text."""
    blocks: list[tuple[int, list[str]]] = []
    known = -1
    for passage in sorted(map(sentence_passage, claims), key=lambda one: (one.start, one.end)):
        if passage.start > known:
            blocks.append((passage.start, []))
            known = passage.start
        if passage.end > known:
            blocks[-1][1].append(passage.cut(known, passage.end))
            known = passage.end
    return [(start, "".join(pieces)) for start, pieces in blocks]


def _cut(paragraphs: Sequence[Paragraph], claims: Sequence[AnyClaim]) -> None:
    """Cut paragraphs into spans, in one pass over the offsets where a mark begins or ends."""
    marks = [(mark, claim.id) for claim in claims for mark in marks_of(claim)]
    edges = [(mark.start, number, True) for number, (mark, _) in enumerate(marks)]
    edges += [(mark.end, number, False) for number, (mark, _) in enumerate(marks)]
    edges.sort()
    firsts = {claim.id: claim.offsets[0][0] for claim in claims}
    at = 0
    open_marks: dict[str, dict[int, tuple[Mark, str]]] = {role: {} for role in ROLES}
    for paragraph in paragraphs:
        here = paragraph.start
        begins: list[str] = []
        inside = edges[at : bisect_right(edges, paragraph.end, key=itemgetter(0))]
        at += len(inside)
        for place, group in groupby(inside, key=itemgetter(0)):
            if here < place:
                paragraph.spans.append(_span(paragraph, here, place, open_marks, begins))
                here, begins = place, []
            for _, number, opens in group:
                mark, ident = marks[number]
                if not opens:
                    open_marks[mark.role].pop(number, None)
                elif mark.end > mark.start:
                    open_marks[mark.role][number] = marks[number]
                    if firsts.get(ident) == place:
                        begins.append(ident)
                        del firsts[ident]
        if here < paragraph.end:
            paragraph.spans.append(_span(paragraph, here, paragraph.end, open_marks, begins))


def _span(
    paragraph: Paragraph,
    start: int,
    end: int,
    open_marks: dict[str, dict[int, tuple[Mark, str]]],
    begins: list[str],
) -> StyledSpan:
    roles = [role for role in ROLES if open_marks[role]]
    inner = (ident for role in reversed(roles) for _, ident in reversed(open_marks[role].values()))
    named = list(dict.fromkeys(islice(inner, NAMED)))
    text = safe_same_length(paragraph.text[start - paragraph.start : end - paragraph.start])
    return StyledSpan(text, " ".join(roles), named[0] if named else "", " ".join(named), begins)
