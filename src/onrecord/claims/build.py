"""Turns one Doc into validated claims; a draft that fails validation is returned as an error."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import InvalidOperation
from typing import Any, Literal

from pydantic import ValidationError
from spacy.tokens import Doc

from onrecord.claims.confidence import Curves, confidence
from onrecord.claims.drafts import ClaimDraft, ClaimDrafter, referenced
from onrecord.claims.schema import FigureClaim, Pipeline, StatementClaim, parse_claim
from onrecord.errors import ClaimError
from onrecord.readers import Article
from onrecord.records import Figure, Offsets, Statement

Kind = Literal["statement", "figure"]
Key = tuple[Kind, int]
"""Identifies a record on the Doc by its list and its index there."""


@dataclass(frozen=True, slots=True)
class Built:
    """The claims of one article in text order, and the errors of the drafts that failed."""

    claims: list[StatementClaim | FigureClaim] = field(default_factory=list)
    errors: list[ClaimError] = field(default_factory=list)


def build_claims(
    doc: Doc,
    article: Article,
    pipeline: Pipeline,
    *,
    min_confidence: float = 0.0,
    curves: Curves | None = None,
) -> Built:
    """Build claims from the records the pipes left on a Doc.

    Claims refer only to claims in the result. If a statement fails validation or is below
    ``min_confidence``, its figures have no statement and no speaker.

    Args:
        doc: The Doc, with ``doc.text == article.text``.
        article: The article the Doc was made from.
        pipeline: The versions recorded in each claim.
        min_confidence: Claims with a lower confidence are left out.
        curves: Map the pipes' scores to confidence; by default the curves shipped with onrecord.
    """
    records_by_kind: tuple[tuple[Kind, Any], ...] = (
        ("statement", doc._.statements),
        ("figure", doc._.figures),
    )
    wanted: list[Key] = [
        (kind, index)
        for kind, records in records_by_kind
        for index, record in enumerate(records)
        if confidence(kind, record["score"], curves) >= min_confidence
    ]
    drafter = ClaimDrafter(doc, article, pipeline.model_dump(), curves)
    ids = {key: drafter.id_of(key[0], _content(doc, key)) for key in wanted}
    failed = _duplicates(doc, ids)
    statements, bad = _validate(doc, drafter, _of_kind(ids, "statement", failed), _excluding(ids, failed))
    failed |= bad
    figures, bad = _validate(doc, drafter, _of_kind(ids, "figure", failed), _excluding(ids, failed))
    failed |= bad
    if bad:  # again, without references to the figures that failed
        statements, _ = _validate(doc, drafter, _of_kind(ids, "statement", failed), _excluding(ids, failed))
        figures, _ = _validate(doc, drafter, _of_kind(ids, "figure", failed), _excluding(ids, failed))
    claims = [*statements, *figures]
    claims.sort(key=lambda claim: (claim.offsets[0], claim.kind))
    return Built(claims, [failed[key] for key in wanted if key in failed])


def _duplicates(doc: Doc, ids: dict[Key, str]) -> dict[Key, ClaimError]:
    seen: set[str] = set()
    failed: dict[Key, ClaimError] = {}
    for key, ident in ids.items():
        if ident in seen:
            rule = _record(doc, key)["rule"]
            message = f"{key[0]} {ident} appears twice, the second time by rule {rule}"
            failed[key] = ClaimError(message, {"id": ident, "kind": key[0], "rule": rule})
        seen.add(ident)
    return failed


def _excluding(ids: dict[Key, str], failed: Collection[Key]) -> dict[Key, str]:
    return {key: ident for key, ident in ids.items() if key not in failed}


def _of_kind(ids: dict[Key, str], kind: str, failed: Collection[Key]) -> dict[Key, str]:
    return {key: ident for key, ident in _excluding(ids, failed).items() if key[0] == kind}


def _validate(
    doc: Doc, drafter: ClaimDrafter, wanted: dict[Key, str], ids: dict[Key, str]
) -> tuple[list[StatementClaim | FigureClaim], dict[Key, ClaimError]]:
    """Draft and validate the wanted claims, which may refer to any claim in ``ids``."""
    owners = _smallest_statements(doc, ids)

    def draft(kind: str, index: int) -> ClaimDraft:
        if kind == "statement":
            record: Statement = doc._.statements[index]
            for figure in record["figures"]:
                _check_inside(referenced(doc._.figures, figure, "figure"), record)
            inside = (ids.get(("figure", figure)) for figure in record["figures"])
            return drafter.statement(record, [ident for ident in inside if ident is not None])
        number: Figure = doc._.figures[index]
        related = None if number["related"] is None else ids.get(("figure", number["related"]))
        owner = owners.get(index)
        if owner is None:
            return drafter.figure(number, None, None, related)
        return drafter.figure(number, doc._.statements[owner], ids["statement", owner], related)

    claims: list[StatementClaim | FigureClaim] = []
    failed: dict[Key, ClaimError] = {}
    for key, ident in wanted.items():
        drafted: ClaimDraft = {"id": ident, "kind": key[0]}
        try:
            drafted = draft(*key)
            claims.append(parse_claim(drafted, text=drafter.text))
        except ValidationError as error:
            failed[key] = ClaimError(f"{key[0]} {ident}: {_reasons(error)}", drafted)
        except (ValueError, InvalidOperation) as error:
            failed[key] = ClaimError(f"{key[0]} {ident}: {error}", drafted)
    return claims, failed


def _record(doc: Doc, key: Key) -> Any:
    kind, index = key
    return (doc._.statements if kind == "statement" else doc._.figures)[index]


def _content(doc: Doc, key: Key) -> list[Offsets]:
    record = _record(doc, key)
    return record["content"] if key[0] == "statement" else [record["span"]]


def _check_inside(figure: Figure, statement: Statement) -> None:
    start, end = figure["span"]
    if not any(left <= start and end <= right for left, right in statement["content"]):
        raise ValueError(f"refers to a figure at [{start}, {end}) that is not in its content")


def _smallest_statements(doc: Doc, ids: dict[Key, str]) -> dict[int, int]:
    """For each figure, the shortest of the given statements whose content contains it."""
    owners: dict[int, tuple[int, int]] = {}
    for kind, index in ids:
        if kind == "statement":
            record: Statement = doc._.statements[index]
            size = sum(end - start for start, end in record["content"])
            for figure in record["figures"]:
                owners[figure] = min(owners.get(figure, (size, index)), (size, index))
    return {figure: index for figure, (_, index) in owners.items()}


def _reasons(error: ValidationError) -> str:
    reasons = []
    for detail in error.errors(include_url=False, include_input=False, include_context=False):
        field_path = ".".join(str(part) for part in detail["loc"][1:])
        reasons.append(f"{field_path}: {detail['msg']}" if field_path else detail["msg"])
    return "; ".join(reasons)
