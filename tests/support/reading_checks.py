"""What holds for whatever a reader is given."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from onrecord.readers import Article, Failure, ReadOptions, file_source, read_source

LIMIT = 4_000
"""Bytes of the longest article in these checks."""


def check_reading(name: str, data: bytes, **options: Any) -> None:
    """Reads bytes as a file of some name: articles to use, failures that say why, nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        for item in read_source(file_source(path), ReadOptions(**{"max_bytes": LIMIT, **options})):
            assert isinstance(item, Article | Failure)
            if isinstance(item, Failure):
                assert item.error == "ReaderError", item
                assert item.message
                assert len(item.message) < 1000
                assert item.article.startswith(item.path)
            else:
                assert item.text.strip()
                item.text.encode("utf-8")
                assert len(item.text) <= 2 * LIMIT
                assert item.id
            json.dumps([item.article if isinstance(item, Failure) else item.id]).encode("utf-8")
        assert [path.name for path in Path(folder).iterdir()] == [name]
