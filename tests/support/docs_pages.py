"""README, CONTRIBUTING and the pages of the site, and what stands in their code blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

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
