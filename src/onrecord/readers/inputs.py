"""All inputs of a run as one stream of articles and failures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from onrecord.readers.article import Article, Failure, Skipped
from onrecord.readers.base import ReadOptions
from onrecord.readers.registry import read_source
from onrecord.readers.source import Source
from onrecord.readers.walk import find_sources

NAMED = 5
"""How many skipped items are kept by name."""


class Inputs:
    """The articles of files, folders and standard input, in a fixed order.

    Args:
        paths: The paths given by the user.
        options: How to read them.
        exclude: Files that are not inputs, such as the outputs of the same run.
        done: Called after each file, with its size in bytes.
    """

    def __init__(
        self,
        paths: Sequence[str],
        options: ReadOptions,
        *,
        exclude: Sequence[Path] = (),
        done: Callable[[int], None] = lambda size: None,
    ) -> None:
        self.skipped: Counter[str] = Counter()
        """Counts of files in folders that no reader takes, by suffix, and of non-articles, by kind."""
        self.skipped_names: list[str] = []
        """The first few skipped items."""
        self.done = done
        self._paths = paths
        self._options = options
        self._exclude = {path.resolve() for path in exclude}

    def size(self) -> int:
        """The total bytes of all files to read; an empty file counts as one byte."""
        return sum(_size(item) for item in self._items() if not isinstance(item, Skipped))

    def is_empty(self) -> bool:
        """Whether there is no file to read."""
        return next(self.sources(), None) is None

    def __iter__(self) -> Iterator[Article | Failure]:
        """The articles and failures, in input order."""
        for item in self.sources():
            if isinstance(item, Failure):
                yield item
            else:
                yield from read_source(item, self._options, self._skip)
            self.done(_size(item))

    def sources(self) -> Iterator[Source | Failure]:
        """The inputs to read, and failures for unreadable ones, in order; skipped items are counted."""
        self.skipped.clear()
        self.skipped_names.clear()
        for item in self._items():
            if isinstance(item, Skipped):
                self._skip(item)
            else:
                yield item

    def _skip(self, item: Skipped) -> None:
        self.skipped[item.suffix or "no suffix"] += 1
        if len(self.skipped_names) < NAMED:
            self.skipped_names.append(item.path)

    def _items(self) -> Iterator[Source | Skipped | Failure]:
        for item in find_sources(self._paths, self._options.format):
            file = item.file if isinstance(item, Source) else None
            if file is None or not self._exclude or file.resolve() not in self._exclude:
                yield item


def _size(item: Source | Failure) -> int:
    try:
        return max(1, item.file.stat().st_size) if isinstance(item, Source) and item.file else 1
    except OSError:
        return 1
