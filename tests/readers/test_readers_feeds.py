"""Feeds, answers of APIs, and names of fields that tools use."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from onrecord.readers import Article, Failure, Skipped

Read = Callable[..., list[Article | Failure]]
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>Hale News</title>"
    "<entry><title type='html'>Tarn &amp;amp; Sons</title><link rel='self' href='x'/>"
    "<link href='https://example.org/1'/><id>one</id><updated>2026-02-10T09:00:00Z</updated>"
    "<author><name>Ana Quist</name></author><content type='{kind}'>{content}</content></entry></feed>"
)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("xhtml", "<div xmlns='http://www.w3.org/1999/xhtml'><p>One.</p><p>Two &amp; three.</p></div>"),
        ("html", "&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;"),
        ("html", "<![CDATA[<p>One.</p><p>Two &amp; three.</p>]]>"),
        ("text", "One.\n\nTwo &amp; three."),
    ],
)
def test_atom(read: Read, kind: str, content: str) -> None:
    (found,) = read("a.atom", ATOM.format(kind=kind, content=content).encode())
    assert isinstance(found, Article)
    assert (found.text, found.id, found.title) == ("One.\n\nTwo & three.", "one", "Tarn & Sons")
    assert (found.published, found.outlet, found.byline) == (date(2026, 2, 10), "Hale News", "Ana Quist")
    assert found.url == "https://example.org/1"


def test_an_item_without_words_is_skipped(read: Read) -> None:
    skip: list[Skipped] = []
    data = b"<rss><channel><item><title>T</title></item><item><description>Two.</description></item></channel></rss>"  # noqa: E501
    (found,) = read("a.xml", data, skip)
    assert isinstance(found, Article)
    assert found.id.endswith(":2")
    assert [part.suffix for part in skip] == ["feed item without text"]


@pytest.mark.parametrize(
    "answer",
    [
        {"articles": [{"content": "One.", "publishedAt": "2026-02-10", "source": {"id": None, "name": "P"}}]},
        {"response": {"results": [
            {"fields": {"body": "<p>One.</p>"}, "webPublicationDate": "2026-02-10", "source": "P"}
        ]}},
        {"data": [{"body": "One.", "date": "10 Feb 2026", "publisher": "P"}]},
        {"items": [{"content_html": "<p>One.</p>", "date_published": "2026-02-10", "source": {"name": "P"}}]},
    ],
)  # fmt: skip
@pytest.mark.parametrize(("name", "place"), [("a.json", ":1"), ("a.jsonl", ":1.1")])
def test_articles_inside_an_answer(read: Read, name: str, place: str, answer: dict[str, Any]) -> None:
    (found,) = read(name, json.dumps(answer).encode())
    assert isinstance(found, Article)
    assert (found.text, found.published, found.outlet) == ("One.", date(2026, 2, 10), "P")
    assert found.id == found.path + place


def test_names_that_tools_use(read: Read) -> None:
    data = b"guid, date, headline, body, link, author\n"
    data += b"7, 2026/02/10, T, Body., https://example.org, By Ana Quist\n"
    (found,) = read("a.csv", data)
    assert isinstance(found, Article)
    assert (found.id, found.title, found.text, found.url) == ("7", "T", "Body.", "https://example.org")
    assert (found.published, found.byline) == (date(2026, 2, 10), "Ana Quist")


@pytest.mark.parametrize("published", ["03/04/2026", "soon", ["2026"], 12])
def test_a_bad_date_costs_the_date_only(read: Read, published: object) -> None:
    (found,) = read("a.jsonl", json.dumps({"text": "Body.", "published": published}).encode())
    assert isinstance(found, Article)
    assert found.published is None
    assert "the field 'published' is" in str(found.unread)


OLD = """                     1 of 2 DOCUMENTS

                      The Hale Gazette

                   June 3, 2024 Monday
                      First Edition

Lake at record low

BYLINE: By Rhea Stanmore

LENGTH: 80 words

 Orla Petrie, the warden, said on Monday that 40
boats had been lost.

   "We are worried," she said.

LOAD-DATE: June 4, 2024

LANGUAGE: ENGLISH

               Copyright 2024 The Hale Gazette
                    All Rights Reserved

                     2 of 2 DOCUMENTS

                      The Tarn Echo

                      3rd June 2024

Bridge shut

BODY:
The bridge is shut.
"""


def test_an_old_nexis_download(read: Read) -> None:
    first, second = read("a.txt", OLD.encode())
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.text == (
        'Orla Petrie, the warden, said on Monday that 40 boats had been lost.\n\n"We are worried," she said.'
    )
    assert (first.title, first.outlet, first.byline) == (
        "Lake at record low",
        "The Hale Gazette",
        "Rhea Stanmore",
    )
    assert (second.text, second.title, second.outlet) == (
        "The bridge is shut.",
        "Bridge shut",
        "The Tarn Echo",
    )
    assert first.published == second.published == date(2024, 6, 3)


@pytest.mark.parametrize(
    ("headline", "day"),
    [("June 6, 1944, as the village remembers it", "June 3, 2024 Monday"), ("Lake falls", "Jun. 3, 2024"),
     ("Lake falls", "Monday 3rd June 2024"), ("June 6, 1944", "June 3, 2024 Monday 9:00 AM GMT First Edition")],  # noqa: E501
)  # fmt: skip
def test_the_date_of_a_nexis_article(read: Read, headline: str, day: str) -> None:
    lines = [
        headline,
        "The Hale Gazette",
        day,
        "Copyright 2024 X",
        "Body",
        "Text.",
        "Classification",
        "End of Document",
    ]
    (found,) = read("a.txt", "\n".join(lines).encode())
    assert isinstance(found, Article)
    assert (found.title, found.outlet, found.published) == (headline, "The Hale Gazette", date(2024, 6, 3))
    assert found.text == "Text."


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("claims.jsonl", '{"id":"a","kind":"figure","article":{"id":"x","sha256":"b"}}', "claims"),
        (
            "errors.jsonl",
            '{"article": "a", "path": "a", "stage": "read", "error": "E", "message": "m"}',
            "errors",
        ),
        ("manifest.json", '{\n"config": {"min_confidence": 0, "max_chars": 3}}', "manifest"),
    ],
)
def test_own_outputs_are_no_articles(read: Read, name: str, data: str, kind: str) -> None:
    skip: list[Skipped] = []
    assert read(name, data.encode(), skip) == []
    assert [part.suffix for part in skip] == [f"onrecord {kind}"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"%PDF-1.4", "pdftotext"),
        ("a.doc", b"", "soffice"),
        ("a.txt", b"%PDF-1.4\n\xff", "pdftotext"),
    ],
)
def test_remedies(read: Read, name: str, data: bytes, words: str) -> None:
    (found,) = read(name, data)
    assert isinstance(found, Failure)
    assert words in found.message
