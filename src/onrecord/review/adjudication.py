"""What an adjudicator sees of the others' work on the current claim."""

from __future__ import annotations

from typing import Any

from onrecord.review.additions import opinions
from onrecord.review.decision import Decision
from onrecord.review.session import Session
from onrecord.review.status import last_decision


def decisions_of_others(session: Session) -> list[tuple[Decision, dict[str, Any] | None, list[str]]]:
    """What reviewers decided on the current claim, for an adjudicator.

    Returns:
        Each decision, the corrected claim if it is one, and the reviewer's notes.
    """
    claim, row = session.claim, session.queue.row
    if claim is None or row is None or session.role != "adjudicate":
        return []
    return [
        (decision, session.store.details(decision.seq)[1], session.notes(standing))
        for _, standing in session.record.everybody()
        if (decision := last_decision(session.claims, row, standing))
    ]


def did_not_add(session: Session) -> list[str]:
    """Reviewers who went through the article of an added claim without adding it, for an adjudicator."""
    claim, row = session.claim, session.queue.row
    if claim is None or row is None or row < session.claims.found_count or session.role != "adjudicate":
        return []
    says = opinions(session.claims, session.store, session.record).get(claim.id, {})
    return [name for name, theirs in says.items() if theirs is None]
