"""``onrecord show``, the table after a run, ``--watch`` and the examples, through the real program."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from program import PROGRAM
from program import run_here as run
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.cli.examples import EXAMPLES

TEXT = (
    "Fenbury council will plant 4,200 trees, Mayor Ana Quist said on Monday.\n\n"
    "“We have lost more than 60 per cent of our elms,” she told reporters.\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run."""
    root = tmp_path_factory.mktemp("show")
    (root / "in").mkdir()
    (root / "in/a.txt").write_text(TEXT, encoding="utf-8")
    (root / "in/a.json").write_text(json.dumps({"title": "Trees \x1b[31m", "published": "2026-02-10"}))
    (root / "in/b.txt").write_text("Police said two men were arrested in Sallow on Friday.")
    done = run("extract", "in", "-o", "claims.jsonl", cwd=root)
    assert done.returncode == 0, done.stderr
    return root


def shown(folder: Path, *args: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["show", str(folder / "claims.jsonl"), *args])
    assert result.exit_code == code, result.output
    return result.stdout


def lines_of(folder: Path) -> list[str]:
    return (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()


@pytest.mark.model
def test_a_table(folder: Path) -> None:
    table = shown(folder)
    assert table.splitlines()[0].split() == ["speaker", "words", "value", "article"]
    assert "Ana Quist" in table
    assert "4,200" in table
    assert "\x1b" not in table  # a title cannot steer the terminal
    assert max(map(len, table.splitlines())) <= 160


@pytest.mark.model
def test_a_part_of_them_as_they_stand_in_the_file(folder: Path) -> None:
    def chosen(*args: str) -> list[str]:
        return shown(folder, "--json", *args).splitlines()

    every = lines_of(folder)
    assert chosen() == every
    statements = [line for line in every if json.loads(line)["kind"] == "statement"]
    assert chosen("--kind", "statement") == statements
    assert len(statements) < len(every)
    quist = [line for line in every if "Quist" in json.dumps(json.loads(line)["speaker"] or "")]
    assert quist
    assert chosen("--speaker", "QUIST") == quist
    assert chosen("--article", "b.txt") == [
        ln for ln in every if json.loads(ln)["article"]["id"] == "in/b.txt"
    ]
    sure = [line for line in every if json.loads(line)["confidence"] >= 0.9]
    assert chosen("--min-confidence", "0.9") == sure
    elms = [line for line in every if "elms" in json.loads(line)["sentence"]]
    assert elms
    assert chosen("--grep", "ELMS|oaks") == elms
    assert chosen("--grep", "no such word") == []


@pytest.mark.model
def test_from_stdin_and_what_is_no_claim(folder: Path) -> None:
    data = b"{\n" + (folder / "claims.jsonl").read_bytes() + b"[1]\n" * 9
    done = run("show", "-", "--json", stdin=data, cwd=folder)
    assert done.returncode == 1
    assert done.stdout == (folder / "claims.jsonl").read_bytes()
    assert b"-, line 1: no claim" in done.stderr
    assert b"... and 5 more lines" in done.stderr
    assert b"Traceback" not in done.stderr


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text("")
    for args in (["--grep", "("], ["--min-confidence", "2"], ["--kind", "opinion"]):
        assert CliRunner().invoke(app, ["show", str(tmp_path / "claims.jsonl"), *args]).exit_code == 2
    assert CliRunner().invoke(app, ["show", str(tmp_path / "none.jsonl")]).exit_code != 0


@pytest.mark.model
def test_a_pattern_that_takes_for_ever_is_stopped(folder: Path, tmp_path: Path) -> None:
    record = json.loads(lines_of(folder)[0])
    (tmp_path / "claims.jsonl").write_text(json.dumps({**record, "sentence": "a" * 60 + "!"}) + "\n")
    begun = time.monotonic()
    done = run("show", "claims.jsonl", "--grep", r"(a+)+$", cwd=tmp_path)
    assert done.returncode == 2
    assert b"--grep" in done.stderr
    assert time.monotonic() - begun < 60


def on_terminal(*args: str, cwd: Path) -> str:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "PAGER": "cat", "COLUMNS": "120", "NO_COLOR": "1"}
    process = subprocess.Popen([PROGRAM, *args], stdout=theirs, stderr=theirs, cwd=cwd, env=env)
    os.close(theirs)
    data = b""
    try:
        while some := os.read(ours, 4096):
            data += some
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(ours)
    assert process.wait() == 0
    return data.decode()


@pytest.mark.model
def test_on_a_terminal_a_run_shows_some_claims_and_what_comes_next(folder: Path) -> None:
    said = on_terminal("extract", "in", "-o", "again/claims.jsonl", cwd=folder)
    assert "Ana Quist" in said
    assert "next: onrecord show again/claims.jsonl, onrecord review again/claims.jsonl" in said
    again = on_terminal("extract", "in", "-o", "again/claims.jsonl", cwd=folder)
    assert "2 inputs are as they were" in again
    table = on_terminal("extract", "in", cwd=folder)
    assert "Ana Quist" in table
    assert '{"' not in table
    assert "Ana Quist" in on_terminal("show", "claims.jsonl", cwd=folder)


@pytest.mark.model
def test_a_moved_folder_and_a_lost_first_copy_give_the_bytes_of_a_fresh_run(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "a.json", "b.txt"):
        (tmp_path / "in" / name).write_bytes((folder / "in" / name).read_bytes())
    (tmp_path / "in/c.txt").write_text(TEXT, encoding="utf-8")
    assert run("extract", "in", "-o", "out/claims.jsonl", cwd=tmp_path).returncode == 0
    for name in ("a.txt", "a.json"):
        (tmp_path / "in" / name).unlink()
    (tmp_path / "in").rename(tmp_path / "moved")
    (tmp_path / "moved/c.json").write_text(json.dumps({"title": "New", "published": "2026-02-10"}))
    (tmp_path / "moved/d.txt").write_text("The mayor said 12 ferries were sold in 2024.")
    for place in ("out", "fresh"):
        done = run("extract", "moved", "-o", f"{place}/claims.jsonl", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    for name in ("claims.jsonl", "errors.jsonl"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "fresh" / name).read_bytes()


@pytest.mark.model
def test_watch(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(TEXT, encoding="utf-8")
    command = [PROGRAM, "extract", "in", "-o", "claims.jsonl", "--watch"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path)
    claims = tmp_path / "claims.jsonl"

    def wait_for(word: bytes) -> None:
        end = time.monotonic() + 120
        while not claims.exists() or word not in claims.read_bytes():
            assert process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.1)

    try:
        wait_for(b"Quist")
        (tmp_path / "in/b.txt").write_text("Police said two men were arrested in Sallow on Friday.")
        wait_for(b"Police")
        time.sleep(1)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode in (0, 130), said
    assert b"Traceback" not in said
    before = claims.read_bytes()
    assert run("extract", "in", "-o", "claims.jsonl", cwd=tmp_path).returncode == 0
    assert claims.read_bytes() == before


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Every command of the program and of its groups, by what one types."""
    for name, command in group.commands.items():
        yield " ".join((*path, name))
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))


def help_of(*command: str) -> str:
    said = CliRunner().invoke(app, [*command, "--help"], terminal_width=200, env={"COLUMNS": "200"}).stdout
    return re.sub(r"\x1b\[[0-9;]*m", "", said)


@pytest.mark.parametrize("command", list(commands(typer.main.get_command(app))))
def test_help_ends_with_examples_that_can_be_typed(command: str) -> None:
    said = help_of(*command.split())
    shown = [line.strip() for line in said[said.index("Examples:") :].splitlines()[1:] if line.strip()]
    assert shown == list(EXAMPLES[command])
    assert 2 <= len(shown) <= 3
    for line in shown:
        words = line.split(" > ")[0].split()[1:]
        depth = 2 if " ".join(words[:2]) in EXAMPLES else 1
        known = help_of(*words[:depth]) + (help_of("review", "open") if words[0] == "review" else "")
        assert " ".join(words[:depth]) in EXAMPLES, line
        for option in (word for word in words if word.startswith("-") and len(word) > 1):
            assert option in known, line
