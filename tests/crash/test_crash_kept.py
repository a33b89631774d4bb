"""The second run, which does only what is new: whatever happens in it, the end is that of a fresh one."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from standin import DeadlyDisk, FullDisk, LuckyPowerCut, PowerCut, Runs, in_a_child

from onrecord.errors import ConfigError
from onrecord.run import job
from onrecord.run.result_cache import ResultCache

resource = pytest.importorskip("resource")

Make = Callable[..., Runs]
KEPT = ".claims.jsonl.kept"


@pytest.fixture
def changed(runs: Make) -> tuple[Runs, Runs]:
    """A finished run whose inputs have changed since, and a fresh run over them as they are now."""
    old = runs(files=12)
    folder = old.root / "in"
    shutil.copy(folder / "001.txt", folder / "018.txt")
    random = Random(1)
    for number in range(6):  # words that cannot be packed, so that what is kept fills pages
        (folder / f"long{number}.txt").write_text(" ".join(f"{random.getrandbits(640):x}" for _ in range(15)))
    old.go()
    (folder / "001.txt").unlink()  # 018 is the same
    (folder / "004.txt").write_text("other words")
    (folder / "zzz.txt").write_text("a new text")
    (folder / "long2.txt").write_text(" ".join(f"{random.getrandbits(640):x}" for _ in range(90)))
    fresh = old.at("fresh")
    fresh.go()
    assert fresh.files() != old.files()
    return old, fresh


def copied(old: Runs, name: str) -> Runs:
    hurt = old.at(name)
    shutil.copytree(old.out.parent, hurt.out.parent)
    return hurt


def check_then_finish(hurt: Runs, old: Runs, fresh: Runs, at: Any) -> None:
    """Each output is the old one or the new one, whole; the next run ends as a fresh one does."""
    for name, data in hurt.files().items():
        assert data in (old.files()[name], fresh.files()[name]), (at, name)
    hurt.go()
    assert hurt.files() == fresh.files(), at
    assert hurt.left() == fresh.left(), at
    base = sqlite3.connect(hurt.out.with_name(KEPT))
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)], at
    assert base.execute("SELECT count(*) FROM input WHERE head IS NOT NULL").fetchone()[0] > 12, at
    base.close()
    shutil.rmtree(hurt.out.parent)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_fails_once(changed: tuple[Runs, Runs], error: int) -> None:
    old, fresh = changed
    for k in count():
        hurt = copied(old, f"hurt{k}")
        disk = FullDisk(at=k, error=error)
        try:
            hurt.go(disk)
        except ConfigError:
            check_then_finish(hurt, old, fresh, (k, disk.calls[-1]))
            continue
        assert disk.count <= k  # it never came to that
        break
    assert k > 30


@pytest.mark.parametrize("death", [DeadlyDisk, PowerCut, LuckyPowerCut])
def test_killed_at_every_call(changed: tuple[Runs, Runs], death: Callable[..., DeadlyDisk]) -> None:
    old, fresh = changed
    for k in count():
        hurt = copied(old, f"hurt{k}")
        if in_a_child(lambda there=hurt, at=k: there.go(death(at=at))) != signal.SIGKILL:
            break
        check_then_finish(hurt, old, fresh, k)
    assert k > 30


def traced(runs: Runs, step: Callable[[int], None]) -> int:
    """Run, with something done before each statement that goes to the database."""
    number = -1
    connect = sqlite3.connect

    def count_it(statement: str) -> None:
        nonlocal number
        number += 1
        step(number)

    def connected(*given: Any, **named: Any) -> sqlite3.Connection:
        base = connect(*given, **named)
        if str(given[0]).endswith(KEPT):
            base.set_trace_callback(count_it)
        return base

    sqlite3.connect = connected  # type: ignore[assignment]
    try:
        runs.go()
    finally:
        sqlite3.connect = connect
    return number + 1


def test_killed_between_statements(changed: tuple[Runs, Runs]) -> None:
    old, fresh = changed
    many = traced(copied(old, "counted"), lambda number: None)
    assert many > 60

    def die(number: int, at: int) -> None:
        if number == at:
            os.kill(os.getpid(), signal.SIGKILL)

    for k in range(0, many, many // 25):
        hurt = copied(old, f"hurt{k}")
        end = in_a_child(lambda there=hurt, at=k: traced(there, lambda number: die(number, at)))
        assert end == signal.SIGKILL, k
        check_then_finish(hurt, old, fresh, k)


def limited(runs: Runs, limit: int, action: Any) -> None:
    """Run; when its results go to the database, no file can be written beyond so many bytes."""
    update_cache = job.update_cache  # type: ignore[attr-defined]

    def with_a_limit(*given: Any, **named: Any) -> None:
        signal.signal(signal.SIGXFSZ, action)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        update_cache(*given, **named)

    job.update_cache = with_a_limit  # type: ignore[attr-defined]
    runs.go()


def sizes(old: Runs, fresh: Runs) -> range:
    """Limits in the middle of every page, up to more than anything that is written."""
    top = max(runs.out.with_name(KEPT).stat().st_size for runs in (old, fresh)) * 2
    return range(2048, top, 4096)


def test_killed_in_the_middle_of_what_sqlite_writes(changed: tuple[Runs, Runs]) -> None:
    """In its journal, and when it has written some of the pages of the file and others not."""
    old, fresh = changed
    torn = 0
    for limit in sizes(old, fresh):
        hurt = copied(old, f"hurt{limit}")
        end = in_a_child(lambda there=hurt, most=limit: limited(there, most, signal.SIG_DFL))
        if not end:
            break
        assert end == signal.SIGXFSZ
        journal = hurt.out.with_name(f"{KEPT}-journal")
        same = hurt.out.with_name(KEPT).read_bytes() == old.out.with_name(KEPT).read_bytes()
        torn += journal.exists() and not same
        check_then_finish(hurt, old, fresh, limit)
    else:
        pytest.fail("no limit was high enough")
    assert torn


def test_a_disk_that_is_full_for_sqlite(changed: tuple[Runs, Runs]) -> None:
    old, fresh = changed

    def fails(there: Runs, limit: int) -> None:
        try:
            limited(there, limit, signal.SIG_IGN)
        except ConfigError as error:
            os.kill(os.getpid(), signal.SIGUSR1 if "what is done is kept" in str(error) else signal.SIGUSR2)

    for limit in sizes(old, fresh):
        hurt = copied(old, f"hurt{limit}")
        end = in_a_child(lambda there=hurt, most=limit: fails(there, most))
        if not end:
            break
        assert end == signal.SIGUSR1
        assert hurt.files() == fresh.files()  # the outputs were there before
        check_then_finish(hurt, old, fresh, limit)
    else:
        pytest.fail("no limit was high enough")


def test_killed_while_a_changed_unfinished_run_is_kept(changed: tuple[Runs, Runs]) -> None:
    """Its work goes to what is kept before it is thrown away."""
    old, fresh = changed
    begun = copied(old, "begun")
    begun.go(shard=(1, 2))
    (old.root / "in/zzzz.txt").write_text("another new text")
    fresh = old.at("fresh2")
    fresh.go()
    for k in count():
        hurt = copied(begun, f"hurt{k}")
        if in_a_child(lambda there=hurt, at=k: there.go(DeadlyDisk(at=at))) != signal.SIGKILL:
            break
        check_then_finish(hurt, old, fresh, k)
    assert k > 30
    many = traced(copied(begun, "counted"), lambda number: None)

    def die(number: int, at: int) -> None:
        if number == at:
            os.kill(os.getpid(), signal.SIGKILL)

    for k in range(0, many, many // 25):
        hurt = copied(begun, f"hurt{k}")
        in_a_child(lambda there=hurt, at=k: traced(there, lambda number: die(number, at)))
        check_then_finish(hurt, old, fresh, k)


def test_a_file_that_cannot_be_written_is_said_before_any_work(changed: tuple[Runs, Runs]) -> None:
    old, _ = changed
    path = ResultCache.beside(old.out).path
    path.unlink()
    path.mkdir()
    with pytest.raises(ConfigError, match="cannot be read or written"):
        old.go()
    assert isinstance(path, Path)
