"""The results: groups of claims, versions of articles, speakers with their roles."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from onrecord.repeats.changes import Changed

MOST_PLACES = 100
"""The most claims of a group, and roles of a speaker, that are listed; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Place:
    """One claim of a group, with its article."""

    claim: str
    article: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    speaker: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Seen:
    """How often a claim was repeated, and where it came first."""

    id: str
    kind: Literal["statement", "figure"]
    text: str
    """The longest of a statement's texts, the first of a figure's."""
    outlets: int
    """Different outlets."""
    articles: int
    """Versions of one article count once."""
    claims: int
    first: str | None
    """The first day of publication, ISO 8601; None without dates."""
    first_outlet: str | None

    @property
    def where(self) -> str:
        """The counts and the first outlet, in words."""
        outlets = f"{self.outlets:,} outlet{'' if self.outlets == 1 else 's'}, " if self.outlets else ""
        first = f", first on {self.first}" if self.first else ""
        outlet = f" in {self.first_outlet}" if first and self.first_outlet else ""
        return f"in {outlets}{self.articles:,} articles{first}{outlet}"


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same statement or figure in several articles."""

    seen: Seen
    agrees: bool
    """Statements: the same words except for case and punctuation. Figures: values that may be the same
    number, given their digits and bounds."""
    places: list[Place]
    """By day; at most ``MOST_PLACES``."""

    def to_json(self) -> dict[str, Any]:
        """One line of ``onrecord repeats --json``."""
        return {
            **asdict(self.seen),
            "agrees": self.agrees,
            "places": [asdict(place) for place in self.places],
        }


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article."""

    article: str
    sha256: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    changed: list[Changed] = field(default_factory=list)
    """Since the previous version."""


@dataclass(frozen=True, slots=True)
class Role:
    """A name and role of a speaker, with first and last day."""

    name: str
    role: str
    first: str | None
    last: str | None
    claims: int


@dataclass(frozen=True, slots=True)
class Heard:
    """A speaker across articles."""

    id: str
    name: str
    kind: str
    place: str
    claims: int
    roles: list[Role]
    """By day; at most ``MOST_PLACES``."""
