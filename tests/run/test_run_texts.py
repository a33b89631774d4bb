"""The texts of articles, found again while claims stream by."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from onrecord.claims.schema import ArticleRef
from onrecord.readers import registry
from onrecord.run import ArticleTexts, Origins

TEXTS = [f"Article number {number}." for number in range(30)]


def ref(ident: str, text: str) -> ArticleRef:
    digest = sha256(text.encode()).hexdigest()
    return ArticleRef(id=ident, sha256=digest, title=None, published=None, outlet=None, url=None)


def run_over(rows: Path, **reading: object) -> Path:
    """The claims of a run over the rows, with its manifest beside them."""
    manifest = {"inputs": [rows.name], "reading": reading}
    rows.with_name("manifest.json").write_text(json.dumps(manifest))
    return rows.with_name("claims.jsonl")


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text(
        "".join(json.dumps({"id": f"no-{n}", "text": text}) + "\n" for n, text in enumerate(TEXTS))
    )
    return path


def test_a_file_named_by_the_claim(tmp_path: Path):
    (tmp_path / "a.txt").write_text("It is here.")
    texts = ArticleTexts(Origins(tmp_path / "claims.jsonl"))
    assert texts.find(ref("a.txt", "It is here.")) == "It is here."
    assert texts.find(ref("a.txt", "It was here.")) is None
    assert texts.find(ref("b.txt", "It is here.")) is None


@pytest.mark.parametrize("order", [range(30), range(29, -1, -1), [3, 7, 7, 2, 29, 0]])
def test_rows_in_any_order(rows: Path, order: list[int]):
    texts = ArticleTexts(Origins(run_over(rows)))
    assert [texts.find(ref(f"no-{n}", TEXTS[n])) for n in order] == [TEXTS[n] for n in order]


def test_a_row_named_by_its_line(rows: Path):
    texts = ArticleTexts(Origins(rows.with_name("claims.jsonl")))
    assert texts.find(ref("rows.jsonl:4", TEXTS[3])) == TEXTS[3]


def test_what_is_not_here_costs_one_round(rows: Path, monkeypatch: pytest.MonkeyPatch):
    opened = []
    whole = registry.read_source
    monkeypatch.setattr("onrecord.run.origins.read_source", lambda *args: opened.append(1) or whole(*args))
    texts = ArticleTexts(Origins(run_over(rows)))
    for number, text in enumerate(TEXTS):
        assert texts.find(ref("gone", f"No such text {number}.")) is None
        assert texts.find(ref(f"no-{number}", text)) == text
    assert len(opened) <= 3


def test_rows_in_order_are_read_once(rows: Path, monkeypatch: pytest.MonkeyPatch):
    opened = []
    whole = registry.read_source
    monkeypatch.setattr("onrecord.run.origins.read_source", lambda *args: opened.append(1) or whole(*args))
    texts = ArticleTexts(Origins(folders=[rows]))
    assert [texts.find(ref(f"no-{n}", text)) for n, text in enumerate(TEXTS)] == TEXTS
    assert len(opened) == 1


@pytest.mark.parametrize("ident", ["../../etc/passwd", "/etc/passwd", "x" * 5000, "a\0b", ""])
def test_odd_ids_find_nothing(tmp_path: Path, ident: str):
    assert ArticleTexts(Origins(tmp_path / "claims.jsonl")).find(ref(ident or "-", "Nothing.")) is None


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b'{"inputs": 3}', b'{"inputs": [1, "-"]}'])
def test_a_manifest_without_inputs(tmp_path: Path, manifest: bytes):
    (tmp_path / "manifest.json").write_bytes(manifest)
    (tmp_path / "1").write_text("It is here.")
    assert list(Origins(tmp_path / "claims.jsonl").inputs()) == []


def test_rows_are_read_as_the_run_read_them(tmp_path: Path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"id": "no-1", "story": "It is here."}))
    claims = run_over(rows, fields={"text": "story"})
    assert ArticleTexts(Origins(claims)).find(ref("no-1", "It is here.")) == "It is here."


def test_wanted_rows_are_read_once_in_any_order(rows: Path, monkeypatch: pytest.MonkeyPatch):
    opened = []
    whole = registry.read_source
    monkeypatch.setattr("onrecord.run.origins.read_source", lambda *args: opened.append(1) or whole(*args))
    refs = [ref(f"no-{n}", text) for n, text in enumerate(TEXTS)]
    texts = ArticleTexts(Origins(folders=[rows]), wanted={one.sha256 for one in refs})
    assert [texts.find(one) for one in reversed(refs)] == TEXTS[::-1]
    assert len(opened) == 1
