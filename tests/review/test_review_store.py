"""Decisions are kept: killed at any moment, by two people at once, never changed, never removed."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.errors import ConfigError
from onrecord.review import Store, store_path

WRITER = """
import sys
from pathlib import Path
from onrecord.review import Store
store = Store(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    store.add(sys.argv[2], "review", f"{number:024x}", "0" * 24, "accept", before={"n": number})
    print(number, flush=True)
print("end", flush=True)
sys.stdin.read()
"""


def write(path: Path, reviewer: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), reviewer, str(count)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_every_decision_that_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    with write(path, "ann", 100_000) as process:
        assert process.stdout
        seen = [int(process.stdout.readline()) for _ in range(25)]
        process.send_signal(signal.SIGKILL)
        seen += [int(line) for line in process.stdout]
    store = Store(path)
    kept = [int(one.claim, 16) for one in store.since()]
    assert kept[: len(seen)] == seen
    assert len(kept) - len(seen) in (0, 1)  # one may be written and not yet acknowledged
    assert store.details(1) == ({"n": 0}, None)
    store.close()


def test_reviewers_who_open_and_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    writers = [write(path, name, 60) for name in ("ann", "bob", "cat")]
    for writer in writers:
        out, _ = writer.communicate(timeout=60)
        assert out.endswith("end\n")
        assert writer.returncode == 0
    store = Store(path)
    decisions = list(store.since())
    store.close()
    assert [one.seq for one in decisions] == list(range(1, 181))
    for name in ("ann", "bob", "cat"):
        assert [int(one.claim, 16) for one in decisions if one.reviewer == name] == list(range(60))


@pytest.mark.parametrize("statement", ["UPDATE decisions SET verdict = 'reject'", "DELETE FROM decisions"])
def test_decisions_are_never_changed_or_removed(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "d.sqlite"
    store = Store(path)
    store.add("ann", "review", "a" * 24, "b" * 24, "accept", before={})
    store.close()
    base = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        base.execute(statement)
    base.close()


def test_a_decision_is_taken_back_only_once(tmp_path: Path) -> None:
    store = Store(tmp_path / "d.sqlite")
    first = store.add("ann", "review", "a" * 24, "b" * 24, "accept", before={})
    store.add("ann", "review", "a" * 24, "b" * 24, "undo", before={}, undoes=first.seq)
    with pytest.raises(ConfigError, match="cannot be read or written"):
        store.add("ann", "review", "a" * 24, "b" * 24, "undo", before={}, undoes=first.seq)
    assert len(list(store.since())) == 2
    store.close()


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    path.write_text("not a database, but long enough to look at" * 40)
    with pytest.raises(ConfigError, match=r"d\.sqlite"):
        Store(path)
    other = sqlite3.connect(tmp_path / "other.sqlite")
    other.execute("CREATE TABLE mine (x)")
    other.commit()
    other.close()
    with pytest.raises(ConfigError, match="move it away"):
        Store(tmp_path / "other.sqlite")


def test_a_newer_version_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    Store(path).close()
    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version = 99")
    base.close()
    with pytest.raises(ConfigError, match="newer onrecord"):
        Store(path)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no_such_folder"):
        Store(tmp_path / "no_such_folder" / "d.sqlite")


def test_the_store_lies_beside_the_claims() -> None:
    assert store_path(Path("a/claims.jsonl")) == Path("a/claims.jsonl.review.sqlite")


def test_a_store_of_version_2_takes_added_claims(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    store = Store(path)
    first = store.add("ann", "review", "a" * 24, "b" * 24, "accept", before={})
    store.close()
    base = sqlite3.connect(path)
    (wide,) = base.execute("SELECT sql FROM sqlite_master WHERE name = 'decisions'").fetchone()
    base.executescript(
        "ALTER TABLE decisions RENAME TO later;"
        + wide.replace(", 'add'", "")
        + "; INSERT INTO decisions SELECT * FROM later; DROP TABLE later; PRAGMA user_version = 2;"
    )
    base.close()
    store = Store(path)
    store.add("ann", "review", "a" * 24, "b" * 24, "undo", before={}, undoes=first.seq)
    store.add("ann", "review", "c" * 24, "d" * 24, "add", before={}, after={"text": "missed"})
    assert [(one.seq, one.verdict) for one in store.since()] == [(1, "accept"), (2, "undo"), (3, "add")]
    with pytest.raises(ConfigError, match="cannot be read or written"):
        store.add("ann", "review", "a" * 24, "b" * 24, "undo", before={}, undoes=first.seq)
    store.close()
    base = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        base.execute("DELETE FROM decisions")
    base.close()
