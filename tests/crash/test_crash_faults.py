"""Whatever happens at the k-th call to the system, for every k: run again, it is as if nothing was."""

from __future__ import annotations

import errno
import json
import shutil
import signal
from collections.abc import Callable
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from standin import (
    CountingDisk,
    DeadlyDisk,
    FullDisk,
    LuckyPowerCut,
    PowerCut,
    Runs,
    ShortDisk,
    in_a_child,
)

from onrecord.errors import ConfigError

Make = Callable[..., Runs]


def calls_of(runs: Runs) -> int:
    disk = CountingDisk()
    runs.at("counted").go(disk)
    return disk.count


def manifest_belongs(runs: Runs) -> bool:
    """Whether the manifest is that of the files beside it."""
    manifest = json.loads(runs.out.with_name("manifest.json").read_text())
    hashes = {name: about["sha256"] for name, about in manifest["outputs"].items()}
    return hashes == {name: sha256(data).hexdigest() for name, data in runs.files().items()}


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_fails_once(runs: Make, error: int) -> None:
    plain = runs(files=20)
    plain.go()
    plain.once_each()
    for k in range(calls_of(plain)):
        hurt = plain.at(f"hurt{k}")
        disk = FullDisk(at=k, error=error)
        with pytest.raises(ConfigError, match=r"run the same command again|cannot be written"):
            hurt.go(disk)
        assert all(data == plain.files()[name] for name, data in hurt.files().items())
        hurt.go()
        assert hurt.files() == plain.files(), (k, disk.calls[-1])
        assert hurt.left() == plain.left(), (k, disk.calls[-1])
        shutil.rmtree(hurt.out.parent)


def test_a_disk_that_fails_again_and_again(runs: Make) -> None:
    plain = runs(files=40)
    plain.go()
    hurt = plain.at("hurt")
    for k in range(0, 4 * calls_of(plain), 7):
        try:
            hurt.go(FullDisk(at=k))
        except ConfigError:
            continue
        break
    assert hurt.files() == plain.files()


def test_writes_that_are_cut_short(runs: Make) -> None:
    plain = runs(files=20)
    plain.go()
    plain.at("short").go(ShortDisk())
    assert plain.at("short").files() == plain.files()


@pytest.mark.parametrize("death", [DeadlyDisk, PowerCut, LuckyPowerCut])
def test_killed_at_every_call(runs: Make, death: Callable[..., DeadlyDisk]) -> None:
    """Before the call, or in the middle of a write; older outputs stay until the new are there."""
    plain = runs(files=20)
    plain.go()
    old = plain.at("old")
    old.out.parent.mkdir()
    for name in ("claims.jsonl", "errors.jsonl", "manifest.json"):
        old.out.with_name(name).write_text('{"outputs": {}}')
    for k in count():
        hurt = plain.at(f"hurt{k}")
        shutil.copytree(old.out.parent, hurt.out.parent)
        if in_a_child(lambda there=hurt, at=k: there.go(death(at=at))) != signal.SIGKILL:
            break
        whole = {name: data == plain.files()[name] for name, data in hurt.files().items()}
        assert all(whole[name] or hurt.files()[name] == old.files()[name] for name in whole)
        assert not manifest_belongs(hurt) or all(whole.values())
        hurt.go()
        assert hurt.files() == plain.files(), k
        assert hurt.left() == plain.left(), k
        assert manifest_belongs(hurt)
        shutil.rmtree(hurt.out.parent)
    assert k > 60


@pytest.mark.parametrize("cut", [PowerCut, LuckyPowerCut])
def test_what_a_finished_run_has_written_stays(runs: Make, cut: Callable[[], PowerCut]) -> None:
    plain = runs(files=20)
    plain.go()
    done = plain.at("done")
    disk = cut()
    done.go(disk)
    disk.lose()
    assert done.files() == plain.files()
    assert manifest_belongs(done)


@pytest.mark.slow
def test_every_file_of_an_unfinished_run_cut_at_every_byte(
    runs: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(runs(files=2).root)
    plain = Runs(Path())
    plain.go()
    disk = CountingDisk()
    plain.at("counted").go(disk)
    left = plain.at("left")
    before_the_outputs = max(k for k, name in enumerate(disk.calls) if name == "rename") - 3
    with pytest.raises(ConfigError):
        left.go(FullDisk(at=before_the_outputs))
    work = left.out.parent / ".claims.jsonl.work"
    files = {path: path.read_bytes() for path in work.rglob("*") if path.is_file() and path.stat().st_size}
    assert {path.name for path in files} == {"plan.json", "inputs.jsonl", "00000000-00000000.part"}
    for cut, whole in files.items():
        for length in range(len(whole)):
            for path, data in files.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data if path != cut else data[:length])
            left.go()
            assert left.files() == plain.files(), (cut, length)
            assert left.left() == plain.left(), (cut, length)
