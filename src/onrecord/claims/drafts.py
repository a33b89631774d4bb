"""Turns the records on a Doc into claim drafts: plain data in the shape of the schema, not yet validated."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeVar

from spacy.tokens import Doc

from onrecord.claims.confidence import Curves, confidence
from onrecord.claims.identity import claim_id, fingerprint
from onrecord.claims.schema import JOINT, SCHEMA_VERSION
from onrecord.claims.spans import Bounds, sentences_around, span_record
from onrecord.claims.values import plain_number
from onrecord.doc_spans import text_of
from onrecord.readers import Article
from onrecord.records import Figure, Period, Statement

T = TypeVar("T")
ClaimDraft = dict[str, Any]
"""A claim, or part of one, before validation."""


class ClaimDrafter:
    """Drafts the claims of one Doc."""

    def __init__(
        self, doc: Doc, article: Article, pipeline: dict[str, str], curves: Curves | None = None
    ) -> None:
        self._doc = doc
        self._curves = curves
        self.text = text_of(doc)
        self._pipeline = pipeline
        self._article = article_ref(article)

    def id_of(self, kind: str, offsets: Sequence[Bounds]) -> str:
        """The id of the claim whose content lies at these offsets."""
        return claim_id(self._article["sha256"] or "", kind, [(start, end) for start, end in offsets])

    def statement(self, record: Statement, figure_ids: list[str]) -> ClaimDraft:
        """Draft a statement.

        Args:
            record: The pipe's record on the Doc.
            figure_ids: The ids of the figures in its content.
        """
        content = [span_record(self.text, bounds) for bounds in record["content"]]
        cue = [span_record(self.text, bounds) for bounds in record["cue"]]
        source = record["source"]
        spans = [*record["content"], *record["cue"], *([source] if source else [])]
        fields = {
            "mode": record["mode"],
            "content": content,
            "cue": {"span": cue[0], "rest": cue[1:], "lemma": record["cue_lemma"], "stance": record["stance"]}
            if cue
            else None,
            "source": span_record(self.text, source) if source else None,
            "speaker": self._speaker(record),
            "said_on": self._period(record["said_on"]),
            "negated": record["negated"],
            "hedges": [span_record(self.text, bounds) for bounds in record["hedges"]],
            "figures": figure_ids,
        }
        text = JOINT.join(piece["exact"] for piece in content)
        return self._finish(
            "statement", record["content"], spans, text, record["score"], record["rule"], fields
        )

    def figure(
        self, record: Figure, statement: Statement | None, statement_id: str | None, related_id: str | None
    ) -> ClaimDraft:
        """Draft a figure.

        Args:
            record: The pipe's record on the Doc.
            statement: The statement that contains the figure.
            statement_id: The id of that statement.
            related_id: The id of the related figure.
        """
        span = span_record(self.text, record["span"])
        measured, place = record["measured"], record["place"]
        fields = {
            "span": span,
            "value": _value(record["value"]),
            "comparator": record["comparator"],
            "unit": record["unit"],
            "figure_kind": record["kind"],
            "measured": {
                "text": measured["text"],
                "span": span_record(self.text, measured["span"]) if measured["span"] else None,
            }
            if measured
            else None,
            "change": record["change"],
            "per": record["per"],
            "period": self._period(record["period"], since=record["since"]),
            "place": span_record(self.text, place) if place else None,
            "statement": statement_id,
            "speaker": self._speaker(statement) if statement else None,
            "related": related_id,
            "measured_by": record["measured_by"],
        }
        bounds = [record["span"]]
        return self._finish("figure", bounds, bounds, span["exact"], record["score"], record["rule"], fields)

    def _finish(
        self,
        kind: Any,
        content: Sequence[Bounds],
        spans: Sequence[Bounds],
        text: str,
        score: float,
        rule: str,
        fields: ClaimDraft,
    ) -> ClaimDraft:
        draft: ClaimDraft = {
            "schema_version": SCHEMA_VERSION,
            "id": self.id_of(kind, content),
            "fingerprint": "",
            "kind": kind,
            "article": self._article,
            "text": text,
            "sentence": sentences_around(self._doc, spans),
            "confidence": confidence(kind, score, self._curves),
            "rule": rule,
            **fields,
            "pipeline": self._pipeline,
        }
        draft["fingerprint"] = fingerprint(draft)
        return draft

    def _period(self, index: int | None, *, since: bool = False) -> ClaimDraft | None:
        if index is None:
            return None
        record: Period = referenced(self._doc._.periods, index, "period")
        published = self._article["published"]
        open_ended = since and published is not None and published >= record["first"]
        return {
            "span": span_record(self.text, record["span"]),
            "start": record["first"],
            "end": published if open_ended else record["last"],
            "granularity": "range" if open_ended else record["granularity"],
        }

    def _speaker(self, record: Statement) -> ClaimDraft | None:
        if record["cluster"] is None:
            return None
        cluster = referenced(self._doc._.clusters, record["cluster"], "cluster")
        return {
            "name": cluster["name"],
            "kind": cluster["kind"],
            "role": cluster["role"],
            "affiliation": cluster["affiliation"],
            "resolved_by": record["resolved_by"],
        }


def article_ref(article: Article) -> dict[str, str | None]:
    """An article as its claims refer to it."""
    return {
        "id": article.id,
        "sha256": article.sha256,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "outlet": article.outlet,
        "url": article.url,
        "byline": article.byline,
    }


def referenced(records: Sequence[T], index: int, what: str) -> T:
    """The record that a reference points to.

    Raises:
        ValueError: There is no record at that index.
    """
    if not 0 <= index < len(records):
        raise ValueError(f"refers to {what} {index}, but there are only {len(records)}")
    return records[index]


def _value(numbers: Sequence[str]) -> Any:
    plain = [plain_number(Decimal(number)) for number in numbers]
    return None if not plain else plain[0] if len(plain) == 1 else plain
