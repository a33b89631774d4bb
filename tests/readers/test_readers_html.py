from __future__ import annotations

import builtins
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.readers import Article, Failure, ReadOptions, file_source, read_source
from onrecord.readers.html import declared_encoding

PARAGRAPH = (
    "The mayor of Fenbury, Ana Quist, said on Monday that the old bridge would stay closed until spring. "
)
HEAD = (
    "<title>Bridge shut</title><meta property='og:site_name' content='The Vale Post'>"
    "<meta property='article:published_time' content='2031-03-04T10:00:00Z'>"
    "<link rel='canonical' href='https://vale.example/bridge'>"
)


def page(paragraph: str = PARAGRAPH, head: str = HEAD) -> str:
    return (
        f"<!doctype html><html><head>{head}</head><body><nav><a href='/'>Home</a></nav><article>"
        f"<p>{paragraph * 4}</p><p>{paragraph * 3}</p></article><footer>Imprint</footer></body></html>"
    )


def read(path: Path, **options: Any) -> Article | Failure:
    (found,) = read_source(file_source(path), ReadOptions(**options))
    return found


def test_buttons_and_links_between_paragraphs_are_left_out(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    more = "</p><p>Read more: Storm hits the coast</p><p>Share this story</p><p>"
    (tmp_path / "a.html").write_text(page().replace("</p><p>", more), encoding="utf-8")
    found = read(tmp_path / "a.html")
    assert isinstance(found, Article)
    assert found.text == f"{PARAGRAPH * 4}".strip() + "\n" + f"{PARAGRAPH * 3}".strip()


def test_main_text_and_metadata(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_text(page(), encoding="utf-8")
    found = read(tmp_path / "a.html")
    assert isinstance(found, Article)
    assert found.text == f"{PARAGRAPH * 4}".strip() + "\n" + f"{PARAGRAPH * 3}".strip()
    assert (found.title, found.outlet, found.url) == (
        "Bridge shut",
        "The Vale Post",
        "https://vale.example/bridge",
    )
    assert found.published == date(2031, 3, 4)


def test_no_date_is_guessed_from_the_text(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_text(page(PARAGRAPH + "It opened on 3 May 2011. ", "<title>Bridge</title>"))
    found = read(tmp_path / "a.html")
    assert isinstance(found, Article)
    assert found.published is None


def test_a_page_without_an_article_is_a_counted_failure(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_text("<html><head><title>Home</title></head><body></body></html>")
    found = read(tmp_path / "a.html")
    assert isinstance(found, Failure)
    assert found.message == "no article text found on the page"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf ", b"<p>\0</p>", b"\x89PNG\0\0"])
def test_bytes_that_are_no_page(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.html").write_bytes(data)
    assert isinstance(read(tmp_path / "a.html"), Failure)


def test_the_declared_encoding_counts(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    paragraph = (
        "Skarvøy’s mayor said “no” to the plan for a new wind farm on the island’s northern shore today. "
    )
    html = page(paragraph, "<meta charset='iso-8859-1'><title>Nei</title>")
    (tmp_path / "a.html").write_bytes(html.encode("cp1252"))
    found = read(tmp_path / "a.html")
    assert isinstance(found, Article)
    assert found.text.startswith(paragraph)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<meta charset=utf-8>", "utf-8"),
        (b'<META http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252"),
        (b'<meta charset="utf-16">', "utf-8"),
        (b"<meta charset=no-such-thing>", None),
        (b"<p>charset=cp1252</p>", None),
        (b"<meta " * 10_000, None),
    ],
)
def test_declared_encoding(head: bytes, name: str | None) -> None:
    assert declared_encoding(head) == name


def test_a_missing_extra_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str, *args: Any) -> Any:
        if name == "trafilatura":
            raise ImportError(name)
        return original(name, *args)

    original = builtins.__import__
    (tmp_path / "a.html").write_text(page())
    monkeypatch.setattr(builtins, "__import__", refuse)
    found = read(tmp_path / "a.html")
    assert isinstance(found, Failure)
    assert "pip install 'onrecord[html]'" in found.message
