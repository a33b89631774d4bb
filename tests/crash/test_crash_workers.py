"""Workers that are killed, hang in compiled code or eat memory; several at once; runs killed from outside."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from glob import glob
from pathlib import Path

import pytest
from standin import ERRORS, HOARDED, Runs

from onrecord.run import RunConfig
from onrecord.run.deadline import too_late
from onrecord.run.disk import Disk
from onrecord.run.memory import NO_MEMORY

resource = pytest.importorskip("resource")

Make = Callable[..., Runs]
HERE = Path(__file__).parent


def errors_of(runs: Runs) -> dict[str, str]:
    lines = runs.out.with_name(ERRORS).read_text().splitlines()
    return {Path(line["article"]).name: line["message"] for line in map(json.loads, lines)}


def test_the_same_bytes_from_any_number_of_processes(runs: Make) -> None:
    plain = runs(files=50, rows=40)
    plain.go()
    plain.once_each()
    crowd = plain.at("crowd")
    crowd.go(Disk(), workers=3)
    assert crowd.files() == plain.files()
    assert crowd.left() == plain.left()


def test_shards_in_any_order_are_joined_by_a_run_without(runs: Make) -> None:
    plain = runs(files=50, rows=40)
    plain.go()
    parts = plain.at("parts")
    for number in (3, 1, 4, 2, 4):
        parts.go(shard=(number, 4))
        assert parts.left() == [".claims.jsonl.work"]
    joined = parts.go()
    assert parts.files() == plain.files()
    assert joined.report == plain.at("again").go().report


@pytest.mark.slow
def test_shards_that_begin_at_once(runs: Make) -> None:
    plain = runs(files=50, rows=40)
    plain.go()
    parts = plain.at("parts")
    command = [sys.executable, str(HERE / "drive.py"), str(plain.root), "parts", "0"]
    shards = [subprocess.Popen([*command, str(number), "3"]) for number in (1, 2, 3)]
    assert [process.wait() for process in shards] == [0, 0, 0]
    parts.go()
    assert parts.files() == plain.files()


def test_what_a_shard_left_undone_is_done_when_they_are_joined(runs: Make) -> None:
    plain = runs(files=50, rows=40)
    whole = plain.go()
    part = plain.at("parts").go(shard=(2, 3))
    assert 0 < part.report.articles < whole.report.articles
    plain.at("parts").go()
    assert plain.at("parts").files() == plain.files()


@pytest.mark.slow
@pytest.mark.usefixtures("forked")
def test_articles_that_end_a_process_cost_only_themselves(runs: Make, tmp_path: Path) -> None:
    plain = runs(files=20)
    folder = tmp_path / "in"
    (folder / "004.txt").write_text("die at once")
    (folder / "008.txt").write_text("greedy for memory")
    (folder / "016.txt").write_text(f"once only {tmp_path / 'mark'}")
    config = RunConfig(max_memory=500_000_000)
    plain.go(config=config, workers=2)
    plain.once_each()
    found = errors_of(plain)
    assert "its process died" in found["004.txt"]
    assert found["008.txt"] == NO_MEMORY
    assert "016.txt" not in found
    again = plain.at("again")
    again.go(config=config, workers=1)
    assert again.files() == plain.files()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the limit")
@pytest.mark.parametrize("workers", [0, 2])
@pytest.mark.usefixtures("forked")
def test_memory_that_does_not_come_free_costs_nobody_else(runs: Make, tmp_path: Path, workers: int) -> None:
    """Articles that need less than the limit are done, whatever came before them in the process."""
    plain = runs(files=12, word="roomy")
    (tmp_path / "in/008.txt").write_text("hoard memory")
    before = resource.getrlimit(resource.RLIMIT_AS)
    plain.go(config=RunConfig(max_memory=500_000_000), workers=workers)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    plain.once_each()
    found = errors_of(plain)
    assert found.pop("008.txt") == NO_MEMORY
    assert NO_MEMORY not in found.values()
    HOARDED.clear()


@pytest.mark.slow
@pytest.mark.usefixtures("forked")
def test_an_article_that_hangs_in_compiled_code_costs_only_itself(runs: Make, tmp_path: Path) -> None:
    plain = runs(files=20)
    (tmp_path / "in" / "012.txt").write_text("hang for ever")
    plain.go(config=RunConfig(deadline=2), workers=1)
    plain.once_each()
    assert errors_of(plain)["012.txt"] == too_late(2)


@pytest.mark.slow
def test_killed_again_and_again_until_it_is_done(runs: Make) -> None:
    """The whole group of processes, or only the parent, whose workers then end by themselves."""
    plain = runs(files=150, rows=60, word="slow")
    plain.go()
    hurt = plain.at("hurt")
    parts = str(hurt.out.parent / ".*/parts/*/*.part")  # for glob: Path.glob fails where a folder goes away
    draw = random.Random(6)
    kills, target = 0, 1
    while True:
        command = [sys.executable, str(HERE / "drive.py"), str(plain.root), "hurt", str(kills % 3)]
        process = subprocess.Popen(command, start_new_session=True)
        while process.poll() is None and len(glob(parts)) < target:
            time.sleep(0.01)
        if process.poll() is not None:
            break
        if kills % 2:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
        kills, target = kills + 1, target + draw.randrange(1, 5)
    assert process.returncode == 0
    assert kills > 2
    assert hurt.files() == plain.files()
    assert hurt.left() == plain.left()
    plain.once_each()
