"""Repairs the references between the claims of an article after a review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.claims import FigureClaim, StatementClaim, fingerprint, parse_claim
from onrecord.review.claimfile import AnyClaim


def relinked(right: Mapping[str, AnyClaim], added: Sequence[AnyClaim] = ()) -> list[AnyClaim]:
    """The claims of one article, relinked so that they refer only to each other.

    Figures of a rejected statement lose their statement and speaker; figures of a corrected one take its new
    id and speaker. A figure inside a statement is linked to it if one of the two was added.

    Args:
        right: The accepted and corrected claims, by the id that other claims refer to.
        added: Claims that reviewers added; those also in ``right`` are left out.
    """
    known = {claim.id for claim in right.values()}
    new = [claim for claim in added if claim.id not in known]
    holders = {claim.id: _stated(claim, right) for claim in right.values() if isinstance(claim, FigureClaim)}
    everything = [*right.values(), *new]
    joined = _joined(everything, new, {ident for ident, holder in holders.items() if holder is not None})
    claims = []
    for claim in everything:
        record = claim.model_dump(mode="json")
        if isinstance(claim, StatementClaim):
            inside = (right.get(ident) for ident in claim.figures)
            kept = [one.id for one in inside if one is not None and _holds(claim, one)]
            more = [ident for ident, holder in joined.items() if holder is claim and ident not in kept]
            record["figures"] = [*kept, *more]
        else:
            holder = holders.get(claim.id) or joined.get(claim.id)
            record["statement"] = holder.id if holder else None
            record["speaker"] = holder.model_dump(mode="json")["speaker"] if holder else None
        record["fingerprint"] = fingerprint(record)
        claims.append(parse_claim(record))
    return claims


def _stated(figure: FigureClaim, right: Mapping[str, AnyClaim]) -> StatementClaim | None:
    """The statement a figure refers to, if the figure still lies inside it."""
    stated = right.get(figure.statement or "")
    return stated if isinstance(stated, StatementClaim) and _holds(stated, figure) else None


def _joined(
    everything: Sequence[AnyClaim], new: Iterable[AnyClaim], taken: set[str]
) -> dict[str, StatementClaim]:
    """The statement of each figure that gains one because it or the statement was added."""
    joined: dict[str, StatementClaim] = {}
    for one in new:
        for other in everything:
            stated, figure = (one, other) if isinstance(one, StatementClaim) else (other, one)
            if isinstance(stated, StatementClaim) and figure.id not in taken and _holds(stated, figure):
                joined.setdefault(figure.id, stated)
    return joined


def _holds(stated: StatementClaim, claim: AnyClaim) -> bool:
    start, end = claim.offsets[0]
    return claim.kind == "figure" and any(left <= start and end <= right for left, right in stated.offsets)
