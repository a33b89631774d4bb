"""What cog writes into the pages is up to date, and every command is at work on some page."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import pytest
from docs_pages import ROOT, all_pages, blocks
from typer.main import get_command

from onrecord.claims import FigureClaim, StatementClaim
from onrecord.cli.app import app


@pytest.mark.model
def test_pages_are_up_to_date():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    words = shlex.split(re.findall(r"^pages:.*\n\t\S+ (-m cogapp .*) README.md", makefile, re.MULTILINE)[0])
    words.remove("-r")
    command = [sys.executable, *words, "--check", "--diff", *map(str, all_pages())]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, f"run `make pages`:\n{done.stdout}\n{done.stderr}"


def test_every_field_of_a_claim_is_explained():
    page = (ROOT / "docs/claims.md").read_text(encoding="utf-8")
    explained = {
        name
        for row in re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    }
    assert explained == {*StatementClaim.model_fields, *FigureClaim.model_fields}


def test_every_command_is_in_use_on_a_page():
    used = "\n".join(
        block.text for page in all_pages() for block in blocks(page) if block.language in ("console", "sh")
    )
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        for words in [f"{name} {inner}" for inner in getattr(command, "commands", {})] or [name]:
            assert f"onrecord {words.removesuffix(' open')}" in used, f"no page uses onrecord {words}"
