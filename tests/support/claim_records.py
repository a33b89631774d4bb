"""Claims made by hand: complete records, so that a test states only the fields it is about."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from onrecord.claims import claim_id, fingerprint
from onrecord.claims.spans import span_record

Record = dict[str, Any]


def article_record(ident: str, text: str, **fields: Any) -> Record:
    digest = sha256(text.encode()).hexdigest()
    return {"id": ident, "sha256": digest, **dict.fromkeys(("title", "published", "outlet", "url")), **fields}


def span_of(text: str, words: str, after: int = 0) -> Record:
    """The first place of the words from a character on."""
    start = text.index(words, after)
    return span_record(text, [start, start + len(words)])


def speaker_record(name: str, kind: str = "person", **fields: Any) -> Record:
    return {"name": name, "kind": kind, "role": None, "affiliation": None, "resolved_by": "name", **fields}


def statement_record(article: Record, content: Sequence[Record], **fields: Any) -> Record:
    """A statement whose content is these spans."""
    return _record(
        "statement",
        article,
        content,
        {
            "rule": "statement.that",
            "mode": "indirect",
            "content": list(content),
            "cue": None,
            "source": None,
            "speaker": None,
            "said_on": None,
            "negated": False,
            "hedges": [],
            "figures": [],
            **fields,
        },
    )


def figure_record(article: Record, span: Record, value: Any, unit: str = "", **fields: Any) -> Record:
    """A count, unless ``figure_kind`` is another."""
    return _record(
        "figure",
        article,
        [span],
        {
            "rule": "figure.count",
            "span": span,
            "value": value,
            "comparator": "=",
            "unit": unit,
            "figure_kind": "count",
            "change": "=",
            **dict.fromkeys(("measured", "per", "period", "place", "statement", "speaker", "related")),
            **fields,
        },
    )


def _record(kind: str, article: Record, spans: Sequence[Record], fields: Record) -> Record:
    text = " … ".join(span["exact"] for span in spans)
    record = {
        "schema_version": 1,
        "id": claim_id(article["sha256"], kind, [(span["start"], span["end"]) for span in spans]),
        "fingerprint": "",
        "kind": kind,
        "article": article,
        "text": text,
        "sentence": text,
        "confidence": 0.9,
        "pipeline": {"onrecord": "0.1.0", "model": "made by hand"},
        **fields,
    }
    return {**record, "fingerprint": fingerprint(record)}
