"""doccano: one labelled text per article, for sequence labelling with overlapping spans."""

from __future__ import annotations

import json
from collections.abc import Iterator

from onrecord.exports.marks import mark
from onrecord.exports.material import ArticleClaims, Material, Row


def lines(material: Material) -> Iterator[str]:
    """The labelled texts."""
    for article in material.with_texts():
        yield json.dumps(example(article), ensure_ascii=False)


def example(article: ArticleClaims) -> Row:
    """One article; its title, outlet and so on become the example's metadata."""
    labels = [[start, end, one.label] for one, start, end in mark(article).pieces()]
    about = {f"article_{key}": value for key, value in article.ref.model_dump(mode="json").items()}
    return {"text": article.text, "label": labels, **about}
