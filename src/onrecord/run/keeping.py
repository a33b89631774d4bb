"""What a run found goes to what is kept, when its outputs are there or its inputs have changed under it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.readers import Skipped
from onrecord.run.kept import Kept, KeptError, Row, find_row, name_of_input, packed, packed_head
from onrecord.run.ledger import Ledger
from onrecord.run.parts import Item, Part
from onrecord.run.report import Report
from onrecord.run.worklist import ITEMS, Entry, Unit, cut, next_block


@dataclass(slots=True)
class _Input:
    """An input on its way into the file."""

    entry: Entry
    number: int
    count: int = 0
    report: Report = field(default_factory=Report)
    whole: bool = True
    """Whether everything it gave is there and nothing failed: then it need not be read again."""


def keep(kept: Kept, settings: Mapping[str, Any], ledger: Ledger, *, all_done: bool) -> None:
    """Keep what the parts of a run hold, in one transaction.

    Args:
        kept: Where.
        settings: What decided the output.
        ledger: The run.
        all_done: Whether the run is finished: then inputs that it did not have are forgotten.

    Raises:
        ConfigError: It cannot be written.
    """
    try:
        _keep(kept, settings, ledger, all_done)
    except KeptError:  # it went bad after it was read: then this run is all there is
        kept.drop()
        _keep(kept, settings, ledger, all_done)
    kept.usable = True


def _keep(kept: Kept, settings: Mapping[str, Any], ledger: Ledger, all_done: bool) -> None:
    with kept.writing() as base:
        if not kept.usable:
            for table in ("item", "input", "meta"):
                base.execute(f"DELETE FROM {table}")
            base.execute("INSERT INTO meta VALUES (?)", (json.dumps(settings, sort_keys=True),))
        base.execute("CREATE TEMP TABLE here (path TEXT PRIMARY KEY) WITHOUT ROWID")
        for first in cut(ledger.entries()):
            names = [(name_of_input(entry),) for entry in first.entries]
            base.executemany("INSERT OR IGNORE INTO here VALUES (?)", names)
            if not _is_known(base, first):
                _take(base, first, ledger)
        if all_done:
            gone = "SELECT id FROM input WHERE path NOT IN (SELECT path FROM here)"
            base.execute(f"DELETE FROM item WHERE input IN ({gone})")
            base.execute("DELETE FROM input WHERE path NOT IN (SELECT path FROM here)")


def _is_known(base: sqlite3.Connection, unit: Unit) -> bool:
    return all(find_row(base, entry) is not None for entry in unit.entries)


def _take(base: sqlite3.Connection, first: Unit, ledger: Ledger) -> None:
    inputs: dict[int, _Input] = {}
    complete = False
    for part in _parts(first, ledger):
        if not inputs:
            inputs = {place: _begin(base, entry) for place, entry in enumerate(first.entries)}
        for place, item in part.entries():
            _add(base, inputs[place], item)
        complete = not first.large or part.summary.items < ITEMS
    for one in inputs.values():
        good = complete and one.whole and one.entry.failure is None
        if good:
            head = packed_head(one.entry, Row(one.number, one.count, one.report))
            base.execute("UPDATE input SET head = ? WHERE id = ?", (head, one.number))


def _parts(unit: Unit, ledger: Ledger) -> Iterator[Part]:
    while (part := ledger.read(unit)) is not None:
        yield part
        if not unit.large or part.summary.items < ITEMS:
            return
        unit = next_block(unit)


def _begin(base: sqlite3.Connection, entry: Entry) -> _Input:
    name = name_of_input(entry)
    for (number,) in base.execute("SELECT id FROM input WHERE path = ?", (name,)).fetchall():
        base.execute("DELETE FROM item WHERE input = ?", (number,))
        base.execute("DELETE FROM input WHERE id = ?", (number,))
    added = base.execute("INSERT INTO input (path) VALUES (?)", (name,))
    return _Input(entry, added.lastrowid or 0)


def _add(base: sqlite3.Connection, one: _Input, item: Item | Skipped) -> None:
    if isinstance(item, Item):
        one.report.join(Report(**item.counts))
        if item.counts.get("failed"):
            one.whole = False  # what failed is tried again
            return
    reusable = isinstance(item, Item) and item.key and not item.again and not item.errors
    key = bytes.fromhex(item.key) if reusable and isinstance(item, Item) and item.key else None
    data = packed(one.number, one.count, item)
    base.execute("INSERT INTO item VALUES (?, ?, ?, ?)", (one.number, one.count, key, data))
    one.count += 1
