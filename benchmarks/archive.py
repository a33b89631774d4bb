"""Time per article and memory of a run, for growing numbers of articles."""

from __future__ import annotations

import json
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from articles import write_articles
from measuring import Child, run_onrecord
from table import Row

COUNTS = (1, 100, 1_000, 10_000)


def rows(options: Namespace) -> Iterator[Row]:
    kind = "article" if options.full else "short article"
    cost: dict[int, float] = {}
    peak: dict[int, float] = {}
    for count in COUNTS:
        child, each = extract(count, short=not options.full)
        cost[count], peak[count] = each, child.peak
        yield Row(f"cost of a {kind}, one of {count:,}", each * 1000, "CPU ms")
    yield Row("cost of one of 10,000 / of one of 100", cost[10_000] / cost[100], "", "<= 1.05")
    yield Row("peak memory at 1,000 articles", peak[1_000], "MB")
    yield Row("peak memory at 10,000 articles", peak[10_000], "MB")
    yield Row("peak memory at 10,000 / at 1,000 articles", peak[10_000] / peak[1_000], "", "<= 1.05")


def extract(count: int, *, short: bool) -> tuple[Child, float]:
    """Run over this many articles in one process: usage, and CPU seconds per article without the start."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "articles.jsonl", Path(folder) / "claims.jsonl"
        write_articles(path, count, short=short)
        child = run_onrecord("extract", path, "-o", out, "--workers", "0")
        manifest = json.loads((Path(folder) / "manifest.json").read_text(encoding="utf-8"))
    return child, manifest["cpu_seconds"] / count
