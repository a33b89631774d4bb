"""Writes a folder all at once, and replaces only a report unless told otherwise."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from onrecord.errors import ConfigError

MARK = "report.json"
"""The file that marks a folder as a report and lists its files."""
FORMAT = "onrecord report"


def check_folder(folder: Path, *, force: bool, keep: Iterable[Path]) -> None:
    """Check that a folder may be written, before any work is done.

    Args:
        folder: Where the report goes.
        force: Replace whatever is there.
        keep: Files that must never be replaced, even with ``force``.

    Raises:
        ConfigError: The folder holds something else, or one of the files to keep.
    """
    place = folder.resolve()
    for path in (Path.cwd(), *keep):
        if path.resolve().is_relative_to(place):
            raise ConfigError(f"{folder}: {path} is inside it and would be lost; name another folder with -o")
    if not place.exists():
        return
    if not place.is_dir():
        raise ConfigError(f"{folder}: is a file; name a folder with -o")
    foreign = _foreign(place)
    if foreign and not force:
        raise ConfigError(
            f"{folder}: {foreign}; name another folder with -o, or give --force to replace all that is in it"
        )


def write_folder(folder: Path, files: Iterable[tuple[str, str]]) -> int:
    """Write files to a temporary folder, then move it into place; returns how many files there are.

    The old folder goes only when everything is written; after an error or interruption it is still there.

    Args:
        folder: Where the files go.
        files: For each file, its path inside the folder and its text.

    Raises:
        ConfigError: The folder cannot be written.
    """
    place = folder.resolve()
    try:
        with _workplace(place) as work:
            names = []
            for name, text in files:
                path = work / "new" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
                names.append(name)
            names.sort()
            mark = json.dumps({"format": FORMAT, "files": names}, indent=0)
            (work / "new" / MARK).write_text(mark + "\n", encoding="utf-8", newline="\n")
            if place.exists():
                os.replace(place, work / "old")
            try:
                os.replace(work / "new", place)
            except OSError:
                if (work / "old").exists():
                    os.replace(work / "old", place)
                raise
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be written: {error.strerror or error}") from error
    return len(names)


@contextmanager
def _workplace(place: Path) -> Iterator[Path]:
    """A temporary folder next to ``place``; it is kept only if it holds the old folder."""
    place.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{place.name}.", dir=place.parent))
    try:
        (work / "new").mkdir()
        yield work
        shutil.rmtree(work / "old", ignore_errors=True)
    finally:
        shutil.rmtree(work / "new", ignore_errors=True)
        with suppress(OSError):
            work.rmdir()


def _foreign(place: Path) -> str:
    """What in a folder does not belong to a report; "" if everything does."""
    if not any(place.iterdir()):
        return ""
    try:
        mark = json.loads((place / MARK).read_bytes())
        known = {*mark["files"], MARK} if mark["format"] == FORMAT else set()
    except (OSError, ValueError, KeyError, TypeError):
        known = set()
    if not known:
        return "is not a report"
    there = (path.relative_to(place).as_posix() for path in place.rglob("*") if not path.is_dir())
    others = sorted(name for name in there if name not in known)
    return f"has files that are not the report's ({', '.join(others[:3])})" if others else ""
