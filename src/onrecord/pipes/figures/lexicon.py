"""The pipe's word lists: the TOML files beside this module, and CLDR's units with our additions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.pipes.figures.numbers.lexer import LexedText, lex
from onrecord.rules import read_data, read_toml

_UNITS = files("onrecord.pipes") / "figures" / "units"


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of ``numbers.toml``."""

    small: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    letters: Mapping[str, int]
    ordinals: Mapping[str, int]
    denominators: Mapping[str, int]
    vague: Mapping[str, int]
    several: frozenset[str]
    slashed: frozenset[str]

    @property
    def openers(self) -> frozenset[str]:
        """Every word a number can begin with."""
        others = self.several.union(("a", "an", "another", "half"))
        return others.union(self.small, self.tens, self.ordinals, self.vague)


@dataclass(slots=True)
class Phrases:
    """Maps phrases (tuples of lexemes) to meanings; finds the phrase that starts or ends at a lexeme."""

    entries: dict[tuple[str, ...], str] = field(default_factory=dict)
    longest: int = 0
    exact: bool = False
    """Match case."""
    firsts: set[str] = field(default_factory=set)
    lasts: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, phrases: Mapping[str, Iterable[str]]) -> Phrases:
        """Build from lists of phrases, keyed by meaning."""
        made = cls()
        for meaning, alike in phrases.items():
            made.add_all(alike, meaning)
        return made

    def add(self, phrase: str, meaning: str) -> None:
        """Add a phrase; an earlier meaning of the same phrase stays."""
        key = tuple(lexeme.text if self.exact else lexeme.low for lexeme in lex(phrase))
        self.entries.setdefault(key, meaning)
        self.longest = max(self.longest, len(key))
        self.firsts.update(key[:1])
        self.lasts.update(key[-1:])

    def add_all(self, phrases: Iterable[str], meaning: str) -> None:
        """Add phrases of one meaning."""
        for phrase in phrases:
            self.add(phrase, meaning)

    def after(self, text: LexedText, i: int, *, over_hyphens: bool = False) -> tuple[str, int] | None:
        """The longest phrase that begins at lexeme ``i``: its meaning and the index after it."""
        if (text.raw(i) if self.exact else text.low(i)) not in self.firsts:
            return None
        key: tuple[str, ...] = ()
        best: tuple[str, int] | None = None
        at = i
        for _ in range(self.longest):
            apart = self.exact and at > i and not text.glued(at) and text.kind(at) != "word"
            if apart or text.kind(at) == "break":
                break
            key += (text.raw(at) if self.exact else text.low(at),)
            at += 1
            if key in self.entries:
                best = self.entries[key], at
            if over_hyphens:
                at = text.over_hyphen(at)
        return best

    def before(self, text: LexedText, i: int) -> tuple[str, int] | None:
        """The longest phrase that ends just before lexeme ``i``: its meaning and its first lexeme."""
        if (text.raw(i - 1) if self.exact else text.low(i - 1)) not in self.lasts:
            return None
        key: tuple[str, ...] = ()
        best: tuple[str, int] | None = None
        for at in range(i - 1, max(i - 1 - self.longest, -1), -1):
            if text.kind(at) == "break":
                break
            key = (text.raw(at) if self.exact else text.low(at), *key)
            if key in self.entries:
                best = self.entries[key], at
        return best


@cache
def number_words() -> NumberWords:
    """The lists of ``numbers.toml``."""
    raw = read_toml("figures", "numbers.toml")
    several, slashed = raw.pop("several")["words"], raw.pop("slash")["denominators"]
    return NumberWords(**raw, several=frozenset(several), slashed=frozenset(slashed))


@cache
def words() -> dict[str, dict[str, Any]]:
    """The lists of ``words.toml``."""
    return read_toml("figures", "words.toml")


@cache
def word_set(section: str, key: str) -> frozenset[str]:
    """One list of ``words.toml``."""
    return frozenset(words()[section][key])


@cache
def cldr() -> Mapping[str, Any]:
    """``cldr.json``, written by ``tools/make_units.py``: "currencies", "prefixes" and "units"."""
    names: Mapping[str, Any] = json.loads((_UNITS / "cldr.json").read_text(encoding="utf-8"))
    return names


@cache
def overlay(name: str) -> Mapping[str, Any]:
    """Our additions to CLDR: a ``.toml`` file in ``units``, by its name without the suffix."""
    return read_data(_UNITS / f"{name}.toml")


def with_plurals(phrases: Iterable[str]) -> list[str]:
    """Phrases with an -s on their last word and on their first: "light years", "miles per hour"."""
    forms: list[str] = []
    for phrase in phrases:
        first, *rest = phrase.split(" ", 1)
        forms += [phrase, _plural(phrase), " ".join((_plural(first), *rest))]
    return forms


def _plural(phrase: str) -> str:
    return phrase if phrase.endswith("s") else f"{phrase}s"
