"""What earlier runs into the same place found, so that a run does only what is new.

An SQLite file beside the claims, ``.claims.jsonl.kept``: for each input what it gave, known again by its
name, size and time; and each result by the hash of the text and the publication date, for texts that were
moved, renamed or stand in another file. It belongs to one set of settings. It is written in one transaction
when the outputs are there, and never while others read it, so that a kill leaves the old state or the new
one. Without it everything is done again.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
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
TABLES = """
CREATE TABLE IF NOT EXISTS meta (settings TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS input (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, stamps TEXT NOT NULL,
    count INTEGER NOT NULL, report TEXT NOT NULL
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
            report.join(Report(**json.loads(row[2])))
        return report

    def items(self, entry: Entry) -> Iterator[Item | Skipped] | None:
        """What an input gave, None where it is not known or has changed."""
        row = self._row(entry) if self.usable else None
        return None if row is None else self._items(*row[:2])

    def find(self, key: bytes) -> Item | None:
        """What a text gave that was published on the same day, wherever it stood."""
        if not self.usable:
            return None
        with self._errors():
            row = self._reading().execute("SELECT data FROM item WHERE key = ? LIMIT 1", (key,)).fetchone()
        found = None if row is None else unpacked(row[0])[1]
        return found if isinstance(found, Item) else None

    def forget(self, entry: Entry) -> None:
        """Take an input for one that has changed."""
        with self.writing() as base:
            base.execute("UPDATE input SET stamps = '' WHERE path = ?", (name_of_input(entry),))

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

    def _row(self, entry: Entry) -> tuple[int, int, str] | None:
        if entry.failure is not None:
            return None
        query = "SELECT id, count, report FROM input WHERE path = ? AND stamps = ?"
        with self._errors():
            cursor = self._reading().execute(query, (name_of_input(entry), stamps_of(entry)))
            found: tuple[int, int, str] | None = cursor.fetchone()
        return found

    def _items(self, number: int, count: int) -> Iterator[Item | Skipped]:
        place = 0
        with self._errors():
            rows = self._reading().execute("SELECT data FROM item WHERE input = ? ORDER BY place", (number,))
            for (data,) in rows:
                at, item = unpacked(data)
                if at != place:
                    break
                yield item
                place += 1
        if place != count:
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
        except sqlite3.OperationalError as error:
            if "malformed" in str(error):
                raise KeptError(f"{self.path}: is damaged: {error}") from error
            raise ConfigError(
                f"{self.path}: cannot be read or written: {error}; what is done is kept"
            ) from error
        except (sqlite3.Error, zlib.error, ValueError, TypeError, IndexError) as error:
            raise KeptError(f"{self.path}: is damaged: {error}") from error


def name_of_input(entry: Entry) -> str:
    """An input's name as it is kept: bytes of a path that are no Unicode survive in it."""
    return json.dumps(entry.path)


def stamps_of(entry: Entry) -> str:
    """What changes when an input does."""
    return json.dumps(entry.stamps)


def packed(place: int, item: Item | Skipped) -> bytes:
    """What an input gave at one place, with a checksum."""
    if isinstance(item, Skipped):
        return zlib.compress(json.dumps([place, item.path, item.suffix]).encode("ascii"), LEVEL)
    head = [place, item.article, item.path, item.digest, item.key, item.counts, item.again, len(item.claims)]
    return zlib.compress(b"\n".join([json.dumps(head).encode("ascii"), *item.claims, *item.errors]), LEVEL)


def unpacked(data: bytes) -> tuple[int, Item | Skipped]:
    """The place and what was packed.

    Raises:
        ValueError: It is damaged.
    """
    head, *lines = zlib.decompress(data).split(b"\n")
    place, *about = json.loads(head)
    if len(about) == 2:
        return place, Skipped(*about)
    article, path, digest, key, counts, again, claims = about
    return place, Item(article, path, digest, key, counts, again, lines[:claims], lines[claims:])


def _empty(base: sqlite3.Connection) -> None:
    for table in ("item", "input", "meta"):
        base.execute(f"DELETE FROM {table}")
