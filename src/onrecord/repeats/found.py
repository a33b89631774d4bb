"""What comes out: groups of claims with their places, versions of articles, speakers with their roles."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from onrecord.repeats.changes import Changed

MOST_PLACES = 100
"""Places of a group, and roles of a voice, that are listed; the others are counted."""


@dataclass(frozen=True, slots=True)
class Place:
    """One article that has it."""

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
    """How often something was told, and where first."""

    id: str
    kind: Literal["statement", "figure"]
    text: str
    """Of a statement the longest, of a figure the first."""
    outlets: int
    """Outlets that are named, each once."""
    articles: int
    """Versions of one article count once."""
    claims: int
    first: str | None
    """The first day of publication, ISO 8601; None where no article has one."""
    first_outlet: str | None

    @property
    def where(self) -> str:
        """In how many outlets and articles, and where first, in words."""
        outlets = f"{self.outlets:,} outlet{'' if self.outlets == 1 else 's'}, " if self.outlets else ""
        first = f", first on {self.first}" if self.first else ""
        outlet = f" in {self.first_outlet}" if first and self.first_outlet else ""
        return f"in {outlets}{self.articles:,} articles{first}{outlet}"


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same statement or figure in several articles."""

    seen: Seen
    agrees: bool
    """Of a statement: the words are the same but for case and punctuation; of a figure: the values may be
    the same number, as far as their digits and bounds show."""
    places: list[Place]
    """By day; at most ``MOST_PLACES``."""

    def to_json(self) -> dict[str, Any]:
        """As one line of ``onrecord repeats --json``."""
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
    """Against the one before."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a voice is called, and how long."""

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
