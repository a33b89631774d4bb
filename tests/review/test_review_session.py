"""A review without a screen: deciding, taking back, order, filters, samples, claims that changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from onrecord.claims import fingerprint
from onrecord.errors import ClaimError, ConfigError
from onrecord.review import Filters, Order, Session
from onrecord.review.opening import Decided
from onrecord.review.pace import Pace
from onrecord.review.status import Status
from onrecord.review.summary import closing_lines, progress_line, standing_lines

Open = Callable[..., Session]


def texts(session: Session) -> list[str]:
    return [session.claims.claim(int(row)).text for row in session.queue.rows]


def test_one_decision_goes_on_to_the_next(open_review: Open) -> None:
    session = open_review(order=Order.article)
    seen = []
    for verdict in ("accept", "reject", "skip", "accept", "accept"):
        assert session.claim
        seen.append(session.claim.text)
        more = session.decide(verdict)
    assert not more
    assert seen == texts(session)
    assert (session.progress().done, session.progress().left, session.progress().skipped) == (4, 0, 1)


def test_undo_goes_back_any_depth_also_after_reopening(open_review: Open) -> None:
    session = open_review(order=Order.article)
    for verdict in ("accept", "reject", "skip"):
        session.decide(verdict)
    session.flag()
    session.note("odd")
    again = open_review(order=Order.article)
    undone = []
    while (gone := again.undo()) is not None:
        assert again.claim
        assert again.claim.id == gone.claim
        undone.append(gone.verdict)
    assert undone == ["note", "flag", "skip", "reject", "accept"]
    assert again.progress().left == 5
    assert len(list(again.store.since())) == 10


def test_undo_gives_the_decision_before_it_back(open_review: Open) -> None:
    session = open_review(order=Order.article)
    session.decide("accept")
    session.queue.move(-1)
    session.decide("reject")
    session.undo()
    assert session.status is Status.accept


def test_reviewers_do_not_see_each_other(open_review: Open) -> None:
    ann, bob = open_review("ann"), open_review("bob")
    ann.decide("accept")
    bob.refresh()
    assert bob.progress().done == 0
    assert bob.undo() is None
    assert open_review("ann").progress().done == 1


def test_the_same_reviewer_in_two_windows_sees_both(open_review: Open) -> None:
    one, two = open_review(order=Order.article), open_review(order=Order.article)
    one.decide("accept")
    two.queue.move(1)
    two.decide("reject")
    one.refresh()
    assert one.progress().done == 2
    gone = one.undo()
    assert gone
    assert gone.verdict == "reject"


def test_a_claim_that_changed_comes_up_again_with_what_changed(
    open_review: Open, claims_path: Path, records: list[Any], make: Any
) -> None:
    session = open_review(order=Order.article)
    for _ in records:
        session.decide("accept")
    records[4]["unit"] = "signatory"
    records[4]["fingerprint"] = fingerprint(records[4])
    records[3]["confidence"] = 0.1  # says the same, only less sure
    make.write(claims_path, records)
    again = open_review(order=Order.article)
    assert again.claim
    assert again.claim.text == "300 people"
    assert again.status is Status.changed
    assert (again.progress().done, again.progress().left) == (4, 1)
    assert "  unit: person -> signatory" in list(standing_lines(again))
    again.decide("accept")
    assert again.progress().left == 0


def test_decisions_on_claims_that_are_gone_are_counted(
    open_review: Open, claims_path: Path, records: list[Any], make: Any
) -> None:
    session = open_review(order=Order.article)
    session.decide("accept")
    make.write(claims_path, records[2:])
    again = open_review(order=Order.article)
    assert again.queue.gone == 1
    assert again.undo() is not None  # the claim is not there to go to


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.article, [0.95, 0.9, 0.55, 0.6, 0.2]),
        (Order.confidence, [0.95, 0.9, 0.6, 0.55, 0.2]),
        (Order.uncertainty, [0.55, 0.6, 0.2, 0.9, 0.95]),
    ],
)
def test_orders(open_review: Open, order: Order, expected: list[float]) -> None:
    session = open_review(order=order)
    assert list(session.claims.confidence[session.queue.rows]) == expected


def test_the_quotation_about_the_future_is_the_least_worth_checking(open_review: Open) -> None:
    assert texts(open_review(order=Order.worth))[-1].startswith("We will not let")


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (Filters(kind="figure"), 3),
        (Filters(speaker="ada"), 3),
        (Filters(mode="direct"), 1),
        (Filters(unit="percent"), 1),
        (Filters(rule="statement."), 2),
        (Filters(outlet="fenbury"), 5),
        (Filters(min_confidence=0.5, max_confidence=0.7), 2),
        (Filters(kind="figure", speaker="Crane"), 1),
    ],
)
def test_filters(open_review: Open, filters: Filters, count: int) -> None:
    assert len(open_review(filters=filters).queue) == count


def test_a_filter_for_what_is_not_there_says_what_is(open_review: Open) -> None:
    with pytest.raises(ConfigError, match="no claim has the unit 'boots'; there is boat, percent, person"):
        open_review(filters=Filters(unit="boots"))


def test_filters_by_decision(open_review: Open) -> None:
    ann = open_review("ann", order=Order.article)
    ann.decide("accept")
    ann.decide("reject")
    ann.decide("skip")
    ann.flag()
    for decided, count in (
        (Decided.any, 5),
        (Decided.undecided, 2),
        (Decided.accept, 1),
        (Decided.reject, 1),
        (Decided.skip, 1),
        (Decided.edit, 0),
        (Decided.flagged, 1),
    ):
        assert len(open_review("ann", decided=decided).queue) == count, decided
    assert len(open_review("bob", decided=Decided.undecided).queue) == 5
    assert len(open_review("bob", decided=Decided.untouched).queue) == 2


def test_the_nine_views(open_review: Open) -> None:
    session = open_review(order=Order.article)
    session.decide("accept")
    session.decide("reject")
    session.decide("skip")
    session.flag()
    counts = [(session.show(number), len(session.queue)) for number in range(1, 9)]
    assert counts == [
        ("all", 5),
        ("to do", 2),
        ("changed", 0),
        ("skipped", 1),
        ("flagged", 1),
        ("rejected or corrected", 1),
        ("statements", 2),
        ("figures", 3),
    ]
    session.show(1)
    session.queue.go_to(3)
    assert session.show(9) == "same rule"
    assert len(session.queue) == 3
    session.show(3)
    assert session.claim is None
    with pytest.raises(ClaimError, match="no claim here"):
        session.decide("accept")
    session.undo()
    assert session.queue.view == "all"


def test_jumps_and_search(open_review: Open) -> None:
    session = open_review(order=Order.article)
    assert session.queue.next_with("speaker")
    assert session.queue.position == 1
    assert session.queue.next_with("speaker")
    assert session.queue.next_with("speaker")
    assert session.queue.position == 0  # round
    session.queue.go_to(3)
    assert not session.queue.next_with("speaker")  # nobody says it
    session.queue.go_to(0)
    assert session.queue.next_with("article")
    for words, text, kind in (("TERN TRUST", "12 per cent", "figure"), ("statement.", None, "statement")):
        search = session.search(words)
        search.look()
        row = search.step(1)
        assert row is not None
        claim = json.loads(session.queue.claims.line(row))
        assert claim["kind"] == kind
        assert text in (None, claim["text"])
    nothing = session.search("no such words")
    nothing.look()
    assert nothing.done
    assert nothing.step(1) is None


def test_moving_stops_at_the_ends(open_review: Open) -> None:
    session = open_review(order=Order.article)
    assert not session.queue.move(-1)
    assert session.queue.move(1)
    assert session.queue.move(3)
    assert not session.queue.move(1)


def test_an_unreadable_claim_is_left_out_and_named(
    open_review: Open, claims_path: Path, records: list[Any]
) -> None:
    records[0]["text"] = "other words"
    claims_path.write_text("".join(json.dumps(one) + "\n" for one in records))
    session = open_review(order=Order.article)
    assert session.claim
    assert session.claim.text == records[1]["text"]
    assert len(session.queue) == 4
    assert any("line 1" in line for line in closing_lines(session))


def test_a_sample_is_the_same_again_and_says_how_much_is_right(open_review: Open) -> None:
    wanted = {"sample": 4, "stratify": "kind", "order": Order.article}
    session = open_review(**wanted)
    assert list(session.queue.rows) == list(open_review(**wanted).queue.rows)
    assert {part.name: (part.size, len(part.rows)) for part in session.sample} == {
        "figure": (3, 2),
        "statement": (2, 2),
    }
    assert list(closing_lines(session))[2] == "right or corrected:  nothing decided yet"
    while session.claim and session.progress().left:
        session.decide("accept" if session.claim.kind == "figure" else "reject")
    _, as_is, corrected, _, *table = closing_lines(session)
    assert [line.split()[0] for line in table] == ["figure", "statement"]
    assert as_is == "right as they stand: 60.0% (95 % interval 20.0% to 90.0%), 4 decided"
    assert corrected.split(":")[1].strip() == as_is.split(":")[1].strip()


def test_pace_leaves_breaks_out() -> None:
    now = np.cumsum([0.0, 6, 6, 6, 5000, 6]).tolist()
    pace = Pace(iter(now).__next__)
    assert pace.per_hour() is None
    for _ in now[1:]:
        pace.step()
    assert pace.per_hour() == pytest.approx(600)
    assert pace.seconds_for(100) == pytest.approx(600)


def test_the_progress_line(open_review: Open) -> None:
    session = open_review()
    assert progress_line(session) == "0 done, 5 left"
    session.decide("skip")
    assert progress_line(session).startswith("0 done, 4 left, 1 skipped, ")


def test_a_review_needs_a_name(open_review: Open) -> None:
    with pytest.raises(ConfigError, match="--reviewer"):
        open_review(" ")
