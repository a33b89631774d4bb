"""Figures for the same thing, place and period that disagree across articles.

Two figures are compared only if everything that identifies them is stated and equal: the measured phrase,
word for word and with a name or place, the unit, and the period in days. A name alone is not enough, since a
person or organisation has many figures. Left out are survey results, since two surveys may well differ;
amounts in brackets, which convert another amount at the day's rate; and anything for which one article gives
several values, since its words are then ambiguous.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import localcontext

from onrecord.checks.amounts import EXACT, Amount, amount
from onrecord.checks.doubts import content_words
from onrecord.checks.finding import Finding, Term, show
from onrecord.checks.rules import words
from onrecord.claims import FigureClaim

RULE = "check.disagreement"
_WORD = re.compile(r"\w+")
_NAMED = re.compile(r"(?<=\s)[A-Z]\w+")
_FEWEST_WORDS = 2
_KINDS = frozenset({"count", "money", "percent", "distance", "other", "rank"})

Key = tuple[object, ...]


class Agreement:
    """Collects figures article by article, and keeps those that can be compared with others."""

    def __init__(self) -> None:
        self._groups: dict[Key, list[FigureClaim]] = defaultdict(list)

    def add(self, claims: Iterable[FigureClaim]) -> None:
        """Add the figures of one article."""
        own: dict[Key, list[FigureClaim]] = defaultdict(list)
        with localcontext(EXACT):
            for claim in claims:
                key = _key(claim)
                if key is not None:
                    own[key].append(claim)
        for key, same in own.items():
            if len({claim.value for claim in same}) == 1:
                self._groups[key].append(same[0])

    def findings(self) -> Iterator[Finding]:
        """The groups that disagree, in the order of their first figures."""
        with localcontext(EXACT):
            for group in self._groups.values():
                texts = {claim.article.sha256: claim for claim in reversed(group)}
                if len(texts) > 1:
                    yield from _judge([claim for claim in group if texts[claim.article.sha256] is claim])


def _judge(group: list[FigureClaim]) -> Iterator[Finding]:
    amounts = [(each, claim) for claim in group if (each := amount(claim)) is not None]
    lowest: Amount = min((each for each, _ in amounts), key=lambda each: each.high)
    highest: Amount = max((each for each, _ in amounts), key=lambda each: each.low)
    if lowest.meets(highest):
        return
    measured = group[0].measured
    values = sorted({each.value for each, _ in amounts})
    yield Finding(
        rule=RULE,
        verdict="disagrees",
        relation=" ≠ ".join(show(value) for value in values),
        difference=values[-1] - values[0],
        terms=tuple(Term("value", claim) for _, claim in amounts),
        words=measured.text if measured else "",
    )


def _key(claim: FigureClaim) -> Key | None:
    measured, period = claim.measured, claim.period
    if claim.figure_kind not in _KINDS or measured is None or period is None or amount(claim) is None:
        return None
    content = content_words(claim)
    if len(content) < _FEWEST_WORDS or not _names_a_thing(measured.text, content) or _in_brackets(claim):
        return None
    place = " ".join(claim.place.exact.lower().split()) if claim.place else ""
    if not place and not _NAMED.search(measured.text):
        return None
    if claim.figure_kind == "percent" and content & words("surveyed"):
        return None
    return (
        claim.figure_kind,
        claim.unit,
        claim.per,
        claim.change,
        place,
        period.start,
        period.end,
        content,
    )


def _names_a_thing(measured: str, content: frozenset[str]) -> bool:
    """Whether the words include a common noun, not only names."""
    return any(word.isalpha() and word in content for word in _WORD.findall(measured))


def _in_brackets(claim: FigureClaim) -> bool:
    """Whether an amount of money is in brackets: "£4m ($7.1m)"."""
    return claim.figure_kind == "money" and "(" in claim.span.prefix.rpartition(")")[2]
