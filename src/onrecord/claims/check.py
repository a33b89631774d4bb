"""What must hold between the claims of one article, and between them and its text."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from onrecord.claims.identity import claim_id, fingerprint, first_fingerprint
from onrecord.claims.schema import FigureClaim, StatementClaim
from onrecord.errors import ClaimError


def check_article(claims: Iterable[StatementClaim | FigureClaim], text: str) -> None:
    """Check the claims of one article against each other and against its text.

    Raises:
        ClaimError: The text is another one, an id or a fingerprint is not what it should be, or a claim
            refers to one that is not there or does not hold it.
    """
    found = list(claims)
    by_id = {claim.id: claim for claim in found}
    if len(by_id) != len(found):
        raise ClaimError("two claims have the same id")
    digest = sha256(text.encode("utf-8")).hexdigest()
    for claim in found:
        if claim.article.sha256 != digest:
            raise ClaimError(f"{claim.id}: made from another text than this one")
        if claim.id != claim_id(digest, claim.kind, claim.offsets):
            raise ClaimError(f"{claim.id}: the id is not that of the content")
        record = claim.model_dump(mode="json")
        if claim.fingerprint not in (fingerprint(record), first_fingerprint(record)):
            raise ClaimError(f"{claim.id}: changed since it was written, the fingerprint differs")
        if isinstance(claim, StatementClaim):
            for ident in claim.figures:
                _check_inside(by_id.get(ident), claim)
        elif claim.statement is not None:
            stated = by_id.get(claim.statement)
            if not isinstance(stated, StatementClaim):
                raise ClaimError(f"{claim.id}: statement {claim.statement} is not there")
            _check_inside(claim, stated)
            if claim.speaker != stated.speaker:
                raise ClaimError(f"{claim.id}: another speaker than its statement's")
        if isinstance(claim, FigureClaim) and claim.related is not None:
            _check_related(claim, by_id.get(claim.related))


def _check_related(figure: FigureClaim, other: StatementClaim | FigureClaim | None) -> None:
    if not isinstance(other, FigureClaim) or other.id == figure.id:
        raise ClaimError(f"{figure.id}: related figure {figure.related} is not there")


def _check_inside(figure: StatementClaim | FigureClaim | None, stated: StatementClaim) -> None:
    if not isinstance(figure, FigureClaim):
        raise ClaimError(f"{stated.id}: refers to a figure that is not there")
    start, end = figure.offsets[0]
    if not any(left <= start and end <= right for left, right in stated.offsets):
        raise ClaimError(f"{stated.id}: figure {figure.id} is not in its content")
