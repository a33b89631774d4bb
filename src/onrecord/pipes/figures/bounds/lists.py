"""The data of ``bounds.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.pipes.figures.lexicon import Phrases
from onrecord.rules import read_toml


@dataclass(frozen=True, slots=True)
class Bounds:
    """Phrases before and after a number, their meaning a comparator."""

    before: Phrases
    after: Phrases
    modifiers: Phrases
    ranges: frozenset[str]
    between: Phrases


@cache
def bounds() -> Bounds:
    """The lists of ``bounds.toml``."""
    raw = read_toml("figures", "bounds.toml")
    ranges = frozenset(raw["connectors"]["range"])
    lists = Bounds(Phrases(), Phrases(), Phrases(), ranges, Phrases())
    for bound in raw["bound"]:
        lists.before.add_all(bound["before"], bound["comparator"])
        lists.after.add_all(bound["after"], bound["comparator"])
    lists.modifiers.add_all(raw["modifiers"]["words"], "modifier")
    lists.between.add_all(raw["connectors"]["between"], "between")
    return lists
