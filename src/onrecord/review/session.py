"""A review without a screen: the current claim, what the keys do, and what is stored.

Both faces, the one with windows and the one of plain lines, are made of these methods.
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
        store: Where decisions go.
        reviewer: Who decides.
        rows: The claims to review, in order.
        record: What is decided so far; read from the store where it is not given.
        articles: Where their articles are found.
        role: Whether as a reviewer, or settling what reviewers disagree on.
        sample: The strata of a sample; their rows are what is reviewed.
        drawn_whole: The kinds of claims that the sample is drawn from all of: recall is estimated on these.
        clock: Seconds, for the rate.
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
        """What everybody decided."""
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
        """Notes on the current claim, this reviewer's unless another's decisions are given."""
        decisions = (standing or self.standing).notes(self.claim.id) if self.claim else []
        return [str((self.store.details(one.seq)[1] or {}).get("note", "")) for one in decisions]

    def passage(self) -> Passage:
        """The text around the current claim."""
        return self.articles.passage(self._claim())

    def decided(self) -> tuple[Decision, dict[str, Any], dict[str, Any] | None] | None:
        """The reviewer's decision on the current claim: the claim then, and what was made of it."""
        row = self.queue.row if self.claim else None
        decision = None if row is None else last_decision(self.claims, row, self.standing)
        return None if decision is None else (decision, *self.store.details(decision.seq))

    def decide(self, verdict: Verdict) -> bool:
        """Accept, reject or skip the claim and go on; False when nothing is left to do."""
        self._write(verdict)
        return self.queue.advance()

    def edit(self, changes: Mapping[str, str]) -> bool:
        """Correct the claim and go on; without a change it is accepted.

        Raises:
            ClaimError: The corrected claim would make no sense; nothing is written.
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
        """A claim of the words from ``start`` to ``end`` of the current article; nothing is written yet.

        Raises:
            ClaimError: The words make none, or the program found it.
        """
        claim = draft(kind, (start, end), self._claim(), self.passage())
        self.additions.check_new(claim)
        return claim

    def add(self, claim: AnyClaim, changes: Mapping[str, str]) -> AnyClaim:
        """Add a claim the program missed, with some fields filled in.

        The current claim stays; the added one is the next in the queue.

        Raises:
            ClaimError: It would make no sense, or the program found it; nothing is written.
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
        """Take back this reviewer's last decision that stands, and go to its claim."""
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
        """Narrow to one of the nine views; its name."""
        self.queue.show(VIEWS[number - 1])
        return self.queue.view

    def search(self, wanted: str) -> Search:
        """A search for words through the claims of this view."""
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
        """The strata of the sample, each with what this reviewer has made of its claims."""
        status = self.queue.status
        return [(part, [Status(int(status[row])) for row in part.rows]) for part in self.sample]

    def refresh(self) -> None:
        """Read the decisions stored since, by anyone."""
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
        """Let the queue have a claim as it was added last, or not at all where that was taken back."""
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
        self.store.add(
            self.reviewer,
            self.role,
            claim.id,
            claim.fingerprint,
            verdict,
            before=claim.model_dump(mode="json"),
            after=after,
        )
        self.refresh()
        if verdict in SETTLING:
            self._pace.step()

    def _claim(self) -> AnyClaim:
        claim = self.claim
        if claim is None:
            raise ClaimError("there is no claim here to decide")
        return claim
