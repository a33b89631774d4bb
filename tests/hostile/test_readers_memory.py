"""Files far larger than what is in memory while they are read."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from article_files import (
    ARTICLES,
    as_csv,
    as_jsonl,
    as_parquet,
    as_warc,
    docx,
    http,
    news_item,
    nexis_lines,
    warc_record,
)

pytest.importorskip("lxml")
pytest.importorskip("pyarrow")
pytest.importorskip("trafilatura")
ROOT = Path(__file__).parents[2]
COUNT = 3_000
LENGTH = 10_000
"""Articles in a file and characters in an article: 30 MB."""
ALLOWED = {"large.parquet": 70_000_000}
"""How far memory may rise, where more than 15 MB: pyarrow keeps what it had, not a whole group of rows."""


def long_articles() -> Iterator[Mapping[str, str]]:
    for number in range(COUNT):
        yield {
            **ARTICLES[number % 3],
            "id": str(number),
            "text": f"{number} " + "Some words. " * (LENGTH // 12),
        }


def newsml() -> bytes:
    items = "".join(news_item(one) for one in long_articles())
    return f"<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'>{items}</newsMessage>".encode()


def warc() -> bytes:
    """Pictures by the hundred with a few pages among them."""
    about = {"WARC-Target-URI": "https://example.org/p.png"}
    picture = warc_record("response", about, http(b"\x89PNG" * 20_000, "Content-Type: image/png"))
    return as_warc(ARTICLES) + gzip.compress(picture * 400, compresslevel=0)


LARGE: dict[str, Callable[[], bytes]] = {
    "large.csv": lambda: as_csv(list(long_articles())),
    "large.docx": lambda: docx(nexis_lines(list(long_articles()))),
    "large.jsonl": lambda: as_jsonl(list(long_articles())),
    "large.jsonl.gz": lambda: gzip.compress(as_jsonl(list(long_articles())), 1),
    "large.newsml": newsml,
    "large.parquet": lambda: as_parquet(list(long_articles()), row_group_size=COUNT, use_dictionary=False),
    "large.warc": warc,
}


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("large")
    for name, make in LARGE.items():
        (folder / name).write_bytes(make())
    command = [
        sys.executable,
        str(ROOT / "tests/support/read_measured.py"),
        str(folder),
        str(ROOT / "corpus/formats"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return {line["name"]: line for line in map(json.loads, done.stdout.splitlines())}


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_memory_is_flat(measured: dict[str, Any], name: str) -> None:
    found = measured[name]
    assert not found["failed"], found
    assert found["articles"] == (3 if name.endswith(".warc") else COUNT)
    assert found["grown"] < ALLOWED.get(name, 15_000_000), found
