"""What a check reports: which figures, how they hang together, and whether that is so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from onrecord.claims import FigureClaim
from onrecord.claims.values import plain_number

Verdict = Literal["holds", "does not hold", "disagrees"]


@dataclass(frozen=True, slots=True)
class Term:
    """One figure of a finding and its part in it: ``part``, ``total``, ``before``, ``result`` ..."""

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
    """Figures that are said, or ought, to fit together.

    ``difference`` is what is printed less what was calculated, or the distance between the two farthest
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
        """Ids of the articles the figures stand in, each once."""
        return list(dict.fromkeys(term.claim.article.id for term in self.terms))

    @property
    def failing(self) -> bool:
        """Whether something does not add up."""
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
    """A number for reading: 1,150 and 0.3, no exponent, no zeros at the end."""
    plain = value.normalize()
    return format(plain, ",f") if abs(plain.adjusted()) < 60 else str(plain)


def _plain(value: Decimal | None) -> int | float | str | None:
    if value is None:
        return None
    try:
        return plain_number(value)
    except ValueError:
        return str(value)
