"""schema.org ClaimReview: a draft for each claim, for a fact-checker to complete.

onrecord does not know whether a claim is true: a draft has no ``reviewRating``, no ``author`` and no ``url``,
and is labelled as a draft. Complete it before publishing it.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.exports.material import AnyClaim, Material, Row
from onrecord.exports.schema_org import claim_node, graph


def lines(material: Material) -> Iterator[str]:
    """The lines of the graph."""
    return graph(review_node(claim) for claim in material.each())


def review_node(claim: AnyClaim) -> Row:
    """The draft for one claim."""
    return {
        "@id": f"urn:onrecord:review:{claim.id}",
        "@type": "ClaimReview",
        "claimReviewed": claim.text,
        "creativeWorkStatus": "Draft",
        "itemReviewed": claim_node(claim),
    }
