"""``onrecord extract`` and ``explain`` with the shipped model: what they write, and how a process ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import jsonschema
import pytest
from program import PROGRAM
from program import run_here as run

import onrecord
from onrecord.claims import check_article, parse_claim

TEXT = (
    "Fenbury council will plant 4,200 trees, Mayor Ana Quist said on Monday.\n\n"
    "“We have lost more than 60 per cent of our elms,” she told reporters.\n"
)
ROW = {
    "body": "Police said two men were arrested in Sallow on Friday.",
    "meta": {"when": "2026-02-10"},
    "id": "row",
}

pytestmark = pytest.mark.model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in/a.json").write_text(json.dumps({"title": "Trees \x1b[31m", "published": "2026-02-10"}))
    return tmp_path


def records(data: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in data.split(b"\n")[:-1]]


def test_a_folder_to_claims(folder: Path) -> None:
    done = run("extract", "in", "-o", "out/claims.jsonl", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout == b""
    assert b"\x1b" not in done.stderr
    assert b"out/claims.jsonl" in done.stderr
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        ".claims.jsonl.kept",
        "claims.jsonl",
        "errors.jsonl",
        "manifest.json",
    ]
    assert (folder / "out/errors.jsonl").read_bytes() == b""
    claims = records((folder / "out/claims.jsonl").read_bytes())
    validator = jsonschema.Draft202012Validator(onrecord.json_schema())
    for claim in claims:
        validator.validate(claim)
    stored = onrecord.stored_text(TEXT)
    check_article([parse_claim(claim, text=stored) for claim in claims], stored)
    statements = [claim for claim in claims if claim["kind"] == "statement"]
    assert {claim["speaker"]["name"] for claim in statements} == {"Ana Quist"}  # type: ignore[index]
    assert statements[0]["article"]["title"] == "Trees \x1b[31m"  # type: ignore[index]
    again = run("extract", "in", "-o", "again/claims.jsonl", cwd=folder)
    assert again.returncode == 0
    assert (folder / "out/claims.jsonl").read_bytes() == (folder / "again/claims.jsonl").read_bytes()
    library = onrecord.extract(TEXT, published="2026-02-10", title="Trees \x1b[31m", id="in/a.txt")
    assert [json.loads(claim.model_dump_json()) for claim in library] == claims


def test_what_fails_is_said_and_the_rest_is_done(folder: Path) -> None:
    (folder / "in/bad\x1b[2J.txt").write_bytes(b"\xff\xfe\xff")
    (folder / "in/empty.txt").write_bytes(b"")
    (folder / "in/notes.pdf").write_bytes(b"%PDF")
    (folder / "in/same.txt").write_text(TEXT, encoding="utf-8")
    (folder / "in/rows.jsonl").write_text(json.dumps(ROW) + "\n{\n")
    done = run(
        "extract",
        "in",
        "--field",
        "text=body",
        "--field",
        "published=meta.when",
        "-o",
        "may.jsonl",
        cwd=folder,
    )
    assert done.returncode == 1
    assert b"\x1b" not in done.stderr
    assert b"skipped, no articles: 1 .pdf (in/notes.pdf)" in done.stderr
    assert b"in/empty.txt: the text is empty" in done.stderr
    errors = records((folder / "may.errors.jsonl").read_bytes())
    assert {line["path"]: line["stage"] for line in errors} == {
        "in/bad\x1b[2J.txt": "read",
        "in/empty.txt": "read",
        "in/rows.jsonl": "read",
        "in/same.txt": "duplicate",
    }
    counts = json.loads((folder / "may.manifest.json").read_text())["counts"]
    assert (counts["articles"], counts["failed"], counts["duplicates"]) == (2, 3, 1)
    assert {claim["article"]["id"] for claim in records((folder / "may.jsonl").read_bytes())} == {  # type: ignore[index]
        "in/a.txt",
        "row",
    }  # type: ignore[index]


def test_outputs_in_the_input_folder_are_no_input(folder: Path) -> None:
    first = run("extract", "in", "-o", "in/claims.jsonl", cwd=folder)
    before = (folder / "in/claims.jsonl").read_bytes()
    second = run("extract", "in", "-o", "in/claims.jsonl", cwd=folder)
    assert (first.returncode, second.returncode) == (0, 0)
    assert (folder / "in/claims.jsonl").read_bytes() == before


def test_stdin_to_stdout(folder: Path) -> None:
    text = run("extract", "-", "--published", "2026-02-10", stdin=TEXT.encode(), cwd=folder)
    assert text.returncode == 0, text.stderr
    assert {claim["article"]["id"] for claim in records(text.stdout)} == {"-"}  # type: ignore[index]
    row = json.dumps({"text": TEXT, "id": "one"}).encode()
    rows = run("extract", "-", stdin=row + b"\n\n[]\n", cwd=folder)
    assert rows.returncode == 1
    assert {claim["article"]["id"] for claim in records(rows.stdout)} == {"one"}  # type: ignore[index]
    assert b'"article": "-:3"' in rows.stderr
    assert b"1 articles without a publication date" in rows.stderr
    kept = run("extract", "-", "--errors", "e.jsonl", "--format", "jsonl", stdin=b"[]\n", cwd=folder)
    assert kept.returncode == 1
    assert kept.stdout == b""
    assert len(records((folder / "e.jsonl").read_bytes())) == 1


def test_a_closed_pipe_is_no_traceback(folder: Path) -> None:
    (folder / "many.jsonl").write_text("".join(json.dumps({"text": f"{TEXT} {n}"}) + "\n" for n in range(40)))
    process = subprocess.Popen(
        [PROGRAM, "extract", "many.jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b"{")
    process.stdout.close()
    errors = process.stderr.read()
    assert process.wait() != 0
    assert b"Traceback" not in errors
    process.stderr.close()


def test_ctrl_c(folder: Path) -> None:
    (folder / "many").mkdir()
    for number in range(1000):
        (folder / f"many/{number}.txt").write_text(f"{TEXT} {number}", encoding="utf-8")
    (folder / "claims.jsonl").write_text("old\n")
    command = [PROGRAM, "extract", "many", "-o", "claims.jsonl", "--workers", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder)
    work = folder / ".claims.jsonl.work"
    while process.poll() is None and not list(work.glob("parts/*/*.part")):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert process.returncode == 130, errors
    assert b"run the same command again to go on" in errors
    assert b"Traceback" not in errors
    assert (folder / "claims.jsonl").read_text() == "old\n"
    names = [".claims.jsonl.work", "claims.jsonl", "in", "many"]
    assert sorted(path.name for path in folder.iterdir()) == names
    other = run("extract", "many", "-o", "claims.jsonl", "--min-confidence", "0.5", cwd=folder)
    assert other.returncode == 3
    assert b"config.min_confidence was 0.0 and is 0.5" in other.stderr
    assert b"--restart" in other.stderr


def test_an_output_that_cannot_be_written(folder: Path) -> None:
    done = run("extract", "in", "-o", "in/a.txt/claims.jsonl", cwd=folder)
    assert done.returncode == 3
    assert b"cannot be written" in done.stderr
    assert b"Traceback" not in done.stderr


def test_colour_only_on_a_terminal(folder: Path) -> None:
    pty = pytest.importorskip("pty")

    def on_terminal(**env: str) -> bytes:
        ours, theirs = pty.openpty()
        command = [PROGRAM, "extract", "in", "-o", "claims.jsonl"]
        process = subprocess.Popen(
            command, stderr=theirs, cwd=folder, env={**os.environ, "TERM": "xterm-256color", **env}
        )
        os.close(theirs)
        shown = b""
        try:
            while data := os.read(ours, 4096):
                shown += data
        except OSError:  # Linux says so when the other end is closed
            pass
        os.close(ours)
        assert process.wait() == 0
        return shown

    assert b"\x1b[" in on_terminal()
    assert b"\x1b[3" not in on_terminal(NO_COLOR="1")


def test_explain(folder: Path) -> None:
    done = run("explain", "in/a.txt", cwd=folder)
    assert done.returncode == 0, done.stderr
    shown = done.stdout.decode()
    assert "Ana Quist (person" in shown
    assert "rule        statement." in shown
    assert '"she" at ' in shown
    lines = records(run("explain", "in/a.txt", "--json", cwd=folder).stdout)
    first = next(line for line in lines if line["claim"]["kind"] == "statement")  # type: ignore[index]
    assert first["explanation"]["why"]  # type: ignore[index]
    ident = first["claim"]["id"]  # type: ignore[index]
    one = run("explain", "in/a.txt", "--claim", ident[:10], cwd=folder)
    assert one.stdout.decode().count("sentence") == 1
    assert "nsubj of said" in one.stdout.decode()
    assert run("explain", "in/a.txt", "--claim", "f" * 24, cwd=folder).returncode == 1


def test_min_confidence(folder: Path) -> None:
    done = run("extract", "in", "--min-confidence", "0.999", cwd=folder)
    assert done.returncode == 0
    assert done.stdout == b""
