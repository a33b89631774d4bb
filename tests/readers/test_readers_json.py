from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import ConfigError, ReaderError
from onrecord.readers import (
    Article,
    Failure,
    ReadOptions,
    file_source,
    parse_date,
    parse_field_map,
    read_source,
)


def read(path: Path, **options: Any) -> list[Article | Failure]:
    return list(read_source(file_source(path), ReadOptions(**options)))


def test_a_bad_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = {"text": "Body.\r\n", "id": 7, "published": "2026-02-10", "title": " T ", "url": ""}
    lines = [json.dumps(good), "", "{", "[]", "3", '{"text": 3}', '{"lead": "x"}', '{"text": "Last."}']
    path.write_text("\n".join(lines))
    found = read(path)
    first, last = found[0], found[-1]
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert (first.id, first.text, first.title, first.url) == ("7", "Body.", "T", None)
    assert first.published == date(2026, 2, 10)
    assert (last.id, last.path) == (f"{path.as_posix()}:8", path.as_posix())
    failures = found[1:-1]
    assert [item.article.rpartition(":")[2] for item in failures if isinstance(item, Failure)] == list(
        "34567"
    )
    assert all(isinstance(item, Failure) and item.error == "ReaderError" for item in failures)


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_fields_of_other_names(tmp_path: Path, name: str) -> None:
    record = {"body": {"plain": "Text."}, "a.b": "dotted key", "when": "Tue, 10 Feb 2026 23:30:00 -0800"}
    (tmp_path / name).write_text(json.dumps(record))
    fields = parse_field_map(["text=body.plain", "title = a.b", "published=when"])
    (found,) = read(tmp_path / name, fields=fields)
    assert isinstance(found, Article)
    assert (found.text, found.title, found.published) == ("Text.", "dotted key", date(2026, 2, 10))


def test_a_missing_text_names_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"maintext": "x", "date": "2026-02-10"}')
    (found,) = read(tmp_path / "a.json")
    assert isinstance(found, Failure)
    assert "there is date, maintext" in found.message
    assert "--field text=NAME" in found.message


def test_json_holds_one_article_or_a_list(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text('{"text": "One."}')
    (tmp_path / "many.json").write_text('[{"text": "One."}, 5, {"text": "Two."}]')
    (one,) = read(tmp_path / "one.json")
    assert one.article if isinstance(one, Failure) else one.id == (tmp_path / "one.json").as_posix()
    first, bad, second = read(tmp_path / "many.json")
    assert isinstance(first, Article)
    assert isinstance(bad, Failure)
    assert isinstance(second, Article)
    assert [item.rpartition(":")[2] for item in (first.id, bad.article, second.id)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "nul",
        "[" * 200_000,
        '{"text": "a", "id": ' + "9" * 5000 + "}",
        '{"text": "\\ud800 half"}',
        "\0",
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_unusable_json(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    found = read(tmp_path / name)
    assert all(isinstance(item, Failure) for item in found)
    assert len(found) == (0 if name == "a.jsonl" and not text else 1)


def test_an_overlong_line_is_passed_over_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One."}\n' + '{"text": "' + "x" * 300_000 + '"}\n{"text": "Three."}\n')
    first, bad, third = read(path, max_bytes=1000)
    assert isinstance(first, Article)
    assert isinstance(bad, Failure)
    assert "more than 1000 bytes" in bad.message
    assert isinstance(third, Article)
    assert third.id.endswith(":3")


def test_a_bad_encoding_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "One."}\n{"text": "caf\xe9"}\n{"text": "Three."}\n')
    first, bad, third = read(path)
    assert isinstance(first, Article)
    assert isinstance(bad, Failure)
    assert "0xe9" in bad.message
    assert isinstance(third, Article)
    assert not any(isinstance(item, Failure) for item in read(path, encoding="cp1252"))


@pytest.mark.parametrize("name", ["id", "title", "outlet", "url", "byline"])
def test_metadata_that_cannot_be_written_or_is_far_too_long(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.jsonl"
    rows = ({"text": "Text.", name: value} for value in ("half \ud800", "x" * 10_001, "x" * 10_000))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    half, long, good = read(path)
    assert isinstance(half, Failure)
    assert f"the {name} holds half a surrogate pair at position 5" in half.message
    assert isinstance(long, Failure)
    assert f"the {name} has 10001 characters" in long.message
    assert isinstance(good, Article)


@pytest.mark.parametrize("pair", ["text", "text=", "=body", "body=text"])
def test_bad_field_options(pair: str) -> None:
    with pytest.raises(ConfigError, match="--field"):
        parse_field_map([pair])


@pytest.mark.parametrize(
    "value",
    [
        "2026-02-10",
        "2026-02-10T23:59:59+14:00",
        "2026-02-10 01:00",
        "Tue, 10 Feb 2026 09:00:00 GMT",
        "10 Feb 2026",
        "Tuesday 10th February 2026",
        "Feb. 10, 2026",
        "February 10th, 2026, 9:30 a.m.",
        "10-Feb-2026",
        "2026/02/10",
        "2026/2/10 09:00",
        "10.02.2026",
        1770681600,
        "1770681600",
        1770681600000,
        date(2026, 2, 10),
    ],
)
def test_dates_that_are_read(value: object) -> None:
    assert parse_date(value) == date(2026, 2, 10)


@pytest.mark.parametrize(
    "value", ["yesterday", "2026-02-30", "10/02/2026", "2026", 17, ["2026-02-10"], "x" * 99]
)
def test_dates_that_are_refused(value: object) -> None:
    with pytest.raises(ReaderError, match="published"):
        parse_date(value)


@pytest.mark.parametrize("value", [None, "", "  ", False, float("nan"), "NaN", "NaT", "null", "N/A"])
def test_no_date(value: object) -> None:
    assert parse_date(value) is None
