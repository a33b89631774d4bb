"""Results of earlier runs into the same place, so that a run processes only what is new.

The cache is an SQLite file beside the claims, ``.claims.jsonl.kept``. It finds the results of an input by the
input's name, size and time, and those of a text that was moved or renamed by the hash of the text and the
publication date. A cache belongs to one set of settings. It is updated in a single transaction, after the
outputs are complete and while nobody reads it, so a crash leaves either the old state or the new one.
Deleting it is safe: the next run then processes everything.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from onrecord.errors import ConfigError
from onrecord.readers import Skipped
from onrecord.run.cache_rows import TABLES, CachedInput, find_input, name_of_input, unpack_item
from onrecord.run.parts import Item
from onrecord.run.report import Report
from onrecord.run.settings import differences
from onrecord.run.worklist import Entry, Unit

LOCK_TIMEOUT = 60.0
SYSTEM_ERRORS = frozenset(
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
"""SQLite errors caused by the system; all others mean that the file is damaged."""


class CacheError(ConfigError):
    """The result cache is damaged."""


class ResultCache:
    """The result cache of one output. Pickling gives other processes a read-only copy.

    Args:
        path: The database file.
        usable: Whether its results were made with the settings of this run.
    """

    def __init__(self, path: Path, usable: bool = False) -> None:
        self.path = path
        self.usable = usable
        self._base: sqlite3.Connection | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle without the open connection."""
        return ResultCache, (self.path, self.usable)

    @classmethod
    def beside(cls, claims: Path) -> ResultCache:
        """The cache that belongs to a claims file."""
        return cls(claims.with_name(f".{claims.name}.kept"))

    def begin(self, settings: Mapping[str, Any], *, restart: bool = False) -> list[str]:
        """Check whether the results can be used. No other process may be writing.

        Args:
            settings: Everything besides the inputs that determines the output.
            restart: Discard all results.

        Returns:
            The settings that have changed since the results were made, so that they cannot be used; empty
            if there are no results.
        """
        self.usable = False
        if not self.path.exists():
            return []
        try:
            with self.writing() as base:
                if restart:
                    empty(base)
                row = base.execute("SELECT settings FROM meta").fetchone()
        except CacheError:
            self.path.unlink()
            return ["what was kept of it is damaged"]
        if row is None:
            return []
        changed = list(differences(json.loads(row[0]), json.loads(json.dumps(settings))))
        self.usable = not changed
        return changed

    def has(self, entry: Entry) -> bool:
        """Whether an input is unchanged, so that it need not be processed."""
        return self.usable and self._input(entry) is not None

    def has_all(self, unit: Unit) -> bool:
        """Whether all inputs of a unit are unchanged."""
        return all(self.has(entry) for entry in unit.entries)

    def report(self, unit: Unit) -> Report:
        """The counts of a unit that is in the cache."""
        report = Report()
        for entry in unit.entries:
            cached = self._input(entry)
            assert cached is not None
            report.join(cached.report)
        return report

    def items(self, entry: Entry) -> Iterator[Item | Skipped] | None:
        """The results of an input; None if it is not in the cache or has changed."""
        cached = self._input(entry) if self.usable else None
        return None if cached is None else self._items(cached)

    def find(self, key: bytes) -> Item | None:
        """The result of a text with a given publication date, wherever it was; None if there is none."""
        if not self.usable:
            return None
        with self._errors():
            row = self._reading().execute("SELECT data FROM item WHERE key = ? LIMIT 1", (key,)).fetchone()
            if row is None:
                return None
            _, item = unpack_item(row[0])
            if not isinstance(item, Item) or item.key != key.hex():
                raise ValueError("a result of another text")
        return item

    def forget(self, entries: Iterable[Entry]) -> None:
        """Treat inputs as changed, so that they are read again."""
        with self.writing() as base:
            paths = ((name_of_input(entry),) for entry in entries)
            base.executemany("UPDATE input SET head = NULL WHERE path = ?", paths)

    def drop(self) -> None:
        """Delete the cache because it cannot be read."""
        self.close()
        self.usable = False
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the connection, if there is one."""
        base, self._base = self._base, None
        if base is not None:
            base.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction, committed when the block ends without an error.

        Raises:
            CacheError: The file is damaged or not a database.
            ConfigError: It cannot be written.
        """
        self.close()
        with self._errors():
            base = sqlite3.connect(self.path, timeout=LOCK_TIMEOUT, isolation_level=None)
            try:
                base.execute("PRAGMA synchronous = FULL")
                base.execute("BEGIN IMMEDIATE")
                for statement in TABLES:
                    base.execute(statement)
                yield base
                base.execute("COMMIT")
            finally:
                with suppress(sqlite3.Error):
                    base.rollback()
                base.close()

    def _input(self, entry: Entry) -> CachedInput | None:
        with self._errors():
            return find_input(self._reading(), entry)

    def _items(self, cached: CachedInput) -> Iterator[Item | Skipped]:
        place = 0
        with self._errors():
            query = "SELECT data FROM item WHERE input = ? ORDER BY place"
            for (data,) in self._reading().execute(query, (cached.number,)):
                position, item = unpack_item(data)
                if position != (cached.number, place):
                    break
                yield item
                place += 1
        if place != cached.count:
            raise CacheError(f"{self.path}: is damaged")

    def _reading(self) -> sqlite3.Connection:
        if self._base is None:
            # immutable skips locking: nobody writes while others read, and begin() has rolled back whatever
            # a crash left unfinished
            where = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
            self._base = sqlite3.connect(where, uri=True)
        return self._base

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, zlib.error, ValueError, TypeError, IndexError) as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in SYSTEM_ERRORS:
                message = f"{self.path}: cannot be read or written: {error}; what is done is kept"
                raise ConfigError(message) from error
            raise CacheError(f"{self.path}: is damaged: {error}") from error


def empty(base: sqlite3.Connection) -> None:
    """Delete all rows."""
    for table in ("item", "input", "meta"):
        base.execute(f"DELETE FROM {table}")
