"""SQLite: articles, speakers, claims and decisions as tables, with a full-text index; opens in Datasette.

The columns of ``claims`` are those of the CSV table, except for article and speaker, which have tables of
their own. The views ``statements`` and ``figures`` join them, with the columns of their kind; ``narrow`` has
views with few columns, ``across`` what several articles have in common.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord.claims import parse_claim
from onrecord.claims.schema import ArticleRef
from onrecord.exports import across, narrow
from onrecord.exports.columns import MODELS, Column, columns, flat, nested
from onrecord.exports.material import AnyClaim, Material, Row
from onrecord.repeats import ComparedClaim, Repeats, compared_claim_of

GROUP = 1_000
EXACT = "value_exact"
ARTICLE = ("sha256", *(name for name in ArticleRef.model_fields if name != "sha256"))
SPEAKER = ("name", "kind")
DECISION = ("at", "reviewer", "role", "claim", "fingerprint", "verdict", "before", "after")
TYPES = {"integer": "INTEGER", "boolean": "INTEGER", "real": "REAL", "number": "REAL"}


def write(material: Material, path: Path) -> None:
    """Write the database; a claim that occurs twice is written once."""
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("PRAGMA journal_mode = OFF")  # an incomplete file is never renamed to its place
        base.execute("PRAGMA synchronous = OFF")
        for statement in (*_tables(), *across.tables(), *narrow.views(_JOINED)):
            base.execute(statement)
        with Repeats(_written(material, _Rows(base))) as repeats:
            across.write(base, repeats)
        base.executemany(_insert("decisions", DECISION), map(_decision, material.decisions))
        for statement in _indexes():
            base.execute(statement)


def read(path: Path) -> Iterator[AnyClaim]:
    """The claims in a database written by ``write``, in order.

    Raises:
        pydantic.ValidationError: A row is not a claim.
    """
    by_name = {column.name: column for column in columns()}
    with closing(sqlite3.connect(path)) as base:
        base.row_factory = sqlite3.Row
        chosen = ", ".join(_source(column) for column in columns())
        query = f"SELECT {chosen}, claims.{EXACT} FROM {_JOINED} ORDER BY claims.rowid"
        for db_row in base.execute(query):
            row = {name: _value_of(by_name[name], db_row[name]) for name in by_name}
            exact = json.loads(db_row[EXACT] or "null")
            low, high = exact if isinstance(exact, list) else (exact, None)
            yield parse_claim(nested({**row, "value": low, "value_high": high}))


def beside(path: Path) -> tuple[Path, str]:
    """Name and text of the Datasette metadata: descriptions of tables, search and sort order."""
    return path.with_name(f"{path.stem}.metadata.json"), narrow.metadata(path.stem)


def _written(material: Material, rows: _Rows) -> Iterator[ComparedClaim]:
    """Write all claims, and yield what ``repeats`` reads of them."""
    claims = material.each()
    while group := list(islice(claims, GROUP)):
        rows.add(group)
        yield from map(compared_claim_of, group)


class _Rows:
    """Writes claims, and their articles and speakers when first named."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._insert = _insert("claims", [*(_own(column) for column in _claim_columns()), EXACT])

    def add(self, claims: Iterable[AnyClaim]) -> None:
        """Write some claims."""
        self._base.executemany(self._insert, [self._row(claim) for claim in claims])

    def _row(self, claim: AnyClaim) -> list[Any]:
        record = claim.model_dump(mode="json")
        article = record["article"]
        self._base.execute(_insert("articles", ARTICLE), [article[key] for key in ARTICLE])
        row = {**flat(record), "article_sha256": article["sha256"], "speaker_name": self._speaker(record)}
        exact = None if record.get("value") is None else json.dumps(record["value"])
        return [*(_value(column, row.get(column.name)) for column in _claim_columns()), exact]

    def _speaker(self, record: Row) -> int | None:
        if record["speaker"] is None:
            return None
        names = [record["speaker"][key] for key in SPEAKER]
        self._base.execute(_insert("speakers", SPEAKER), names)
        row = self._base.execute("SELECT id FROM speakers WHERE name = ? AND kind = ?", names).fetchone()
        return int(row[0])


_JOINED = (
    "claims JOIN articles ON articles.sha256 = claims.article"
    " LEFT JOIN speakers ON speakers.id = claims.speaker"
)


def _tables() -> Iterator[str]:
    about = ", ".join(f"{key} TEXT" for key in ARTICLE[1:])
    yield f"CREATE TABLE articles (sha256 TEXT PRIMARY KEY, {about})"
    yield (
        "CREATE TABLE speakers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,"
        " UNIQUE (name, kind))"
    )
    special = {
        "id": "id TEXT PRIMARY KEY",
        "article": "article TEXT NOT NULL REFERENCES articles (sha256)",
        "speaker": "speaker INTEGER REFERENCES speakers (id)",
        "statement": "statement TEXT REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED",
        "related": "related TEXT REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED",
    }
    own = [(_own(column), TYPES.get(column.type, "TEXT")) for column in _claim_columns()]
    cells = [special.get(name, f"{name} {type}") for name, type in own]
    yield f"CREATE TABLE claims ({', '.join(cells)}, {EXACT} TEXT)"
    yield (
        "CREATE TABLE decisions (id INTEGER PRIMARY KEY, at TEXT, reviewer TEXT, role TEXT,"
        " claim TEXT, fingerprint TEXT, verdict TEXT, before TEXT, after TEXT)"
    )
    for kind in MODELS:
        chosen = ", ".join(_source(column) for column in columns(kind) if column.name != "kind")
        yield f"CREATE VIEW {kind}s AS SELECT {chosen} FROM {_JOINED} WHERE claims.kind = '{kind}'"


def _indexes() -> Iterator[str]:
    for name in ("article", "speaker", "kind", "unit", "statement"):
        yield f"CREATE INDEX claims_{name} ON claims ({name})"
    yield "CREATE INDEX decisions_claim ON decisions (claim)"
    yield 'CREATE VIRTUAL TABLE claims_fts USING FTS5 (text, sentence, content="claims")'
    yield "INSERT INTO claims_fts (claims_fts) VALUES ('rebuild')"


def _claim_columns() -> list[Column]:
    """The columns of the ``claims`` table; article and speaker are foreign keys."""
    rest = {f"article_{key}" for key in ARTICLE[1:]} | {f"speaker_{key}" for key in SPEAKER[1:]}
    return [column for column in columns() if column.name not in rest]


def _own(column: Column) -> str:
    return {"article_sha256": "article", "speaker_name": "speaker"}.get(column.name, column.name)


def _source(column: Column) -> str:
    """A column of the CSV table as SQL."""
    table, _, name = column.name.partition("_")
    if (table, name) in {("article", key) for key in ARTICLE} | {("speaker", key) for key in SPEAKER}:
        return f"{table}s.{name} AS {column.name}"
    return f"claims.{column.name} AS {column.name}"


def _insert(table: str, names: Iterable[str]) -> str:
    names = list(names)
    return f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def _value(column: Column, value: Any) -> Any:
    if value is not None and column.type in ("spans", "ids"):
        return json.dumps(value, ensure_ascii=False)
    return float(value) if value is not None and column.type == "number" else value


def _value_of(column: Column, value: Any) -> Any:
    if value is not None and column.type in ("spans", "ids"):
        return json.loads(value)
    return bool(value) if value is not None and column.type == "boolean" else value


def _decision(row: Row) -> list[Any]:
    claims = {
        key: None if row[key] is None else json.dumps(row[key], ensure_ascii=False)
        for key in ("before", "after")
    }
    return [{**row, **claims}[key] for key in DECISION]
