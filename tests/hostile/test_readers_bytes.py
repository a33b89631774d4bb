"""Whatever the bytes are, a reader gives articles and failures, and raises nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reading_checks import LIMIT, check_reading

from onrecord.readers import Article, Failure, ReadOptions, file_source, read_source

TAGS = (
    "<p>|</p>|<article>|<div|>|<!--|-->|<![CDATA[|]]>|&amp;|&#0;|&#x110000;|<script>|</title|<br/>|<svg><p>"
)
META = "&bad|<meta charset=|'zlib'>|utf-7>|'unicode_escape'>|idna>|word word word word word word"
pieces = st.sampled_from([*TAGS.split("|"), *META.split("|"), "\0", "\ufffe"]) | st.text(max_size=8)
html = st.lists(pieces, max_size=40).map(lambda parts: "".join(parts).encode("utf-8"))
front = st.builds(
    lambda head, body: b"---\n" + head + b"\n---\n" + body, st.binary(max_size=200), st.binary(max_size=50)
)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "id", "title", "published", "url", "x"]), inner, max_size=4
        )
    ),
    max_leaves=8,
).map(lambda value: json.dumps(value).encode("utf-8"))
lines = st.lists(values | st.binary(max_size=60), max_size=8).map(b"\n".join)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.json", "a.jsonl"])
@given(data=st.binary(max_size=2 * LIMIT) | front | values | lines | html)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_bytes(name: str, data: bytes) -> None:
    check_reading(name, data)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp1252", "utf-7", "cp037", "shift_jis"])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
@given(data=st.binary(max_size=300))
@settings(max_examples=25)
def test_bytes_in_other_encodings(name: str, encoding: str, data: bytes) -> None:
    check_reading(name, data, encoding=encoding)


@given(data=html | st.binary(max_size=300))
@example(data=b"<svg><p><p>")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_pages(data: bytes) -> None:
    pytest.importorskip("trafilatura")
    check_reading("a.html", data)


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 200_000,
        b"<b>" * 50_000 + b"word " * 500,
        b"<!ENTITY a 'b'>" * 10_000,
        b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><p>&b;&b;</p>",
        b"<p " + b"a=1 " * 200_000 + b">text</p>",
        b"<meta charset='utf-16'><p>text</p>",
        b"<meta charset='zlib'><p>text</p>",
        b"<meta charset='unicode_escape'><p>\\q\\N{x</p>",
        b"<p>" + b"x" * 5_000_000,
    ],
    ids=["deep", "deep inline", "entities", "doctype", "attributes", "utf-16", "zlib", "escapes", "one word"],
)
def test_hostile_pages_end(tmp_path: Path, data: bytes) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_bytes(data)
    (found,) = read_source(file_source(tmp_path / "a.html"), ReadOptions())
    assert isinstance(found, Article | Failure)


def test_a_line_without_end(tmp_path: Path) -> None:
    for name in ("a.txt", "a.md", "a.jsonl", "a.html"):
        (tmp_path / name).write_bytes(b"x" * 10_000_001)
        (found,) = read_source(file_source(tmp_path / name), ReadOptions())
        assert isinstance(found, Failure)
        assert "--max-bytes" in found.message


def test_a_title_is_never_a_path(tmp_path: Path) -> None:
    record = {
        "text": "Body.",
        "id": "../../../etc/passwd",
        "title": "/etc/passwd\x1b]0;x\x07",
        "url": "javascript:1",
    }
    (tmp_path / "a.json").write_text(json.dumps(record))
    (found,) = read_source(file_source(tmp_path / "a.json"), ReadOptions())
    assert isinstance(found, Article)
    assert found.title == record["title"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json"]
