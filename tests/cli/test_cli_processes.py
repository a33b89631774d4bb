"""Each command once in a process of its own: how it ends, and that it ends without a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from program import run_alone, run_here
from typer.main import get_command

from onrecord.cli.app import app

ENDS: dict[str, tuple[str, int]] = {
    "extract": ("extract a.txt -o again.jsonl", 0),
    "show": ("show claims.jsonl", 0),
    "explain": ("explain a.txt", 0),
    "check": ("check claims.jsonl --strict", 1),
    "repeats": ("repeats claims.jsonl", 0),
    "stats": ("stats none.jsonl", 2),
    "report": ("report claims.jsonl -o report", 0),
    "export": ("export claims.jsonl --to csv", 0),
    "schema": ("schema", 0),
    "evaluate": ("evaluate claims none", 2),
    "calibrate": ("calibrate claims.jsonl --confidence a.txt", 3),
    "doctor": ("doctor", 0),
    "review": ("review agreement claims.jsonl", 3),
}
"""A command with its arguments, and the exit code."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("processes")
    text = (
        "The swap moved 412 tenants out and 287 tenants in. This is a net loss of 152 tenants, Ann Tay said."
    )
    (folder / "a.txt").write_text(text)
    assert run_here("extract", "a.txt", "-o", "claims.jsonl", cwd=folder).returncode == 0
    return folder


def test_every_command_is_tried() -> None:
    assert list(get_command(app).commands) == list(ENDS)  # type: ignore[attr-defined]


@pytest.mark.model
@pytest.mark.parametrize("name", ENDS)
def test_a_command_ends(folder: Path, name: str) -> None:
    command, code = ENDS[name]
    done = run_alone(*command.split(), cwd=folder)
    assert done.returncode == code, done.stderr
    assert b"Traceback" not in done.stderr
    assert done.stdout or done.stderr
