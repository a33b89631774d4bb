"""Claims found before, for the same text in another place: under another name, with another title."""

from __future__ import annotations

import json
from dataclasses import replace

from pydantic import ValidationError

from onrecord.claims import fingerprint, parse_claim
from onrecord.claims.drafts import article_ref
from onrecord.readers import Article
from onrecord.run.parts import Item


def readdress(item: Item, article: Article) -> Item | None:
    """What a text gave, as it is found at this article; None where its lines are no claims of ours."""
    ref = article_ref(article)
    try:
        claims = [_line(line, ref) for line in item.claims]
    except (
        ValidationError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
    ):  # claims of an extractor of one's own
        return None
    return replace(item, article=article.id, path=article.path, claims=claims)


def _line(line: bytes, ref: dict[str, str | None]) -> bytes:
    record = json.loads(line)
    if record["article"] == ref:
        return line
    record["article"] = ref
    record["fingerprint"] = fingerprint(record)
    return parse_claim(record).model_dump_json().encode("utf-8", "backslashreplace")
