"""``onrecord evaluate``: scores on stdout, everything else on stderr."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.cli.evaluate import TaskName
from onrecord.evaluation import TASKS, read_rows

TEXT = "“The pier will reopen in May,” said Marit Holm, the harbour master. Repairs cost 40,000 crowns."
ARTICLE: dict[str, Any] = {"id": "pier", "text": TEXT, "published": "2026-02-10"}


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    attribution = {"source": [[36, 66]], "cue": [[31, 35]], "content": [[0, 30]], "class": "speech"}
    path.write_text(json.dumps({**ARTICLE, "attributions": [attribution]}) + "\n", encoding="utf-8")
    return path


def test_the_command_knows_every_task() -> None:
    assert tuple(TaskName) == TASKS


@pytest.mark.model
def test_scores_go_to_stdout_and_speed_to_stderr(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = run("attributions", gold, "--predictions", out, "--bootstrap", "0")
    assert done.exit_code == 0
    assert done.stdout.startswith("1 articles\n")
    assert "words per second" in done.stderr
    assert "words per second" not in done.stdout
    assert [row["id"] for row in read_rows(out)] == ["pier"]
    assert "recall, class speech: 100.0% of 1" in done.stdout


@pytest.mark.model
def test_json_is_the_whole_stdout(gold: Path) -> None:
    done = run("attributions", gold, "--json")
    assert json.loads(done.stdout)["attribution"]["tp"] == 1


@pytest.mark.model
@pytest.mark.parametrize("task", TASKS)
def test_every_task_runs_without_labels_and_says_so(task: str, tmp_path: Path) -> None:
    path = tmp_path / "bare.jsonl"
    path.write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    done = run(task, path, "--errors", "2", "--kinds", "--per-article")
    assert done.exit_code == 0
    assert "bare.jsonl holds no labels" in done.stderr
    assert "== " in done.stdout


def test_what_makes_no_sense_is_a_usage_error(gold: Path, tmp_path: Path) -> None:
    assert run("quotes", gold).exit_code == 2
    assert run("attributions", tmp_path / "gone.jsonl").exit_code == 2
    assert run("attributions", gold, "--json", "--errors", "3").exit_code == 2
    assert run("attributions", gold, "--predictions", tmp_path / "gone" / "out.jsonl").exit_code == 2
