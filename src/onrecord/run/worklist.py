"""The fixed list of inputs of a run, cut into units of work independently of the number of workers."""

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
"""Maximum number of inputs, or of articles of one large input, in a unit of work."""
LARGE = 256 * 1024
"""Maximum size of the inputs of a unit in bytes. A larger input is split into several units."""

Stamp: TypeAlias = tuple[int, int | str]
"""Size and modification time of a file, or the ETag of a remote one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One input as it was when the run began, or a failure in its place."""

    path: str
    """The path as the operating system gives it."""
    size: int = 0
    stamps: tuple[Stamp, ...] = ()
    """Those of the file and of its metadata sidecar."""
    failure: Failure | None = None

    def source(self) -> Source:
        """The source to read the input from."""
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
    """Number of the group of inputs, from 0."""
    block: int
    """Number of the block of articles within them, from 0."""
    entries: tuple[Entry, ...]
    large: bool
    """Whether it is one large input that is split into several units."""

    @property
    def first(self) -> int:
        """Index of its first article within the inputs, from 0."""
        return self.block * ITEMS

    def is_of(self, shard: tuple[int, int]) -> bool:
        """Whether the unit belongs to shard i of N, with i from 1."""
        number, count = shard
        return (self.batch + self.block) % count == number - 1


def list_inputs(inputs: Inputs) -> Iterator[Entry]:
    """List the current inputs in order.

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
    """Parse the entries of a work list."""
    for line in lines:
        value = json.loads(line)
        if isinstance(value, list):
            failure = Failure(*value)
            yield Entry(failure.path, failure=failure)
        else:
            yield Entry(value["path"], value["size"], tuple((size, time) for size, time in value["stamps"]))


def cut(entries: Iterable[Entry]) -> Iterator[Unit]:
    """Yield the first unit of each batch of inputs, in order; ``next_block`` gives the others."""
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
    """The next unit of a large input."""
    return Unit(unit.batch, unit.block + 1, unit.entries, unit.large)


def _entry(file: Path) -> Entry:
    if is_remote(file):  # one request per file: metadata sidecars are not checked
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
