"""Checks: whether the arithmetic in an article adds up, and whether figures agree across articles.

Checks read claims, not texts, so they need no model::

    with open("claims.jsonl", "rb") as lines:
        for finding in run_checks(read_figures(lines, "claims.jsonl", print)):
            print(finding.verdict, finding.relation)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.checks.agreement import Agreement
from onrecord.checks.arithmetic import check_article
from onrecord.checks.finding import Finding, Term, Verdict
from onrecord.checks.reading import read_figures
from onrecord.checks.rules import load_rules
from onrecord.claims import FigureClaim

__all__ = [
    "Finding",
    "Term",
    "Verdict",
    "check_article",
    "load_rules",
    "read_figures",
    "run_checks",
]


def run_checks(articles: Iterable[list[FigureClaim]]) -> Iterator[Finding]:
    """All findings: those within each article as it arrives, then those across articles.

    Args:
        articles: The figures of each article.
    """
    agreement = Agreement()
    for claims in articles:
        yield from check_article(claims)
        agreement.add(claims)
    yield from agreement.findings()
