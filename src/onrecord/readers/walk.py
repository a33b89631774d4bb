"""From the paths a user gives to a fixed, sorted list of files to read."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from onrecord.errors import ConfigError, ReaderError
from onrecord.paths import as_path, is_address, is_remote
from onrecord.readers.article import Failure, Skipped, not_read
from onrecord.readers.base import sidecar_of
from onrecord.readers.own import SUFFIXES, own_output, refusal
from onrecord.readers.registry import no_reader, reader_names, suffixes
from onrecord.readers.remedies import fetch
from onrecord.readers.source import STDIN, Source, file_source

_WITH_SIDECAR = tuple(
    suffix + packed
    for suffix in (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml")
    for packed in ("", ".gz")
)


def check_inputs(paths: Iterable[str]) -> None:
    """Check that all inputs exist, before any work is done.

    Raises:
        ConfigError: An input does not exist.
    """
    for path in paths:
        if path.lower().startswith(("http://", "https://")):
            raise ConfigError(fetch(path))
        there = as_path(path).exists() if is_address(path) else os.path.lexists(path)
        if path != STDIN and not there:
            raise ConfigError(f"{path}: no such file or folder")


def check_articles(paths: Iterable[str]) -> None:
    """Check that all inputs exist, and that none was written by onrecord.

    Raises:
        ConfigError: An input does not exist, or was written by onrecord.
    """
    paths = list(paths)
    check_inputs(paths)
    for path in paths:
        kind = None if path == STDIN or is_address(path) else _own_kind(Path(path))
        if kind is not None:
            raise ConfigError(f"{path}: {refusal(kind)}")


def _own_kind(file: Path) -> str | None:
    source = file_source(file)
    if source.suffix not in SUFFIXES or not file.is_file():
        return None
    try:
        return own_output(source.head())
    except (OSError, ReaderError):  # the error is reported when the whole file is read
        return None


def find_sources(paths: Iterable[str], format: str | None = None) -> Iterator[Source | Skipped | Failure]:
    """The files to read: all files given, and from folders those with a known suffix, sorted by name.

    Hidden files and sidecars are skipped. A folder reached twice is read once, so cyclic links end.

    Args:
        paths: Files, folders, or ``-`` for standard input, in the user's order.
        format: The format of all files, regardless of their suffix.
    """
    if format is not None and format not in reader_names():
        raise ConfigError(f"unknown format {format!r}: use one of {', '.join(reader_names())}")
    known = suffixes()
    seen: set[object] = set()
    for given in paths:
        path = as_path(given) if is_address(given) else Path(os.path.normpath(given))
        if given == STDIN:
            yield Source(STDIN, None)
        elif path.is_dir():
            yield from _walk(path, known, format, seen)
        elif format is None and (source := file_source(path)).suffix not in known:
            yield not_read(source.path, no_reader(source))
        else:
            yield file_source(path)


def _walk(
    folder: Path, known: Collection[str], format: str | None, seen: set[object]
) -> Iterator[Source | Skipped | Failure]:
    waiting = [iter([folder])]
    while waiting:
        path = next(waiting[-1], None)
        if path is None:
            waiting.pop()
            continue
        source = file_source(path)
        try:
            if path.is_dir():
                identity = _identity(path)
                if identity not in seen:
                    seen.add(identity)
                    waiting.append(_visible(path))
            elif not path.is_file():
                yield not_read(source.path, "neither a file nor a folder")
            elif format is not None or source.suffix in known:
                if not _is_sidecar(path):
                    yield source
            else:
                yield Skipped(source.path, source.suffix)
        except OSError as error:
            yield not_read(source.path, error.strerror or type(error).__name__)


def _identity(folder: Path) -> object:
    if is_remote(folder):
        return str(folder)
    status = folder.stat()
    return status.st_dev, status.st_ino


def _visible(folder: Path) -> Iterator[Path]:
    """The entries of a folder, sorted; only their names are in memory, even for millions of files."""
    names = [path.name for path in folder.iterdir()] if is_remote(folder) else os.listdir(folder)
    return map(folder.joinpath, sorted(name for name in names if not name.startswith(".")))


def _is_sidecar(path: Path) -> bool:
    return path.suffix.lower() == ".json" and any(
        path.with_suffix(suffix).exists() for suffix in _WITH_SIDECAR if sidecar_of(path) == path
    )
