"""CSV: one table for statements and figures, one row per claim, safe to open in a spreadsheet.

A text cell that a spreadsheet could take for a formula gets a leading apostrophe: its first character after
spaces is ``=``, ``+``, ``-``, ``@`` or a full-width form of these, or it begins with a tab or a line end. To
make this reversible, a cell that begins with an apostrophe gets another. Numbers, dates and lists (as JSON)
are unchanged.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.claims import parse_claim
from onrecord.exports.columns import Column, columns, flat, nested
from onrecord.exports.material import AnyClaim, Material
from onrecord.exports.tidy import rows, type_of

DANGEROUS = tuple("=+-@＝＋－＠")
MARK = "'"


def lines(material: Material) -> Iterator[str]:
    """The lines of the table without line endings, header first, with the columns asked for or all."""
    if material.columns:
        types = [type_of(name) for name in material.columns]
        yield _line(list(material.columns))
        for values in rows(material, material.columns):
            yield _line([cell(type, value) for type, value in zip(types, values, strict=True)])
        return
    table = columns()
    yield _line([column.name for column in table])
    for claim in material.each():
        row = flat(claim.model_dump(mode="json"))
        yield _line([cell(column.type, row.get(column.name)) for column in table])


def read(path: Path) -> Iterator[AnyClaim]:
    """The claims in a table written by ``lines``.

    Raises:
        pydantic.ValidationError: A row is not a claim.
    """
    csv.field_size_limit(2**31 - 1)
    by_name = {column.name: column for column in columns()}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield parse_claim(nested({name: value_of(by_name[name], text) for name, text in row.items()}))


def cell(type: str, value: Any) -> str:
    """A value as its cell in the table."""
    if value is None:
        return ""
    if type in ("spans", "ids"):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return sanitize(value) if type == "text" else str(value)


def value_of(column: Column, text: str) -> Any:
    """The value of a cell; "" for an empty one in any column."""
    if text == "":
        return text
    if column.type in ("spans", "ids"):
        return json.loads(text)
    if column.type == "boolean":
        return text == "true"
    if column.type in ("integer", "real"):
        return int(text) if column.type == "integer" else float(text)
    return as_it_was(text) if column.type == "text" else text


def sanitize(text: str) -> str:
    """The text, escaped so that no spreadsheet takes it for a formula."""
    bare = text.lstrip(" \u00a0\u3000")
    return MARK + text if bare.startswith(DANGEROUS) or text[:1] in ("\t", "\r", "\n", MARK) else text


def as_it_was(text: str) -> str:
    """The text before ``sanitize``."""
    return text.removeprefix(MARK)


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().removesuffix("\r\n")
