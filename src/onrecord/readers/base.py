"""The base classes of readers, and the loop around them; a format implements one method.

``Reader.rows`` is for formats with many articles per file, ``DocumentReader.document`` for one article per
file. Both raise only ``ReaderError``; the loop turns it into a ``Failure`` and continues.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from onrecord.errors import ReaderError
from onrecord.readers.article import Article, Failure, Skipped, make_article
from onrecord.readers.dates import parse_date
from onrecord.readers.decoding import decode
from onrecord.readers.escapes import unescaped
from onrecord.readers.fields import OTHER_NAMES, alternatives, look_up, names_text, plain_text
from onrecord.readers.presets import fitting_preset
from onrecord.readers.release import EMBARGO, LANGUAGE, STATUS, other_language, unreleased
from onrecord.readers.source import Source, plain_name
from onrecord.readers.stored import stored_text

MAX_SIDECAR = 1_000_000


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """The user's options for the inputs, the same for every file of a run."""

    published: date | None = None
    """Publication date of articles without one."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Our field -> its name in JSON and tables; several alternatives are separated by commas."""
    encoding: str | None = None
    """Encoding of text without a byte order mark, UTF-8 by default."""
    format: str | None = None
    """Reader to use regardless of the suffix."""
    max_bytes: int = 10_000_000
    """The most bytes of one article: of a file with one article, of a line, or of a row."""
    withdrawn: bool = False
    """Also read items that were withdrawn or are under embargo."""


@dataclass(frozen=True, slots=True)
class NoArticle:
    """A part of an input that is not an article, such as a picture among texts."""

    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """One article's fields as read from an input, or why they cannot be read."""

    place: str
    """Location in the input: "" for all of it, ":12" for the twelfth line, row or item."""
    record: Mapping[str, Any] | ReaderError | NoArticle | Callable[[], Mapping[str, Any] | NoArticle]
    """A function if building the record takes time: a resumed run skips the rows it already has."""


class Reader(ABC):
    """Turns one input into articles."""

    suffixes: ClassVar[tuple[str, ...]] = ()
    """File suffixes of the format, lower case, with the dot."""
    escaped: ClassVar[bool] = True
    """Whether entities and tags in a text are leftovers of a program, not the article's own words."""

    def recognises(self, head: bytes) -> bool:
        """Whether an input that begins like this has the format; used if several formats share a suffix.

        Args:
            head: The first 4096 bytes of the decompressed input, or all if there are fewer.
        """
        return True

    @abstractmethod
    def rows(self, source: Source, options: ReadOptions) -> Iterator[Row]:
        """The articles of an input as mappings of fields, one at a time if there can be many.

        Raises:
            ReaderError: The rest of the input cannot be read.
        """

    def field_names(self, options: ReadOptions) -> Mapping[str, str]:
        """Our field -> its name in this format, for names that differ."""
        return {}

    def names(self, options: ReadOptions) -> dict[str, str]:
        """The name of each of our fields in a record of this format."""
        return OTHER_NAMES | dict(self.field_names(options))

    def read_later(
        self, source: Source, options: ReadOptions
    ) -> Iterator[Callable[[], Article | Failure | Skipped]]:
        """The items of an input, each built when it is called, so that items can be skipped quickly.

        An item that cannot be read gives a ``Failure``, one that is not an article gives ``Skipped``.
        """
        names = self.names(options)
        empty = True
        try:
            for row in self.rows(source, options):
                empty = False
                yield partial(_item, row, source, options, names, self.escaped)
        except ReaderError as error:
            yield partial(_failure, source.path, source, error)
        except OSError as error:
            unread = ReaderError(error.strerror or type(error).__name__)
            yield partial(_failure, source.path, source, unread)
        else:
            if empty:
                yield partial(Skipped, source.path, "empty")


class DocumentReader(Reader):
    """A reader of files with one article each, with metadata inside or in a sidecar.

    The sidecar of ``name.txt`` is ``name.json`` beside it: an object with any of title, published, byline,
    outlet, url and id. It overrides the metadata in the file.
    """

    @abstractmethod
    def document(self, data: bytes, options: ReadOptions) -> Mapping[str, Any]:
        """The fields of the article, including ``text``.

        Raises:
            ReaderError: The bytes are not an article of this format.
        """

    def rows(self, source: Source, options: ReadOptions) -> Iterator[Row]:
        """The one article of the file."""
        yield self.row(source.read(options.max_bytes), source, options)

    def row(self, data: bytes, source: Source, options: ReadOptions) -> Row:
        """The one article in the given bytes, which the caller has read: standard input is read only once."""
        return Row("", {**self.document(data, options), **_sidecar(source)})


def sidecar_of(file: Path) -> Path:
    """The sidecar path for a file with one article."""
    return plain_name(file).with_suffix(".json")


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
    about = {ours: look_up(record, theirs) for ours, theirs in OTHER_NAMES.items() if ours != "text"}
    about |= {name: record.get(name) for name in (*STATUS, *EMBARGO, *LANGUAGE)}
    return {name: value for name, value in about.items() if value is not None}


def _item(
    row: Row, source: Source, options: ReadOptions, names: Mapping[str, str], escaped: bool
) -> Article | Failure | Skipped:
    place = source.path + row.place
    try:
        record = row.record() if callable(row.record) else row.record
        if isinstance(record, ReaderError):
            return _failure(place, source, record)
        if isinstance(record, NoArticle):
            return Skipped(place, record.kind)
        if (why := unreleased(record)) and not options.withdrawn:
            return Skipped(place, why)
        if language := other_language(record):
            return Skipped(place, f"language {language}")
        fields = {ours: look_up(record, theirs) for ours, theirs in names.items()}
        text = fields["text"]
        if not isinstance(text, str):
            raise ReaderError(_no_text(names["text"], text, record))
        clean = unescaped if escaped else str
        published, unread = _published(fields["published"], names["published"])
        return make_article(
            stored_text(clean(text)),
            id=plain_text(fields["id"], named(names["id"])) or place,
            path=source.path,
            title=_on_a_line(clean(plain_text(fields["title"], named(names["title"])) or "")),
            published=published or options.published,
            unread=unread,
            outlet=plain_text(fields["outlet"], named(names["outlet"])),
            url=plain_text(fields["url"], named(names["url"])),
            byline=names_text(fields["byline"], named(names["byline"])),
        )
    except ReaderError as error:
        return _failure(place, source, error)


def _published(value: Any, names: str) -> tuple[date | None, str | None]:
    """The article's date, or why it cannot be read."""
    try:
        return parse_date(value, named(names)), None
    except ReaderError as error:
        return None, str(error)


def _on_a_line(title: str) -> str | None:
    return " ".join(title.split()) if "\n" in title else title or None


def named(names: str) -> str:
    """The name of a field in messages: the user's, or else ours."""
    return names.partition(",")[0] if names in OTHER_NAMES.values() else names


def _no_text(names: str, value: Any, record: Mapping[str, Any]) -> str:
    name = named(names)
    if any(record.get(one) == "" for one in alternatives(names)):
        return "the text is empty"
    if value is not None:
        return f"the field {name!r} is a {type(value).__name__}, not a string"
    return f"no field {name!r}; {say_what_is_there(record)}"


def say_what_is_there(record: Mapping[str, Any]) -> str:
    """The first few names of a record without a text, and which option names the one with the text."""
    there = ", ".join(sorted(str(name)[:40] for name in record)[:12]) or "no field at all"
    fitting = fitting_preset(record)
    other = f", or try --preset {fitting}" if fitting else ""
    return f"there is {there}: say which holds the text with --field text=NAME{other}"


def _failure(place: str, source: Source, error: ReaderError) -> Failure:
    return Failure(place, source.path, "read", type(error).__name__, str(error))
