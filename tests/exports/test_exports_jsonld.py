"""Web Annotation and schema.org through a JSON-LD processor, with the contexts here: no network."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from onrecord.exports import claim_review, schema_org, web_annotation
from onrecord.exports.material import Material

OA, DC, AS = "http://www.w3.org/ns/oa#", "http://purl.org/dc/terms/", "http://www.w3.org/ns/activitystreams#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
ANNO: dict[str, Any] = {
    "oa": OA,
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@vocab"},
    **{
        name: f"oa:{name}"
        for name in (
            "Annotation",
            "TextualBody",
            "SpecificResource",
            "TextPositionSelector",
            "TextQuoteSelector",
            "Composite",
        )
    },
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "Software": f"{AS}Application",
    "Text": "http://purl.org/dc/dcmitype/Text",
    "describing": "oa:describing",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "items": {"@id": f"{AS}items", "@type": "@id", "@container": "@list"},
    "generator": {"@id": f"{AS}generator", "@type": "@id"},
    "name": "http://xmlns.com/foaf/0.1/name",
    "value": f"{RDF}value",
    "format": f"{DC}format",
    "language": f"{DC}language",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": f"{XSD}nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": f"{XSD}nonNegativeInteger"},
}
"""The terms of the W3C's anno.jsonld that are used, as its specification defines them."""
CONTEXTS = {
    web_annotation.ANNO: ANNO,
    schema_org.CONTEXT: {
        "@vocab": "http://schema.org/",
        "url": {"@id": "http://schema.org/url", "@type": "@id"},
    },
}
SCHEMA = "http://schema.org/"


def load(url: str, options: Any) -> dict[str, Any]:
    """The document loader: what is not here is asked of nobody."""
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXTS[url]}}


def expand(lines: Any) -> list[Any]:
    document = json.loads("\n".join(lines))
    return jsonld.expand(document, {"documentLoader": load, "base": ""})


def value(node: dict[str, Any], name: str) -> Any:
    (found,) = node[name]
    return found["@value"]


def test_every_annotation_finds_its_words(material: Callable[[], Material], claims: list[Any]):
    (page,) = expand(web_annotation.lines(material()))
    assert page["@type"] == [f"{AS}OrderedCollectionPage"]
    (items,) = page[f"{AS}items"]
    assert len(items["@list"]) == len(claims)
    for item, claim in zip(items["@list"], claims, strict=True):
        assert item["@type"] == [f"{OA}Annotation"]
        assert item["@id"] == f"urn:onrecord:claim:{claim.id}"
        (target,) = item[f"{OA}hasTarget"]
        spans = claim.content if claim.kind == "statement" else [claim.span]
        resources = [target] if len(spans) == 1 else target[f"{AS}items"][0]["@list"]
        assert len(resources) == len(spans)
        for resource, span in zip(resources, spans, strict=True):
            source = resource[f"{OA}hasSource"][0]["@id"]
            assert source == (claim.article.url or f"urn:sha256:{claim.article.sha256}")
            position, quote = resource[f"{OA}hasSelector"]
            assert (value(position, f"{OA}start"), value(position, f"{OA}end")) == (span.start, span.end)
            assert value(quote, f"{OA}exact") == span.exact


def test_the_body_is_in_words_and_holds_the_claim(material: Callable[[], Material], claims: list[Any]):
    (page,) = expand(web_annotation.lines(material()))
    for item, claim in zip(page[f"{AS}items"][0]["@list"], claims, strict=True):
        text, whole = item[f"{OA}hasBody"]
        assert claim.text in value(text, f"{RDF}value")
        assert whole["@type"] == [web_annotation.NAMESPACE + claim.kind.capitalize()]
        assert value(whole, f"{web_annotation.NAMESPACE}record") == claim.model_dump(mode="json")


def test_the_same_claims_come_back(material: Callable[[], Material], claims: list[Any], tmp_path: Path):
    path = tmp_path / "page.json"
    path.write_text("\n".join(web_annotation.lines(material())), encoding="utf-8")
    assert list(web_annotation.read(path)) == claims


def test_claims_in_the_terms_of_schema_org(material: Callable[[], Material], claims: list[Any]):
    nodes = expand(schema_org.lines(material()))
    assert [node["@id"] for node in nodes] == [f"urn:onrecord:claim:{claim.id}" for claim in claims]
    split = nodes[0]
    assert split["@type"] == [f"{SCHEMA}Claim"]
    (author,) = split[f"{SCHEMA}author"]
    assert author["@type"] == [f"{SCHEMA}Person"]
    assert (value(author, f"{SCHEMA}name"), value(author, f"{SCHEMA}jobTitle")) == (
        "Ada Crane",
        "harbour master",
    )
    (article,) = split[f"{SCHEMA}appearance"]
    assert article["@type"] == [f"{SCHEMA}NewsArticle"]
    assert value(article, f"{SCHEMA}datePublished") == "2026-02-10"
    assert value(nodes[1], f"{SCHEMA}dateCreated") == "2026-02-09"
    hostile = next(
        node for node, claim in zip(nodes, claims, strict=True) if claim.article.id == "hostile.txt"
    )
    assert hostile[f"{SCHEMA}appearance"][0][f"{SCHEMA}url"][0]["@id"].startswith("https://example.org/")
    assert f"{SCHEMA}author" not in hostile


def test_a_claim_review_is_a_draft_without_a_rating(material: Callable[[], Material], claims: list[Any]):
    nodes = expand(claim_review.lines(material()))
    assert len(nodes) == len(claims)
    for node, claim in zip(nodes, claims, strict=True):
        assert node["@type"] == [f"{SCHEMA}ClaimReview"]
        assert value(node, f"{SCHEMA}claimReviewed") == claim.text
        assert value(node, f"{SCHEMA}creativeWorkStatus") == "Draft"
        assert node[f"{SCHEMA}itemReviewed"][0]["@id"] == f"urn:onrecord:claim:{claim.id}"
    everything = json.dumps(nodes)
    for word in ("reviewRating", "ratingValue", "bestRating", "alternateName"):
        assert word not in everything


@pytest.mark.parametrize("format", [web_annotation, schema_org, claim_review])
def test_no_claims_are_a_document_too(format: Any):
    document = json.loads("\n".join(format.lines(Material(iter(())))))
    assert (document.get("items") or document.get("@graph") or []) == []
