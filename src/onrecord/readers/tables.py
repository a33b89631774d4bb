"""Tables as text: one article per row; the first row names the columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import ClassVar

from onrecord.errors import ReaderError
from onrecord.readers.base import Reader, ReadOptions, Row, named, say_what_is_there
from onrecord.readers.fields import alternatives
from onrecord.readers.lines import text_lines
from onrecord.readers.source import Source

SEPARATORS = ",;\t|"
"""Possible column separators of a .csv file; the most frequent one in the header row is used."""


class CsvReader(Reader):
    """Reads ``.csv`` in bounded memory; a bad row does not affect the others."""

    suffixes: ClassVar[tuple[str, ...]] = (".csv",)
    separators: ClassVar[str] = SEPARATORS

    def field_names(self, options: ReadOptions) -> Mapping[str, str]:
        """The user's field map."""
        return options.fields

    def rows(self, source: Source, options: ReadOptions) -> Iterator[Row]:
        """Each row that is not blank, numbered as a spreadsheet does: the header is row 1."""
        # The csv module's own limit, global to the process, is 131,072 characters per field.
        csv.field_size_limit(max(csv.field_size_limit(), options.max_bytes))
        with source.open() as stream:
            lines = text_lines(stream, options.encoding, options.max_bytes)
            records = _records(lines, self.separators, options.max_bytes)
            header = next(records, None)
            if header is None:
                return
            if isinstance(header, ReaderError):
                raise header
            header = [name.strip() for name in header]
            check_columns(header, self.names(options))
            for number, cells in enumerate(records, 2):
                if isinstance(cells, ReaderError):
                    yield Row(f":{number}", cells)
                elif cells:
                    yield Row(f":{number}", _record(header, cells))


class TsvReader(CsvReader):
    """Reads ``.tsv``."""

    suffixes: ClassVar[tuple[str, ...]] = (".tsv", ".tab")
    separators: ClassVar[str] = "\t"


class _Feed:
    """Feeds lines to the CSV parser, and stops it at an overlong record or an unreadable line."""

    def __init__(self, lines: Iterator[str | ReaderError], limit: int) -> None:
        self._lines = lines
        self._limit = limit
        self.used = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        if isinstance(line, ReaderError):
            raise line
        self.used += len(line)
        if self.used > self._limit:
            raise ReaderError(
                f"a row of more than {self._limit} characters: is a quotation mark never closed?"
            )
        return line


def _records(
    lines: Iterator[str | ReaderError], separators: str, limit: int
) -> Iterator[list[str] | ReaderError]:
    first = next(lines, None)
    if first is None:
        return
    if isinstance(first, ReaderError):
        raise first
    separator = max(separators, key=first.count)
    feed = _Feed(_without_padding(chain([first], lines), first, separator), limit)
    blanks = f"{separator} " in first
    parser = csv.reader(feed, delimiter=separator, strict=True, skipinitialspace=blanks)
    while True:
        feed.used = 0
        try:
            yield next(parser)
        except StopIteration:
            return
        except ReaderError as error:
            yield error
        except csv.Error as error:
            yield ReaderError(f"not a table row: {error}: is a quotation mark extra or missing?")


def _without_padding(
    lines: Iterator[str | ReaderError], header: str, separator: str
) -> Iterator[str | ReaderError]:
    """The lines without blanks between a closing quotation mark and the separator, if the header has some."""
    end = re.escape(separator)
    padding = re.compile(rf"""(?<!")("(?:"")*+|(?<![^{end}\s])"")\ ++(?=[{end}\r\n]|\Z)""")
    if not padding.search(header):
        return lines
    return (padding.sub(r"\1", line) if isinstance(line, str) else line for line in lines)


def check_columns(header: Sequence[str], names: Mapping[str, str]) -> None:
    """Check that the needed columns of a table exist, and only once.

    Raises:
        ReaderError: There is no text column, or two columns have the same name.
    """
    known = frozenset(header)  # a hostile table has millions of columns
    for ours, theirs in names.items():
        wanted = [theirs, *alternatives(theirs)]
        used = next((name for name in wanted if not known.isdisjoint((name, name.partition(".")[0]))), None)
        if used is not None and header.count(used) > 1:
            raise ReaderError(f"two columns are called {used!r}")
        if ours == "text" and used is None:
            raise ReaderError(
                f"no column {named(theirs)!r}; {say_what_is_there(dict.fromkeys(header, ours))}"
            )


def _record(header: list[str], cells: list[str]) -> Mapping[str, str] | ReaderError:
    more = cells[len(header) :]
    if len(cells) < len(header) or any(more):
        return ReaderError(f"{len(cells)} cells under {len(header)} columns")
    return dict(zip(header, cells, strict=False))
