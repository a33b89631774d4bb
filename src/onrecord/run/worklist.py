"""The fixed list of inputs a run works through, cut into units of work that no number of workers changes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from onrecord.errors import ConfigError
from onrecord.paths import as_path, is_remote
from onrecord.readers import Failure, Inputs, Source, file_source
from onrecord.readers.base import sidecar_of

ITEMS = 16
"""Inputs, or articles of one large input, in a unit of work."""
LARGE = 256 * 1024
"""Bytes of inputs in a unit of work. An input of more is worked on in several."""

Stamp: TypeAlias = tuple[int, int | str]
"""What changes when a file does: its size and time."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One input as it was when the run began, or the reason why there is none."""

    path: str
    """As the system names it."""
    size: int = 0
    stamps: tuple[Stamp, ...] = ()
    """Of the file, and of the metadata beside it."""
    failure: Failure | None = None

    def source(self) -> Source:
        """The input to read."""
        return file_source(as_path(self.path))

    def line(self) -> bytes:
        """The entry as a line of the work list."""
        if self.failure is not None:
            failure = self.failure
            return _line([failure.article, failure.path, failure.stage, failure.error, failure.message])
        return _line({"path": self.path, "size": self.size, "stamps": self.stamps})


@dataclass(frozen=True, slots=True)
class Unit:
    """Some inputs, or some articles of one large input."""

    batch: int
    """Number of the inputs, from 0."""
    block: int
    """Number of the stretch of articles in them, from 0."""
    entries: tuple[Entry, ...]
    large: bool
    """One input that has several units."""

    @property
    def first(self) -> int:
        """Number of its first article in the inputs, from 0."""
        return self.block * ITEMS

    def is_of(self, shard: tuple[int, int]) -> bool:
        """Whether this is part of shard i of N, i from 1."""
        number, count = shard
        return (self.batch + self.block) % count == number - 1


def list_inputs(inputs: Inputs) -> Iterator[Entry]:
    """The inputs there are now, in order.

    Raises:
        ConfigError: Standard input is one of them.
    """
    for item in inputs.sources():
        if isinstance(item, Failure):
            yield Entry(item.path, failure=item)
        elif item.file is None:
            raise ConfigError("standard input cannot be read again: name files, or use process_shard")
        else:
            yield _entry(item.file)


def read_list(lines: Iterable[bytes]) -> Iterator[Entry]:
    """The entries of a work list."""
    for line in lines:
        value = json.loads(line)
        if isinstance(value, list):
            failure = Failure(*value)
            yield Entry(failure.path, failure=failure)
        else:
            yield Entry(value["path"], value["size"], tuple((size, time) for size, time in value["stamps"]))


def cut(entries: Iterable[Entry]) -> Iterator[Unit]:
    """The first unit of each batch of inputs, in order; ``next_block`` gives the others."""
    batch, gathered, size = 0, list[Entry](), 0
    for entry in entries:
        large = entry.size > LARGE
        if gathered and (large or len(gathered) == ITEMS or size + entry.size > LARGE):
            yield Unit(batch, 0, tuple(gathered), False)
            batch, gathered, size = batch + 1, [], 0
        if large:
            yield Unit(batch, 0, (entry,), True)
            batch += 1
        else:
            gathered.append(entry)
            size += entry.size
    if gathered:
        yield Unit(batch, 0, tuple(gathered), False)


def next_block(unit: Unit) -> Unit:
    """The unit that follows in a large input."""
    return Unit(unit.batch, unit.block + 1, unit.entries, unit.large)


def _entry(file: Path) -> Entry:
    if is_remote(file):  # one question for each file: metadata beside it is not asked for
        info: dict[str, Any] = file.fs.info(file.path)  # type: ignore[attr-defined]
        changed = info.get("ETag") or info.get("mtime") or info.get("LastModified") or ""
        return Entry(str(file), info["size"] or 0, ((info["size"] or 0, str(changed)),))
    stamps = [stamp for path in (file, sidecar_of(file)) if (stamp := _stamp(path)) is not None]
    return Entry(str(file), int(stamps[0][0]) if stamps else 0, tuple(stamps))


def _stamp(path: Path) -> Stamp | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns)


def _line(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n"
