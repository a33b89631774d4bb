"""The table in docs/check.md is what the program prints for the sample corpus."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.model
def test_the_table_shown_is_real() -> None:
    page = (ROOT / "docs/check.md").read_text(encoding="utf-8")
    command = re.findall(r"^\$ (.*)$", page, re.MULTILINE)[0]
    shown = re.findall(r"^```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)[0]
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env={"PATH": path}, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr
    assert [line.rstrip() for line in done.stdout.splitlines()] == shown.splitlines()
    assert "2 holds, 0 does not hold, 0 disagrees" in done.stderr
