"""What every test of a reader does: write a file, read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from onrecord.readers import Article, Failure, ReadOptions, Skipped, file_source, read_source

Found = list[Article | Failure]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Found]:
    """Writes bytes under a name and gives what is read from there; the parts skipped go to ``skip``."""

    def run(name: str, data: bytes, skip: Sequence[Skipped] | None = None, **options: Any) -> Found:
        path = tmp_path / name
        path.write_bytes(data)
        take = skip.append if isinstance(skip, list) else lambda part: None
        return list(read_source(file_source(path), ReadOptions(**options), take))

    return run


def places(found: Found) -> list[str]:
    """What stands after the path in the ids of failures and of articles without one of their own."""
    names = [item.article if isinstance(item, Failure) else item.id for item in found]
    return [name.rpartition(":")[2] for name in names]


@pytest.fixture(name="places")
def _places() -> Callable[[Found], list[str]]:
    return places
