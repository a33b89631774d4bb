"""Start-up time of the command line."""

from __future__ import annotations

import tempfile
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from articles import write_articles
from measuring import run_onrecord
from table import Row


def rows(options: Namespace) -> Iterator[Row]:
    asked = [run_onrecord("--help") for _ in range(options.rounds)]
    yield Row("`onrecord --help`", median(child.cpu for child in asked), "CPU s", "< 0.3")
    yield Row("the same, by the clock", median(child.wall for child in asked), "s", "< 0.3", wall=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.jsonl"
        write_articles(path, 1, short=True)
        first = [run_onrecord("extract", path, "-o", "-") for _ in range(options.rounds)]
    yield Row("one short article, start included", median(child.cpu for child in first), "CPU s")
    yield Row("time to the first claim", median(child.first for child in first), "s", wall=True)
