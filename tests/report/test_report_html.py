"""The pages as text, without a browser: links that lead somewhere, nothing but text in places for text."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

VOID = {"meta", "link", "input", "br", "img"}
DRAWN = {"rect", "line", "path"}
HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
TAGS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "link",
        "script",
        "body",
        "header",
        "main",
        "footer",
        "nav",
        "noscript",
    ),
    *("a", "p", "span", "h1", "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd", "bdi", "code", "kbd", "strong"),
    *("div", "section", "article", "blockquote", "details", "summary", "figure", "figcaption"),
    *("table", "thead", "tbody", "tr", "th", "td", "svg", "g", "rect", "line", "path", "text"),
    *("form", "label", "input", "button", "select", "option", "fieldset", "legend"),
}


class Page(HTMLParser):
    """Collects what a page links to and defines, and complains about what does not belong there."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.links: list[tuple[str, str | None]] = []
        self.ids: list[str] = []
        self.scripts: list[str] = []
        self.faults: list[str] = []
        self.open: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()
        if self.open:
            self.faults.append(f"left open: {self.open}")

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"tag {tag}")
        if tag not in VOID | DRAWN:
            self.open.append(tag)
        found = dict(attributes)
        if len(found) != len(attributes):
            self.faults.append(f"{tag} has an attribute twice")
        for name in found:
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                self.faults.append(f"{tag} {name}")
        if found.get("id"):
            self.ids.append(found["id"] or "")
        if tag == "script":
            self.scripts.append(found.get("src") or "inline")
        if tag in ("a", "link", "form") or "src" in found:
            self.links.append(
                (found.get("href") or found.get("action") or found.get("src") or "", found.get("rel"))
            )

    def handle_endtag(self, tag: str) -> None:
        if tag in DRAWN:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in VOID | DRAWN:
            self.open.pop()


def pages(folder: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in sorted(folder.rglob("*.html"))}


@pytest.mark.parametrize("which", ["town_report", "hostile_report"])
def test_pages_are_whole_and_only_text_is_in_them(which: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(which)
    for path, page in pages(folder).items():
        assert page.faults == [], path
        assert {Path(script).name for script in page.scripts} <= {
            "theme.js",
            "page.js",
            "copy.js",
            "download.js",
            "asked.js",
            "search.js",
            "claims.js",
        }
        assert len(page.ids) == len(set(page.ids)), path


@pytest.mark.parametrize("which", ["town_report", "hostile_report"])
def test_every_link_leads_somewhere(which: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(which)
    found = pages(folder)
    outside = set()
    for path, page in found.items():
        for link, rel in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                outside.add(link)
                assert parts.scheme == "https"
                assert rel is not None
                assert "noopener" in rel
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_relative_to(folder.resolve())
            assert target.is_file(), f"{path}: {link}"
            if parts.fragment and target.suffix == ".html" and not parts.fragment.startswith("t-"):
                assert parts.fragment in found[target].ids, f"{path}: {link}"
    assert len(outside) == (5 if which == "town_report" else 0)


@pytest.mark.parametrize("which", ["town_report", "hostile_report"])
def test_nothing_turns_the_text_around_or_is_hidden_in_it(which: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(which)
    for path in sorted(folder.rglob("*.*")):
        assert not HARMFUL.search(path.read_text(encoding="utf-8")), path
        assert re.fullmatch(r"[a-z0-9_.-]+", path.name), path


def test_the_data_of_the_search_is_json_in_a_string(hostile_report: Path) -> None:
    script = (hostile_report / "data" / "claims.js").read_text(encoding="utf-8")
    found = re.fullmatch(r'const claimsData = JSON\.parse\(("(?:[^"\\]|\\.)*")\);\n', script)
    assert found, "something stands outside the string"
    assert script.isascii()
    data = json.loads(json.loads(found[1]))
    assert len(data["claims"]) == 4
    assert "<script>alert('evil')</script>" in data["sentences"][0]


def test_everything_hostile_is_still_there_as_text(hostile_report: Path) -> None:
    for path in hostile_report.glob("articles/*.html"):
        page = path.read_text(encoding="utf-8")
        assert "&lt;script&gt;alert(&#39;evil&#39;)&lt;/script&gt;" in page
        assert "{{ 7*7 }}" in page
        assert "javascript:alert(" in page
    assert "&lt;script&gt;" in (hostile_report / "errors.html").read_text(encoding="utf-8")
    assert "is no JSON" in (hostile_report / "errors.html").read_text(encoding="utf-8")
