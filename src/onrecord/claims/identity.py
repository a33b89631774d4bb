"""The two hashes of a claim: the id identifies it, the fingerprint shows whether it has changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

DIGITS = 24
"""Hexadecimal digits kept of a hash: 96 bits, enough for archives of billions of claims."""

BESIDE_THE_POINT = ("fingerprint", "pipeline", "confidence")
"""Fields left out of a fingerprint: a claim that differs only in these is unchanged to a reviewer."""
ADDRESS_FIELD = "id"
"""Field of the article left out of a fingerprint: usually a path, which changes when the folder moves."""


def claim_id(article_sha256: str, kind: str, offsets: Iterable[tuple[int, int]]) -> str:
    """The id of a claim: the same in every run that finds the same span of the same text."""
    ranges = ",".join(f"{start}-{end}" for start, end in offsets)
    return _short(f"{article_sha256} {kind} {ranges}")


def fingerprint(record: Mapping[str, Any]) -> str:
    """A hash of what a claim (as plain data) says, without the location of its article."""
    article = {name: value for name, value in record["article"].items() if name != ADDRESS_FIELD}
    return _hash_of({**record, "article": article})


def first_fingerprint(record: Mapping[str, Any]) -> str:
    """The fingerprint as the first versions computed it, including the article's path."""
    return _hash_of(record)


def _hash_of(record: Mapping[str, Any]) -> str:
    content = {name: value for name, value in record.items() if name not in BESIDE_THE_POINT}
    return _short(json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def _short(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()[:DIGITS]
