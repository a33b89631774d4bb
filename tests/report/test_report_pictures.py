"""The pictures of docs/report.md: each notes the words that were on the page, and they are still there.

``ONRECORD_PICTURES=write pytest tests/report/test_report_pictures.py`` makes them anew.
"""

from __future__ import annotations

import os
import struct
import zlib
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
PICTURES = {
    "report-overview": ("index.html", 1280, 900, "light"),
    "report-article": ("articles/", 1280, 900, "light"),
    "report-figures": ("figures.html", 820, 1360, "light"),
    "report-search": ("search.html?q=fenbury&kind=figure", 820, 900, "dark"),
    "report-phone": ("articles/", 390, 844, "dark"),
}
SIGNATURE = 8
HEADER = 25
"""Bytes of the signature and of the first chunk of a PNG file."""


def noted(picture: bytes, note: str) -> bytes:
    """A picture with a note behind its first chunk."""
    data = b"tEXtwords\0" + note.encode("ascii")
    chunk = struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
    return picture[: SIGNATURE + HEADER] + chunk + picture[SIGNATURE + HEADER :]


def note_of(picture: bytes) -> str:
    start = picture.index(b"tEXtwords\0") + 10
    (length,) = struct.unpack(">I", picture[start - 14 : start - 10])
    return picture[start : start + length - 6].decode("ascii")


def size_of(picture: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_the_picture_is_of_the_page_as_it_is(name: str, town_report: Path, browser: Any) -> None:
    page, width, height, scheme = PICTURES[name]
    if page == "articles/":
        found = town_report.glob("articles/*.html")
        page = next(str(path) for path in found if "Swap left Fenbury" in path.read_text(encoding="utf-8"))
    browser.look(width, height, scheme)
    file, _, query = page.partition("?")
    browser.open(town_report / file, query and f"?{query}")  # an article's path is whole
    words = " ".join(browser.run("return document.body.innerText").split())
    note = sha256(words.encode()).hexdigest()
    path = FOLDER / f"{name}.png"
    if os.environ.get("ONRECORD_PICTURES") == "write":
        shot = browser.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
        path.write_bytes(noted(b64decode(shot["data"]), note))
    picture = path.read_bytes()
    assert size_of(picture) == (width, height)
    assert note_of(picture) == note, "the page says something else now: make the pictures anew"
