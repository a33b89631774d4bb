"""What a check reports: the figures, how they should relate, and whether they do."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from onrecord.claims import FigureClaim
from onrecord.claims.values import plain_number

Verdict = Literal["holds", "does not hold", "disagrees"]


@dataclass(frozen=True, slots=True)
class Term:
    """One figure of a finding and its role: ``part``, ``total``, ``before``, ``result`` ..."""

    role: str
    claim: FigureClaim

    def to_json(self) -> dict[str, Any]:
        """The term as plain data."""
        claim = self.claim
        value = claim.value
        return {
            "role": self.role,
            "claim": claim.id,
            "article": claim.article.id,
            "span": claim.span.model_dump(),
            "value": _plain(value) if not isinstance(value, tuple) else [_plain(part) for part in value],
            "comparator": claim.comparator,
            "unit": claim.unit,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """Figures that should agree, according to the text or to arithmetic.

    ``difference`` is the printed value minus the calculated one, or the distance between the two most extreme
    figures that disagree, in the unit of the result.
    """

    rule: str
    verdict: Verdict
    relation: str
    difference: Decimal
    terms: tuple[Term, ...]
    words: str

    @property
    def articles(self) -> list[str]:
        """Ids of the articles that contain the figures, each once."""
        return list(dict.fromkeys(term.claim.article.id for term in self.terms))

    @property
    def failing(self) -> bool:
        """Whether the figures do not add up or disagree."""
        return self.verdict != "holds"

    def to_json(self) -> dict[str, Any]:
        """The finding as plain data, one line of ``onrecord check --json``."""
        return {
            "rule": self.rule,
            "verdict": self.verdict,
            "relation": self.relation,
            "difference": _plain(self.difference),
            "words": self.words,
            "articles": self.articles,
            "figures": [term.to_json() for term in self.terms],
        }


def show(value: Decimal) -> str:
    """A number for display: 1,150 and 0.3, without exponent or trailing zeros."""
    plain = value.normalize()
    return format(plain, ",f") if abs(plain.adjusted()) < 60 else str(plain)


def _plain(value: Decimal | None) -> int | float | str | None:
    if value is None:
        return None
    try:
        return plain_number(value)
    except ValueError:
        return str(value)
