"""The tables of the store of decisions, and the migration of older stores."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from onrecord.claims.identity import fingerprint

APPLICATION = 0x6F6E7265
VERSION = 3
"""1: decisions. 2: new fingerprints for claims that another version wrote. 3: added claims."""

_DECISIONS = """
CREATE TABLE IF NOT EXISTS {name} (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('review', 'adjudicate')),
    claim TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    verdict TEXT NOT NULL
        CHECK (verdict IN ('accept', 'reject', 'edit', 'skip', 'flag', 'note', 'undo', 'add')),
    undoes INTEGER REFERENCES decisions (seq),
    before TEXT NOT NULL,
    after TEXT
);
"""
_GUARDS = (
    "CREATE UNIQUE INDEX IF NOT EXISTS undone_once ON decisions (undoes) WHERE undoes IS NOT NULL;",
    "CREATE TRIGGER IF NOT EXISTS never_changed BEFORE UPDATE ON decisions"
    " BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;",
    "CREATE TRIGGER IF NOT EXISTS never_removed BEFORE DELETE ON decisions"
    " BEGIN SELECT RAISE(ABORT, 'decisions are never removed'); END;",
)
_RENEWED = """
CREATE TABLE IF NOT EXISTS renewed (
    seq INTEGER PRIMARY KEY REFERENCES decisions (seq),
    fingerprint TEXT NOT NULL
);
"""
CREATED = (
    f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
    f" {_DECISIONS.format(name='decisions')} {' '.join(_GUARDS)} {_RENEWED}"
)
"""SQL that turns an empty file into a store."""


def bring_up_to_date(base: sqlite3.Connection) -> None:
    """Give a store of an older version the tables of this one. Another process may have done so already.

    Must run inside a transaction, with foreign keys not yet enforced.
    """
    version = base.execute("PRAGMA user_version").fetchone()[0]
    if version < 2:
        base.execute(_RENEWED)
        for seq, before, old in base.execute("SELECT seq, before, fingerprint FROM decisions"):
            if new := renewed_fingerprint(json.loads(before), old):
                base.execute("INSERT INTO renewed VALUES (?, ?)", (seq, new))
    if version < 3:
        base.execute(_DECISIONS.format(name="wider"))
        base.execute("INSERT INTO wider SELECT * FROM decisions")
        base.execute("DROP TABLE decisions")
        base.execute("ALTER TABLE wider RENAME TO decisions")
        for guard in _GUARDS:
            base.execute(guard)
    base.execute(f"PRAGMA user_version = {VERSION}")


def renewed_fingerprint(before: Mapping[str, Any], old: str) -> str:
    """This version's fingerprint of the claim that was shown; "" if it is the same or no claim was stored."""
    new = fingerprint(before) if isinstance(before.get("article"), Mapping) else old
    return "" if new == old else new
