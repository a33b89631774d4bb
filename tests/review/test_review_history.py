"""Whatever a reviewer does, and however the program ends, the decisions are a list: the state machine."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from onrecord.review import Articles, ClaimFile, Order, Session, Store, arrange, store_path
from onrecord.review.decision import SETTLING

RECORDS: list[Any] = []


def test_decide_undo_quit_crash_and_reopen_are_a_list(records: list[Any]) -> None:
    RECORDS[:] = records
    machine = settings(max_examples=25, stateful_step_count=25, deadline=None)
    Reviewing.TestCase.settings = machine
    Reviewing.TestCase().runTest()


class Reviewing(RuleBasedStateMachine):
    """``model`` is what a reviewer believes: a list of decisions, undone from its end."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "0" / "claims.jsonl"
        self.path.parent.mkdir()
        self.path.write_text("".join(json.dumps(one) + "\n" for one in RECORDS))
        self.model: list[tuple[str, str]] = []
        self.open()

    def open(self) -> None:
        claims = ClaimFile(self.path)
        rows = arrange(claims, claims.rows_with("article", "boats.txt"), Order.article)
        store = Store(store_path(self.path))
        self.session = Session(claims, store, "ann", rows, articles=Articles())

    @rule(verdict=st.sampled_from(["accept", "reject", "skip"]))
    def decide(self, verdict: Any) -> None:
        assert self.session.claim
        self.model.append((self.session.claim.id, verdict))
        self.session.decide(verdict)

    @rule(unit=st.sampled_from(["boat", "ship"]))
    def edit(self, unit: str) -> None:
        claim = self.session.claim
        assert claim
        if claim.kind == "figure":
            self.model.append((claim.id, "accept" if claim.unit == unit else "edit"))
            self.session.edit({"unit": unit})

    @rule(note=st.sampled_from([None, "hm", " "]))
    def mark(self, note: str | None) -> None:
        assert self.session.claim
        if note is None:
            self.model.append((self.session.claim.id, "flag"))
            self.session.flag()
        else:
            self.model += [(self.session.claim.id, "note")] * bool(note.strip())
            self.session.note(note)

    @rule(steps=st.integers(-3, 3))
    def move(self, steps: int) -> None:
        self.session.queue.move(steps)

    @rule(view=st.integers(1, 9))
    def look(self, view: int) -> None:
        self.session.show(view)
        if self.session.claim is None:
            self.session.show(1)

    @rule()
    def undo(self) -> None:
        gone = self.session.undo()
        assert (gone and (gone.claim, gone.verdict)) == (self.model.pop() if self.model else None)

    @rule()
    def quit(self) -> None:
        self.session.close()
        self.open()

    @rule()
    def crash(self) -> None:
        """What a killed process leaves: the files as they are, with the log beside, nothing closed."""
        left = self.path.parent
        self.path = left.with_name(str(int(left.name) + 1)) / "claims.jsonl"
        shutil.copytree(left, self.path.parent)
        self.session.close()
        self.open()

    @rule(verdict=st.sampled_from(["accept", "reject"]))
    def somebody_else(self, verdict: Any) -> None:
        """Another reviewer on the same file at the same time, whom this one must not notice."""
        assert self.session.claim
        other = Store(store_path(self.path))
        claim = self.session.claim
        other.add("bob", "review", claim.id, claim.fingerprint, verdict, before={})
        other.close()

    @invariant()
    def the_store_says_the_same(self) -> None:
        stack = [(one.claim, one.verdict) for one in self.session.standing.stack.values()]
        assert stack == self.model
        for row, record in enumerate(RECORDS):
            mine = [verdict for claim, verdict in self.model if claim == record["id"]]
            settled = [verdict for verdict in mine if verdict in SETTLING]
            status = self.session.queue.status[row]
            names = ["undecided", "accept", "reject", "edit", "skip"]
            assert names[status] == (settled[-1] if settled else "undecided")
            assert self.session.queue.flagged[row] == mine.count("flag") % 2

    def teardown(self) -> None:
        self.session.close()
        self.folder.cleanup()
