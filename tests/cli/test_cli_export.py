"""``onrecord export`` through the real program."""

from __future__ import annotations

import json
import sqlite3
from importlib import import_module
from pathlib import Path

import pytest
from claim_records import Record, article_record, span_of, speaker_record, statement_record
from program import Done, run_here

from onrecord.claims import parse_claim
from onrecord.exports import FORMATS, csv_table
from onrecord.exports.exporting import export_claims
from onrecord.review.store import Store, store_path

TEXT = "Ada Crane said the pier was safe. Bo Lind said it was not.\x1b]0;x\x07"
HERE = "an article.txt"


def run(*args: str, cwd: Path, stdin: bytes = b"") -> Done:
    return run_here("export", *args, cwd=cwd, stdin=stdin)


def record(text: str, words: str, who: str, ident: str = HERE) -> Record:
    spoken = {"sentence": text, "speaker": speaker_record(who)}
    return statement_record(article_record(ident, text), [span_of(text, words)], **spoken)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / HERE).write_text(TEXT)
    records = [record(TEXT, "the pier was safe", "Ada Crane"), record(TEXT, "it was not", "Bo Lind")]
    lines = [parse_claim(one).model_dump_json() for one in records]
    (tmp_path / "claims.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_whole(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(folder)
    done = export_claims("claims.jsonl", FORMATS[name], f"out/{name}")
    assert (done.claims, done.ok) == (2, True)
    assert (folder / "out" / name).is_dir() == (name == "brat")
    beside = [f"{name}.metadata.json"] if FORMATS[name].beside else []
    assert sorted(path.name for path in (folder / "out").iterdir()) == [name, *beside]


@pytest.mark.parametrize("name", FORMATS)
def test_no_claims_are_an_empty_file(tmp_path: Path, name: str):
    (tmp_path / "none.jsonl").write_text("\n")
    done = export_claims(str(tmp_path / "none.jsonl"), FORMATS[name], str(tmp_path / "out"))
    assert (done.claims, done.ok) == (0, True)
    assert (tmp_path / "out").exists()
    if FORMATS[name].whole:
        read = import_module(f"onrecord.exports.{FORMATS[name].module}").read
        assert list(read(tmp_path / "out")) == []


def test_a_file_a_folder_and_standard_output_have_the_same(folder: Path):
    stdin = (folder / "claims.jsonl").read_bytes()
    piped = run("-", "--to", "csv", cwd=folder, stdin=stdin)
    assert piped.returncode == 0, piped.stderr
    done = run("claims.jsonl", "--to", "csv", "-o", "out/claims.csv", cwd=folder)
    assert (done.returncode, done.stdout) == (0, b""), done.stderr
    assert b"2 claims" in done.stderr
    assert piped.stdout == (folder / "out/claims.csv").read_bytes()


def test_the_formats_are_listed_as_json_and_in_the_help(folder: Path):
    listed = json.loads(run("--list", cwd=folder).stdout)
    assert [one["name"] for one in listed] == list(FORMATS)
    assert {one["name"] for one in listed if one["needs_articles"]} == {
        "prodigy",
        "label-studio",
        "doccano",
        "brat",
        "docbin",
    }
    shown = " ".join(run("--help", cwd=folder).stdout.decode().split())
    for name in FORMATS:
        assert name in shown


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["claims.jsonl", "--to", "excel"], 2, b"one of csv"),
        (["gone.jsonl", "--to", "csv"], 3, b"gone.jsonl"),
        (["claims.jsonl", "--to", "sqlite"], 3, b"-o"),
        (["claims.jsonl", "--to", "csv", "-o", "./claims.jsonl"], 3, b"would be overwritten"),
        (["claims.jsonl", "--to", "brat", "-o", "x", "--articles", "gone"], 3, b"gone: "),
        (["claims.jsonl", "--to", "brat", "-o", "."], 3, b"name a new folder"),
        (["claims.jsonl", "--to", "sqlite", "-o", "."], 3, b"name a file"),
        (["claims.jsonl", "--to", "csv", "--decisions"], 3, b"onrecord review"),
    ],
)
def test_mistakes(folder: Path, args: list[str], code: int, message: bytes):
    before = sorted(folder.rglob("*"))
    done = run(*args, cwd=folder)
    assert done.returncode == code
    assert message in done.stderr
    assert b"Traceback" not in done.stderr
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("name", ["prodigy", "brat"])
def test_without_any_article_there_is_no_file_but_a_remedy(folder: Path, name: str):
    (folder / HERE).rename(folder / "elsewhere.txt")
    done = run("claims.jsonl", "--to", name, "-o", "out", cwd=folder)
    assert done.returncode == 3
    assert b"--articles" in done.stderr
    assert not (folder / "out").exists()
    assert sorted(path.name for path in folder.iterdir()) == ["claims.jsonl", "elsewhere.txt"]
    assert (
        run("claims.jsonl", "--to", name, "-o", "out", "--articles", "elsewhere.txt", cwd=folder).returncode
        == 0
    )


def test_what_is_left_out_is_named(folder: Path):
    other = parse_claim(
        record("Nobody has this text, she said.", "Nobody", "Una\x1b[31m", "gone\x1b[31m.txt")
    )
    with (folder / "claims.jsonl").open("a") as file:
        file.write(other.model_dump_json() + "\nno claim\n\n{}\n")
    done = run("claims.jsonl", "--to", "prodigy", cwd=folder)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert b"left out, the text is not here: gone[31m.txt" in done.stderr
    assert b"claims.jsonl, line 4: not JSON" in done.stderr
    assert b"claims.jsonl, line 6: not a claim" in done.stderr
    assert b"\x1b" not in done.stderr
    done = run("claims.jsonl", "--to", "csv", "--json", cwd=folder)
    assert done.returncode == 1
    assert json.loads(done.stderr.splitlines()[-1]) == {"claims": 3}


def test_an_old_file_stays_until_the_new_one_is_whole(folder: Path):
    (folder / "out.db").write_bytes(b"old")
    (folder / HERE).unlink()
    assert run("claims.jsonl", "--to", "docbin", "-o", "out.db", cwd=folder).returncode == 3
    assert (folder / "out.db").read_bytes() == b"old"
    assert run("claims.jsonl", "--to", "sqlite", "-o", "out.db", cwd=folder).returncode == 0
    assert (folder / "out.db").read_bytes().startswith(b"SQLite format 3")


def test_only_what_reviewers_accepted(folder: Path):
    claims = [json.loads(line) for line in (folder / "claims.jsonl").read_text().splitlines()]
    store = Store(store_path(folder / "claims.jsonl"))
    for claim, verdict in zip(claims, ("accept", "reject"), strict=True):
        store.add("ada", "review", claim["id"], claim["fingerprint"], verdict, before=claim)  # type: ignore[arg-type]
    store.close()
    done = run("claims.jsonl", "--to", "csv", "--decisions", "-o", "right.csv", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert [claim.id for claim in csv_table.read(folder / "right.csv")] == [claims[0]["id"]]
    run("claims.jsonl", "--to", "sqlite", "-o", "all.db", cwd=folder)
    base = sqlite3.connect(folder / "all.db")
    found = base.execute("SELECT claim, reviewer, verdict FROM decisions").fetchall()
    count = base.execute("SELECT count(*) FROM claims").fetchone()
    base.close()
    assert found == [(claims[0]["id"], "ada", "accept"), (claims[1]["id"], "ada", "reject")]
    assert count == (2,)
