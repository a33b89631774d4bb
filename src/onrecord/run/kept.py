"""What earlier runs into the same place found, so that a run does only what is new.

An SQLite file beside the claims, ``.claims.jsonl.kept``: for each input what it gave, known again by its
name, size and time; and each result by the hash of the text and the publication date, for texts that were
moved, renamed or stand in another file. It belongs to one set of settings. It is written in one transaction
when the outputs are there, and never while others read it, so that a kill leaves the old state or the new
one. Without it everything is done again.

Whatever is read from it has a checksum and says what it belongs to, since a page of the file that went bad
may send a question to the wrong row.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import ConfigError
from onrecord.readers import Skipped
from onrecord.run.parts import Item
from onrecord.run.report import Report
from onrecord.run.settings import differences
from onrecord.run.worklist import Entry, Unit

LEVEL = 1
"""How hard results are packed."""
WAIT = 60.0
NOT_ITS_FAULT = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
"""What SQLite says of the system; all else it says of the file."""
TABLES = """
CREATE TABLE IF NOT EXISTS meta (settings TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS input (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, head BLOB
);
CREATE TABLE IF NOT EXISTS item (
    input INTEGER NOT NULL, place INTEGER NOT NULL, key BLOB, data BLOB NOT NULL, PRIMARY KEY (input, place)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_key ON item (key) WHERE key IS NOT NULL;
"""


class KeptError(ConfigError):
    """What was kept is damaged."""


class Kept:
    """The results kept at one place. Other processes get a copy that only reads.

    Args:
        path: The file.
        usable: Whether what is in it was made under the settings of this run.
    """

    def __init__(self, path: Path, usable: bool = False) -> None:
        self.path = path
        self.usable = usable
        self._base: sqlite3.Connection | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """For another process: without the open file."""
        return Kept, (self.path, self.usable)

    @classmethod
    def beside(cls, claims: Path) -> Kept:
        """Those of a file of claims."""
        return cls(claims.with_name(f".{claims.name}.kept"))

    def begin(self, settings: Mapping[str, Any], *, restart: bool = False) -> list[str]:
        """Look whether the results can be used; nobody else may be writing.

        Args:
            settings: What decides the output.
            restart: Forget everything.

        Returns:
            What has changed since they were made, so that all is done again; nothing where there are none.
        """
        self.usable = False
        if not self.path.exists():
            return []
        try:
            with self.writing() as base:
                if restart:
                    _empty(base)
                row = base.execute("SELECT settings FROM meta").fetchone()
        except KeptError:
            self.path.unlink()
            return ["what was kept of it is damaged"]
        if row is None:
            return []
        found = list(differences(json.loads(row[0]), json.loads(json.dumps(settings))))
        self.usable = not found
        return found

    def knows(self, unit: Unit) -> bool:
        """Whether all inputs of a unit are as they were, so that there is nothing to do for it."""
        return self.usable and all(self._row(entry) is not None for entry in unit.entries)

    def report(self, unit: Unit) -> Report:
        """The counts of the inputs of a unit that is known."""
        report = Report()
        for entry in unit.entries:
            row = self._row(entry)
            assert row is not None
            report.join(row.report)
        return report

    def items(self, entry: Entry) -> Iterator[Item | Skipped] | None:
        """What an input gave, None where it is not known or has changed."""
        row = self._row(entry) if self.usable else None
        return None if row is None else self._items(row)

    def find(self, key: bytes) -> Item | None:
        """What a text gave that was published on the same day, wherever it stood."""
        if not self.usable:
            return None
        with self._errors():
            row = self._reading().execute("SELECT data FROM item WHERE key = ? LIMIT 1", (key,)).fetchone()
            if row is None:
                return None
            found = unpacked(row[0])[1]
            if not isinstance(found, Item) or found.key != key.hex():
                raise ValueError("a result of another text")
        return found

    def forget(self, entry: Entry) -> None:
        """Take an input for one that has changed."""
        with self.writing() as base:
            base.execute("UPDATE input SET head = NULL WHERE path = ?", (name_of_input(entry),))

    def drop(self) -> None:
        """Forget everything, where it cannot be read."""
        self.close()
        self.usable = False
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Give the file back."""
        base, self._base = self._base, None
        if base is not None:
            base.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that is done whole or not at all.

        Raises:
            KeptError: It is no such file, or damaged.
            ConfigError: It cannot be written.
        """
        self.close()
        with self._errors():
            base = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None)
            try:
                base.execute("PRAGMA synchronous = FULL")
                base.execute("BEGIN IMMEDIATE")
                for statement in filter(str.strip, TABLES.split(";")):
                    base.execute(statement)
                yield base
                base.execute("COMMIT")
            finally:
                with suppress(sqlite3.Error):
                    base.rollback()
                base.close()

    def _row(self, entry: Entry) -> Row | None:
        with self._errors():
            return find_row(self._reading(), entry)

    def _items(self, row: Row) -> Iterator[Item | Skipped]:
        place = 0
        with self._errors():
            query = "SELECT data FROM item WHERE input = ? ORDER BY place"
            for (data,) in self._reading().execute(query, (row.number,)):
                at, item = unpacked(data)
                if at != (row.number, place):
                    break
                yield item
                place += 1
        if place != row.count:
            raise KeptError(f"{self.path}: is damaged")

    def _reading(self) -> sqlite3.Connection:
        if self._base is None:
            # nobody writes while others read, and what a kill left half done is undone in begin()
            where = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
            self._base = sqlite3.connect(where, uri=True)
        return self._base

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, zlib.error, ValueError, TypeError, IndexError) as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in NOT_ITS_FAULT:
                message = f"{self.path}: cannot be read or written: {error}; what is done is kept"
                raise ConfigError(message) from error
            raise KeptError(f"{self.path}: is damaged: {error}") from error


def name_of_input(entry: Entry) -> str:
    """An input's name as it is kept: bytes of a path that are no Unicode survive in it."""
    return json.dumps(entry.path)


@dataclass(frozen=True, slots=True)
class Row:
    """An input as it is kept."""

    number: int
    count: int
    """How many items it gave."""
    report: Report


def find_row(base: sqlite3.Connection, entry: Entry) -> Row | None:
    """An input that is kept and as it was; None where there is no such.

    Raises:
        ValueError: The row is damaged, or another one.
    """
    if entry.failure is not None:
        return None
    found = base.execute("SELECT id, head FROM input WHERE path = ?", (name_of_input(entry),)).fetchone()
    if found is None or found[1] is None:
        return None
    number, name, stamps, count, report = json.loads(zlib.decompress(found[1]))
    if (number, name) != (found[0], name_of_input(entry)):
        raise ValueError("another input")
    return Row(number, count, Report(**report)) if stamps == _stamps_of(entry) else None


def packed_head(entry: Entry, row: Row) -> bytes:
    """What is kept of an input beside its items, with a checksum."""
    head = [row.number, name_of_input(entry), _stamps_of(entry), row.count, row.report.counts()]
    return zlib.compress(json.dumps(head).encode("ascii"), LEVEL)


def packed(number: int, place: int, item: Item | Skipped) -> bytes:
    """What an input gave at one place, with a checksum."""
    if isinstance(item, Skipped):
        return zlib.compress(json.dumps([number, place, item.path, item.suffix]).encode("ascii"), LEVEL)
    about = [item.article, item.path, item.digest, item.key, item.counts, item.again, len(item.claims)]
    head = json.dumps([number, place, *about]).encode("ascii")
    return zlib.compress(b"\n".join([head, *item.claims, *item.errors]), LEVEL)


def unpacked(data: bytes) -> tuple[tuple[int, int], Item | Skipped]:
    """The number of the input, the place in it, and what was packed.

    Raises:
        ValueError: It is damaged.
    """
    head, *lines = zlib.decompress(data).split(b"\n")
    number, place, *about = json.loads(head)
    if len(about) == 2:
        return (number, place), Skipped(*about)
    article, path, digest, key, counts, again, claims = about
    item = Item(article, path, digest, key, counts, again, lines[:claims], lines[claims:])
    return (number, place), item


def _stamps_of(entry: Entry) -> str:
    return json.dumps(entry.stamps)


def _empty(base: sqlite3.Connection) -> None:
    for table in ("item", "input", "meta"):
        base.execute(f"DELETE FROM {table}")
