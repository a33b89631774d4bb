"""Stores the results of a run in the cache: when it is complete, or when its inputs changed meanwhile."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.readers import Skipped
from onrecord.run.cache_rows import CachedInput, find_input, name_of_input, pack_input, pack_item
from onrecord.run.ledger import Ledger
from onrecord.run.parts import Item, Part
from onrecord.run.report import Report
from onrecord.run.result_cache import CacheError, ResultCache, empty
from onrecord.run.worklist import ITEMS, Entry, Unit, cut, next_block


@dataclass(slots=True)
class _NewInput:
    """An input that is being stored."""

    entry: Entry
    number: int
    count: int = 0
    report: Report = field(default_factory=Report)
    failed: bool = False
    """Whether an article of it failed: then the input is read again next time."""


def update_cache(cache: ResultCache, settings: Mapping[str, Any], ledger: Ledger, *, finished: bool) -> None:
    """Store the results of a run in one transaction.

    Args:
        cache: Where to store them.
        settings: Everything besides the inputs that determined the output.
        ledger: The run.
        finished: Whether the run is complete; if so, inputs that were not part of it are removed.

    Raises:
        ConfigError: The cache cannot be written.
    """
    try:
        _store(cache, settings, ledger, finished)
    except CacheError:  # damaged since it was read: start afresh with the results of this run
        cache.drop()
        _store(cache, settings, ledger, finished)
    cache.usable = True


def _store(cache: ResultCache, settings: Mapping[str, Any], ledger: Ledger, finished: bool) -> None:
    with cache.writing() as base:
        if not cache.usable:
            empty(base)
            base.execute("INSERT INTO meta VALUES (?)", (json.dumps(settings, sort_keys=True),))
        base.execute("CREATE TEMP TABLE current (path TEXT PRIMARY KEY) WITHOUT ROWID")
        for first in cut(ledger.entries()):
            names = [(name_of_input(entry),) for entry in first.entries]
            base.executemany("INSERT OR IGNORE INTO current VALUES (?)", names)
            if any(find_input(base, entry) is None for entry in first.entries):
                _store_batch(base, first, ledger)
        if finished:
            gone = "SELECT id FROM input WHERE path NOT IN (SELECT path FROM current)"
            base.execute(f"DELETE FROM item WHERE input IN ({gone})")
            base.execute("DELETE FROM input WHERE path NOT IN (SELECT path FROM current)")


def _store_batch(base: sqlite3.Connection, first: Unit, ledger: Ledger) -> None:
    inputs: dict[int, _NewInput] = {}
    complete = False
    for part in _parts(first, ledger):
        if not inputs:
            inputs = {index: _add_input(base, entry) for index, entry in enumerate(first.entries)}
        for index, item in part.entries():
            _add_item(base, inputs[index], item)
        complete = not first.large or part.summary.items < ITEMS
    for one in inputs.values():
        if complete and not one.failed and one.entry.failure is None:
            head = pack_input(one.entry, CachedInput(one.number, one.count, one.report))
            base.execute("UPDATE input SET head = ? WHERE id = ?", (head, one.number))


def _parts(unit: Unit, ledger: Ledger) -> Iterator[Part]:
    while (part := ledger.read(unit)) is not None:
        yield part
        if not unit.large or part.summary.items < ITEMS:
            return
        unit = next_block(unit)


def _add_input(base: sqlite3.Connection, entry: Entry) -> _NewInput:
    name = name_of_input(entry)
    for (number,) in base.execute("SELECT id FROM input WHERE path = ?", (name,)).fetchall():
        base.execute("DELETE FROM item WHERE input = ?", (number,))
        base.execute("DELETE FROM input WHERE id = ?", (number,))
    added = base.execute("INSERT INTO input (path) VALUES (?)", (name,))
    return _NewInput(entry, added.lastrowid or 0)


def _add_item(base: sqlite3.Connection, one: _NewInput, item: Item | Skipped) -> None:
    key = None
    if isinstance(item, Item):
        one.report.join(Report(**item.counts))
        if item.counts.get("failed"):
            one.failed = True
            return
        if item.key and not item.duplicate and not item.errors:
            key = bytes.fromhex(item.key)
    data = pack_item(one.number, one.count, item)
    base.execute("INSERT INTO item VALUES (?, ?, ?, ?)", (one.number, one.count, key, data))
    one.count += 1
