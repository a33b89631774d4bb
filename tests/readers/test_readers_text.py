from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from onrecord.readers import Article, Failure, ReadOptions, file_source, read_source


def read(path: Path, **options: Any) -> list[Article | Failure]:
    return list(read_source(file_source(path), ReadOptions(**options)))


def article(path: Path, **options: object) -> Article:
    (found,) = read(path, **options)
    assert isinstance(found, Article), found
    return found


def message(path: Path, **options: object) -> str:
    (found,) = read(path, **options)
    assert isinstance(found, Failure), found
    assert found.error == "ReaderError"
    return found.message


def test_text_is_composed_and_otherwise_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "  Ma\u0301ire “spoke”.\n\n\tTwo\u00a0words 🙂 \n"
    path.write_text(text, encoding="utf-8")
    found = article(path)
    stored = "  Máire “spoke”.\n\n\tTwo\u00a0words 🙂"
    assert found.text == stored
    assert found.sha256 == sha256(stored.encode()).hexdigest()
    assert (found.id, found.path) == (path.as_posix(), path.as_posix())
    assert (found.title, found.published, found.outlet, found.url) == (None, None, None, None)


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_are_those_of_open(tmp_path: Path, ends: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"One.{ends}Two.{ends}".encode())
    assert article(path).text == path.read_text(encoding="utf-8").rstrip() == "One.\nTwo."


def test_front_matter_gives_the_metadata_and_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: 'Bins: a vote'\npublished: 2026-02-10\nid: bins\n---\n\nBody.\n---\nMore.\n")
    found = article(path)
    assert found.text == "Body.\n---\nMore."
    assert (found.id, found.title, found.published) == ("bins", "Bins: a vote", date(2026, 2, 10))


@pytest.mark.parametrize("text", ["---\nnever closed\n", "--- \ntitle: x\n---\n", "Text\n---\nmore\n---\n"])
def test_what_is_no_front_matter_stays_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text)
    assert article(path).text == text.rstrip()


@pytest.mark.parametrize("head", ["title: [", "- a list", "just words", "a: b: c"])
def test_bad_front_matter_is_said(tmp_path: Path, head: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"---\n{head}\n---\nBody.\n")
    assert "front matter" in message(path)


def test_front_matter_builds_no_objects(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("---\ntitle: !!python/object/apply:os.system ['true']\n---\nBody.\n")
    assert "'title' is a list" in message(path)


def test_sidecar_wins_over_front_matter_and_both_over_the_default(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("---\ntitle: Inside\npublished: 2020-01-01\n---\nBody.\n")
    sidecar = {"published": "2026-02-10T08:00:00Z", "outlet": "The Vale Post", "text": "not this"}
    (tmp_path / "a.json").write_text(json.dumps(sidecar))
    found = article(path, published=date(1999, 1, 1))
    assert (found.title, found.published, found.outlet) == ("Inside", date(2026, 2, 10), "The Vale Post")
    assert found.text == "Body."


def test_published_fills_in(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Body.")
    assert article(path, published=date(2026, 2, 10)).published == date(2026, 2, 10)


@pytest.mark.parametrize("sidecar", ["{", "[1]", "\xff", "[" * 100_000])
def test_a_bad_sidecar_is_named(tmp_path: Path, sidecar: str) -> None:
    (tmp_path / "a.txt").write_text("Body.")
    (tmp_path / "a.json").write_bytes(sidecar.encode("latin-1"))
    assert message(tmp_path / "a.txt").startswith("sidecar a.json: ")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"a\0b", "NUL character at position 1"),
        (b"caf\xe9 noir", "byte 0xe9 at position 3"),
        (b"\xef\xbb\xbfcaf\xe9", "byte 0xe9 at position 6"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary data"),
        (b"\xff\xfea", "utf-16-le"),
    ],
)
def test_bytes_that_are_no_text(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert words in message(tmp_path / "a.txt")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes("Skarvøy’s council".encode(encoding))
    assert article(tmp_path / "a.txt").text == "Skarvøy’s council"
    assert article(tmp_path / "a.txt", encoding="cp1252").text == "Skarvøy’s council"


def test_an_encoding_is_used_when_named_and_never_guessed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("“café”".encode("cp1252"))
    assert "--encoding" in message(tmp_path / "a.txt")
    assert article(tmp_path / "a.txt", encoding="cp1252").text == "“café”"


def test_size_cap(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 101)
    assert "larger than 100 bytes" in message(tmp_path / "a.txt", max_bytes=100)
    assert len(article(tmp_path / "a.txt", max_bytes=101).text) == 101


def test_an_overlong_title_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Body.")
    (tmp_path / "a.json").write_text(json.dumps({"title": "x" * 10_001}))
    assert "title has 10001 characters" in message(tmp_path / "a.txt")
