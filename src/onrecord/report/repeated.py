"""What several articles report: for each claim where else it is reported, and the most widely reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.repeats import Repeat, Repeats, Seen, compared_claim_of
from onrecord.report.material import AnyClaim, Material

MOST = 6
"""The first page shows this many."""


@dataclass(frozen=True, slots=True)
class OutletVersion:
    """How one outlet reports something."""

    outlet: str
    published: date | None
    claim: AnyClaim


@dataclass(frozen=True, slots=True)
class RepeatedClaim:
    """Something several articles report, and its earliest claim."""

    seen: Seen
    agrees: bool
    first: AnyClaim
    places: list[OutletVersion]
    """In order of date, each outlet once."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """What is repeated in the claims of a report."""

    seen: dict[str, Seen]
    """By claim id."""
    most: list[RepeatedClaim]
    """Sorted by the number of outlets, the most first."""


def gather_repeats(material: Material) -> Repeated:
    """Find what several articles report."""
    claims = {claim.id: claim for _, claim in material.claims()}
    with Repeats(compared_claim_of(claim) for _, claim in material.claims()) as repeats:
        ids = (claim.id for _, claim in material.claims())
        seen = {ident: one for ident, one in zip(ids, repeats.each(), strict=True) if one}
        most = [
            RepeatedClaim(one.seen, one.agrees, claims[one.places[0].claim], _by_outlet(one, claims))
            for one in repeats.repeats(most=MOST)
        ]
    return Repeated(seen, most)


def _by_outlet(repeat: Repeat, claims: Mapping[str, AnyClaim]) -> list[OutletVersion]:
    versions: dict[str, OutletVersion] = {}
    for place in repeat.places:
        claim = claims[place.claim]
        name = claim.article.outlet or claim.article.title or claim.article.id
        versions.setdefault(name, OutletVersion(name, claim.article.published, claim))
    return list(versions.values())
