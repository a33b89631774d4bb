"""All registered readers: the entry points of group ``onrecord.readers``, ours and those of other packages.

A package adds a format by registering a subclass of ``Reader`` there, under the format's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib.metadata import entry_points

from onrecord.errors import ConfigError, ReaderError
from onrecord.readers.article import Article, Failure, Skipped, not_read
from onrecord.readers.base import Reader, ReadOptions
from onrecord.readers.own import SUFFIXES, own_output, refusal
from onrecord.readers.remedies import remedy
from onrecord.readers.source import Source

GROUP = "onrecord.readers"


@cache
def _readers() -> dict[str, Reader]:
    readers: dict[str, Reader] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        loaded = point.load()
        if not (isinstance(loaded, type) and issubclass(loaded, Reader)):
            raise ConfigError(f"entry point {point.name!r} of {GROUP}: {point.value} is not a Reader")
        readers[point.name] = loaded()
    if not readers:
        raise ConfigError("no readers are registered: reinstall with pip install onrecord")
    return readers


def reader_names() -> list[str]:
    """The names of the formats, sorted."""
    return list(_readers())


@cache
def suffixes() -> dict[str, list[Reader]]:
    """The readers for each file suffix, sorted by the name of their format."""
    by_suffix: dict[str, list[Reader]] = {}
    for reader in _readers().values():
        for suffix in reader.suffixes:
            by_suffix.setdefault(suffix, []).append(reader)
    return by_suffix


def no_reader(source: Source) -> str:
    """The message for an input whose suffix no reader takes."""
    return f"no reader takes {source.suffix or 'a file without suffix'}: {remedy(source.suffix)}"


def read_source(
    source: Source, options: ReadOptions, skip: Callable[[Skipped], None] = lambda part: None
) -> Iterator[Article | Failure]:
    """The articles and failures of one file or of standard input, in order.

    Args:
        source: The input.
        options: How to read it.
        skip: Called with each part that is not an article, such as a picture in an archive.
    """
    for make in read_later(source, options):
        item = make()
        if isinstance(item, Skipped):
            skip(item)
        else:
            yield item


def read_later(source: Source, options: ReadOptions) -> Iterator[Callable[[], Article | Failure | Skipped]]:
    """The items of one file, each built when it is called, so that items can be skipped quickly."""
    reader = _reader_of(source, options)
    if isinstance(reader, Failure):
        yield partial(_given, reader)
        return
    if (source.suffix in SUFFIXES or source.file is None) and (kind := own_output(_head(source))):
        yield partial(_own, source, kind)
        return
    try:
        for make in reader.read_later(source, options):
            yield partial(_made, make, source)
    except Exception as error:  # a bug in one reader never stops a run
        yield partial(_fault, source, error)


def _made(make: Callable[[], Article | Failure | Skipped], source: Source) -> Article | Failure | Skipped:
    try:
        return make()
    except Exception as error:  # as above
        return _fault(source, error)


def _own(source: Source, kind: str) -> Failure | Skipped:
    if source.file is None:
        return not_read(source.path, refusal(kind))
    return Skipped(source.path, f"onrecord {kind}")


def _given(failure: Failure) -> Failure:
    return failure


def _fault(source: Source, error: Exception) -> Failure:
    return Failure(source.path, source.path, "read", type(error).__name__, str(error) or "no reason given")


def _reader_of(source: Source, options: ReadOptions) -> Reader | Failure:
    if options.format is not None:
        return _readers()[options.format]
    if source.file is None:
        return _readers()["jsonl" if _is_object(_head(source)) else "text"]
    candidates = suffixes().get(source.suffix, [])
    if not candidates:
        return not_read(source.path, no_reader(source))
    if len(candidates) == 1:
        return candidates[0]
    head = _head(source)
    fitting = [reader for reader in candidates if reader.recognises(head)]
    return fitting[0] if fitting else not_read(source.path, _unknown(source.suffix))


def _head(source: Source) -> bytes:
    try:
        return source.head()
    except (OSError, ReaderError):  # reported when the whole input is read
        return b""


def _is_object(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def _unknown(suffix: str) -> str:
    names = ", ".join(name for name, reader in _readers().items() if suffix in reader.suffixes)
    return f"a {suffix} file, but not of a format that is known ({names}): use --format"
