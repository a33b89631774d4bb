"""The counts on the first page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.checks.rules import load_rules as load_checks
from onrecord.claims import StatementClaim
from onrecord.claims.explain import known_rules
from onrecord.report.material import AnyClaim, ArticleClaims, Material
from onrecord.report.timeline import Timeline, timeline

LONGEST = 12
"""How many articles are shown when all are from one day."""
Pair = tuple[ArticleClaims, AnyClaim]


@dataclass(frozen=True, slots=True)
class Row:
    """A name, and how many statements and figures are counted under it."""

    name: str
    statements: int
    figures: int
    articles: int

    @property
    def claims(self) -> int:
        """Statements and figures together."""
        return self.statements + self.figures


@dataclass(frozen=True, slots=True)
class Overview:
    """The counts themselves."""

    articles: int
    statements: int
    figures: int
    first: date | None
    last: date | None
    timeline: Timeline
    outlets: list[Row]
    longest: list[ArticleClaims]
    """The articles with the most claims."""
    rules: list[Row]
    modes: list[Row]
    stances: list[Row]
    confidence: list[Row]
    """In bands of 0.1, the highest first."""
    failing: int
    holding: int
    stages: list[tuple[str, int]]
    """The stages at which inputs failed, and how often."""


def count(material: Material) -> Overview:
    """Count everything."""
    claims = material.claims()
    days = sorted(article.ref.published for article in material.articles if article.ref.published)
    statements = [one for one in claims if one[1].kind == "statement"]
    failing = sum(finding.failing for finding in material.findings)
    return Overview(
        articles=len(material.articles),
        statements=len(statements),
        figures=len(claims) - len(statements),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        timeline=timeline(claims),
        outlets=count_by(claims, lambda article, _: article.ref.outlet or ""),
        longest=sorted(material.articles, key=lambda one: (-len(one.claims), one.key))[:LONGEST],
        rules=count_by(claims, lambda _, claim: claim.rule),
        modes=count_by(statements, lambda _, claim: getattr(claim, "mode", "")),
        stances=count_by(statements, _stance),
        confidence=sorted(count_by(claims, _tenth), key=lambda row: row.name, reverse=True),
        failing=failing,
        holding=len(material.findings) - failing,
        stages=Counter(line.stage or "unknown" for line in material.errors or ()).most_common(),
    )


@cache
def why(rule: str) -> str:
    """The reason for a rule of a pipe or a check; "" if the rule is unknown."""
    known = known_rules().get(rule) or load_checks().get(rule)
    return known.why if known else ""


def count_by(claims: Iterable[Pair], name_of: Callable[[ArticleClaims, AnyClaim], str]) -> list[Row]:
    """Count claims by the name ``name_of`` gives them, the most frequent name first."""
    counts: Counter[tuple[str, str]] = Counter()
    articles: dict[str, set[str]] = {}
    for article, claim in claims:
        name = name_of(article, claim)
        counts[name, claim.kind] += 1
        articles.setdefault(name, set()).add(article.key)
    rows = [
        Row(name, counts[name, "statement"], counts[name, "figure"], len(keys))
        for name, keys in articles.items()
    ]
    return sorted(rows, key=lambda row: (-row.claims, row.name))


def _stance(_: ArticleClaims, claim: AnyClaim) -> str:
    return claim.cue.stance if isinstance(claim, StatementClaim) and claim.cue else "none"


def _tenth(_: ArticleClaims, claim: AnyClaim) -> str:
    tenth = min(9, int(claim.confidence * 10))
    return f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}"
