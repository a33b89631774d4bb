"""The screen at three sizes, as the pictures of docs/review.md show it.

``ONRECORD_PICTURES=write pytest tests/review/test_review_pictures.py`` makes them anew.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

pytest.importorskip("textual")

from onrecord.review import Order, Session
from onrecord.review.windows import ReviewApp

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
PICTURES = {
    "review-80x24": ((80, 24), False, []),
    "review-120x34-light": ((120, 34), True, ["j"]),
    "review-60x20": ((60, 20), False, ["8"]),
    "review-edit": ((80, 24), False, ["j", "e"]),
}
WEB_FONT = re.compile(r"@font-face \{.*?\}", re.DOTALL)
TEXT = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)


def words(svg: str) -> str:
    """The text of a picture, without its colours and places."""
    return unescape(" ".join(TEXT.findall(svg))).replace("\xa0", " ")


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_the_picture_is_what_the_screen_shows(name: str, open_review: Callable[..., Session]) -> None:
    size, light, keys = PICTURES[name]
    app = ReviewApp(open_review(order=Order.article), light=light)

    async def draw() -> str:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause(0.3)
            return WEB_FONT.sub("", app.export_screenshot(title="onrecord review"))

    svg = asyncio.run(draw())
    path = FOLDER / f"{name}.svg"
    if os.environ.get("ONRECORD_PICTURES") == "write":
        path.write_text(svg, encoding="utf-8")
    assert words(path.read_text(encoding="utf-8")) == words(svg)
