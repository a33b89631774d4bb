"""The site is built without a complaint, its links and pictures are there, and it loads nothing from afar."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from docs_pages import ROOT, site_pages

LOADING = {"audio", "embed", "iframe", "img", "input", "script", "source", "track", "video"}


class Page(HTMLParser):
    """The places a page can be linked to, what it links to, what it loads."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in attrs}
        self.ids |= {have[name] for name in ("id", "name") if name in have}
        if tag == "a" and "href" in have:
            self.links.append(have["href"])
        if tag == "link":
            self.loads.append(have["href"])
        if tag in LOADING and "src" in have:
            self.loads.append(have["src"])


@pytest.fixture(scope="module")
def html(site: Path) -> dict[Path, Page]:
    """The pages of the site by path; the one for lost visitors has addresses of a server."""
    return {path: Page(path) for path in site.glob("**/*.html") if path.name != "404.html"}


def test_every_page_is_in_the_navigation_and_was_built(site: Path):
    docs = ROOT / "docs"
    pages = {path for path in docs.glob("**/*.md") if "making" not in path.parts}
    assert pages == set(site_pages())
    assert [page for page in pages if not (site / page.relative_to(docs)).with_suffix(".html").exists()] == []


def test_every_link_leads_somewhere(html: dict[Path, Page]):
    lost = []
    for page in html.values():
        for link in page.links:
            address, place = urldefrag(link)
            if re.match(r"[a-z]+:", address):
                continue
            target = (page.path.parent / unquote(address)).resolve() if address else page.path
            target = target / "index.html" if target.is_dir() else target
            if not target.exists() or (place and target in html and unquote(place) not in html[target].ids):
                lost.append(f"{page.path.name}: {link}")
    assert lost == []


def test_everything_a_page_loads_lies_beside_it(html: dict[Path, Page]):
    for page in html.values():
        assert page.loads
        for address in page.loads:
            assert not re.match(r"[a-z]+:|//", address), f"{page.path.name} loads {address}"
            assert (page.path.parent / unquote(address)).exists(), f"{page.path.name} loads {address}"


def test_stylesheets_load_nothing_from_afar(site: Path):
    sheets = list(site.glob("**/*.css"))
    assert sheets
    for sheet in sheets:
        text = sheet.read_text(encoding="utf-8")
        assert re.findall(r"@import[^;]*|url\(\s*[\"']?(?:[a-z]+:)?//[^)]*", text) == [], sheet
