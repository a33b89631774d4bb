"""The status of a claim, from a reviewer's decisions."""

from __future__ import annotations

from enum import IntEnum

from onrecord.review.claimfile import ClaimFile
from onrecord.review.decision import Decision, Standing


class Status(IntEnum):
    """What one reviewer decided on a claim."""

    undecided = 0
    accept = 1
    reject = 2
    edit = 3
    skip = 4
    changed = 5
    """Decided, but the claim has changed since."""
    add = 6
    """Added by this reviewer."""


TO_DO = (Status.undecided, Status.changed)
DECIDED = (Status.accept, Status.reject, Status.edit)


def last_decision(claims: ClaimFile, row: int, standing: Standing) -> Decision | None:
    """What a reviewer decided last on a claim; for one the program did not find, adding it counts too."""
    ident = claims.id(row)
    decision = standing.verdict(ident)
    if row < claims.found_count:
        return decision
    return max(filter(None, (decision, standing.opinion(ident))), key=lambda one: one.seq, default=None)


def status_of(claims: ClaimFile, row: int, standing: Standing) -> Status:
    """The status of a claim, from a reviewer's decisions."""
    decision = last_decision(claims, row, standing)
    if decision is None:
        return Status.undecided
    return Status[decision.verdict] if decision.is_on(claims.fingerprint(row)) else Status.changed
