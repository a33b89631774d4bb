"""Hostile text in every field: no byte of it is obeyed. Tested on what the program writes to a terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from onrecord.claims import claim_id, fingerprint
from onrecord.claims.spans import span_record

pytest.importorskip("textual")

PROGRAM = str(Path(sys.executable).parent / "onrecord")
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
TEXT = f"Ada {EVIL} said the {EVIL} boats were 40{EVIL} long{EVIL}.\nMore {EVIL} here.\n"


def hostile_records() -> list[dict[str, Any]]:
    digest = sha256(TEXT.encode()).hexdigest()
    article = {
        "id": "evil.txt",
        "sha256": digest,
        "title": f"Title {EVIL}",
        "published": "2026-02-10",
        "outlet": f"Outlet {EVIL}",
        "url": f"https://example.org/{EVIL}",
    }

    def span(start: str, end: str) -> dict[str, Any]:
        left = TEXT.index(start)
        return span_record(TEXT, [left, TEXT.index(end, left)])

    speaker = {
        "name": f"Ada {EVIL}",
        "kind": "person",
        "role": EVIL,
        "affiliation": EVIL,
        "resolved_by": EVIL,
    }
    common = {
        "schema_version": 1,
        "article": article,
        "sentence": TEXT,
        "confidence": 0.5,
        "pipeline": {"onrecord": EVIL, "model": EVIL},
    }
    figure: dict[str, Any] = {
        **common,
        "id": "",
        "fingerprint": "",
        "kind": "figure",
        "rule": f"figure.{EVIL}",
        "span": span("40", " long"),
        "value": 40,
        "comparator": "=",
        "unit": f"unit {EVIL}",
        "figure_kind": "count",
        "measured": {"text": f"measured {EVIL}", "span": span("boats", " were")},
        "change": "=",
        "per": EVIL,
        "period": {
            "span": span("More", " here"),
            "start": "2025-01-01",
            "end": "2025-01-01",
            "granularity": "day",
        },
        "place": span("said", " the"),
        "statement": None,
        "related": None,
        "speaker": None,
    }
    statement: dict[str, Any] = {
        **common,
        "id": "",
        "fingerprint": "",
        "kind": "statement",
        "rule": f"statement.{EVIL}",
        "mode": "indirect",
        "content": [span("the ", " long")],
        "cue": {"span": span("said", " the"), "rest": [], "lemma": EVIL, "stance": "neutral"},
        "source": span("Ada", " said"),
        "speaker": speaker,
        "said_on": None,
        "negated": False,
        "hedges": [span("More", " here")],
        "figures": [],
    }
    for record, stretch in ((figure, figure["span"]), (statement, statement["content"][0])):
        record["text"] = stretch["exact"]
        record["id"] = claim_id(digest, record["kind"], [(stretch["start"], stretch["end"])])
        record["fingerprint"] = fingerprint(record)
    return [statement, figure]


@pytest.fixture(params=[True, False], ids=["with-article", "without"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param:
        (tmp_path / "evil.txt").write_bytes(TEXT.encode())
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in hostile_records())
    (tmp_path / "claims.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def on_terminal(place: Path, arguments: list[str], keys: list[bytes]) -> bytes:
    """Everything the program writes to a terminal while keys are pressed one after the other."""
    master, slave = pty.openpty()
    command = [PROGRAM, "review", *arguments]
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}
    process = subprocess.Popen(
        command, cwd=place, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    os.close(slave)
    out = b""

    def read_for(quiet: float, most: float) -> bytes:
        found, end = b"", time.monotonic() + most
        while time.monotonic() < end and select.select([master], [], [], quiet)[0]:
            try:
                data = os.read(master, 65536)
            except OSError:
                break
            if not data:
                break
            found += data
        return found

    out += read_for(10, 0.1)
    out += read_for(1.5, 15)
    for key in keys:
        os.write(master, key)
        out += read_for(0.5, 10)
    out += read_for(2, 10)
    os.close(master)
    assert process.wait(timeout=30) == 0
    return out


def check(out: bytes) -> None:
    assert b"evil" in out
    for bad in FORBIDDEN:
        assert bad not in out, bad


def test_windows(place: Path) -> None:
    keys = [b"f", b"e", b"\x1b", b"n", EVIL.replace("\x1b", "").encode()[:20], b"\r", b"w", b"q", b"a", b"k"]
    keys += [b"p", b"?", b"q", b"x", b"q", b"\x7f", b"8", b"e", b"\t", b"\t", b"\x1b", b"q"]
    out = on_terminal(place, ["claims.jsonl", "--reviewer", f"ann {EVIL}".replace("\0", "")], keys)
    check(POINTER.sub(b"", out))
    assert b"[bold red]x[/]" in out


def test_plain_lines(place: Path) -> None:
    lines = "f\ne\nn {e}\nw\ne unit = {e}\nk\nl\nx\nu\n/ {e}\n{e}\nq\n".format(e=EVIL.replace("\x1b", "^"))
    done = subprocess.run(
        [
            str(Path(sys.executable).parent / "onrecord"),
            "review",
            "claims.jsonl",
            "--plain",
            "--reviewer",
            EVIL,
        ],
        cwd=place,
        input=lines.encode(),
        capture_output=True,
        check=True,
    )
    check(done.stdout + done.stderr)


def test_messages_about_filters_and_bad_lines(place: Path) -> None:
    path = place / "claims.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + f'{{"id": "{EVIL}"}}\n', encoding="utf-8")
    command = [
        str(Path(sys.executable).parent / "onrecord"),
        "review",
        "claims.jsonl",
        "--plain",
        "--unit",
        EVIL,
    ]
    done = subprocess.run(command, cwd=place, input=b"", capture_output=True)
    assert done.returncode == 3
    check(done.stdout + done.stderr)
