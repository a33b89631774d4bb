"""Whether the claims of one article are consistent with each other and with its text."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from onrecord.claims.identity import claim_id, fingerprint, first_fingerprint
from onrecord.claims.schema import FigureClaim, StatementClaim
from onrecord.errors import ClaimError


def check_article(claims: Iterable[StatementClaim | FigureClaim], text: str) -> None:
    """Check the claims of one article against each other and against its text.

    Raises:
        ClaimError: The claims were made from another text, an id or fingerprint is wrong, or a claim refers
            to one that is missing or that does not contain it.
    """
    every = list(claims)
    by_id = {claim.id: claim for claim in every}
    if len(by_id) != len(every):
        raise ClaimError("two claims have the same id")
    digest = sha256(text.encode("utf-8")).hexdigest()
    for claim in every:
        if claim.article.sha256 != digest:
            raise ClaimError(f"{claim.id}: made from another text")
        if claim.id != claim_id(digest, claim.kind, claim.offsets):
            raise ClaimError(f"{claim.id}: the id does not match the content")
        record = claim.model_dump(mode="json")
        if claim.fingerprint not in (fingerprint(record), first_fingerprint(record)):
            raise ClaimError(f"{claim.id}: changed since it was written; the fingerprint does not match")
        if isinstance(claim, StatementClaim):
            for ident in claim.figures:
                _check_inside(by_id.get(ident), claim)
        elif claim.statement is not None:
            statement = by_id.get(claim.statement)
            if not isinstance(statement, StatementClaim):
                raise ClaimError(f"{claim.id}: statement {claim.statement} is missing")
            _check_inside(claim, statement)
            if claim.speaker != statement.speaker:
                raise ClaimError(f"{claim.id}: the speaker is not that of its statement")
        if isinstance(claim, FigureClaim) and claim.related is not None:
            _check_related(claim, by_id.get(claim.related))


def _check_related(figure: FigureClaim, related: StatementClaim | FigureClaim | None) -> None:
    if not isinstance(related, FigureClaim) or related.id == figure.id:
        raise ClaimError(f"{figure.id}: related figure {figure.related} is missing")


def _check_inside(figure: StatementClaim | FigureClaim | None, statement: StatementClaim) -> None:
    if not isinstance(figure, FigureClaim):
        raise ClaimError(f"{statement.id}: refers to a missing figure")
    start, end = figure.offsets[0]
    if not any(left <= start and end <= right for left, right in statement.offsets):
        raise ClaimError(f"{statement.id}: figure {figure.id} is not in its content")
