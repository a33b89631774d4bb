"""The two hashes of a claim: which claim it is, and whether it still says the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

DIGITS = 24
"""Hexadecimal digits kept: 96 bits, enough for archives of billions of claims."""

BESIDE_THE_POINT = ("fingerprint", "pipeline", "confidence")
"""What a fingerprint leaves out: a new version that says the same again is no change to a reviewer."""
AN_ADDRESS = "id"
"""The field of the article it leaves out: for most files their path, which changes with the folder."""


def claim_id(article_sha256: str, kind: str, offsets: Iterable[tuple[int, int]]) -> str:
    """The id of a claim: the same on every run that finds the same stretch in the same text."""
    places = ",".join(f"{start}-{end}" for start, end in offsets)
    return _short(f"{article_sha256} {kind} {places}")


def fingerprint(record: Mapping[str, Any]) -> str:
    """A hash over what a claim says, of the record as plain data; not over where its article lies."""
    article = {name: value for name, value in record["article"].items() if name != AN_ADDRESS}
    return _of({**record, "article": article})


def first_fingerprint(record: Mapping[str, Any]) -> str:
    """The fingerprint as the first versions made it, with the article's path."""
    return _of(record)


def _of(record: Mapping[str, Any]) -> str:
    said = {name: value for name, value in record.items() if name not in BESIDE_THE_POINT}
    return _short(json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def _short(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()[:DIGITS]
