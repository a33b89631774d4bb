"""Exact counts of any number of different things in constant memory."""

from __future__ import annotations

import sqlite3
from collections import Counter

IN_MEMORY = 100_000
"""The most different things counted in memory before they go to a temporary file."""


class Tallies:
    """Counters by name, which move to a temporary file as they grow.

    Args:
        in_memory: The most different things to count in memory.
    """

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._in_memory = in_memory
        self._fresh: Counter[tuple[str, str]] = Counter()
        self._base = sqlite3.connect("")  # a temporary file that the system removes
        self._base.execute(
            "CREATE TABLE tally (name TEXT, thing TEXT, n INTEGER, PRIMARY KEY (name, thing)) WITHOUT ROWID"
        )

    def add(self, name: str, thing: str) -> None:
        """Count a thing once more."""
        self._fresh[name, thing] += 1
        if len(self._fresh) > self._in_memory:
            self._store()

    def distinct(self, name: str) -> int:
        """How many different things there are under a name."""
        self._store()
        (count,) = self._base.execute("SELECT count(*) FROM tally WHERE name = ?", (name,)).fetchone()
        return int(count)

    def top(self, name: str, most: int) -> list[tuple[str, int]]:
        """The most frequent things with their counts; ties by name."""
        self._store()
        query = "SELECT thing, n FROM tally WHERE name = ? ORDER BY n DESC, thing LIMIT ?"
        return [(str(thing), int(count)) for thing, count in self._base.execute(query, (name, most))]

    def close(self) -> None:
        """Delete all counts."""
        self._base.close()

    def _store(self) -> None:
        self._base.executemany(
            "INSERT INTO tally VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
            ((name, thing, count) for (name, thing), count in self._fresh.items()),
        )
        self._fresh.clear()
