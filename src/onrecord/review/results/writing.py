"""Writes reviewed claims and gold articles as files, each whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from onrecord.review.results.export import json_line
from onrecord.run.files import WholeFile
from onrecord.sanitize import one_line

Row = dict[str, Any]


def write_lines(output: str, rows: Iterable[Row], show: Callable[[str], None]) -> int:
    """Write one JSON object per line; returns how many.

    Args:
        output: A file, or ``-`` to show the lines.
        rows: What to write.
        show: Prints a line.
    """
    count = 0
    if output == "-":
        for row in rows:
            show(json.dumps(row, separators=(",", ":")))
            count += 1
        return count
    with WholeFile(Path(output)) as file:
        for row in rows:
            file.write(json_line(row))
            count += 1
        file.commit()
    return count


def write_gold(folder: Path, rows: Iterable[Row]) -> int:
    """Write a file for each gold article, named by its number and the usable part of its id."""
    count = 0
    for count, row in enumerate(rows, start=1):
        with WholeFile(folder / f"{count:05}-{_name(row['id'])}.json") as file:
            file.write(json.dumps(row, ensure_ascii=False, indent=1))
            file.commit()
    return count


def _name(ident: str) -> str:
    stem = one_line(ident).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(char if char.isascii() and (char.isalnum() or char in "-_") else "-" for char in stem)
    return kept[:60].strip("-") or "article"
