"""The rows of the result cache: how an input and its results are packed, with checksums, and unpacked.

Each row is compressed by zlib, which adds a checksum, and names what it belongs to: a corrupt page in the
database may otherwise direct a query to the wrong row unnoticed.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from dataclasses import dataclass

from onrecord.readers import Skipped
from onrecord.run.parts import Item
from onrecord.run.report import Report
from onrecord.run.worklist import Entry

LEVEL = 1
"""zlib compression level."""
TABLES = (
    "CREATE TABLE IF NOT EXISTS meta (settings TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS input (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, head BLOB)",
    "CREATE TABLE IF NOT EXISTS item (input INTEGER NOT NULL, place INTEGER NOT NULL, key BLOB,"
    " data BLOB NOT NULL, PRIMARY KEY (input, place)) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS by_key ON item (key) WHERE key IS NOT NULL",
)
"""``input`` has a row per input file, without a head if it must be read again; ``item`` one per result."""


@dataclass(frozen=True, slots=True)
class CachedInput:
    """An input in the cache."""

    number: int
    count: int
    """How many items it has."""
    report: Report


def find_input(base: sqlite3.Connection, entry: Entry) -> CachedInput | None:
    """Look up an input; None if it is not in the cache or has changed since.

    Raises:
        ValueError: The row is damaged or belongs to another input.
    """
    if entry.failure is not None:
        return None
    name = name_of_input(entry)
    row = base.execute("SELECT id, head FROM input WHERE path = ?", (name,)).fetchone()
    if row is None or row[1] is None:
        return None
    number, path, stamps, count, report = json.loads(zlib.decompress(row[1]))
    if (number, path) != (row[0], name):
        raise ValueError("a row of another input")
    return CachedInput(number, count, Report(**report)) if stamps == _stamps_of(entry) else None


def name_of_input(entry: Entry) -> str:
    """The key of an input. JSON escapes bytes of a path that are not valid Unicode."""
    return json.dumps(entry.path)


def pack_input(entry: Entry, cached: CachedInput) -> bytes:
    """Pack what identifies an input, and its counts."""
    counts = cached.report.counts()
    head = [cached.number, name_of_input(entry), _stamps_of(entry), cached.count, counts]
    return zlib.compress(json.dumps(head).encode("ascii"), LEVEL)


def pack_item(number: int, place: int, item: Item | Skipped) -> bytes:
    """Pack one result.

    Args:
        number: Number of its input.
        place: Its position in the input, from 0.
        item: The result.
    """
    if isinstance(item, Skipped):
        return zlib.compress(json.dumps([number, place, item.path, item.suffix]).encode("ascii"), LEVEL)
    about = [item.article, item.path, item.digest, item.key, item.counts, item.duplicate, len(item.claims)]
    head = json.dumps([number, place, *about]).encode("ascii")
    return zlib.compress(b"\n".join([head, *item.claims, *item.errors]), LEVEL)


def unpack_item(data: bytes) -> tuple[tuple[int, int], Item | Skipped]:
    """The number of the input with the position in it, and the result.

    Raises:
        ValueError: The row is damaged.
    """
    head, *lines = zlib.decompress(data).split(b"\n")
    number, place, *about = json.loads(head)
    if len(about) == 2:
        return (number, place), Skipped(*about)
    article, path, digest, key, counts, duplicate, claims = about
    item = Item(article, path, digest, key, counts, duplicate, lines[:claims], lines[claims:])
    return (number, place), item


def _stamps_of(entry: Entry) -> str:
    return json.dumps(entry.stamps)
