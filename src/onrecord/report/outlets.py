"""Outlets compared: how much each published, how it quotes, and whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.claims import StatementClaim
from onrecord.report.material import ArticleClaims, Material
from onrecord.report.speakers import Voice

COLUMNS = 6
"""How many outlets the table of speakers compares."""
ROWS = 15
"""How many speakers it lists."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet in numbers."""

    name: str
    """"" for articles that do not name one."""
    articles: int
    statements: int
    direct: int
    """Direct quotations."""
    figures: int
    speakers: int
    failing: int
    """Failing checks in its articles."""
    first: date | None
    last: date | None

    @property
    def share_direct(self) -> float:
        """Share of its statements that are direct quotations, 0 to 1."""
        return self.direct / self.statements if self.statements else 0.0


@dataclass(frozen=True, slots=True)
class Shared:
    """A speaker, and how many of their statements each of the largest outlets quotes."""

    voice: Voice
    counts: list[int]


def gather_outlets(material: Material) -> list[Outlet]:
    """All outlets, those with the most articles first."""
    by_name: dict[str, list[ArticleClaims]] = {}
    for article in material.articles:
        by_name.setdefault(article.ref.outlet or "", []).append(article)
    failing: Counter[str] = Counter()
    for finding in material.findings:
        if finding.failing:
            failing.update({term.claim.article.outlet or "" for term in finding.terms})
    outlets = [_outlet(name, articles, failing[name]) for name, articles in by_name.items()]
    return sorted(outlets, key=lambda one: (not one.name, -one.articles, -one.statements, one.name))


def shared_speakers(speakers: Iterable[Voice], outlets: Sequence[Outlet]) -> list[Shared]:
    """Speakers quoted by several of the largest outlets, with the number of statements in each."""
    names = [outlet.name for outlet in outlets[:COLUMNS]]
    shared = []
    for voice in speakers:
        if voice.apart:
            continue
        counts = Counter(
            article.ref.outlet or "" for article, claim in voice.said if isinstance(claim, StatementClaim)
        )
        row = [counts[name] for name in names]
        if sum(map(bool, row)) > 1:
            shared.append(Shared(voice, row))
    return sorted(shared, key=lambda one: (-sum(map(bool, one.counts)), -sum(one.counts)))[:ROWS]


def _outlet(name: str, articles: Sequence[ArticleClaims], failing: int) -> Outlet:
    statements = [claim for article in articles for claim in article.statements]
    days = sorted(article.ref.published for article in articles if article.ref.published)
    return Outlet(
        name=name,
        articles=len(articles),
        statements=len(statements),
        direct=sum(claim.mode == "direct" for claim in statements),
        figures=sum(len(article.figures) for article in articles),
        speakers=len({claim.speaker.name for claim in statements if claim.speaker}),
        failing=failing,
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )
