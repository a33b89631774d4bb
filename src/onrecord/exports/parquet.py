"""Parquet: the columns of the CSV table with their types, lists as lists, written in groups of rows.

``value`` and ``value_high`` are doubles; ``value_exact`` has the exact number or numbers of the claim.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.claims import parse_claim
from onrecord.errors import ConfigError
from onrecord.exports.columns import Row, columns, flat, nested
from onrecord.exports.material import AnyClaim, Material

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 10_000
EXACT = "value_exact"


def write(material: Material, path: Path) -> None:
    """Write the table.

    Raises:
        ConfigError: pyarrow is not installed.
    """
    pa = _pyarrow()
    from pyarrow.parquet import ParquetWriter

    table = schema()
    rows = (row_of(claim) for claim in material.each())
    with ParquetWriter(path, table, compression="zstd") as writer:
        while group := list(islice(rows, GROUP)):
            writer.write_batch(pa.RecordBatch.from_pylist(group, schema=table))


def read(path: Path) -> Iterator[AnyClaim]:
    """The claims in a file written by ``write``.

    Raises:
        ConfigError: pyarrow is not installed.
        pydantic.ValidationError: A row is not a claim.
    """
    _pyarrow()
    from pyarrow.parquet import ParquetFile

    for batch in ParquetFile(path).iter_batches(batch_size=GROUP):
        for row in batch.to_pylist():
            exact = json.loads(row.pop(EXACT) or "null")
            low, high = exact if isinstance(exact, list) else (exact, None)
            yield parse_claim(nested({**row, "value": low, "value_high": high}))


def schema() -> pa.Schema:
    """Names and types of the columns.

    Raises:
        ConfigError: pyarrow is not installed.
    """
    pa = _pyarrow()
    span = {"start": pa.int64(), "end": pa.int64(), "exact": pa.string()}
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "real": pa.float64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "ids": pa.list_(pa.string()),
        "spans": pa.list_(pa.struct({**span, "prefix": pa.string(), "suffix": pa.string()})),
    }
    fields = [(column.name, types[column.type]) for column in columns()]
    return pa.schema([*fields, (EXACT, pa.string())])


def row_of(claim: AnyClaim) -> Row:
    """A claim as a row of typed values."""
    record = claim.model_dump(mode="json")
    row = flat(record)
    for column in columns(claim.kind):
        value: Any = row[column.name]
        if value is not None and column.type == "date":
            row[column.name] = date.fromisoformat(value)
        elif value is not None and column.type == "number":
            row[column.name] = float(value)
    if record.get("value") is not None:
        row[EXACT] = json.dumps(record["value"])
    return row


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ModuleNotFoundError as error:
        raise ConfigError("Parquet needs pyarrow: pip install 'onrecord[parquet]'") from error
    return pyarrow
