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
"""How many of the things skipped are remembered by name."""


class Inputs:
    """The articles of files, folders and standard input, in a fixed order.

    Args:
        paths: What the user named.
        options: How to read it.
        exclude: Files that are no input, such as the outputs of the same run.
        done: Called after each file, with its bytes.
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
        """Files in folders that no reader takes, by suffix; parts of files that are no articles, by kind."""
        self.skipped_names: list[str] = []
        """The first few of them."""
        self.done = done
        self._paths = paths
        self._options = options
        self._exclude = {path.resolve() for path in exclude}

    def size(self) -> int:
        """The bytes of all files there are to read; an empty one counts as one."""
        return sum(_size(item) for item in self._items() if not isinstance(item, Skipped))

    def is_empty(self) -> bool:
        """Whether there is no file to read."""
        return next(self.sources(), None) is None

    def __iter__(self) -> Iterator[Article | Failure]:
        """The articles, with failures in their places."""
        for item in self.sources():
            if isinstance(item, Failure):
                yield item
            else:
                yield from read_source(item, self._options, self._skip)
            self.done(_size(item))

    def sources(self) -> Iterator[Source | Failure]:
        """The inputs to read, with those that cannot be read in their places; what is skipped is counted."""
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
