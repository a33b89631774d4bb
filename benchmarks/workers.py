"""The speed-up of a second worker process."""

from __future__ import annotations

import json
import os
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from articles import write_articles
from measuring import run_onrecord
from table import Row

ARTICLES = 600


def rows(options: Namespace) -> Iterator[Row]:
    if (os.cpu_count() or 1) < 2:
        yield Row("throughput of two workers / one", None, note="needs two cores")
        return
    speeds: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        words = write_articles(path, ARTICLES, short=False)
        for _ in range(max(1, options.rounds // 2)):
            for count, found in speeds.items():
                out = Path(folder) / str(count) / "claims.jsonl"
                run_onrecord("extract", path, "-o", out, "--workers", str(count))
                manifest = json.loads(out.with_name("manifest.json").read_text(encoding="utf-8"))
                found.append(words / manifest["seconds"])
    one, two = (median(found) for found in speeds.values())
    yield Row("one worker", one, "words per second", wall=True)
    yield Row("two workers", two, "words per second", wall=True)
    yield Row("throughput of two workers / one", two / one, "", ">= 1.8", wall=True)
