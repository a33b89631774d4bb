"""One input to read: a file, or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import ReaderError

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or standard input where ``file`` is None."""

    path: str
    """How claims and errors name it: the path as given, with ``/``, in valid Unicode."""
    file: Path | None

    @property
    def suffix(self) -> str:
        """The file's suffix in lower case, "" for none and for standard input."""
        return self.file.suffix.lower() if self.file else ""

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The input's bytes. Standard input is left open."""
        if self.file is None:
            yield sys.stdin.buffer
        else:
            with self.file.open("rb") as stream:
                yield stream

    def read(self, limit: int) -> bytes:
        """All bytes of the input, never more than ``limit`` in memory.

        Raises:
            ReaderError: There are more.
        """
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise ReaderError(f"larger than {limit} bytes: raise --max-bytes if this is one article")
        return data


def file_source(path: Path) -> Source:
    """A source for a file, named by its path; bytes of the name that are no Unicode become ``\\xNN``."""
    name = path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return Source(name, path)
