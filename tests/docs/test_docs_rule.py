"""The worked example of docs/rules.md: pasted where the page says, the rule does what its sentences say."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from docs_pages import ROOT, Block, blocks

PAGE = ROOT / "docs/rules.md"
COMMAND = next(line for block in blocks(PAGE) for line in block.commands if line.startswith("pytest"))


def the_rule_tests(project: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *COMMAND.split(), "-p", "no:cacheprovider"]
    return subprocess.run(
        command, cwd=project, env={"PYTHONPATH": str(project / "src")}, capture_output=True, text=True
    )


@pytest.mark.model
def test_the_worked_example(tmp_path: Path):
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "models").symlink_to(ROOT / "models")
    (tmp_path / "pyproject.toml").symlink_to(ROOT / "pyproject.toml")
    (tmp_path / "tests").mkdir()
    for name in ("conftest.py", "test_rules.py"):
        (tmp_path / "tests" / name).symlink_to(ROOT / "tests" / name)
    files = re.findall(r"At the end of `(.*?)`:", PAGE.read_text(encoding="utf-8"))
    pasted = [block for block in blocks(PAGE) if block.language in ("toml", "py")]
    assert len(files) == len(pasted) == 2
    for file, block in zip(files, pasted, strict=True):
        paste(tmp_path / file, block)
    done = the_rule_tests(tmp_path)
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


def paste(file: Path, block: Block) -> None:
    with file.open("a", encoding="utf-8") as end:
        end.write("\n\n" + block.text)
