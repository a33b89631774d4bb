"""Every command and every Python example of the README and the docs runs, and the records shown are real."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHARED = ROOT.parent / "shared"
GATED = "onrecord evaluate"
"""Run on the same sets by the gate, which takes minutes."""


def blocks(language: str) -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for number, found in enumerate(BLOCK.finditer(page.read_text(encoding="utf-8"))):
            if found[1] == language:
                yield f"{page.name}-{number}", found[2]


def commands() -> list[str]:
    lines = (line for _, block in blocks("console") for line in block.splitlines())
    return sorted({line.removeprefix("$ ") for line in lines if line.startswith("$ ")})


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the project's root, so that commands leave nothing in it."""
    place = tmp_path_factory.mktemp("docs") / "project"
    place.mkdir()
    for name in ("corpus", "docs", "models"):
        (place / name).symlink_to(ROOT / name)
    return place


def run(command: str, place: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    return subprocess.run(
        ["bash", "-c", command], cwd=place, env={"PATH": path}, capture_output=True, text=True, timeout=600
    )


@pytest.mark.model
@pytest.mark.parametrize(
    "command", [c for c in commands() if c.startswith(("onrecord", "cat")) and GATED not in c]
)
def test_command(command: str, place: Path):
    done = run(command, place)
    assert done.returncode == 0, done.stderr


def test_every_other_command_is_a_make_target_or_run_by_the_gate():
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    others = [c for c in commands() if not c.startswith(("onrecord", "cat")) or GATED in c]
    for command in others:
        if command.startswith("make "):
            assert command.split()[1] in targets, command
        else:
            assert GATED in command, command


@pytest.mark.model
@pytest.mark.parametrize("command", [c for c in commands() if GATED in c])
def test_evaluation_command_names_a_set_and_options_that_exist(command: str, place: Path, tmp_path: Path):
    words = command[command.index("onrecord") :].split()
    gold = ROOT / words[3]
    if not gold.exists():
        pytest.skip(f"{words[3]} is not here")
    small = tmp_path / gold.name
    if gold.is_dir():
        small.mkdir()
        first = sorted(gold.glob("*.json"))[0]
        (small / first.name).write_bytes(first.read_bytes())
    else:
        lines = gold.read_text(encoding="utf-8").splitlines(keepends=True)
        small.write_text("".join(lines[:2]), encoding="utf-8")
    done = run(" ".join([*words[:3], str(small), *words[4:]]), place)
    assert done.returncode == 0, done.stderr


@pytest.mark.model
@pytest.mark.parametrize(
    "code", [code for _, code in blocks("python")], ids=[name for name, _ in blocks("python")]
)
def test_python_example(code: str):
    exec(compile(code, "example", "exec"), {"__name__": "example"})


def holds(shown: object, real: object) -> bool:
    """Whether everything shown is in the real record."""
    if isinstance(shown, dict):
        return isinstance(real, dict) and all(
            key in real and holds(value, real[key]) for key, value in shown.items()
        )
    if isinstance(shown, list):
        return isinstance(real, list) and len(shown) == len(real) and all(map(holds, shown, real))
    return shown == real


@pytest.mark.model
def test_records_shown_are_real(place: Path):
    done = run("onrecord extract corpus/articles -o shown.jsonl", place)
    assert done.returncode == 0, done.stderr
    claims = {
        row["id"]: row for row in map(json.loads, (place / "shown.jsonl").read_text("utf-8").splitlines())
    }
    shown = [json.loads(block) for _, block in blocks("json")]
    assert shown
    for record in shown:
        assert holds(record, claims[record["id"]]), claims[record["id"]]


def test_pages_link_to_files_that_exist():
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
