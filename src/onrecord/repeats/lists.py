"""The word lists of ``words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("words.toml")


@cache
def listed(name: str) -> frozenset[str]:
    """A list of words."""
    return frozenset(_load()[name])


@cache
def countries() -> dict[str, str]:
    """Countries by the adjective or another name."""
    return dict(_load()["country"])


@cache
def _load() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
