"""Database tables for what several articles have in common: repeats, versions, speakers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, astuple

from onrecord.repeats import Repeats

_TABLES = {
    "repeats": (
        "id TEXT PRIMARY KEY, kind TEXT, text TEXT, outlets INTEGER, articles INTEGER, claims INTEGER,"
        " first TEXT, first_outlet TEXT, agrees INTEGER"
    ),
    "repeat_claims": (
        "repeat TEXT REFERENCES repeats (id), claim TEXT REFERENCES claims (id), PRIMARY KEY (claim, repeat)"
    ),
    "versions": (
        "version_of INTEGER, place INTEGER, article TEXT REFERENCES articles (sha256), id TEXT,"
        " published TEXT, changed TEXT, PRIMARY KEY (version_of, place)"
    ),
    "voices": (
        "id TEXT PRIMARY KEY, name TEXT, kind TEXT, place TEXT, claims INTEGER, first TEXT, last TEXT"
    ),
    "voice_roles": (
        "voice TEXT REFERENCES voices (id), name TEXT, role TEXT, first TEXT, last TEXT, claims INTEGER"
    ),
    "voice_claims": "claim TEXT PRIMARY KEY REFERENCES claims (id), voice TEXT REFERENCES voices (id)",
}


def tables() -> Iterator[str]:
    """The SQL that creates the tables."""
    for name, cells in _TABLES.items():
        yield f"CREATE TABLE {name} ({cells})"


def write(base: sqlite3.Connection, repeats: Repeats) -> None:
    """Fill the tables."""
    for repeat in repeats.groups():
        _insert(base, "repeats", *astuple(repeat.seen), repeat.agrees)
    for row in repeats.members():
        _insert(base, "repeat_claims", *row)
    for number, group in enumerate(repeats.versions(), start=1):
        for place, one in enumerate(group, start=1):
            changed = json.dumps([asdict(change) for change in one.changed], ensure_ascii=False)
            _insert(base, "versions", number, place, one.sha256, one.article, one.published, changed)
    for voice in repeats.voices(apart=True):
        days = [day for role in voice.roles for day in (role.first, role.last) if day]
        about = (voice.id, voice.name, voice.kind, voice.place or None, voice.claims)
        _insert(base, "voices", *about, min(days, default=None), max(days, default=None))
        for role in voice.roles:
            _insert(base, "voice_roles", voice.id, *astuple(role))
    for claim, key in repeats.spoken():
        _insert(base, "voice_claims", claim, key)
    for name, column in (("repeat_claims", "repeat"), ("voice_roles", "voice"), ("voice_claims", "voice")):
        base.execute(f"CREATE INDEX {name}_{column} ON {name} ({column})")


def _insert(base: sqlite3.Connection, table: str, *row: object) -> None:
    base.execute(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(row))})", row)
