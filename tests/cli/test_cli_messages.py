"""What the program says where it cannot go on: the file, the place, and the remedy that works."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from program import in_text, run_here

import onrecord

CLAIM = '{"id":"a","kind":"figure","article":{"id":"x","sha256":"b"}}\n'


def run(*args: str, cwd: Path) -> tuple[int, str, str]:
    done = in_text(run_here(*args, cwd=cwd))
    return done.returncode, done.stdout, " ".join(done.stderr.split())


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Body.\nMore.\n")
    (tmp_path / "claims.jsonl").write_text(CLAIM)
    (tmp_path / "empty").mkdir()
    (tmp_path / "pdfs").mkdir()
    (tmp_path / "pdfs/a.pdf").write_bytes(b"%PDF-1.4")
    return tmp_path


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["extract", "empty", "-o", "o.jsonl"], 1, "no articles in empty: it is empty"),
        (["extract", "pdfs", "-o", "o.jsonl"], 1, "only 1 .pdf .pdf: make text of it, with pdftotext"),
        (["extract", "https://example.org/a", "-o", "o.jsonl"], 2, "curl -L -o page.html"),
        (
            ["extract", "claims.jsonl", "-o", "o.jsonl"],
            2,
            "no articles: see what is in it with onrecord stats",
        ),
        (["explain", "claims.jsonl"], 2, "the claims of an onrecord run"),
        (["extract", "a.txt", "-o", "a.txt/o.jsonl"], 3, "a.txt/o.jsonl: cannot be written"),
        (["extract", "a.txt", "-o", "empty"], 3, "empty: is a folder; name a file"),
        (["extract", "a.txt", "--errors", "a.txt/e.jsonl"], 3, "a.txt/e.jsonl: cannot be written"),
        (
            ["review", "expot", "a.txt"],
            2,
            "expot: no such file, and no command of review: did you mean export?",
        ),
    ],
)
def test_before_any_work(place: Path, args: list[str], code: int, words: str) -> None:
    got, out, said = run(*args, cwd=place)
    assert (got, out) == (code, "")
    assert words in said
    assert not (place / "o.jsonl").exists()


@pytest.mark.parametrize("command", [["stats"], ["stats", "--json"], ["check"], ["check", "--json"]])
def test_a_file_that_is_no_claims_file_is_one_message(place: Path, command: list[str]) -> None:
    code, out, said = run(*command, "a.txt", cwd=place)
    assert (code, out) == (1, "")
    assert said.startswith("a.txt, line 1: not a claim of onrecord extract")
    assert "line 2" not in said


@pytest.mark.parametrize(
    ("value", "words"), [(None, "not None"), (b"x", "decode them first"), (3, "not a int")]
)
def test_what_is_no_text_is_a_type_error(value: object, words: str) -> None:
    with pytest.raises(TypeError, match=words):
        onrecord.extract(value)  # type: ignore[arg-type]


@pytest.mark.model
def test_what_is_skipped_and_what_has_no_date_is_told(place: Path) -> None:
    rows = [
        {"text": "Ana Quist said 40 boats were lost.", "published": "03/04/2026"},
        {"text": "Withdrawn.", "pubstatus": "canceled"},
        {"text": "Ein Text.", "language": "de"},
    ]
    (place / "in").mkdir()
    (place / "in/a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (place / "in/claims.jsonl").write_text(CLAIM)
    code, _, said = run("extract", "in", "-o", "out/claims.jsonl", cwd=place)
    assert code == 0
    assert "skipped, no articles: 1 language de, 1 onrecord claims, 1 withdrawn" in said
    assert "--include-withdrawn" in said
    assert "1 articles give a date that cannot be read" in said
    manifest = json.loads((place / "out/manifest.json").read_text())
    assert manifest["skipped"] == {"language de": 1, "onrecord claims": 1, "withdrawn": 1}
    assert manifest["counts"]["unread_dates"] == 1
    (note,) = map(json.loads, (place / "out/errors.jsonl").read_text().splitlines())
    assert note["stage"] == "date"
    _, _, said = run("extract", "in", "-o", "all/claims.jsonl", "--include-withdrawn", cwd=place)
    assert "withdrawn" not in said
    shown = run("explain", "in/a.jsonl", cwd=place)[1]
    assert "value       40 boat" in shown
