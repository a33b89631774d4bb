"""What cog writes into the pages is up to date, and every command is at work on some page."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import pytest
from docs_pages import ROOT, all_pages, blocks


@pytest.mark.model
def test_pages_are_up_to_date():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    words = shlex.split(re.findall(r"^pages:.*\n\t\S+ (-m cogapp .*) README.md", makefile, re.MULTILINE)[0])
    words.remove("-r")
    command = [sys.executable, *words, "--check", "--diff", *map(str, all_pages())]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, f"run `make pages`:\n{done.stdout}\n{done.stderr}"


def test_every_command_is_in_use_on_a_page():
    from typer.main import get_command

    from onrecord.cli.app import app

    used = "\n".join(
        block.text for page in all_pages() for block in blocks(page) if block.language in ("console", "sh")
    )
    for name, command in get_command(app).commands.items():
        for words in [f"{name} {inner}" for inner in getattr(command, "commands", {})] or [name]:
            assert f"onrecord {words.removesuffix(' open')}" in used, f"no page uses onrecord {words}"
