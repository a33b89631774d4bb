"""Waiting for inputs to change: what counts as a change, and that it goes on where nothing can be watched."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.readers import Inputs, ReadOptions
from onrecord.run import watching
from onrecord.run.watching import listing, wait_for_change

INTERVAL = 0.05


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an input, watched with short waits."""
    monkeypatch.setattr(watching, "MAX_WAIT", 0.2)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("a text")
    return tmp_path / "in"


def put(path: Path, text: str) -> None:
    """Write a file so that it is there with its whole text or not at all."""
    path.with_name(".new").write_text(text)
    os.replace(path.with_name(".new"), path)


def wait(folder: Path, change: Callable[[], object]) -> None:
    """Wait while something is done to the inputs; what comes back must be the listing there is then."""
    inputs = Inputs([str(folder)], ReadOptions())
    known = listing(inputs)
    thread = threading.Thread(target=change)
    thread.start()
    found = wait_for_change(inputs, [str(folder)], known, INTERVAL)
    thread.join()
    assert found == listing(inputs) != known


def test_a_file_that_comes_changes_or_goes(folder: Path) -> None:
    wait(folder, lambda: put(folder / "b.txt", "another"))
    wait(folder, lambda: put(folder / "b.txt", "other words"))
    wait(folder, lambda: put(folder / "b.json", '{"published": "2026-02-10"}'))
    wait(folder, (folder / "b.txt").unlink)


def test_what_arrives_in_pieces_is_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look finds another piece, until none comes."""
    inputs = Inputs([str(folder)], ReadOptions())
    known = listing(inputs)
    pieces = iter(range(2, 7))

    def look(seconds: float) -> None:
        for piece in pieces:
            put(folder / "b.txt", "more words " * piece)
            return

    monkeypatch.setattr(time, "sleep", look)
    put(folder / "b.txt", "more words ")
    assert wait_for_change(inputs, [str(folder)], known, INTERVAL) == listing(inputs) != known
    assert (folder / "b.txt").read_text() == "more words " * 6


def test_a_folder_that_is_gone_is_waited_for(folder: Path) -> None:
    folder.rename(folder.with_name("away"))
    wait(folder, lambda: folder.with_name("away").rename(folder))
