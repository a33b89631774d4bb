"""The outcome for each claim: what an adjudicator settled, else what all reviewers agree on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from onrecord.claims import fingerprint, parse_claim
from onrecord.errors import ClaimError, ConfigError
from onrecord.review.additions import Additions, opinions
from onrecord.review.claimfile import AnyClaim, ClaimFile
from onrecord.review.decision import DECIDING, Decision, Record, Role
from onrecord.review.store import Store, store_path


@dataclass(frozen=True, slots=True)
class Judged:
    """One reviewer's decision on the present claim, and the claim it results in (None if rejected)."""

    decision: Decision
    right: AnyClaim | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The final decision on a claim."""

    row: int
    right: AnyClaim | None
    """The claim as accepted or corrected; None if it is rejected."""
    decision: Decision


class Outcomes:
    """The decisions on one file, claim by claim.

    Raises:
        ConfigError: The file or its decisions cannot be read, or there are no decisions.
    """

    def __init__(self, path: Path) -> None:
        if not store_path(path).exists():
            raise ConfigError(f"{path}: nothing is decided on it yet; start with onrecord review {path}")
        self.claims = ClaimFile(path)
        try:
            self.store = Store(store_path(path))
        except BaseException:
            self.claims.close()
            raise
        self.record = Record(self.store.since())
        self._disputed: set[str] = set()
        self.unreadable: set[int] = set()
        """``seq`` of decisions on claims that do not fit this version's schema."""

    @property
    def disputed(self) -> int:
        """How many claims are left out because reviewers disagree and no adjudicator has settled it."""
        return len(self._disputed)

    def judged(self, row: int, role: Role = "review") -> dict[str, Judged]:
        """Decisions on the present claim, by reviewer; skipping is not deciding."""
        judgments = {}
        ident, now = self.claims.id(row), self.claims.fingerprint(row)
        for reviewer, standing in self.record.everybody(role):
            decision = standing.verdict(ident)
            if decision is None or decision.verdict not in DECIDING or not decision.is_on(now):
                continue
            try:
                judgments[reviewer] = Judged(decision, self._right(row, decision))
            except ClaimError:
                self.unreadable.add(decision.seq)
        return judgments

    def rows(self) -> list[int]:
        """Rows somebody decided on, in file order."""
        idents = {ident for standing in self.record.standing.values() for ident in standing.by_claim}
        return sorted(row for ident in idents if (row := self.claims.find(ident)) is not None)

    def settled(self, reviewer: str = "") -> Iterator[Outcome]:
        """The decided claims, in file order.

        Args:
            reviewer: Only this one's decisions; "" for everybody's.
        """
        self._disputed.clear()
        for row in self.rows():
            reviewed = self.judged(row)
            if reviewer:
                chosen = [reviewed[reviewer]] if reviewer in reviewed else []
            else:
                last = sorted(self.judged(row, "adjudicate").values(), key=lambda one: one.decision.seq)
                chosen = last[-1:] or list(reviewed.values())
            if not chosen:
                continue
            says = {_says(one.right) for one in chosen}
            if len(says) > 1:
                self._disputed.add(self.claims.id(row))
                continue
            yield Outcome(row, chosen[0].right, chosen[0].decision)

    def added(self, reviewer: str = "") -> dict[str, list[AnyClaim]]:
        """The added claims that the program has not found since, by the SHA-256 of their article.

        Args:
            reviewer: Only this one's decisions; "" for everybody's.
        """
        by_id: dict[str, list[AnyClaim]] = {}
        for name, standing in self.record.everybody():
            if not reviewer or name == reviewer:
                for ident, claim in Additions(self.store, self.claims, standing).by_id().items():
                    by_id.setdefault(ident, []).append(claim)
        if not reviewer:
            by_id |= self._settled_additions()
        by_article: dict[str, list[AnyClaim]] = {}
        for ident, claims in by_id.items():
            if len({_says(claim) for claim in claims}) > 1:
                self._disputed.add(ident)
            elif claims:
                by_article.setdefault(claims[0].article.sha256, []).append(claims[0])
        return by_article

    def opinions_on_added(self) -> Iterator[dict[str, AnyClaim | None]]:
        """For each added claim, each reviewer's version of it; None for one who did not add it."""
        yield from opinions(self.claims, self.store, self.record).values()

    def _settled_additions(self) -> dict[str, list[AnyClaim]]:
        """Added claims as adjudicators settled them, by id: a list of one claim, empty if it is rejected."""
        last: dict[str, Decision] = {}
        for _, standing in self.record.everybody("adjudicate"):
            for ident in standing.by_claim:
                decision = standing.opinion(ident)
                if decision is None or self.claims.has_found(ident) or not self._is_current(decision):
                    continue
                if ident not in last or last[ident].seq < decision.seq:
                    last[ident] = decision
        settled: dict[str, list[AnyClaim]] = {}
        for ident, decision in last.items():
            claim = self._made_of_added(decision)
            if claim is None or not self.claims.has_found(claim.id):
                settled[ident] = [claim] if claim else []
        return settled

    def _is_current(self, decision: Decision) -> bool:
        """Whether an adjudicator's decision is on an added claim as some reviewer's addition still has it."""
        added = (standing.added().get(decision.claim) for _, standing in self.record.everybody())
        return decision.verdict == "add" or any(one and decision.is_on(one.fingerprint) for one in added)

    def _made_of_added(self, decision: Decision) -> AnyClaim | None:
        """An added claim as an adjudicator left it; None if it is rejected or of another schema."""
        if decision.verdict == "reject":
            return None
        before, after = self.store.details(decision.seq)
        try:
            return parse_claim(before if decision.verdict == "accept" else after or {})
        except ValidationError:
            self.unreadable.add(decision.seq)
            return None

    def close(self) -> None:
        """Close the files."""
        self.store.close()
        self.claims.close()

    def _right(self, row: int, decision: Decision) -> AnyClaim | None:
        if decision.verdict == "reject":
            return None
        if decision.verdict == "accept":
            return self.claims.claim(row)
        try:
            return parse_claim(self.store.details(decision.seq)[1] or {})
        except ValidationError as error:
            raise ClaimError(f"{decision.claim}: corrected with another version of onrecord") from error


def _says(claim: AnyClaim | None) -> str:
    """A key that is equal for equal opinions on a claim; "" if it is rejected."""
    return fingerprint(claim.model_dump(mode="json")) if claim else ""
