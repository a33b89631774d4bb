"""The loop every reader runs in; a format adds one method in a module of its own.

``Reader.rows`` is for formats that hold many articles, ``DocumentReader.document`` for one article a file.
Both raise ``ReaderError`` and nothing else; the loop turns it into a ``Failure`` and goes on.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from onrecord.errors import ReaderError
from onrecord.readers.article import Article, Failure, make_article
from onrecord.readers.decoding import decode
from onrecord.readers.fields import FIELDS, look_up, parse_date, plain_text
from onrecord.readers.source import Source

MAX_SIDECAR = 1_000_000


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says about the inputs; the same for every file of a run."""

    published: date | None = None
    """Publication date of articles that name none."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Names of our fields in JSON inputs, where they differ."""
    encoding: str | None = None
    """Encoding of text without a byte order mark, UTF-8 by default."""
    format: str | None = None
    """Reader to use whatever the suffix says."""
    max_bytes: int = 10_000_000
    """Most bytes of one article: of a file with one article, or of a line of JSON."""


@dataclass(frozen=True, slots=True)
class Row:
    """One article's fields as found in an input, or why they cannot be read."""

    place: str
    """Where in the input: "" for all of it, ":12" for the twelfth line or item."""
    record: Mapping[str, Any] | ReaderError


class Reader(ABC):
    """Turns one input into articles."""

    suffixes: ClassVar[tuple[str, ...]] = ()
    """File suffixes of the format, lower case, with the dot."""

    @abstractmethod
    def rows(self, source: Source, options: ReadOptions) -> Iterator[Row]:
        """The articles of an input as mappings of fields.

        Raises:
            ReaderError: Nothing more of the input can be read.
        """

    def field_names(self, options: ReadOptions) -> Mapping[str, str]:
        """Names of our fields in this format, where they differ."""
        return {}

    def read(self, source: Source, options: ReadOptions) -> Iterator[Article | Failure]:
        """The articles of an input; what cannot be read comes as a ``Failure`` in its place."""
        names = {ours: ours for ours in FIELDS} | dict(self.field_names(options))
        try:
            for row in self.rows(source, options):
                yield self._article(row, source, options, names)
        except ReaderError as error:
            yield _failure(source.path, source, error)
        except OSError as error:
            yield _failure(source.path, source, ReaderError(error.strerror or type(error).__name__))

    def _article(
        self, row: Row, source: Source, options: ReadOptions, names: Mapping[str, str]
    ) -> Article | Failure:
        place = source.path + row.place
        if isinstance(row.record, ReaderError):
            return _failure(place, source, row.record)
        try:
            found = {ours: look_up(row.record, theirs) for ours, theirs in names.items()}
            text = found["text"]
            if not isinstance(text, str):
                raise ReaderError(_no_text(names["text"], text, row.record))
            return make_article(
                text,
                id=plain_text(found["id"], names["id"]) or place,
                path=source.path,
                title=plain_text(found["title"], names["title"]),
                published=parse_date(found["published"], names["published"]) or options.published,
                outlet=plain_text(found["outlet"], names["outlet"]),
                url=plain_text(found["url"], names["url"]),
            )
        except ReaderError as error:
            return _failure(place, source, error)


class DocumentReader(Reader):
    """A reader of files that hold one article each, with metadata inside or in a sidecar.

    The sidecar of ``name.txt`` is ``name.json`` beside it: an object with any of title, published,
    outlet, url and id. It wins over what the file itself says.
    """

    @abstractmethod
    def document(self, data: bytes, options: ReadOptions) -> Mapping[str, Any]:
        """The fields of the article, ``text`` among them.

        Raises:
            ReaderError: The bytes are no article of this format.
        """

    def rows(self, source: Source, options: ReadOptions) -> Iterator[Row]:
        """The one article of the file."""
        record = self.document(source.read(options.max_bytes), options)
        yield Row("", {**record, **_sidecar(source)})


def sidecar_of(file: Path) -> Path:
    """Where the metadata of a file with one article may lie."""
    return file.with_suffix(".json")


def _sidecar(source: Source) -> dict[str, Any]:
    if source.file is None or not sidecar_of(source.file).is_file():
        return {}
    file = sidecar_of(source.file)
    try:
        record = json.loads(decode(Source(file.name, file).read(MAX_SIDECAR)))
    except (ReaderError, ValueError, RecursionError) as error:
        raise ReaderError(f"sidecar {file.name}: {error}") from error
    if not isinstance(record, dict):
        raise ReaderError(f"sidecar {file.name}: not a JSON object")
    return {name: record[name] for name in FIELDS if name in record and name != "text"}


def _no_text(name: str, value: Any, record: Mapping[str, Any]) -> str:
    if value is not None:
        return f"the field {name!r} is a {type(value).__name__}, not a string"
    there = ", ".join(sorted(str(key)[:40] for key in record)[:12]) or "no field at all"
    return f"no field {name!r}; there is {there}: say which holds the text with --field text=NAME"


def _failure(place: str, source: Source, error: ReaderError) -> Failure:
    return Failure(place, source.path, "read", type(error).__name__, str(error))
