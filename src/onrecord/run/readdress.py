"""Reuses the claims of a text for an article with the same text but another path or title."""

from __future__ import annotations

import json
from dataclasses import replace

from pydantic import ValidationError

from onrecord.claims import fingerprint, parse_claim
from onrecord.claims.drafts import article_ref
from onrecord.readers import Article
from onrecord.run.parts import Item


def readdress(item: Item, article: Article) -> Item | None:
    """The result of a text, rewritten for this article; None if its lines are not onrecord's claims."""
    ref = article_ref(article)
    try:
        claims = [_line(line, ref) for line in item.claims]
    except (
        ValidationError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
    ):  # claims of a custom extractor
        return None
    return replace(item, article=article.id, path=article.path, claims=claims)


def _line(line: bytes, ref: dict[str, str | None]) -> bytes:
    record = json.loads(line)
    if record["article"] == ref:
        return line
    record["article"] = ref
    record["fingerprint"] = fingerprint(record)
    return parse_claim(record).model_dump_json().encode("utf-8", "backslashreplace")
