"""The cost of a run after a few new articles, compared with a run from scratch."""

from __future__ import annotations

import json
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from articles import write_articles
from measuring import run_onrecord
from table import Row

BEFORE, NEW, ROUNDS = 300, 5, 3


def rows(options: Namespace) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_articles(root / "all.jsonl", BEFORE + NEW * ROUNDS, short=not options.full)
        lines = (root / "all.jsonl").read_text(encoding="utf-8").splitlines()
        one = _folder(root, "one", lines[:1])
        articles = _folder(root, "in", lines[:BEFORE])
        first = _run(articles, root / "out")
        starts, news = [], []
        for number in range(ROUNDS):
            begin = BEFORE + NEW * number
            _folder(root, "in", lines[begin : begin + NEW])
            starts.append(_run(one, root / f"one-{number}"))
            news.append(_run(articles, root / "out"))
        _run(articles, root / "fresh")
        if (root / "out/claims.jsonl").read_bytes() != (root / "fresh/claims.jsonl").read_bytes():
            raise SystemExit("the claims are others than those of a fresh run")
    start, new = median(starts), median(news)
    yield Row("start-up, with one short article", start, "CPU s")
    yield Row(f"{NEW} new articles among {BEFORE}, start-up included", new, "CPU s")
    share = (new - start) / (first - start)
    yield Row(f"{NEW} new articles / the first {BEFORE}, beside start-up", share, "", "<= 0.05")


def _folder(root: Path, name: str, lines: list[str]) -> Path:
    folder = root / name
    folder.mkdir(exist_ok=True)
    for line in lines:
        (folder / f"{json.loads(line)['id']}.json").write_text(line, encoding="utf-8")
    return folder


def _run(articles: Path, out: Path) -> float:
    return run_onrecord("extract", articles, "-o", out / "claims.jsonl", "--workers", "0").cpu
