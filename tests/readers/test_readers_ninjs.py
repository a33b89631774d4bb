from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from onrecord.readers import Article, Failure, Skipped

Read = Callable[..., list[Article | Failure]]

ITEM = {"uri": "urn:x:1", "versioncreated": "2026-02-10T23:00:00-05:00", "headline": "T"}


def read_one(read: Read, item: dict[str, Any]) -> Article | Failure:
    (found,) = read("a.json", json.dumps(item).encode())
    return found


@pytest.mark.parametrize(
    "bodies",
    [
        {"body_text": "One.\n\nTwo."},
        {"body_xhtml": "<p>One.</p><p>Two.</p>", "body_text": "Other."},
        {"body_html": "<div>One.<br/>Two.</div>"},
        {"bodies": [{"role": "main", "contenttype": "text/plain", "value": "One.\n\nTwo."}]},
        {"bodies": [{"contentType": "image/png", "value": "x"}, {"value": "One.\n\nTwo."}]},
        {
            "bodies": [
                {"contentType": "text/plain", "value": "Other."},
                {"contentType": "application/xhtml+xml", "value": "<h2>One.</h2>\n<p>Two<b>.</b></p>"},
            ]
        },
    ],
)
def test_bodies(read: Read, bodies: dict[str, Any]) -> None:
    found = read_one(read, ITEM | bodies)
    assert isinstance(found, Article), found
    assert found.text == "One.\n\nTwo."
    assert (found.id, found.title, found.published, found.url) == ("urn:x:1", "T", date(2026, 2, 10), None)


def test_captions_tables_and_scripts_are_no_text(read: Read) -> None:
    body = (
        "<p>One&nbsp;&amp; two.</p><figure><img src='x'/><figcaption>Caption</figcaption></figure>"
        "<script>alert(1)</script><table><tr><td>3</td></tr></table><!-- no --><p>“Three”\n   four.</p>"
    )
    found = read_one(read, ITEM | {"body_xhtml": body})
    assert isinstance(found, Article)
    assert found.text == "One & two.\n\n“Three” four."


def test_a_picture_is_named_and_no_failure(read: Read) -> None:
    skip: list[Skipped] = []
    data = json.dumps([{"uri": "u", "type": "picture", "headlines": []}, ITEM | {"body_text": "Body."}])
    (found,) = read("a.json", data.encode(), skip)
    assert isinstance(found, Article)
    assert [part.suffix for part in skip] == ["ninjs picture"]


def test_a_text_without_a_body_is_a_failure(read: Read) -> None:
    found = read_one(read, ITEM)
    assert isinstance(found, Failure)
    assert found.message == "a ninjs item without a body in HTML or plain text"


@pytest.mark.parametrize(
    "odd",
    [
        {"bodies": "x"},
        {"bodies": [1, None, {"value": 5}]},
        {"headlines": {"value": "x"}, "body_text": "Body."},
        {"by": {"name": "x"}, "body_text": "Body."},
        {"infosources": [3, {"name": None}], "body_text": "Body."},
        {"uri": 5, "body_text": "Body."},
        {"type": ["text"]},
        {"body_xhtml": "<div>" * 300 + "deep"},
        {"body_xhtml": "\ud800"},
        {"body_xhtml": "<!-- -->"},
    ],
)
def test_odd_items_are_articles_or_failures(read: Read, odd: dict[str, Any]) -> None:
    for found in read("a.json", json.dumps(ITEM | odd).encode()):
        assert isinstance(found, Article) or found.error == "ReaderError"


def test_a_field_map_for_the_text_wins(read: Read) -> None:
    data = json.dumps(ITEM | {"body_text": "Body.", "lead": "Lead."}).encode()
    (found,) = read("a.json", data, fields={"text": "lead"})
    assert isinstance(found, Article)
    assert found.text == "Lead."
