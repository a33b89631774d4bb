"""The tables in docs/check.md are what the program prints for the articles in corpus/."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


PAGE = (ROOT / "docs/check.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^```console\n\$ (.*)\n```\n(?:.*\n)*?```text\n((?:.*\n)*?)```$", PAGE, re.MULTILINE)[:2]
COUNTS = ("2 holds, 0 does not hold, 0 disagrees", "0 holds, 1 does not hold, 1 disagrees")


@pytest.mark.model
@pytest.mark.parametrize(
    ("command", "table", "counts"), [(*shown, counts) for shown, counts in zip(SHOWN, COUNTS, strict=True)]
)
def test_the_table_shown_is_real(command: str, table: str, counts: str) -> None:
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env={"PATH": path}, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr
    assert [line.rstrip() for line in done.stdout.splitlines()] == table.splitlines()
    assert counts in done.stderr
