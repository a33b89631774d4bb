"""A real terminal: the program in tmux, typed at, looked at, killed, and opened again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.review import Session

pytest.importorskip("textual")
pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

PATIENCE = 30.0


class Terminal:
    """One tmux server with one window of 80 columns and 24 lines."""

    def __init__(self, folder: Path) -> None:
        self._tmux = ["tmux", "-S", str(folder / "tmux"), "-f", "/dev/null"]
        self._folder = folder

    def __call__(self, *arguments: str) -> str:
        environment = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES")}
        done = subprocess.run(
            [*self._tmux, *arguments], env=environment, capture_output=True, text=True, timeout=PATIENCE
        )
        return done.stdout

    def start(self, *arguments: str) -> None:
        program = str(Path(sys.executable).parent / "onrecord")
        self("new-session", "-d", "-x", "80", "-y", "24", "-c", str(self._folder), program, *arguments)

    def wait_for(self, *words: str, there: bool = True) -> None:
        end, screen = time.monotonic() + PATIENCE, self("capture-pane", "-p")
        while all(word in screen for word in words) != there:
            assert time.monotonic() < end, screen
            time.sleep(0.05)
            screen = self("capture-pane", "-p")

    def ended(self) -> bool:
        end = time.monotonic() + PATIENCE
        while self("list-sessions"):
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    found = Terminal(tmp_path)
    yield found
    found("kill-server")


def test_a_review_is_killed_and_goes_on_where_it_was(
    terminal: Terminal, claims_path: Path, open_review: Callable[..., Session]
) -> None:
    command = ["review", claims_path.name, "--reviewer", "ann", "--order", "article"]
    terminal.start(*command)
    terminal.wait_for("1 of 5", "Harbour master Ada Crane said on Monday", "a accept")
    terminal("send-keys", "a")
    terminal.wait_for("1 done, 4 left")
    terminal("send-keys", "x")
    terminal.wait_for("2 done, 3 left")
    pid = terminal("list-panes", "-F", "#{pane_pid}").strip()
    subprocess.run(["kill", "-9", pid], check=True)
    assert terminal.ended()
    terminal.start(*command)
    terminal.wait_for("2 done, 3 left")
    terminal("send-keys", "BSpace")
    terminal.wait_for("taken back: reject")
    terminal("send-keys", "e")
    terminal.wait_for("Correct the claim")
    terminal("send-keys", "Escape")
    terminal.wait_for("Correct the claim", there=False)
    terminal("send-keys", "q")
    assert terminal.ended()
    verdicts = [one.verdict for one in open_review().store.since()]
    assert verdicts == ["accept", "reject", "undo"]


def test_the_screen_follows_the_size_of_the_window(terminal: Terminal, claims_path: Path) -> None:
    terminal.start("review", claims_path.name, "--reviewer", "ann")
    terminal.wait_for("q end")
    terminal("send-keys", "j")
    terminal.wait_for("2 of 5")
    terminal("resize-window", "-x", "60", "-y", "20")
    terminal.wait_for("─" * 60)  # the sides one above the other
    terminal.wait_for("found 12 per cent")
    terminal.wait_for("= 12")
    terminal.wait_for("q end")
    terminal("send-keys", "q")
    assert terminal.ended()
