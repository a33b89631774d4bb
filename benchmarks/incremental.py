"""What a run costs after a few articles came to those an earlier run did, against doing all of them."""

from __future__ import annotations

import json
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from articles import write_articles
from measuring import run_onrecord
from table import Row

BEFORE, NEW = 300, 5


def rows(options: Namespace) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_articles(root / "all.jsonl", BEFORE + NEW, short=not options.full)
        lines = (root / "all.jsonl").read_text(encoding="utf-8").splitlines()
        (root / "in").mkdir()
        _write(root, lines[:BEFORE])
        _run(root, "out")
        _write(root, lines[BEFORE:])
        new, whole = _run(root, "out"), _run(root, "fresh")
        if (root / "out/claims.jsonl").read_bytes() != (root / "fresh/claims.jsonl").read_bytes():
            raise SystemExit("the claims are others than those of a fresh run")
    yield Row(f"{NEW} new articles among {BEFORE + NEW}, the start included", new, "CPU s")
    yield Row(f"{NEW} new articles among {BEFORE + NEW} / all of them", new / whole, "", "<= 0.50")


def _write(root: Path, lines: list[str]) -> None:
    for line in lines:
        row = json.loads(line)
        (root / f"in/{row['id']}.json").write_text(line, encoding="utf-8")


def _run(root: Path, out: str) -> float:
    return run_onrecord("extract", root / "in", "-o", root / out / "claims.jsonl", "--workers", "0").cpu
