"""Every key of the windows, through Textual's pilot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("textual")

from review_driving import drive, keys, shown, verdicts
from textual.pilot import Pilot
from textual.widgets import Input, Static

from onrecord.errors import ConfigError
from onrecord.review import Order, Session
from onrecord.review.status import Status
from onrecord.review.windows import ReviewApp
from onrecord.review.windows.edit_screen import EditScreen, SpanField
from onrecord.review.windows.keys import HELP, KEYS

Open = Callable[..., Session]


@pytest.fixture
def session(open_review: Open) -> Session:
    return open_review(order=Order.article)


@pytest.mark.parametrize(("key", "verdict"), [("a", "accept"), ("x", "reject"), ("space", "skip")])
def test_a_key_decides_and_goes_on(session: Session, key: str, verdict: str) -> None:
    drive(session, keys(key))
    assert verdicts(session) == [verdict]
    assert session.queue.position == 1


def test_backspace_goes_back_through_everything(session: Session) -> None:
    drive(session, keys("a", "x", "space", *["backspace"] * 4))
    assert verdicts(session) == ["accept", "reject", "skip", "undo", "undo", "undo"]
    assert session.queue.position == 0


def test_flag_and_note_stay_on_the_claim(session: Session) -> None:
    drive(session, keys("f", "n", "o", "d", "d", "enter"))
    assert verdicts(session) == ["flag", "note"]
    assert session.queue.position == 0
    assert session.flagged
    assert session.notes() == ["odd"]


def test_a_note_can_be_left(session: Session) -> None:
    drive(session, keys("n", "o", "escape", "n", "enter"))
    assert verdicts(session) == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["n", *"ax x", "enter", "enter"], ["note"]),
        (["e", "a", "x", "escape", "escape"], []),
        (["question_mark", "z", "z", "z"], []),
        (["a", "x", "backspace", "backspace"], ["accept", "reject", "undo", "undo"]),
    ],
)
def test_keys_that_come_all_at_once_go_where_they_belong(
    session: Session, typed: list[str], expected: list[str]
) -> None:
    """As over a slow line: what is typed into a window decides nothing, and nothing is closed twice."""

    async def script(pilot: Pilot[None]) -> None:
        for key in typed:
            pilot.app.simulate_key(key)
        while len(pilot.app.screen_stack) > 1:
            await pilot.pause()
        await pilot.pause()

    drive(session, script)
    assert verdicts(session) == expected
    if typed[0] == "n":
        assert session.notes() == ["ax x"]
    assert session.queue.position == 0


def test_moving_and_jumping(session: Session) -> None:
    positions = []

    async def script(pilot: Pilot[None]) -> None:
        for key in ("j", "j", "k", "p", "t", "k", "k", "k", "k"):
            await pilot.press(key)
            positions.append(session.queue.position)

    drive(session, script)
    assert positions == [1, 2, 1, 2, 3, 2, 1, 0, 0]
    assert verdicts(session) == []


def test_search(session: Session) -> None:
    drive(session, keys("slash", *"petition", "enter", "enter"))
    assert session.queue.position == 3
    drive(session, keys("slash", *"petition", "enter", "down", "enter", "slash", "enter", "enter"))
    assert session.queue.position == 4  # the words are there again

    async def script(pilot: Pilot[None]) -> None:
        await keys("slash", "z", "z", "enter")(pilot)
        assert "not found" in shown(pilot.app, "message")
        await keys("slash", "escape", "escape")(pilot)

    drive(session, script)
    assert session.queue.position == 4


@pytest.mark.parametrize(("key", "count"), [("1", 5), ("2", 5), ("3", 0), ("7", 2), ("8", 3), ("9", 1)])
def test_digits_narrow_the_selection(session: Session, key: str, count: int) -> None:
    drive(session, keys(key))
    assert len(session.queue) == count


def test_keys_on_an_empty_view_do_no_harm(session: Session) -> None:
    drive(
        session, keys("4", "a", "x", "space", "f", "e", "n", "w", "p", "t", "j", "k", "backspace", "1", "a")
    )
    assert verdicts(session) == ["accept"]


def test_edit_fields_and_go_on(session: Session) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await keys("j", "e")(pilot)
        assert isinstance(pilot.app.screen, EditScreen)
        await keys("down")(pilot)
        focused = pilot.app.screen.focused
        assert focused
        (line,) = focused.render_lines(focused.size.region)
        assert line.text.startswith("unit        boat")
        assert next(iter(line)).style.reverse
        pilot.app.screen.query_one("#field-value", Input).value = "forty"
        await keys("enter")(pilot)
        assert "not a number" in str(pilot.app.screen.query_one("#hint", Static).render())
        assert verdicts(session) == []
        pilot.app.screen.query_one("#field-value", Input).value = "41"
        await keys("enter")(pilot)

    drive(session, script)
    found = list(session.store.since())
    assert [one.verdict for one in found] == ["edit"]
    assert (session.store.details(found[0].seq)[1] or {})["value"] == 41
    assert session.claim
    assert session.claim.text.startswith("We will")


def test_edit_boundaries_by_word(session: Session) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await keys("e")(pilot)
        pilot.app.screen.query_one("#field-content", SpanField).focus()
        await keys("left", "left", "right", "l", "l", "h", "ctrl+s")(pilot)

    drive(session, script)
    after = session.store.details(1)[1]
    assert after
    assert after["text"] == "than 40 boats were lost last"


def test_edit_can_be_left(session: Session) -> None:
    drive(session, keys("e", "x", "y", "escape"))
    assert verdicts(session) == []
    assert session.queue.position == 0


def test_edit_on_a_span_saves_with_enter(session: Session) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await keys("e")(pilot)
        pilot.app.screen.query_one("#field-source", SpanField).focus()
        await keys("l", "enter")(pilot)

    drive(session, script)
    assert (session.store.details(1)[1] or {})["source"]["exact"] == "master Ada Crane"


def test_what_was_done_is_said(session: Session) -> None:
    said = []

    async def script(pilot: Pilot[None]) -> None:
        for key in ("a", "x", "space", "f", "backspace", "backspace"):
            await pilot.press(key)
            said.append(shown(pilot.app, "message").split("  ")[0])
        await keys("e", "enter")(pilot)
        said.append(shown(pilot.app, "message").split("  ")[0])

    drive(session, script)
    assert said == [
        "accepted: more than 40 boats were lost last year",
        "rejected: more than 40 boats",
        "skipped: We will not let it happen again,",
        "flagged",
        "taken back: flag",
        "taken back: skipped",
        "accepted: We will not let it happen again,",
    ]


def test_a_span_is_taken_away_and_another_named_by_its_words(session: Session) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await keys("e")(pilot)
        pilot.app.screen.query_one("#field-source", SpanField).focus()
        await keys("delete", "right", "delete", "enter")(pilot)
        await keys("j", "e")(pilot)
        pilot.app.screen.query_one("#field-cue", Input).value = "added"
        await keys("enter")(pilot)

    drive(session, script)
    first, second = (session.store.details(seq)[1] or {} for seq in (1, 2))
    assert first["source"] is None
    assert second["cue"]["span"]["exact"] == "added"


def test_help_names_every_key_and_any_key_closes_it(session: Session) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await keys("question_mark")(pilot)
        assert len(pilot.app.screen_stack) == 2
        await keys("a")(pilot)
        assert len(pilot.app.screen_stack) == 1

    drive(session, script)
    assert verdicts(session) == []
    assert max(map(len, HELP)) <= 66  # of a window on 80 columns
    words = " ".join(HELP)
    for key, _ in KEYS:
        for one in key.replace("bksp", "backspace").split("/" if len(key) > 1 else None):
            assert one.split("-")[0] in words


@pytest.mark.model
def test_why_shows_the_rule_and_the_chain_of_mentions(session: Session) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await keys("w")(pilot)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        text = str(pilot.app.screen.query_one("#lines", Static).render())
        assert "statement.that" in text
        assert "it finds" in text
        assert "mention" in text

    drive(session, script)


def test_scrolling_keys_do_not_decide(session: Session) -> None:
    drive(session, keys("up", "down", "pageup", "pagedown", "[", "]"), size=(40, 12))
    assert verdicts(session) == []


def test_the_last_decision_says_so_and_shows_what_the_sample_says(open_review: Open) -> None:
    session = open_review(order=Order.article, sample=2)

    async def script(pilot: Pilot[None]) -> None:
        await keys("a", "a")(pilot)
        text = str(pilot.app.screen.query_one("#lines", Static).render())
        assert "right as they stand: 100.0% (95 % interval" in text
        await keys("z")(pilot)
        assert len(pilot.app.screen_stack) == 1
        await keys("backspace", "a", "q")(pilot)

    assert drive(session, script).return_code == 0


def test_the_last_edit_says_so(open_review: Open) -> None:
    session = open_review(order=Order.article, sample=1)

    async def script(pilot: Pilot[None]) -> None:
        await keys("e", "enter")(pilot)
        assert pilot.app.screen.query("#lines")

    drive(session, script)


def test_a_changed_claim_shows_what_changed(
    session: Session, open_review: Open, claims_path: Path, records: list[Any], make: Any
) -> None:
    session.decide("accept")
    records[0]["rule"] = "statement.told"
    records[0]["fingerprint"] = "0" * 24
    make.write(claims_path, records)

    async def script(pilot: Pilot[None]) -> None:
        assert "changed since it was accepted" in shown(pilot.app, "claim")
        assert "rule: statement.that -> statement.told" in shown(pilot.app, "claim")

    drive(open_review(order=Order.article), script, size=(120, 40))


def test_a_store_that_fails_ends_the_review_with_its_reason(session: Session) -> None:
    session.store.close()
    app = drive(session, keys("a"))
    assert isinstance(app.failure, ConfigError)


def test_a_store_that_fails_in_the_edit_window(session: Session) -> None:
    session.store.close()
    app = drive(session, keys("e", "enter"))
    assert isinstance(app.failure, ConfigError)


def test_q_ends(session: Session) -> None:
    app = drive(session, keys("q"))
    assert app.return_code == 0


def test_dark_and_light(session: Session) -> None:
    assert ReviewApp(session, light=True).look == "light"
    assert drive(session, keys("d")).look == "light"
    assert drive(session, keys("d"), light=True).look == "dark"


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
def test_the_claim_its_keys_and_its_fields_are_in_sight(session: Session, size: tuple[int, int]) -> None:
    async def script(pilot: Pilot[None]) -> None:
        assert "boats" in shown(pilot.app, "article")
        assert "Ada Crane" in shown(pilot.app, "claim")
        assert "accept" in shown(pilot.app, "keys")
        assert "1 of 5" in shown(pilot.app, "bar")
        for ident in ("bar", "article", "claim", "keys"):
            region = pilot.app.query_one(f"#{ident}").region
            assert region.area > 0
            assert pilot.app.screen.region.contains_region(region)

    drive(session, script, size=size)


def test_the_window_of_the_terminal_may_change_while_another_is_open(session: Session) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await keys("e")(pilot)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        await keys("escape")(pilot)
        assert "boats" in shown(pilot.app, "article")
        assert pilot.app.query_one("#article").region.width == 60

    drive(session, script)


def test_without_colour_roles_are_named(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def script(pilot: Pilot[None]) -> None:
        assert "[source: Harbour master Ada Crane]" in shown(pilot.app, "article")

    assert drive(session, script, size=(140, 30)).look == "none"


def test_a_claim_far_down_is_in_sight(tmp_path: Path, open_review: Open, make: Any) -> None:
    import json
    from hashlib import sha256

    filler = "Nothing happened here.\n" * 400
    text = filler + make.text
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    from onrecord.claims import claim_id, fingerprint
    from onrecord.claims.spans import span_record

    record = make.figure(make.article("long.txt"), "300 people", 300, "person")
    start = len(filler) + record["span"]["start"]
    record["article"]["sha256"] = sha256(text.encode()).hexdigest()
    record["span"] = span_record(text, [start, start + 10])
    record["id"] = claim_id(record["article"]["sha256"], "figure", [(start, start + 10)])
    record["fingerprint"] = fingerprint(record)
    path = tmp_path / "long.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")

    async def script(pilot: Pilot[None]) -> None:
        assert "300 people" in shown(pilot.app, "article")
        await keys(*["up"] * 3)(pilot)
        assert "Nothing happened here." in shown(pilot.app, "article")

    session = open_review(path=path)
    drive(session, script)
    assert session.status is Status.undecided
