"""The readers there are: the entry points of group ``onrecord.readers``, ours and anybody's.

A package adds a format by registering a subclass of ``Reader`` there, under the format's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points

from onrecord.errors import ConfigError
from onrecord.readers.article import Article, Failure, not_read
from onrecord.readers.base import Reader, ReadOptions
from onrecord.readers.source import Source

GROUP = "onrecord.readers"


@cache
def _readers() -> dict[str, Reader]:
    readers: dict[str, Reader] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        found = point.load()
        if not (isinstance(found, type) and issubclass(found, Reader)):
            raise ConfigError(f"entry point {point.name!r} of {GROUP}: {point.value} is no Reader")
        readers[point.name] = found()
    if not readers:
        raise ConfigError("no readers are registered: install the package again with pip install onrecord")
    return readers


def reader_names() -> list[str]:
    """The names of the formats, sorted."""
    return list(_readers())


@cache
def suffixes() -> dict[str, str]:
    """The format each file suffix stands for."""
    return {suffix: name for name, reader in _readers().items() for suffix in reader.suffixes}


def read_source(source: Source, options: ReadOptions) -> Iterator[Article | Failure]:
    """The articles of one file or of standard input, with failures in their places."""
    name = options.format or (_sniff(source) if source.file is None else suffixes().get(source.suffix))
    reader = _readers().get(name or "")
    if reader is None:
        yield not_read(
            source.path, f"no reader takes {source.suffix or 'a file without suffix'}: use --format"
        )
    else:
        yield from reader.read(source, options)


def _sniff(source: Source) -> str:
    with source.open() as stream:
        head = stream.peek(64) if hasattr(stream, "peek") else b""
    return "jsonl" if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{" else "text"
