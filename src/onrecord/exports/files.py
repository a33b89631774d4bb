"""Writes exports to standard output, a file or a folder; files and folders appear only when complete."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import ConfigError
from onrecord.run.files import WholeFile

STDOUT = "-"


def write_lines(lines: Iterable[str], output: str) -> None:
    """Write lines, given without line endings, to a file, or to standard output as they come.

    Raises:
        ConfigError: The file cannot be written.
    """
    if output == STDOUT:
        for line in lines:
            sys.stdout.buffer.write((line + "\n").encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
        return
    with WholeFile(Path(output)) as file:
        for line in lines:
            file.write(line)
        file.commit()


@contextmanager
def whole_path(path: Path) -> Iterator[Path]:
    """A temporary path beside a file, renamed to the file at the end of the block.

    Raises:
        ConfigError: The file cannot be written.
    """
    if path.is_dir():
        raise ConfigError(f"{path}: is a folder; name a file")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as work:
            part = Path(work) / path.name
            yield part
            _sync(part)
            os.replace(part, path)
        _sync(path.parent)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror or error}") from error


def write_folder(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    """Write files into a new folder, which appears once all are written.

    Args:
        folder: Its path; may exist only as an empty folder.
        files: Name and text.

    Raises:
        ConfigError: The path exists, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigError(f"{folder}: already exists; name a new folder with -o")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            for name, text in files:
                part = work / name
                part.write_text(text, encoding="utf-8", newline="\n")
                _sync(part)
            work.chmod(0o755)
            _sync(work)
            os.replace(work, folder)
        finally:
            shutil.rmtree(work, ignore_errors=True)
        _sync(folder.parent)
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be written: {error.strerror or error}") from error


def _sync(path: Path) -> None:
    """Flush a file or folder to the disk."""
    if sys.platform == "win32" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
