"""A review without a screen: the current claim, what the keys do, and what is stored.

Both user interfaces, the full-screen one and the plain lines, are built on these methods.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from onrecord.errors import ClaimError
from onrecord.review.additions import Additions, Kind, added_for, claim_after, draft
from onrecord.review.articles import Articles
from onrecord.review.choosing.sampling import Stratum
from onrecord.review.claimfile import AnyClaim, ClaimFile, Rows
from onrecord.review.corrections import correct
from onrecord.review.decision import SETTLING, Decision, Record, Role, Standing, Verdict
from onrecord.review.pace import Pace, Progress
from onrecord.review.passages import Passage
from onrecord.review.queue import VIEWS, Queue
from onrecord.review.search import Search
from onrecord.review.status import DECIDED, TO_DO, Status, last_decision
from onrecord.review.store import Store


class Session:
    """One reviewer at work on one file.

    Args:
        claims: The file.
        store: Where decisions are stored.
        reviewer: Who decides.
        rows: The claims to review, in order.
        record: Decisions so far; read from the store by default.
        articles: Finds the articles of the claims.
        role: Reviewer, or adjudicator of what reviewers disagree on.
        sample: The strata of a sample, whose rows are reviewed.
        drawn_whole: The kinds of claims sampled without any other filter, for which recall is estimated.
        clock: Gives seconds, for the rate.
    """

    def __init__(
        self,
        claims: ClaimFile,
        store: Store,
        reviewer: str,
        rows: Rows,
        *,
        record: Record | None = None,
        articles: Articles | None = None,
        role: Role = "review",
        sample: Sequence[Stratum] = (),
        drawn_whole: Sequence[str] = get_args(Kind),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.claims = claims
        self.store = store
        self.reviewer = reviewer
        self.role: Role = role
        self.articles = articles or Articles()
        self.sample = sample
        self.drawn_whole = drawn_whole
        self.problems: list[str] = []
        """Claims that cannot be shown, and why."""
        self._pace = Pace(clock)
        self.record = record or Record(store.since())
        """Everybody's decisions."""
        self.standing = self.record.of(reviewer, role)
        self.additions = Additions(store, claims, self.standing)
        """The claims this reviewer added."""
        self.queue = Queue(claims, rows, self.standing)
        self._shown: tuple[int | None, AnyClaim | None] | None = None

    @property
    def claim(self) -> AnyClaim | None:
        """The current claim; unreadable ones are skipped and noted in ``problems``."""
        row = self.queue.row
        if self._shown is None or self._shown[0] != row:
            claim = self.queue.read(self.problems)
            self._shown = (self.queue.row, claim)
        return self._shown[1]

    @property
    def status(self) -> Status:
        """This reviewer's decision on the current claim."""
        row = self.queue.row
        return Status.undecided if row is None else Status(int(self.queue.status[row]))

    @property
    def flagged(self) -> bool:
        """Whether the current claim is flagged."""
        row = self.queue.row
        return row is not None and bool(self.queue.flagged[row])

    def notes(self, standing: Standing | None = None) -> list[str]:
        """Notes on the current claim: this reviewer's, unless ``standing`` is another's."""
        decisions = (standing or self.standing).notes(self.claim.id) if self.claim else []
        return [str((self.store.details(one.seq)[1] or {}).get("note", "")) for one in decisions]

    def passage(self) -> Passage:
        """The text around the current claim."""
        return self.articles.passage(self._claim())

    def decided(self) -> tuple[Decision, dict[str, Any], dict[str, Any] | None] | None:
        """The reviewer's decision on the current claim, the claim as it was then, and as it was corrected."""
        row = self.queue.row if self.claim else None
        decision = None if row is None else last_decision(self.claims, row, self.standing)
        return None if decision is None else (decision, *self.store.details(decision.seq))

    def decide(self, verdict: Verdict) -> bool:
        """Accept, reject or skip the claim and move on; False when nothing is left to do."""
        self._write(verdict)
        return self.queue.advance()

    def edit(self, changes: Mapping[str, str]) -> bool:
        """Correct the claim and move on; without a change it is accepted. False when nothing is left to do.

        Raises:
            ClaimError: The corrected claim is not valid; nothing is written.
        """
        claim = self._claim()
        corrected = correct(claim, changes, self.passage())
        if corrected == claim:
            return self.decide("accept")
        if not self.claims.has_found(claim.id):
            self.additions.check_new(corrected)
        self._write("edit", corrected.model_dump(mode="json"))
        return self.queue.advance()

    def draft(self, kind: Kind, start: int, end: int) -> AnyClaim:
        """A claim from the words at ``[start, end)`` of the current article; nothing is written yet.

        Raises:
            ClaimError: The words do not make a claim, or the program found it.
        """
        claim = draft(kind, (start, end), self._claim(), self.passage())
        self.additions.check_new(claim)
        return claim

    def add(self, claim: AnyClaim, changes: Mapping[str, str]) -> AnyClaim:
        """Add a claim the program missed, with some fields filled in.

        The current claim stays; the added one comes next in the queue.

        Raises:
            ClaimError: It is not valid, or the program found it; nothing is written.
        """
        claim = correct(claim, changes, self.passage())
        self.additions.check_new(claim)
        record = claim.model_dump(mode="json")
        self.store.add(self.reviewer, self.role, claim.id, claim.fingerprint, "add", before={}, after=record)
        self.refresh()
        return claim

    def flag(self) -> None:
        """Toggle the claim's flag and stay on it."""
        self._write("flag")

    def note(self, text: str) -> None:
        """Write a note on the claim and stay on it."""
        if text.strip():
            self._write("note", {"note": text.strip()})

    def undo(self) -> Decision | None:
        """Take back this reviewer's last standing decision and go to its claim; None if there is none."""
        self.refresh()
        last = self.standing.last
        if last is None:
            return None
        before, _ = self.store.details(last.seq)
        self.store.add(
            self.reviewer, self.role, last.claim, last.fingerprint, "undo", before=before, undoes=last.seq
        )
        self.refresh()
        row = self.claims.find(last.claim)
        if row is not None:
            self.queue.go_to(row)
        return last

    def show(self, number: int) -> str:
        """Narrow to a view, 1 to 9. Returns its name."""
        self.queue.show(VIEWS[number - 1])
        return self.queue.view

    def search(self, wanted: str) -> Search:
        """A search for words in the claims of this view."""
        return Search(self.queue, wanted)

    def progress(self) -> Progress:
        """The progress of the review."""
        counts = self.queue.counts()
        left = sum(counts[status] for status in TO_DO)
        return Progress(
            done=sum(counts[status] for status in (*DECIDED, Status.add)),
            left=left,
            skipped=counts[Status.skip],
            per_hour=self._pace.per_hour(),
            seconds_left=self._pace.seconds_for(left),
        )

    def sampled(self) -> list[tuple[Stratum, list[Status]]]:
        """The strata of the sample, each with this reviewer's decisions on its claims."""
        status = self.queue.status
        return [(part, [Status(int(status[row])) for row in part.rows]) for part in self.sample]

    def refresh(self) -> None:
        """Read the decisions stored since the last call, by anyone."""
        for decision in self.store.since(self.record.seen):
            undone = self.record.take(decision)
            if (decision.reviewer, decision.role) != (self.reviewer, self.role):
                continue
            if (undone or decision).verdict == "add":
                self._update_added(decision.claim)
            row = self.claims.find(decision.claim)
            if row is not None:
                self.queue.update(row, self.standing)

    def close(self) -> None:
        """Close the files."""
        self.store.close()
        self.claims.close()

    def _update_added(self, ident: str) -> None:
        """Put the last version of an added claim into the queue, or take the claim out if it was undone."""
        if self.claims.has_found(ident):
            return
        decision = added_for(self.record, self.reviewer, self.role).get(ident)
        claim = claim_after(self.store, decision.seq) if decision else None
        row = self.claims.find(ident)
        if claim is not None:
            self.queue.insert(self.claims.add(claim), self.standing)
        elif row is not None:
            self.queue.remove(row)
        self._shown = None

    def _write(self, verdict: Verdict, after: Mapping[str, Any] | None = None) -> None:
        claim = self._claim()
        ids, before = (claim.id, claim.fingerprint), claim.model_dump(mode="json")
        self.store.add(self.reviewer, self.role, *ids, verdict, before=before, after=after)
        self.refresh()
        if verdict in SETTLING:
            self._pace.step()

    def _claim(self) -> AnyClaim:
        claim = self.claim
        if claim is None:
            raise ClaimError("there is no claim here to decide")
        return claim
