from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from article_files import ARTICLES, EACH, MANY, as_jsonl

from onrecord.readers import Article, Failure, Inputs, ReadOptions, Source, find_sources, read_source

Read = Callable[..., list[Article | Failure]]

NAMES = [*(name for name in MANY if not name.endswith(".gz")), *EACH]


@pytest.mark.parametrize("name", NAMES)
def test_gzip_of_any_format(read: Read, name: str) -> None:
    data = MANY[name](ARTICLES) if name in MANY else EACH[name](ARTICLES[0])
    name = name if name in MANY else f"a{name}"
    plain, packed = read(name, data), read(f"{name}.gz", gzip.compress(data))
    assert [item.text for item in plain if isinstance(item, Article)]
    assert [getattr(item, "text", None) for item in plain] == [getattr(item, "text", None) for item in packed]


def test_the_bytes_decide_what_is_gzip(read: Read) -> None:
    assert len(read("a.jsonl", gzip.compress(as_jsonl(ARTICLES)))) == 3
    assert len(read("a.jsonl.gz", as_jsonl(ARTICLES))) == 3


def test_several_members_are_one_file(read: Read) -> None:
    assert len(read("a.jsonl.gz", b"".join(gzip.compress(as_jsonl([one])) for one in ARTICLES))) == 3


@pytest.mark.parametrize("cut", [2, 5, 12, 100, -1])
def test_a_damaged_file_gives_what_comes_before_and_says_so(read: Read, cut: int) -> None:
    packed = gzip.compress(as_jsonl(ARTICLES))
    *_, last = read("a.jsonl.gz", packed[:cut])
    assert isinstance(last, Failure)
    assert last.error == "ReaderError"
    flipped = packed[:-8] + bytes(8)
    *good, bad = read("a.jsonl.gz", flipped)
    assert len(good) == 3
    assert isinstance(bad, Failure)
    assert "damaged or truncated" in bad.message


def test_sidecars_of_packed_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"Body."))
    (tmp_path / "a.json").write_text(json.dumps({"title": "T"}))
    (tmp_path / "b.tar.gz").write_bytes(gzip.compress(b"x"))
    (source, other) = find_sources([str(tmp_path)])
    assert isinstance(source, Source)
    (found,) = read_source(source, ReadOptions())
    assert isinstance(found, Article)
    assert (found.title, found.text) == ("T", "Body.")
    assert getattr(other, "suffix", None) == ".tar"


@pytest.mark.parametrize("name", [None, "jsonl", "parquet", "docx"])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, name: str | None) -> None:
    file = {None: "articles.jsonl", "jsonl": "articles.jsonl", "docx": "nexis.docx"}.get(
        name, "articles.parquet"
    )
    data: Any = MANY[file](ARTICLES)
    for stdin in (data, gzip.compress(data)):
        stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(stdin)))
        monkeypatch.setattr(sys, "stdin", stream)
        assert (
            len([item for item in Inputs(["-"], ReadOptions(format=name)) if isinstance(item, Article)]) == 3
        )
        assert not stream.closed
