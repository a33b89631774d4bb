"""``onrecord extract`` over many files: workers, Ctrl-C, shards, refitted confidence."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest
from program import PROGRAM, Done, run_here

from onrecord.claims.confidence import shipped_curves
from onrecord.review.results.calibration import refit, toml_text


def run(*args: str, cwd: Path) -> Done:
    return run_here("extract", *args, cwd=cwd)


def files(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in ("claims.jsonl", "errors.jsonl")}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty articles in three units of work, and what a run in one process makes of them."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "in").mkdir()
    for number in range(40):
        text = f"The harbour master said {number + 3} boats were lost. “We are {number} short,” Ann Tay said."
        (folder / f"in/{number:02}.txt").write_text(text if number % 9 else "The same.", encoding="utf-8")
    (folder / "in/39.txt").write_bytes(b"\xff\xff")
    done = run("in", "-o", "one/claims.jsonl", "--workers", "0", cwd=folder)
    assert done.returncode == 1, done.stderr
    return folder


@pytest.mark.model
@pytest.mark.slow
def test_two_workers_stopped_and_gone_on_with(archive: Path) -> None:
    command = [PROGRAM, "extract", "in", "-o", "two/claims.jsonl", "--workers", "2"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, cwd=archive)
    while process.poll() is None and not list(archive.glob("two/.claims.jsonl.work/parts/*/*.part")):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert b"Traceback" not in errors
    assert process.returncode in (130, 1)  # 1 where it had just finished
    assert run("in", "-o", "two/claims.jsonl", "--workers", "2", cwd=archive).returncode == 1
    assert files(archive / "two") == files(archive / "one")
    manifest = json.loads((archive / "two/manifest.json").read_text())
    assert manifest["resumed"] is (process.returncode == 130)
    assert manifest["counts"] == json.loads((archive / "one/manifest.json").read_text())["counts"]
    assert sorted(path.name for path in (archive / "two").iterdir()) == [
        ".claims.jsonl.kept",
        "claims.jsonl",
        "errors.jsonl",
        "manifest.json",
    ]


@pytest.mark.model
def test_shards(archive: Path) -> None:
    for shard in ("2/2", "1/2"):
        done = run("in", "-o", "parts/claims.jsonl", "--shard", shard, "--workers", "0", cwd=archive)
        assert f"part {shard} is done".encode() in done.stderr
        assert not (archive / "parts/claims.jsonl").exists()
    assert run("in", "-o", "parts/claims.jsonl", cwd=archive).returncode == 1
    assert files(archive / "parts") == files(archive / "one")


@pytest.mark.model
def test_refitted_confidence(archive: Path) -> None:
    """Points as ``onrecord calibrate`` writes them reach every claim."""
    curves = shipped_curves()
    seen = {"statement": [(0.9, number % 2 == 0) for number in range(40)], "figure": [(0.8, False)] * 30}
    points = toml_text([refit(kind, seen[kind], curves.points(kind)) for kind in ("statement", "figure")])
    (archive / "confidence.toml").write_text(points)
    done = run("in/01.txt", "-o", "sure/claims.jsonl", "--confidence", "confidence.toml", cwd=archive)
    assert done.returncode == 0, done.stderr
    claims = [json.loads(line) for line in (archive / "sure/claims.jsonl").read_text().splitlines()]
    assert {claim["kind"] for claim in claims} == {"statement", "figure"}
    for claim in claims:
        assert claim["confidence"] == (0.5 if claim["kind"] == "statement" else 0.0)
    manifest = json.loads((archive / "sure/manifest.json").read_text())
    assert manifest["config"]["curves"]["statement"][0][1] == 0.5


@pytest.mark.parametrize("content", ["", "[statement]\npoints = 3", "[statement]\npoints = []", "a = [[["])
def test_no_confidence_file(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.txt").write_text("Text.")
    (tmp_path / "c.toml").write_text(content)
    done = run("a.txt", "-o", "claims.jsonl", "--confidence", "c.toml", cwd=tmp_path)
    assert done.returncode == 3
    assert b"c.toml: not a file from onrecord calibrate" in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        ["--shard", "0/2", "-o", "c.jsonl"],
        ["--shard", "3/2", "-o", "c.jsonl"],
        ["--shard", "2", "-o", "c.jsonl"],
        ["--shard", "1/2"],
        ["--shard", "1/2", "--restart", "-o", "c.jsonl"],
        ["--workers", "2"],
        ["--workers", "-1", "-o", "c.jsonl"],
        ["--engine", "mainframe", "-o", "c.jsonl"],
        ["-", "--restart", "-o", "c.jsonl"],
    ],
)
def test_usage(args: list[str], tmp_path: Path) -> None:
    done = run(".", *args, cwd=tmp_path)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())
