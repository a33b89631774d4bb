"""README, CONTRIBUTING and the pages of the site, their code blocks, and how the commands in them are run."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from typer.testing import CliRunner

from onrecord.cli.app import app

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    language: str
    text: str

    @property
    def commands(self) -> list[str]:
        """The lines after a prompt, without it; a line that ends with a backslash goes on in the next."""
        lines = re.sub(r"\\\n\s*", "", self.text).splitlines()
        return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


def blocks(page: Path) -> list[Block]:
    """The code blocks of a page, in its order."""
    return [Block(*found.groups()) for found in _BLOCK.finditer(page.read_text(encoding="utf-8"))]


def site_pages() -> list[Path]:
    """The pages of the site in the order of its navigation."""

    def walk(entries: list[Any]) -> Iterator[str]:
        for entry in entries:
            value = next(iter(entry.values())) if isinstance(entry, dict) else entry
            yield from walk(value) if isinstance(value, list) else [value]

    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    return [ROOT / "docs" / name for name in walk(settings["nav"])]


def all_pages() -> list[Path]:
    """The pages of the site, then README and CONTRIBUTING."""
    return [*site_pages(), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


def run_command(command: str, typed: str = "") -> Done:
    """Run a command in the working folder; ``typed`` is its standard input.

    A plain ``onrecord`` runs in this process, which has its libraries and its model already; everything else
    runs as in a terminal.
    """
    words = shlex.split(command)
    if words[0] == "onrecord" and not set("|<>$") & set(command):
        done = CliRunner().invoke(app, words[1:], input=typed, prog_name="onrecord")
        return Done(done.exit_code, done.stdout, f"{done.stderr} {done.exception or ''}")
    ended = subprocess.run(["bash", "-c", command], input=typed, capture_output=True, text=True)
    return Done(ended.returncode, ended.stdout, ended.stderr)
