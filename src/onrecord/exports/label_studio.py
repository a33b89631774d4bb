"""Label Studio: one task per article, with its claims as predictions and relations between their parts.

The project needs the labelling interface ``INTERFACE``. Offsets count code points, as in Label Studio.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from onrecord.exports.marks import LABELS, RELATIONS, Mark, mark
from onrecord.exports.material import ArticleClaims, Material, Row

INTERFACE = "\n".join(
    [
        "<View>",
        '  <Labels name="label" toName="text">',
        *(f'    <Label value="{label}"/>' for label in LABELS),
        "  </Labels>",
        '  <Text name="text" value="$text" granularity="word"/>',
        "  <Relations>",
        *(f'    <Relation value="{relation}"/>' for relation in (*RELATIONS, "continues")),
        "  </Relations>",
        "</View>",
    ]
)
"""The labelling interface, for the project's settings."""


def lines(material: Material) -> Iterator[str]:
    """The tasks as one JSON array, one per line."""
    before = "["
    for article in material.with_texts():
        yield before if before == "[" else before + ","
        before = json.dumps(task(article), ensure_ascii=False)
    if before == "[":
        yield before
        before = ""
    yield before + "]"


def task(article: ArticleClaims) -> Row:
    """One article. A mark in several pieces becomes one region per piece, each linked to the first."""
    marked = mark(article)
    result = [_region(one, number, article.text) for one in marked.marks for number in range(len(one.pieces))]
    for one in marked.marks:
        for number in range(1, len(one.pieces)):
            result.append(_relation(_id(one), _id(one, number), "continues"))
    for relation in marked.relations:
        result.append(_relation(_id(relation.head), _id(relation.child), relation.label))
    pipeline = article.claims[0].pipeline
    return {
        "data": {"text": article.text, **article.ref.model_dump(mode="json")},
        "predictions": [
            {"model_version": f"onrecord {pipeline.onrecord}, {pipeline.model}", "result": result}
        ],
    }


def _id(one: Mark, number: int = 0) -> str:
    return one.id if number == 0 else f"{one.id}.{number}"


def _region(one: Mark, number: int, text: str) -> dict[str, Any]:
    start, end = one.pieces[number]
    return {
        "id": _id(one, number),
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": start, "end": end, "text": text[start:end], "labels": [one.label]},
        "score": max(claim.confidence for claim in one.claims),
        "meta": {"text": [claim.id for claim in one.claims]},
    }


def _relation(head: str, child: str, label: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": head, "to_id": child, "direction": "right", "labels": [label]}
