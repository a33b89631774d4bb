"""Turns Docs into claims: the schema of the record, its validation, ids and confidence."""

from onrecord.claims.build import Built, build_claims
from onrecord.claims.confidence import Curves, read_curves
from onrecord.claims.consistency import check_article
from onrecord.claims.explain import Explanation, explain_claim
from onrecord.claims.identity import claim_id, fingerprint
from onrecord.claims.schema import (
    SCHEMA_VERSION,
    Claim,
    FigureClaim,
    Period,
    Pipeline,
    Span,
    Speaker,
    StatementClaim,
    json_schema,
    parse_claim,
)

__all__ = [
    "SCHEMA_VERSION",
    "Built",
    "Claim",
    "Curves",
    "Explanation",
    "FigureClaim",
    "Period",
    "Pipeline",
    "Span",
    "Speaker",
    "StatementClaim",
    "build_claims",
    "check_article",
    "claim_id",
    "explain_claim",
    "fingerprint",
    "json_schema",
    "parse_claim",
    "read_curves",
]
