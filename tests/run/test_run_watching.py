"""Waiting for inputs to change: what counts as a change, and that it goes on where nothing can be watched."""

from __future__ import annotations

import threading
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
    wait(folder, lambda: (folder / "b.txt").write_text("another"))
    wait(folder, lambda: (folder / "b.txt").write_text("other words"))
    wait(folder, lambda: (folder / "b.json").write_text('{"published": "2026-02-10"}'))
    wait(folder, (folder / "b.txt").unlink)


def test_what_arrives_in_pieces_is_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look finds another piece, until none comes."""
    pieces = iter(range(5))

    def look(seconds: float) -> None:
        for piece in pieces:
            (folder / "b.txt").write_text("more words " * (piece + 2))
            return

    monkeypatch.setattr(watching.time, "sleep", look)  # type: ignore[attr-defined]
    wait(folder, lambda: (folder / "b.txt").write_text("more words"))
    assert (folder / "b.txt").read_text() == "more words " * 6


def test_a_folder_that_is_gone_is_waited_for(folder: Path) -> None:
    folder.rename(folder.with_name("away"))
    wait(folder, lambda: folder.with_name("away").rename(folder))
