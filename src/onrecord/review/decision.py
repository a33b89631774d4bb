"""Decisions: what a reviewer does with a claim, and which decisions stand after some were undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal["accept", "reject", "edit", "skip", "flag", "note", "undo", "add"]
Role = Literal["review", "adjudicate"]

DECIDING = frozenset({"accept", "reject", "edit"})
"""Verdicts that say whether a claim is right."""
SETTLING = DECIDING | {"skip"}
"""Verdicts after which the review moves on to the next claim."""
_ON_ADDED = DECIDING | {"add"}


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the record; never changed or removed."""

    seq: int
    at: str
    """UTC, ISO 8601."""
    reviewer: str
    role: Role
    claim: str
    """The claim's id."""
    fingerprint: str
    """The claim's fingerprint when it was decided."""
    verdict: Verdict
    undoes: int | None = None
    """For an undo, ``seq`` of the decision that it takes back."""
    renewed: str = ""
    """The fingerprint this version gives the claim, if another version wrote the claim."""

    def is_on(self, fingerprint: str) -> bool:
        """Whether the claim is still what it was when the decision was made."""
        return fingerprint in (self.fingerprint, self.renewed)


@dataclass
class Standing:
    """The decisions of one reviewer that were not taken back: a stack, undone from its end."""

    stack: dict[int, Decision] = field(default_factory=dict)
    """By ``seq``, in order."""
    by_claim: dict[str, list[Decision]] = field(default_factory=dict)
    adds: dict[int, Decision] = field(default_factory=dict)
    """The decisions of the stack that add a claim the program missed, by ``seq``."""

    def apply(self, decision: Decision) -> Decision | None:
        """Take one more decision into account; for an undo, what it took back."""
        if decision.verdict == "undo":
            gone = self.stack.pop(decision.undoes or 0, None)
            if gone is not None:
                self.adds.pop(gone.seq, None)
                left = [one for one in self.by_claim[gone.claim] if one.seq != gone.seq]
                if left:
                    self.by_claim[gone.claim] = left
                else:
                    del self.by_claim[gone.claim]
            return gone
        self.stack[decision.seq] = decision
        if decision.verdict == "add":
            self.adds[decision.seq] = decision
        self.by_claim.setdefault(decision.claim, []).append(decision)
        return None

    @property
    def last(self) -> Decision | None:
        """What an undo would take back."""
        return next(reversed(self.stack.values()), None)

    def verdict(self, claim: str) -> Decision | None:
        """The last accept, reject, edit or skip of a claim."""
        return next((one for one in reversed(self.by_claim.get(claim, ())) if one.verdict in SETTLING), None)

    def opinion(self, claim: str) -> Decision | None:
        """The last add, accept, reject or edit of a claim the program missed."""
        return next((one for one in reversed(self.by_claim.get(claim, ())) if one.verdict in _ON_ADDED), None)

    def added(self) -> dict[str, Decision]:
        """The decisions that added claims, by claim id; the last one for each claim."""
        return {one.claim: one for one in self.adds.values()}

    def flagged(self, claim: str) -> bool:
        """Whether the claim is flagged; each flag decision toggles it."""
        return sum(one.verdict == "flag" for one in self.by_claim.get(claim, ())) % 2 == 1

    def notes(self, claim: str) -> list[Decision]:
        """The notes on a claim, oldest first."""
        return [one for one in self.by_claim.get(claim, ()) if one.verdict == "note"]


class Record:
    """Everybody's standing decisions, updated as more are written."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self.standing: dict[tuple[str, Role], Standing] = {}
        """By reviewer and role."""
        self.seen = 0
        """``seq`` of the last decision taken into account."""
        for decision in decisions:
            self.take(decision)

    def take(self, decision: Decision) -> Decision | None:
        """Take one more decision into account; for an undo, what it took back."""
        self.seen = decision.seq
        return self.of(decision.reviewer, decision.role).apply(decision)

    def of(self, reviewer: str, role: Role = "review") -> Standing:
        """One reviewer's standing decisions."""
        return self.standing.setdefault((reviewer, role), Standing())

    def everybody(self, role: Role = "review") -> list[tuple[str, Standing]]:
        """All reviewers with their standing decisions, sorted by name."""
        return sorted(
            ((name, standing) for (name, theirs), standing in self.standing.items() if theirs == role),
            key=lambda pair: pair[0],
        )
