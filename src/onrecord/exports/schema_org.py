"""schema.org Claim: each claim with its speaker and article, JSON-LD, one per line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.exports.material import AnyClaim, Material, Row

CONTEXT = "https://schema.org"
TYPES = {"person": "Person", "organization": "Organization"}


def lines(material: Material) -> Iterator[str]:
    """The lines of the graph."""
    return graph(claim_node(claim) for claim in material.each())


def graph(nodes: Iterable[Row]) -> Iterator[str]:
    """A JSON-LD document of nodes, one per line."""
    yield f'{{"@context": "{CONTEXT}", "@graph": ['
    before = ""
    for node in nodes:
        if before:
            yield before + ","
        before = json.dumps(node, ensure_ascii=False)
    yield before + "]}"


def claim_node(claim: AnyClaim) -> Row:
    """One claim, without unknown properties."""
    node: dict[str, Any] = {
        "@id": f"urn:onrecord:claim:{claim.id}",
        "@type": "Claim",
        "identifier": claim.id,
        "text": claim.text,
        "abstract": claim.sentence,
        "inLanguage": "en",
        "author": author(claim),
        "appearance": appearance(claim),
    }
    if claim.kind == "statement" and claim.said_on and claim.said_on.start == claim.said_on.end:
        node["dateCreated"] = claim.said_on.start.isoformat()
    return known(node)


def author(claim: AnyClaim) -> Row | None:
    """The speaker; None if the article itself makes the claim."""
    if claim.speaker is None:
        return None
    type_ = TYPES.get(claim.speaker.kind, "Thing")
    record: Row = {"@type": type_, "name": claim.speaker.name}
    if type_ == "Person":
        record["jobTitle"] = claim.speaker.role
        record["affiliation"] = claim.speaker.affiliation and {
            "@type": "Organization",
            "name": claim.speaker.affiliation,
        }
    return known(record)


def appearance(claim: AnyClaim) -> Row:
    """The article."""
    article = claim.article
    return known(
        {
            "@id": f"urn:sha256:{article.sha256}",
            "@type": "NewsArticle",
            "identifier": article.id,
            "headline": article.title,
            "datePublished": article.published and article.published.isoformat(),
            "publisher": article.outlet and {"@type": "Organization", "name": article.outlet},
            "url": article.url,
        }
    )


def known(node: dict[str, Any]) -> Row:
    """A node without unknown properties."""
    return {key: value for key, value in node.items() if value is not None}
