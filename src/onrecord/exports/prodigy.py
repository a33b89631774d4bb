"""Prodigy: one task per article, with its spans as suggestions, for ``spans.manual``, which allows overlaps.

prodigy spans.manual claims blank:en claims.jsonl --label CONTENT,SOURCE,CUE,FIGURE,MEASURED,PERIOD,PLACE
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from onrecord.exports.marks import mark
from onrecord.exports.material import ArticleClaims, Material, Row


def lines(material: Material) -> Iterator[str]:
    """The tasks."""
    for article in material.with_texts():
        yield json.dumps(task(article), ensure_ascii=False)


def task(article: ArticleClaims) -> Row:
    """One article."""
    spans = [
        {"start": start, "end": end, "label": one.label, "claims": [claim.id for claim in one.claims]}
        for one, start, end in mark(article).pieces()
    ]
    return {"text": article.text, "spans": spans, "meta": article.ref.model_dump(mode="json")}
