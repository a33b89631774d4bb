"""Reads labelled sets: one JSON object per line (plain, ``.gz``, ``.xz``), or a folder of ``*.json``.

The pipeline gets only the result of ``read_texts``, which drops everything but id, text and publication date,
so predictions cannot depend on labels. ``read_rows`` gives the scorers whole rows.
"""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import ConfigError, ReaderError

Row = dict[str, Any]

OPENERS: dict[str, Any] = {".gz": gzip.open, ".xz": lzma.open}


@dataclass(frozen=True)
class Text:
    """The parts of a labelled article that the pipeline may see."""

    id: str
    text: str
    published: str
    """ISO 8601 date, or ``""`` if the set has none."""


def read_texts(path: Path) -> list[Text]:
    """The articles of a labelled set without their labels.

    Args:
        path: A ``.jsonl`` file, plain or compressed, a ``.json`` file, or a folder of ``.json`` files.

    Raises:
        ReaderError: The file cannot be read, or an article has no text or no unique id.
    """
    texts: list[Text] = []
    for where, row in _rows(path):
        if not isinstance(row.get("text"), str):
            raise ReaderError(f'{where}: article {row["id"]} has no "text"')
        published = row.get("published") or row.get("reference_date") or ""
        texts.append(Text(str(row["id"]), row["text"], str(published)))
    return texts


def read_rows(path: Path) -> list[Row]:
    """The complete rows of a labelled set or of a file of predictions.

    Raises:
        ReaderError: The file cannot be read, or an article has no unique id.
    """
    return [row for _, row in _rows(path)]


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write one JSON object per line, in ASCII, so that no Unicode line separator can break a line.

    Raises:
        ConfigError: The file cannot be written.
    """
    try:
        with open(path, "w", encoding="ascii", newline="\n") as lines:
            lines.writelines(json.dumps(row) + "\n" for row in rows)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror}") from error


def _rows(path: Path) -> Iterator[tuple[str, Row]]:
    """Rows, each with its location and a unique id."""
    seen: set[str] = set()
    empty = True
    for where, raw in _json_files(path) if path.is_dir() or path.suffix == ".json" else _json_lines(path):
        empty = False
        try:
            row = json.loads(raw)
        except ValueError as error:
            raise ReaderError(f"{where}: not JSON: {error}") from error
        if not isinstance(row, dict) or "id" not in row:
            raise ReaderError(f'{where}: not an article: it needs an "id"')
        if str(row["id"]) in seen:
            raise ReaderError(f"{where}: the article {row['id']} is there twice")
        seen.add(str(row["id"]))
        yield where, row
    if empty:
        raise ReaderError(
            f"{path}: no article in it; a labelled set is a .jsonl file or a folder of *.json files"
        )


def _json_files(path: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
        try:
            yield str(file), file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ReaderError(f"{file}: {error}") from error


def _json_lines(path: Path) -> Iterator[tuple[str, str]]:
    try:
        with OPENERS.get(path.suffix, open)(path, "rt", encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield f"{path}:{number}", line
    except (OSError, EOFError, UnicodeDecodeError, lzma.LZMAError) as error:
        raise ReaderError(f"{path}: {error}") from error
