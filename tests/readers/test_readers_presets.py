from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from onrecord.errors import ConfigError
from onrecord.readers import FIELDS, PRESETS, Article, Failure, parse_field_map, preset_fields

Read = Callable[..., list[Article | Failure]]

RECORDS: dict[str, dict[str, Any]] = {
    "news-please": {
        "authors": ["Ana Quist", "Mo Fen"],
        "date_download": "2026-02-14 10:00:00",
        "date_publish": "2026-02-10 08:00:00",
        "filename": "x.json",
        "language": "en",
        "maintext": "Body.",
        "source_domain": "post.example",
        "title": "T",
        "url": "https://post.example/1",
    },
    "huggingface": {
        "article": "Body.",
        "author": "Ana Quist, Mo Fen",
        "date": "2026-02-10",
        "domain": "post.example",
        "title": "T",
        "url": "https://post.example/1",
    },
    "mediacloud": {
        "stories_id": 1,
        "publish_date": "2026-02-10T08:00:00",
        "media_name": "post.example",
        "title": "T",
        "url": "https://post.example/1",
        "story_text": "Body.",
    },
}


@pytest.mark.parametrize("name", RECORDS)
def test_presets(read: Read, name: str) -> None:
    (found,) = read("a.json", json.dumps(RECORDS[name]).encode(), fields=preset_fields(name))
    assert isinstance(found, Article)
    assert (found.text, found.title, found.published) == ("Body.", "T", date(2026, 2, 10))
    assert (found.outlet, found.url) == ("post.example", "https://post.example/1")
    assert found.byline == (None if name == "mediacloud" else "Ana Quist, Mo Fen")


@pytest.mark.parametrize("name", RECORDS)
def test_the_message_names_the_preset_that_fits(read: Read, name: str) -> None:
    (found,) = read("a.json", json.dumps(RECORDS[name]).encode())
    assert isinstance(found, Failure)
    assert found.message.endswith(f"or try --preset {name}")


def test_presets_name_fields_that_there_are() -> None:
    assert set(PRESETS) == {*RECORDS, "cc-news"}
    assert all(set(fields) <= set(FIELDS) for fields in PRESETS.values())
    with pytest.raises(ConfigError, match="use one of cc-news, huggingface"):
        preset_fields("nosuch")


def test_the_first_name_with_a_value_counts(read: Read) -> None:
    fields = parse_field_map(["text=a.b, c,d"])
    for record, text in (
        ({"a": {"b": "AB"}, "c": "C"}, "AB"),
        ({"a": {"b": ""}, "c": "C"}, "C"),
        ({"a": None, "d": "D"}, "D"),
        ({"a.b, c,d": "whole"}, "whole"),
    ):
        (found,) = read("a.json", json.dumps(record).encode(), fields=fields)
        assert isinstance(found, Article), found
        assert found.text == text
