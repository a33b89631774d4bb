"""``onrecord repeats`` through the program: shown, as JSON, harmless, the same bytes, flat memory."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from program import Done, run_here

SAFE = "The pier is safe, and so is every other quay of the harbour"
EVIL = "\x1b[2J\u202eevil [bold]x[/bold] words that go round the world"


def run(*args: str, cwd: Path, stdin: bytes = b"") -> Done:
    return run_here("repeats", *args, cwd=cwd, stdin=stdin)


@pytest.fixture
def claims(tmp_path: Path, paper: Any) -> Path:
    papers = [
        paper("a", "Tern Times", "2026-02-10", title="Boats lost", url="https://tern.example/boats")
        .said(SAFE, "Ada Crane", role="harbour master")
        .counted("40 boats", 40, "boats lost"),
        paper("b", "Alden Post", "2026-02-11").said(SAFE.lower(), "Ada Crane").said(EVIL),
        paper("c", EVIL, "2026-02-12", url="https://tern.example/boats")
        .said(EVIL)
        .counted("45 boats", 45, "boats lost"),
        paper("d", "Alden Post", "2026-02-13").counted("45 boats", 45, "lost boats"),
    ]
    lines = "".join(json.dumps(claim) + "\n" for one in papers for claim in one.claims)
    (tmp_path / "claims.jsonl").write_text(lines)
    return tmp_path


def test_what_is_shown(claims: Path):
    done = run("claims.jsonl", cwd=claims)
    assert done.returncode == 0, done.stderr
    text = done.stdout.decode()
    assert "in 2 outlets, 2 articles, first on 2026-02-10 in Tern Times; same words: The pier is safe" in text
    assert "values differ: 40 boats" in text
    assert "2 versions: Boats lost" in text
    assert "Ada Crane: 2 claims" in text
    assert "2026-02-10: Ada Crane, harbour master" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[bold]x[/bold]" in text
    only = run("claims.jsonl", "--show", "versions", cwd=claims).stdout.decode()
    assert "versions of one article" in only
    assert "several articles" not in only


def test_json_is_the_same_bytes_from_a_file_and_a_pipe(claims: Path):
    one = run("claims.jsonl", "--json", cwd=claims)
    two = run("-", "--json", cwd=claims, stdin=(claims / "claims.jsonl").read_bytes())
    assert one.stdout == two.stdout
    shown = [json.loads(line) for line in one.stdout.splitlines()]
    assert [row["show"] for row in shown] == ["statements", "statements", "figures", "versions", "speakers"]
    assert shown[0]["places"][0]["url"] == "https://tern.example/boats"
    assert one.stdout.isascii()


def test_lines_that_are_no_claims(claims: Path):
    good = (claims / "claims.jsonl").read_bytes()
    done = run("-", cwd=claims, stdin=b"{\n" + good + b"[]\n")
    assert done.returncode == 1
    assert b"-, line 1: not a claim of onrecord extract" in done.stderr
    assert b"in 2 outlets" in done.stdout
    (claims / "a.txt").write_text("no\nclaims\n")
    nothing = run("a.txt", cwd=claims)
    assert (nothing.returncode, nothing.stdout) == (1, b"")
    assert nothing.stderr.startswith(b"a.txt, line 1: not a claim")
    assert run("none.jsonl", cwd=claims).returncode == 2


def test_no_claims_at_all(tmp_path: Path):
    done = run("-", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.count(b"none\n") == 4
