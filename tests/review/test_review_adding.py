"""Marking words, filling in fields with suggestions: through Textual's pilot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("textual")

from review_driving import drive, keys, verdicts
from textual.pilot import Pilot
from textual.widgets import Input, Static

from onrecord.review import Order, Session
from onrecord.review.passages import Passage
from onrecord.review.suggest import Suggestions, names_in
from onrecord.review.windows.edit_screen import EditScreen
from onrecord.review.windows.mark_screen import MarkPane, MarkScreen

Open = Callable[..., Session]


@pytest.fixture
def session(open_review: Open) -> Session:
    return open_review(order=Order.article)


def cursor_on(pilot: Pilot[None], words: str, text: str) -> MarkPane:
    pane = pilot.app.screen.query_one(MarkPane)
    pane._at = next(n for n, (start, _) in enumerate(pane._words) if start == text.index(words))
    return pane


def test_words_are_marked_and_become_a_claim(session: Session, make: Any) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await keys("i")(pilot)
        assert isinstance(pilot.app.screen, MarkScreen)
        pane = cursor_on(pilot, "council has put", make.text)
        await keys("left", "space", *["right"] * 7)(pilot)
        start, end = pane.bounds
        assert make.text[start:end] == "The council has put the work off twice"
        await keys("s")(pilot)
        assert isinstance(pilot.app.screen, EditScreen)
        await keys(*"tobi")(pilot)
        choices = str(pilot.app.screen.query_one("#choices", Static).render())
        assert choices == "Tobias Fell"
        await keys("down", "enter")(pilot)
        assert pilot.app.screen.query_one("#field-speaker", Input).value == "Tobias Fell"
        await keys("enter")(pilot)
        assert len(pilot.app.screen_stack) == 1
        assert "added: The council" in str(pilot.app.query_one("#message", Static).render())

    drive(session, script)
    (added,) = session.additions
    assert added.kind == "statement"
    assert (added.text, added.speaker and added.speaker.name) == (
        "The council has put the work off twice",
        "Tobias Fell",
    )
    assert session.queue.position == 0
    drive(session, keys("backspace"))
    assert verdicts(session) == ["add", "undo"]


def test_shift_marks_and_f_makes_a_figure(session: Session, make: Any) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await keys("i")(pilot)
        cursor_on(pilot, "2011", make.text)
        await keys("shift+left", "shift+right", "f", "enter")(pilot)

    drive(session, script)
    (added,) = session.additions
    assert (added.kind, added.text) == ("figure", "2011")


def test_words_are_drawn_with_the_mouse(session: Session, make: Any) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await keys("i")(pilot)
        pane = pilot.app.screen.query_one(MarkPane)
        await pilot.mouse_down(pane, offset=(0, 0))
        await pilot.hover(pane, offset=(9, 0))
        pane.action_word(1, True)
        assert make.text[slice(*pane.bounds)].startswith("Harbour master")

    drive(session, script)


def test_marking_can_be_left_and_what_is_known_is_refused(session: Session, make: Any) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await keys("i", "down", "up", "escape", "i")(pilot)
        cursor_on(pilot, "300", make.text)
        await keys("space", "right", "f")(pilot)
        assert "the program found this figure" in str(pilot.app.query_one("#message", Static).render())

    drive(session, script)
    assert verdicts(session) == []


def test_suggestions_close_before_the_window(session: Session) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await keys("e")(pilot)
        field = pilot.app.screen.query_one("#field-speaker", Input)
        field.value = ""
        await keys("t")(pilot)
        choices = pilot.app.screen.query_one("#choices", Static)
        assert choices.display
        await keys("down", "up", "escape")(pilot)
        assert not choices.display
        assert isinstance(pilot.app.screen, EditScreen)
        await keys("escape")(pilot)
        assert len(pilot.app.screen_stack) == 1

    drive(session, script)
    assert verdicts(session) == []


def test_suggestions(session: Session, make: Any) -> None:
    found = Suggestions(session.claims, 0, Passage(make.text, 0, True))
    assert found.of("speaker", "")[0] == "Ada Crane (person)"
    assert found.of("speaker", "fel") == ["Tobias Fell"]
    assert found.of("unit", "p") == ["percent", "person"]
    assert found.of("unit", "percent") == []
    assert found.of("mode", "i") == ["indirect"]
    assert found.of("value", "1") == []


def test_names_are_those_of_the_text() -> None:
    text = "Mayor Ann de Witt left Fenbury’s council on Monday. So the mayor of the Bank of Tern did so."
    assert names_in(text) == ["Ann de Witt", "Bank of Tern", "Fenbury"]
