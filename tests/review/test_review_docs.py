"""The commands of docs/review.md, run in the order of the page."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from program import in_text, run_here

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "review.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
KEYS = "a\nx\nu\ne\ns\na\nf\nn odd\n8\na\nq\n"


def commands() -> list[str]:
    return [line for block in BLOCK.findall(PAGE.read_text(encoding="utf-8")) for line in block.splitlines()]


@pytest.mark.model
def test_commands(tmp_path: Path) -> None:
    for name in ("corpus", "benchmarks"):
        (tmp_path / name).symlink_to(ROOT / name)
    tool = Path(sys.executable).parent
    for command in commands():
        words = command.split()
        if words[:2] == ["onrecord", "review"] and words[2] not in ("export", "agreement"):
            words.append("--plain")  # windows need a terminal; they have tests of their own
        words = [word.replace("1000000", "1000") for word in words]
        if words[0] == "onrecord":
            done = in_text(run_here(*words[1:], cwd=tmp_path, stdin=KEYS.encode()))
        else:
            arguments = [str(tool / words[0]), *words[1:]]
            done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}: {done.stderr}"
    for name in ("reviewed.jsonl", "decisions.jsonl", "confidence.toml"):
        assert (tmp_path / name).exists()


def test_every_option_of_the_command_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for command in ("open", "adjudicate", "export", "agreement"):
        done = in_text(run_here("review", command, "--help", cwd=PAGE.parent))
        for option in re.findall(r"(--[a-z-]+)", done.stdout):
            assert option in page or option in ("--help", "--json", "--output", "--seed"), (command, option)
