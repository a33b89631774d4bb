"""One input: a file or standard input, with gzip unpacked."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import ReaderError
from onrecord.readers.inflating import GZIP, gunzipping

STDIN = "-"
HEAD = 4096
"""Bytes at the beginning of an input by which formats are recognised."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or standard input if ``file`` is None."""

    path: str
    """Its name in claims and errors: the path as given, with ``/``, in valid Unicode."""
    file: Path | None

    @property
    def suffix(self) -> str:
        """The file's suffix in lower case, ignoring ``.gz``; "" without one and for standard input."""
        return plain_name(self.file).suffix.lower() if self.file else ""

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The unpacked bytes. Standard input stays open."""
        if self.file is None:
            yield gunzipping(sys.stdin.buffer)
        else:
            with self.file.open("rb") as stream:
                yield gunzipping(stream if hasattr(stream, "peek") else io.BufferedReader(stream))

    @contextmanager
    def open_seekable(self) -> Iterator[BinaryIO]:
        """The unpacked bytes for formats that are read from their end, in a temporary copy if necessary."""
        with self.open() as stream:
            if self.file is not None and stream.seekable():
                yield stream
                return
            with tempfile.TemporaryFile() as copy:
                shutil.copyfileobj(stream, copy)
                copy.seek(0)
                yield copy

    def head(self) -> bytes:
        """The first unpacked bytes; standard input is not consumed."""
        if self.file is not None:
            with self.open() as stream:
                return stream.read(HEAD)
        head = sys.stdin.buffer.peek(HEAD) if hasattr(sys.stdin.buffer, "peek") else b""
        if head.startswith(GZIP):
            try:
                return zlib.decompressobj(wbits=31).decompress(head, HEAD)
            except zlib.error:
                return b""
        return head[:HEAD]

    def read(self, limit: int) -> bytes:
        """All bytes of the input, with at most ``limit`` in memory.

        Raises:
            ReaderError: The input is larger.
        """
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise ReaderError(f"larger than {limit} bytes: raise --max-bytes if this is one article")
        return data


def plain_name(file: Path) -> Path:
    """The path of a file without ``.gz``."""
    return file.with_suffix("") if file.suffix.lower() == ".gz" else file


def file_source(path: Path) -> Source:
    """A source for a file, named by its path; bytes that are not Unicode become ``\\xNN``."""
    name = path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return Source(name, path)
