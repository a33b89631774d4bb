"""Finding a claim: a list of hits with their number, marks in the text, a claim by its number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("textual")

from review_driving import drive, keys, shown
from textual.pilot import Pilot
from textual.widgets import Static

from onrecord.review import Order, Session
from onrecord.review.search import Search, found_in
from onrecord.review.windows.keys import key_lines
from onrecord.review.windows.screens import Window

Open = Callable[..., Session]


@pytest.fixture
def session(open_review: Open) -> Session:
    return open_review(order=Order.article)


def found(session: Session, wanted: str) -> Search:
    search = session.search(wanted)
    search.look()
    return search


def test_every_hit_is_found_with_the_field_it_is_in(session: Session) -> None:
    search = found(session, "PETITION")
    assert [session.claims.claim(row).text for row in search.hits] == ["12 per cent", "300 people"]
    assert search.count() == "2 hits in 5 claims"
    excerpt = search.excerpt(search.hits[0])
    assert (excerpt.field, excerpt.hit) == ("sentence", "petition")
    crane = found(session, "ada crane")
    assert {crane.excerpt(row).field for row in crane.hits} == {"speaker"}
    assert found(session, "article").hits == []  # a name of the record, no word of a claim


def test_hits_come_in_turn(session: Session) -> None:
    search = found(session, "boats")
    assert [search.step(1) for _ in range(3)] == [*search.hits[:2], search.hits[2 % len(search.hits)]]
    assert search.step(-1) == search.hits[1]
    assert search.place().startswith("hit 2 of ")
    assert found(session, "nowhere").step(1) is None


def test_the_list_says_how_many_there_are_and_goes_to_one(session: Session) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await keys("slash", *"petition", "enter")(pilot)
        screen = pilot.app.screen
        assert str(screen.query_one("#count", Static).render()) == "petition: 2 hits in 5 claims"
        lines = str(screen.query_one("#hits", Static).render()).splitlines()
        assert [line.split()[0] for line in lines] == ["4", "5"]
        await keys("down", "enter")(pilot)
        assert session.queue.position == 4
        assert shown(pilot.app, "message").startswith("hit 2 of 2")
        await keys("greater_than_sign")(pilot)
        assert session.queue.position == 3
        await keys("less_than_sign")(pilot)
        assert session.queue.position == 4

    drive(session, script, size=(120, 40))


def test_hits_are_marked_in_the_text_until_escape(session: Session, monkeypatch: Any) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def script(pilot: Pilot[None]) -> None:
        await keys("slash", *"petition", "enter", "enter")(pilot)
        assert "[found: petition]" in shown(pilot.app, "article")
        await keys("escape")(pilot)
        assert "found:" not in shown(pilot.app, "article")

    drive(session, script, size=(140, 40))


def test_leaving_the_list_stays_on_the_claim(session: Session) -> None:
    drive(session, keys("slash", *"petition", "enter", "escape"))
    assert session.queue.position == 0


@pytest.mark.parametrize(
    ("typed", "position"), [("4", 3), ("1", 0), ("0", 1), ("6", 1), ("9" * 30, 1), ("x", 1)]
)
def test_go_to_a_claim_by_its_number(session: Session, typed: str, position: int) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await keys("j", "g", *typed, "enter")(pilot)
        assert ("no claim" in shown(pilot.app, "message")) == (position == 1)

    drive(session, script)
    assert session.queue.position == position


def test_go_to_a_claim_by_its_id(session: Session, records: list[Any]) -> None:
    assert session.queue.go_to_number(records[2]["id"])
    assert session.queue.position == 2
    assert session.queue.go_to_number(" 1,0 ") is False


def test_words_in_any_case() -> None:
    assert found_in("Boats, boats (boats", "boats (") == [(7, 14)]


@pytest.mark.parametrize(("width", "lines"), [(80, 2), (140, 1)])
def test_the_footer_fits(width: int, lines: int) -> None:
    found = key_lines(width - 2, "none").plain.splitlines()
    assert len(found) == lines
    assert max(map(len, found)) <= width - 2


@pytest.mark.parametrize("key", ["e", "i", "n", "slash", "g", "w", "question_mark"])
def test_nothing_is_painted_while_a_window_is_put_together(
    session: Session, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    batched = []
    mount = Window._on_mount

    def note(window: Any, event: Any) -> None:
        batched.append(window.app._batch_count > 0)
        mount(window, event)

    monkeypatch.setattr(Window, "_on_mount", note)
    drive(session, keys(key, "escape"))
    assert batched == [True]
