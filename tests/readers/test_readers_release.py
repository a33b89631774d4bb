"""Items that are withdrawn, embargoed or in another language are skipped and told."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from onrecord.readers import Article, Failure, Skipped
from onrecord.readers.release import other_language, unreleased

Read = Callable[..., list[Article | Failure]]
NOW = datetime(2026, 2, 10, 12, tzinfo=UTC)
LATER = "<date.release norm='29990101T000000Z'/>"
NITF = (
    "<nitf {about}><head><docdata {data}>{more}</docdata></head>"
    "<body><body.content><p>Body.</p></body.content></body></nitf>"
)
NEWSML = (
    "<newsItem guid='a'><itemMeta><itemClass qcode='ninat:text'/>{about}</itemMeta>"
    "<contentMeta>{content}</contentMeta><contentSet><inlineData>Body.</inlineData></contentSet></newsItem>"
)


@pytest.mark.parametrize(
    ("record", "why"),
    [
        ({}, None),
        ({"pubstatus": "usable"}, None),
        ({"pubstatus": "canceled"}, "withdrawn"),
        ({"pubStatus": "stat:withheld"}, "withdrawn"),
        ({"pubstatus": "http://cv.iptc.org/newscodes/pubstatusg2/Withheld"}, "withdrawn"),
        ({"pubstatus": "embargoed"}, "embargoed"),
        ({"embargoed": "2026-02-10T13:00:00Z"}, "embargoed"),
        ({"embargoed": "2026-02-10T13:00:00+02:00"}, None),
        ({"embargoed": "20260211T080000Z"}, "embargoed"),
        ({"embargoed": "11 February 2026"}, "embargoed"),
        ({"embargoed": "until further notice"}, "embargoed"),
        ({"pubstatus": "embargoed", "embargoed": "2026-02-09"}, None),
        ({"embargoed": True}, "embargoed"),
        ({"embargoed": False}, None),
        ({"embargoed": "NaN"}, None),
    ],
)
def test_unreleased(record: dict[str, Any], why: str | None) -> None:
    assert unreleased(record, NOW) == why


@pytest.mark.parametrize(
    "value", ["en", "en-GB", "EN_us", "eng", "English", "", "und", "NaN", None, 3, ["en"]]
)
def test_ours(value: object) -> None:
    assert other_language({"language": value}) is None


@pytest.mark.parametrize(
    ("value", "language"),
    [
        ("de", "de"),
        ("pt-BR", "pt"),
        ("fra", "fra"),
        ("German", "german"),
        (["sv"], "sv"),
        ({"code": "fi"}, "fi"),
    ],
)
def test_other_languages(value: object, language: str) -> None:
    assert other_language({"lang": value}) == language


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.json", json.dumps({"uri": "u", "versioncreated": "", "pubstatus": "canceled"}), "withdrawn"),
        ("a.jsonl", json.dumps({"text": "Body.", "pubstatus": "withheld"}), "withdrawn"),
        ("a.csv", "text,embargoed\nBody.,2999-01-01\n", "embargoed"),
        ("a.xml", NITF.format(about="", data="management-status='killed'", more=""), "withdrawn"),
        ("a.xml", NITF.format(about="", data="", more=LATER), "embargoed"),
        ("a.xml", NITF.format(about="xml:lang='de'", data="", more=""), "language de"),
        ("a.xml", NEWSML.format(about="<pubStatus qcode='stat:canceled'/>", content=""), "withdrawn"),
        ("a.xml", NEWSML.format(about="<embargoed/>", content=""), "embargoed"),
        ("a.xml", NEWSML.format(about="", content="<language tag='sv'/>"), "language sv"),
        ("a.html", "<html lang='fr'><body><p>Un texte.</p></body></html>", "language fr"),
        ("a.rss", "<rss><language>nl</language><item><description>A</description></item></rss>", "language nl"),  # noqa: E501
    ],
)  # fmt: skip
def test_every_format(read: Read, name: str, data: str, kind: str) -> None:
    skip: list[Skipped] = []
    assert read(name, data.encode(), skip) == []
    assert [part.suffix for part in skip] == [kind]


def test_they_are_taken_where_somebody_asks(read: Read) -> None:
    (found,) = read(
        "a.jsonl", json.dumps({"text": "Body.", "pubstatus": "canceled"}).encode(), withdrawn=True
    )
    assert isinstance(found, Article)
