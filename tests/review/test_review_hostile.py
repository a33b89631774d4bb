"""Hostile text in every field: no byte of it is obeyed. Tested on what the program writes to a terminal."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from claim_records import article_record, figure_record, speaker_record, statement_record
from program import PROGRAM, Done, run_here

from onrecord.claims.schema import ArticleRef
from onrecord.claims.spans import span_record
from onrecord.review import Store, store_path

pytest.importorskip("textual")

EVIL = "\x1b]0;OWNED\x07\x1b[1337m\x9b1337m\u202eevil\u2066[bold red]x[/] [@click=app.quit]y[/]\x08\x7f\u200f"
POINTER = re.compile(rb"\x1b\]22;[a-z-]*\x07")
"""Textual's own: the shape of the pointer."""
FORBIDDEN = [
    b"\x1b]0;",
    b"\x1b[1337",
    b"\x07",
    b"\x08",
    b"\x7f",
    b"\xc2\x9b",
    "\u202e".encode(),
    "\u2066".encode(),
    "\u200f".encode(),
]
STYLE = re.compile(rb"\x1b\[([\d;]*)m")
PATIENCE = 300.0
UNWANTED = {"COLUMNS", "LINES", "COLORTERM", "NO_COLOR", "TERM_PROGRAM", "FORCE_COLOR"}
TEXT = f"Ada {EVIL} said the {EVIL} boats were 40{EVIL} long{EVIL}.\nMore {EVIL} here.\n"


def hostile_records() -> list[dict[str, Any]]:
    about = {name: f"{name} {EVIL}" for name in ArticleRef.model_fields if name not in ("id", "sha256")}
    about |= {"published": "2026-02-10", "url": f"https://example.org/{EVIL}"}
    article = article_record("evil.txt", TEXT, **about)

    def span(start: str, end: str) -> dict[str, Any]:
        left = TEXT.index(start)
        return span_record(TEXT, [left, TEXT.index(end, left)])

    common = {"sentence": TEXT, "confidence": 0.5, "pipeline": {"onrecord": EVIL, "model": EVIL}}
    period = {"span": span("More", " here"), "start": "2025-01-01", "end": "2025-01-01", "granularity": "day"}
    figure = figure_record(
        article,
        span("40", " long"),
        40,
        f"unit {EVIL}",
        rule=f"figure.{EVIL}",
        measured={"text": f"measured {EVIL}", "span": span("boats", " were")},
        per=EVIL,
        period=period,
        place=span("said", " the"),
        **common,
    )
    statement = statement_record(
        article,
        [span("the ", " long")],
        rule=f"statement.{EVIL}",
        cue={"span": span("said", " the"), "rest": [], "lemma": EVIL, "stance": "neutral"},
        source=span("Ada", " said"),
        speaker=speaker_record(f"Ada {EVIL}", role=EVIL, affiliation=EVIL, resolved_by=EVIL),
        hedges=[span("More", " here")],
        **common,
    )
    return [statement, figure]


@pytest.fixture(params=[True, False], ids=["with-article", "without"])
def claims(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file whose own name, and whose folder's name, are hostile too."""
    folder = tmp_path / EVIL.replace("/", "|")
    folder.mkdir()
    if request.param:
        (folder / "evil.txt").write_bytes(TEXT.encode())
    path = folder / f"claims{EVIL.replace('/', '|')}.jsonl"
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in hostile_records())
    path.write_text(lines, encoding="utf-8")
    return path


RUNNING: list[Pty] = []


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    yield
    while RUNNING:
        RUNNING.pop().stop()


class Pty:
    """The program on a terminal of its own: ``out`` is every byte it writes."""

    def __init__(self, claims: Path, *arguments: str, **environment: str) -> None:
        master, slave = pty.openpty()
        self._master = os.fdopen(master, "r+b", buffering=0)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        kept = {key: value for key, value in os.environ.items() if key not in UNWANTED}
        self.process = subprocess.Popen(
            [PROGRAM, "review", claims.name, *arguments],
            cwd=claims.parent,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**kept, "TERM": "xterm-256color", **environment},
            start_new_session=True,
        )
        os.close(slave)
        self.out = b""
        self._seen = 0
        RUNNING.append(self)

    def stop(self) -> None:
        """However a test ends, nothing is left running."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self._master.close()

    def press(self, keys: str, until: str) -> None:
        """Type, and wait until words come that were not on their way before."""
        self._master.write(keys.encode())
        self.wait_for(until)

    def wait_for(self, words: str) -> None:
        end = time.monotonic() + PATIENCE
        while words.encode() not in self.out[self._seen :]:
            late = time.monotonic() > end or self.process.poll() is not None
            assert not late, (words, self.out[self._seen :][-3000:])
            self._read(0.1)
        while self._read(0.1):  # what comes with it
            pass
        self._seen = len(self.out)

    def end(self, keys: str) -> bytes:
        self._master.write(keys.encode())
        while self.process.poll() is None or self._read(0.1):
            self._read(0.1)
        assert self.process.returncode == 0
        return self.out

    def hang_up(self) -> int:
        """Go away; with what the program ended then."""
        self._master.close()
        return self.process.wait(PATIENCE)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = self._master.read(65536)
        except OSError:  # the other end is closed
            return False
        self.out += data
        return bool(data)


def check(out: bytes) -> None:
    assert b"evil" in out
    for bad in FORBIDDEN:
        assert bad not in out, bad


def go_through(screen: Pty) -> bytes:
    """Every window, with the hostile claims in it."""
    screen.wait_for(" why  ")
    screen.press("f", "flagged")
    screen.press("e", "Enter saves")
    screen.press("\t\t\t", "left, right")
    screen.press("\r", "accepted")
    screen.press("k", "ACCEPTED")
    screen.press("n", "Enter does it")
    screen.press(EVIL.replace("\x1b", "")[:20] + "\r", "noted")
    screen.press("w", "not a rule of this")
    screen.press("z", " why  ")
    screen.press("/", "Enter does it")
    screen.press("evil\r", "Enter goes there")
    screen.press("\r", "hit 1 of")
    screen.press("e", "Enter saves")
    screen.press("x\r", "not saved")
    screen.press("\x1b", " why  ")
    screen.press("x", "All done")
    screen.press("z", " why  ")
    screen.press("\x7f", "taken back")
    return screen.end("q")


def test_windows(claims: Path) -> None:
    out = go_through(Pty(claims, "--reviewer", f"ann {EVIL}", COLORTERM="truecolor"))
    check(POINTER.sub(b"", out))
    assert b"[bold red]x[/]" in out
    assert re.search(rb"\x1b\[[\d;]*38;2;", out)  # colours, here


@pytest.mark.parametrize("claims", [True], indirect=True)
def test_windows_without_colour(claims: Path) -> None:
    out = go_through(Pty(claims, NO_COLOR="1"))
    check(POINTER.sub(b"", out))
    styles = {int(one or 0) for found in STYLE.findall(out) for one in found.split(b";")}
    assert styles <= {*range(10), *range(20, 30), 39, 49}, styles
    assert b"[cue: said]" in out


@pytest.mark.parametrize("claims", [True], indirect=True)
def test_windows_on_a_console_of_sixteen_colours(claims: Path) -> None:
    out = go_through(Pty(claims, TERM="linux"))
    check(POINTER.sub(b"", out))
    assert not re.search(rb"\x1b\[[\d;]*[34]8;[25];", out)


@pytest.mark.parametrize("claims", [True], indirect=True)
def test_a_terminal_that_can_do_nothing(claims: Path) -> None:
    screen = Pty(claims, TERM="dumb")
    screen.wait_for("claim 1 of 2")
    screen.press("a\n", "accepted: ")
    out = screen.end("q\n")
    check(out)
    assert b"\x1b" not in out


@pytest.mark.parametrize("claims", [True], indirect=True)
@pytest.mark.parametrize("ready", [False, True], ids=["at-once", "later"])
def test_a_terminal_that_goes_away_ends_the_review(claims: Path, ready: bool) -> None:
    """Also where no SIGHUP tells: it is not the terminal that controls this process."""
    screen = Pty(claims)
    if ready:
        screen.wait_for(" why  ")
        screen.press("a", "accepted")
    else:
        screen.wait_for("\x1b[?1049h")
    assert screen.hang_up() == -signal.SIGHUP
    with closing(Store(store_path(claims))) as store:
        assert len(list(store.since())) == ready


def run(claims: Path, *arguments: str, typed: str = "") -> Done:
    return run_here(*arguments, cwd=claims.parent, stdin=typed.encode())


@pytest.mark.parametrize("claims", [True], indirect=True)
def test_plain_lines_and_what_comes_out(claims: Path) -> None:
    lines = "f\ne\nn {e}\nw\ne unit = {e}\nk\nl\nx\nu\n/ {e}\n{e}\na\na\nq\n".format(
        e=EVIL.replace("\x1b", "^")
    )
    for reviewer in (EVIL, f"ann {EVIL}"):
        done = run(claims, "review", claims.name, "--plain", "--reviewer", reviewer, typed=lines)
        assert done.returncode == 0
        check(done.stdout + done.stderr)
        lines = lines.replace("x\n", "a\n").replace("w\n", "")  # why takes the whole pipeline
    for arguments in (
        ["review", "agreement", claims.name],
        ["review", "adjudicate", claims.name, "--plain"],
        ["review", "export", claims.name, "--as", "decisions"],
        ["review", "export", claims.name, "-o", EVIL.replace("/", "|") + "out"],
        ["review", claims.name, "--plain", "--sample", "1", "--stratify", "speaker"],
        ["calibrate", claims.name],
    ):
        done = run(claims, *arguments)
        out = done.stdout + done.stderr
        assert out
        for bad in FORBIDDEN:
            assert bad not in out, (arguments, bad)


@pytest.mark.parametrize("claims", [True], indirect=True)
def test_messages_about_lines_that_are_no_claims(claims: Path) -> None:
    claims.write_text(claims.read_text(encoding="utf-8") + f'{{"id": "{EVIL}"}}\n', encoding="utf-8")
    done = run(claims, "review", claims.name, "--plain", "--unit", EVIL)
    assert done.returncode == 3
    check(done.stdout + done.stderr)
    done = run(claims, "review", claims.name, "--plain")
    assert b"left out, claims" in done.stderr
    check(done.stdout + done.stderr)
