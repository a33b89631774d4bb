"""The screen cell by cell, colours too: at three sizes, in dark, light and without colour.

The pictures are those of docs/review.md. After a change that is meant, make them anew, look at them, and
commit them: ``ONRECORD_PICTURES=write pytest tests/review/test_review_pictures.py``
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import unified_diff
from html import unescape
from itertools import count
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("textual")

from textual.widgets import Input

from onrecord.claims import fingerprint
from onrecord.review import Articles, ClaimFile, Order, Session, Store, arrange, store_path
from onrecord.review.choosing.sampling import draw
from onrecord.review.windows import ReviewApp

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
RENEW = os.environ.get("ONRECORD_PICTURES") == "write"


@dataclass(frozen=True)
class Picture:
    """What is pressed on a terminal of this size and look before the picture is taken."""

    size: tuple[int, int]
    look: str
    keys: Sequence[str]


PICTURES = {
    **{
        f"review-{width}x{height}-{look}": Picture((width, height), look, ["a", "f"])
        for width, height in ((80, 24), (120, 40), (200, 60))
        for look in ("dark", "light", "none")
    },
    "review-sixteen": Picture((80, 24), "ansi", ["a", "f"]),
    "review-narrow": Picture((60, 20), "dark", ["8"]),
    "review-edit": Picture((80, 24), "dark", ["j", "e"]),
    "review-edit-none": Picture((80, 24), "none", ["e", "up"]),
    "review-changed": Picture((80, 24), "dark", ["3"]),
    "review-note": Picture((80, 24), "light", ["n", *"Asked her office"]),
    "review-keys": Picture((80, 24), "dark", ["question_mark"]),
    "review-suggest": Picture((80, 24), "dark", ["j", "j", "e", *["backspace"] * 18, *"t"]),
    "review-hits": Picture((80, 24), "dark", ["slash", *"crane", "enter", "down"]),
    "review-mark": Picture((80, 24), "dark", ["j", "i", "down", "down", "down", "space", *["right"] * 8]),
    "review-sample": Picture((80, 24), "dark", ["a", "a", "x", "a", "a"]),
}
WEB_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
NUMBER = re.compile(r"terminal-\d+")
CELLS = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)


def words(svg: str) -> list[str]:
    """The text of a picture, without its colours and places."""
    return [unescape(text).replace("\xa0", " ") for text in CELLS.findall(svg)]


@pytest.fixture
def session(claims_path: Path, records: list[Any], make: Any, request: pytest.FixtureRequest) -> Any:
    """A review of all claims as one sample, at a thousand an hour; one of them changed since yesterday."""
    store = Store(store_path(claims_path))
    if request.node.callspec.params["name"] == "review-changed":
        store.add("ann", "review", records[4]["id"], records[4]["fingerprint"], "accept", before=records[4])
        records[4] |= {"unit": "signatory", "comparator": ">"}
        records[4]["fingerprint"] = fingerprint(records[4])
        make.write(claims_path, records)
    claims = ClaimFile(claims_path)
    rows = arrange(claims, claims.rows_with("article", "boats.txt"), Order.article)
    session = Session(
        claims,
        store,
        "ann",
        rows,
        articles=Articles([claims_path.parent]),
        sample=draw(claims, rows, len(rows), "kind"),
        clock=count(0, 3.6).__next__,
    )
    yield session
    session.close()


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_the_screen_is_the_picture(
    name: str, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = PICTURES[name]
    if picture.look == "none":
        monkeypatch.setenv("NO_COLOR", "1")
    if picture.look == "ansi":
        monkeypatch.setenv("TERM", "linux")
        monkeypatch.delenv("COLORTERM")
    app = ReviewApp(session, light=picture.look == "light")

    async def draw_screen() -> str:
        async with app.run_test(size=picture.size) as pilot:
            await pilot.pause()
            for key in picture.keys:
                await pilot.press(key)
                await pilot.pause()
            for field in app.screen.query(Input):
                field.cursor_blink = False
            await pilot.pause()
            return app.export_screenshot(title="onrecord review")

    svg = NUMBER.sub("terminal", WEB_FONT.sub("", asyncio.run(draw_screen())))
    path = FOLDER / f"{name}.svg"
    if RENEW:
        path.write_text(svg, encoding="utf-8")
    meant = path.read_text(encoding="utf-8")
    if svg != meant:
        found = tmp_path / path.name
        found.write_text(svg, encoding="utf-8")
        changes = "\n".join(unified_diff(words(meant), words(svg), "picture", "screen", lineterm="", n=0))
        pytest.fail(f"the screen is {found}, not {path}\n{changes or 'only colours or places differ'}")


def test_no_picture_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("review-*.svg")} == set(PICTURES)
