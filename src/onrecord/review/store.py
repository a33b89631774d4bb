"""Where decisions are kept: an SQLite file beside the claims that only ever grows.

Every decision is a transaction of its own, on disk before the next claim is shown. Triggers refuse to
change or remove one. Any number of reviewers may have the same file open (write-ahead log).
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onrecord.errors import ConfigError
from onrecord.review.decision import Decision, Role, Verdict
from onrecord.review.tables import APPLICATION, CREATED, VERSION, bring_up_to_date, renewed_fingerprint

SUFFIX = ".review.sqlite"
WAIT = 10.0
"""Seconds to wait for another reviewer's write."""

_LIGHT = (
    "decisions.seq, at, reviewer, role, claim, decisions.fingerprint, verdict, undoes,"
    " coalesce(renewed.fingerprint, '')"
)


def store_path(claims: Path) -> Path:
    """The path of the decisions on a file of claims."""
    return claims.with_name(claims.name + SUFFIX)


class Store:
    """The decisions on one file of claims.

    Raises:
        ConfigError: The file cannot be opened or written, or is not a file of decisions.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._errors():
            self._base = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
            self._set_up()

    def add(
        self,
        reviewer: str,
        role: Role,
        claim: str,
        fingerprint: str,
        verdict: Verdict,
        *,
        before: Mapping[str, Any],
        after: Mapping[str, Any] | None = None,
        undoes: int | None = None,
    ) -> Decision:
        """Write a decision; it is on disk when this returns.

        Args:
            reviewer: Who decides.
            role: Reviewer, or adjudicator of what reviewers disagree on.
            claim: The claim's id.
            fingerprint: Its fingerprint.
            verdict: What was decided.
            before: The claim as it was shown; empty for an added claim.
            after: The corrected or added claim, or ``{"note": ...}``.
            undoes: ``seq`` of the decision that is taken back.

        Raises:
            ConfigError: It cannot be written; the file is unchanged.
        """
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        row = (at, reviewer, role, claim, fingerprint, verdict, undoes, _json(before), _json(after))
        renewed = renewed_fingerprint(before, fingerprint)
        with self._errors(), self._transaction():
            seq = self._base.execute(
                "INSERT INTO decisions"
                " (at, reviewer, role, claim, fingerprint, verdict, undoes, before, after)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            ).lastrowid
            if renewed:
                self._base.execute("INSERT INTO renewed VALUES (?, ?)", (seq, renewed))
        return Decision(seq or 0, at, reviewer, role, claim, fingerprint, verdict, undoes, renewed)

    def since(self, seq: int = 0) -> Iterator[Decision]:
        """All decisions after the one numbered ``seq``, oldest first."""
        with self._errors():
            query = (
                f"SELECT {_LIGHT} FROM decisions LEFT JOIN renewed USING (seq)"
                " WHERE decisions.seq > ? ORDER BY decisions.seq"
            )
            for row in self._base.execute(query, (seq,)):
                yield Decision(*row)

    def details(self, seq: int) -> tuple[dict[str, Any], dict[str, Any] | None]:
        """The claim before a decision, and the claim or note that the decision stored."""
        with self._errors():
            query = "SELECT before, after FROM decisions WHERE seq = ?"
            before, after = self._base.execute(query, (seq,)).fetchone()
            return json.loads(before), None if after is None else json.loads(after)

    def close(self) -> None:
        """Close the file; the write-ahead log is merged into it."""
        self._base.close()

    def _set_up(self) -> None:
        base = self._base
        application = base.execute("PRAGMA application_id").fetchone()[0]
        version = base.execute("PRAGMA user_version").fetchone()[0]
        empty = base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        if not empty and application != APPLICATION:
            raise ConfigError(f"{self.path}: is not a file of decisions; move it away")
        if version > VERSION:
            raise ConfigError(f"{self.path}: a newer onrecord wrote it (version {version}); update this one")
        base.execute("PRAGMA synchronous = FULL")
        _wait_for(base, "PRAGMA journal_mode = WAL")
        if empty:
            _wait_for(base, f"BEGIN IMMEDIATE; {CREATED} COMMIT;")
        elif version < VERSION:
            with self._transaction():
                bring_up_to_date(base)
        base.execute("PRAGMA foreign_keys = ON")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._base.rollback()
            raise
        self._base.commit()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise ConfigError(f"{self.path}: decisions cannot be read or written: {error}") from error


def _wait_for(base: sqlite3.Connection, script: str) -> None:
    """Run a script that another process may be running on the same new file.

    The switch to a write-ahead log does not wait for a lock as other statements do.
    """
    end = time.monotonic() + WAIT
    while True:
        try:
            base.executescript(script)
            return
        except sqlite3.OperationalError as error:
            if base.in_transaction:
                base.rollback()
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.01)


def _json(value: Mapping[str, Any] | None) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=True, separators=(",", ":"))
