"""Parquet: one article per row, read a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO, ClassVar

from onrecord.errors import ReaderError
from onrecord.readers.base import Reader, ReadOptions, Row
from onrecord.readers.fields import alternatives
from onrecord.readers.inflating import FREE
from onrecord.readers.source import Source
from onrecord.readers.tables import check_columns

ROWS = 8
"""Rows in memory at a time."""
BUFFER = 1 << 16
"""Bytes read ahead in a column."""
MAX_NAMES = 10_000_000
"""The most bytes of a string, and the most entries of a list, in the file's metadata."""


class ParquetReader(Reader):
    """Reads ``.parquet``; needs the extra ``onrecord[parquet]``."""

    suffixes: ClassVar[tuple[str, ...]] = (".parquet", ".pq")

    def field_names(self, options: ReadOptions) -> Mapping[str, str]:
        """The user's field map."""
        return options.fields

    def rows(self, source: Source, options: ReadOptions) -> Iterator[Row]:
        """Each row, numbered from 1; a damaged row group is skipped."""
        with source.open_seekable() as stream:
            file = _open(stream)
            columns = file.schema_arrow.names
            names = self.names(options)
            check_columns(columns, names)
            wanted = [name for name in columns if name in _used(names.values())]
            first = 1
            for group in range(file.num_row_groups):
                yield from _group(file, group, wanted, first, options.max_bytes)
                first += file.metadata.row_group(group).num_rows


def _open(stream: BinaryIO) -> Any:
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise ReaderError("Parquet needs an extra: pip install 'onrecord[parquet]'") from error
    try:
        return ParquetFile(
            stream,
            buffer_size=BUFFER,
            pre_buffer=False,
            thrift_string_size_limit=MAX_NAMES,
            thrift_container_size_limit=MAX_NAMES,
        )
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise ReaderError(f"not Parquet: {_brief(error)}") from error


def _used(names: Iterable[str]) -> set[str]:
    """The columns that a field map may use: whole names, alternatives, and the part before a dot."""
    each = {name for entry in names for name in (entry, *alternatives(entry))}
    return each | {name.partition(".")[0] for name in each}


def _group(file: Any, group: int, columns: list[str], first: int, limit: int) -> Iterator[Row]:
    import pyarrow

    if _is_blown_up(file.metadata.row_group(group), columns, limit):
        yield Row(
            f":{first}", ReaderError(f"rows of more than {limit} bytes from here on: raise --max-bytes")
        )
        return
    number = first
    try:
        for batch in file.iter_batches(ROWS, row_groups=[group], columns=columns, use_threads=False):
            for record in _without_nanoseconds(batch).to_pylist():
                yield Row(f":{number}", _within(record, limit))
                number += 1
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        yield Row(f":{number}", ReaderError(f"rows that cannot be read from here on: {_brief(error)}"))


def _is_blown_up(group: Any, columns: list[str], limit: int) -> bool:
    """Whether a row group is, by its metadata, too large for articles, and should not be unpacked."""
    parts = (group.column(index) for index in range(group.num_columns))
    size = sum(part.total_uncompressed_size for part in parts if part.path_in_schema.split(".")[0] in columns)
    return bool(size > max(FREE, limit * group.num_rows))


def _without_nanoseconds(batch: Any) -> Any:
    """The rows with times cut to microseconds, as Python has them."""
    import pyarrow

    for index, column in enumerate(batch.schema):
        if pyarrow.types.is_timestamp(column.type) and column.type.unit == "ns":
            times = batch.column(index).cast(pyarrow.timestamp("us", column.type.tz), safe=False)
            batch = batch.set_column(index, column.name, times)
    return batch


def _within(record: Mapping[str, Any], limit: int) -> Mapping[str, Any] | ReaderError:
    longest = max((len(value) for value in record.values() if isinstance(value, str | bytes)), default=0)
    if longest > limit:
        return ReaderError(
            f"{longest} characters, more than {limit}: raise --max-bytes if this is one article"
        )
    return record


def _brief(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
