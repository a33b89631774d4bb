"""The progress bar of ``onrecord extract``: it counts bytes, never too many, and estimates what is left."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import TimeRemainingColumn

from onrecord.cli import reporting
from onrecord.cli.reporting import BYTES_PER_WORD, show_progress
from onrecord.readers import Inputs, ReadOptions
from onrecord.run.report import Report
from onrecord.run.worklist import LARGE, cut, list_inputs, next_block


def test_the_bar_is_full_when_all_units_are_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text("a text " * 9)
    (tmp_path / "rows.jsonl").write_text("x" * (LARGE + 1))
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=100)
    monkeypatch.setattr(reporting, "stderr_console", lambda: console)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    inputs = Inputs([str(tmp_path)], ReadOptions())
    with show_progress(inputs) as shown:
        assert shown.bar is not None
        assert any(isinstance(column, TimeRemainingColumn) for column in shown.bar.columns)
        task = shown.bar.tasks[0]
        assert task.total == inputs.size() > LARGE
        for unit in cut(list_inputs(inputs)):
            if not unit.large:
                shown.unit_done(unit, Report(articles=len(unit.entries)), True)
                continue
            before = task.completed
            shown.unit_done(unit, Report(articles=16, words=100), False)
            assert task.completed == before + 100 * BYTES_PER_WORD
            shown.unit_done(next_block(unit), Report(articles=16, words=10**6), False)
            assert task.completed == before + LARGE + 1  # no more than there is
            shown.unit_done(next_block(next_block(unit)), Report(), True)
            assert task.completed == before + LARGE + 1
        assert task.completed == task.total
        shown.bar.refresh()
    assert "72 articles" in screen.getvalue()
    assert "left" in screen.getvalue()


def test_no_bar_without_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a text")
    with show_progress(Inputs([str(tmp_path)], ReadOptions())) as shown:
        assert shown.bar is None
