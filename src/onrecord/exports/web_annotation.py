"""W3C Web Annotation: a page of annotations, JSON-LD, one annotation per line.

Each claim is an annotation of its article. The target is the article, with position and quotation of the
content or the figure; content in several pieces has one target per piece. The body has the claim in words and
as a JSON value.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.claims import Span, parse_claim
from onrecord.exports.material import AnyClaim, Material, Row
from onrecord.exports.wording import in_words

ANNO = "http://www.w3.org/ns/anno.jsonld"
NAMESPACE = "urn:onrecord:claim:1#"
CONTEXT = [
    ANNO,
    {
        "onrecord": NAMESPACE,
        "Statement": "onrecord:Statement",
        "Figure": "onrecord:Figure",
        "record": {"@id": "onrecord:record", "@type": "@json"},
    },
]


def lines(material: Material) -> Iterator[str]:
    """The lines of the page."""
    yield f'{{"@context": {json.dumps(CONTEXT)}, "type": "AnnotationPage", "items": ['
    before = ""
    for claim in material.each():
        if before:
            yield before + ","
        before = json.dumps(annotation(claim), ensure_ascii=False)
    yield before + "]}"


def read(path: Path) -> Iterator[AnyClaim]:
    """The claims in a page written by ``lines``.

    Raises:
        pydantic.ValidationError: An annotation has no valid claim.
    """
    for item in json.loads(path.read_text(encoding="utf-8"))["items"]:
        yield parse_claim(item["body"][1]["record"])


def annotation(claim: AnyClaim) -> Row:
    """One claim."""
    article = claim.article
    source = {
        "id": article.url or f"urn:sha256:{article.sha256}",
        "type": "Text",
        "format": "text/plain",
        "language": "en",
    }
    spans = claim.content if claim.kind == "statement" else [claim.span]
    targets = [{"type": "SpecificResource", "source": source, "selector": selectors(span)} for span in spans]
    return {
        "id": f"urn:onrecord:claim:{claim.id}",
        "type": "Annotation",
        "motivation": "describing",
        "generator": {
            "id": f"urn:onrecord:{claim.pipeline.onrecord}",
            "type": "Software",
            "name": f"onrecord {claim.pipeline.onrecord}, {claim.pipeline.model}",
        },
        "body": [
            {"type": "TextualBody", "value": in_words(claim), "format": "text/plain", "language": "en"},
            {"type": claim.kind.capitalize(), "record": claim.model_dump(mode="json")},
        ],
        "target": targets[0] if len(targets) == 1 else {"type": "Composite", "items": targets},
    }


def selectors(span: Span) -> list[dict[str, Any]]:
    """The two selectors of a span: its position, in code points, and its words."""
    quote = {"exact": span.exact, "prefix": span.prefix, "suffix": span.suffix}
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {"type": "TextQuoteSelector", **quote},
    ]
