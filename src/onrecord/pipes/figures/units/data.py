"""The data of this room: CLDR's names in ``cldr.json``, what newspapers add in the ``.toml`` files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.rules import read_data

_ROOM = files("onrecord.pipes") / "figures" / "units"


@cache
def cldr() -> Mapping[str, Any]:
    """``cldr.json``, which ``tools/make_units.py`` writes: "currencies", "prefixes" and "units"."""
    names: Mapping[str, Any] = json.loads((_ROOM / "cldr.json").read_text(encoding="utf-8"))
    return names


@cache
def overlay(name: str) -> Mapping[str, Any]:
    """One of the ``.toml`` files, by its name without the ending."""
    return read_data(_ROOM / f"{name}.toml")


def plural(phrase: str) -> str:
    """A phrase with an -s on its last word: all that the words of the overlays need."""
    return phrase if phrase.endswith("s") else f"{phrase}s"
