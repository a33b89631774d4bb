"""What stands in several articles: beside each claim, and what was told in most outlets."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.repeats import Repeats, Seen, told_of
from onrecord.report.material import AnyClaim, Material

MOST = 8
"""Of the first page."""


@dataclass(frozen=True, slots=True)
class Again:
    """Something told in several articles, with the claim of its first place."""

    seen: Seen
    agrees: bool
    first: AnyClaim


@dataclass(frozen=True, slots=True)
class Repeated:
    """What is repeated in the claims of a report."""

    seen: dict[str, Seen]
    """By the ids of claims."""
    most: list[Again]
    """That of the most outlets first."""


def gather_repeats(material: Material) -> Repeated:
    """Look for what stands in several articles."""
    claims = {claim.id: claim for _, claim in material.claims()}
    with Repeats(told_of(claim) for _, claim in material.claims()) as found:
        ids = (claim.id for _, claim in material.claims())
        seen = {ident: one for ident, one in zip(ids, found.each(), strict=True) if one}
        most = [Again(one.seen, one.agrees, claims[one.places[0].claim]) for one in found.repeats(most=MOST)]
    return Repeated(seen, most)
