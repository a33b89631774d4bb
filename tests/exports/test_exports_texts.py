"""The texts of articles, found again while claims stream by."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from onrecord.claims.schema import ArticleRef
from onrecord.exports.texts import Texts, inputs_of
from onrecord.readers import registry

TEXTS = [f"Article number {number}." for number in range(30)]


def ref(ident: str, text: str) -> ArticleRef:
    digest = sha256(text.encode()).hexdigest()
    return ArticleRef(id=ident, sha256=digest, title=None, published=None, outlet=None, url=None)


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text(
        "".join(json.dumps({"id": f"no-{n}", "text": text}) + "\n" for n, text in enumerate(TEXTS))
    )
    return path


def test_a_file_named_by_the_claim(tmp_path: Path):
    (tmp_path / "a.txt").write_text("It is here.")
    texts = Texts(tmp_path)
    assert texts.find(ref("a.txt", "It is here.")) == "It is here."
    assert texts.find(ref("a.txt", "It was here.")) is None
    assert texts.find(ref("b.txt", "It is here.")) is None


@pytest.mark.parametrize("order", [range(30), range(29, -1, -1), [3, 7, 7, 2, 29, 0]])
def test_rows_in_any_order(rows: Path, order: list[int]):
    texts = Texts(rows.parent, inputs=["rows.jsonl"])
    assert [texts.find(ref(f"no-{n}", TEXTS[n])) for n in order] == [TEXTS[n] for n in order]


def test_a_row_named_by_its_line(rows: Path):
    texts = Texts(rows.parent)
    assert texts.find(ref("rows.jsonl:4", TEXTS[3])) == TEXTS[3]


def test_what_is_not_here_costs_one_round(rows: Path, monkeypatch: pytest.MonkeyPatch):
    opened = []
    whole = registry.read_source
    monkeypatch.setattr("onrecord.exports.texts.read_source", lambda *args: opened.append(1) or whole(*args))
    texts = Texts(rows.parent, inputs=["rows.jsonl"])
    for number, text in enumerate(TEXTS):
        assert texts.find(ref("gone", f"No such text {number}.")) is None
        assert texts.find(ref(f"no-{number}", text)) == text
    assert len(opened) <= 3


def test_rows_in_order_are_read_once(rows: Path, monkeypatch: pytest.MonkeyPatch):
    opened = []
    whole = registry.read_source
    monkeypatch.setattr("onrecord.exports.texts.read_source", lambda *args: opened.append(1) or whole(*args))
    texts = Texts(rows.parent, folders=[rows])
    assert [texts.find(ref(f"no-{n}", text)) for n, text in enumerate(TEXTS)] == TEXTS
    assert len(opened) == 1


@pytest.mark.parametrize("ident", ["../../etc/passwd", "/etc/passwd", "x" * 5000, "a\0b", ""])
def test_odd_ids_find_nothing(tmp_path: Path, ident: str):
    assert Texts(tmp_path).find(ref(ident or "-", "Nothing.")) is None


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b'{"inputs": 3}', b'{"inputs": [1, "-"]}'])
def test_a_manifest_without_inputs(tmp_path: Path, manifest: bytes):
    path = tmp_path / "manifest.json"
    path.write_bytes(manifest)
    assert inputs_of(path) == []
