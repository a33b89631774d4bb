"""The pipe's word lists, read once from the TOML files beside this module."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from onrecord.pipes.figures.numbers.lexer import Line, lex
from onrecord.pipes.wordlists import Wordlist
from onrecord.rules import read_toml

_OPENING = ("small", "tens", "ordinals", "vague")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """What numbers are written with."""

    small: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    letters: Mapping[str, int]
    doubtful: Mapping[str, int]
    ordinals: Mapping[str, int]
    denominators: Mapping[str, int]
    vague: Mapping[str, int]
    several: frozenset[str]
    slashed: frozenset[str]
    openers: frozenset[str]
    """Every word a number can begin with."""


@dataclass(slots=True)
class Phrases:
    """Phrases as tuples of lexemes, looked up forwards from a lexeme or backwards to one."""

    entries: dict[tuple[str, ...], str] = field(default_factory=dict)
    longest: int = 0
    exact: bool = False
    """Match the case too."""
    firsts: set[str] = field(default_factory=set)
    lasts: set[str] = field(default_factory=set)

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

    def after(self, line: Line, i: int, *, over_hyphens: bool = False) -> tuple[str, int] | None:
        """The longest phrase that begins at lexeme ``i``: its meaning and the index after it."""
        if (line.raw(i) if self.exact else line.low(i)) not in self.firsts:
            return None
        key: tuple[str, ...] = ()
        best: tuple[str, int] | None = None
        at = i
        for _ in range(self.longest):
            if not self._usable(line, at, i):
                break
            key += (line.raw(at) if self.exact else line.low(at),)
            at += 1
            if key in self.entries:
                best = self.entries[key], at
            if over_hyphens:
                at = line.over_hyphen(at)
        return best

    def before(self, line: Line, i: int) -> tuple[str, int] | None:
        """The longest phrase that ends just before lexeme ``i``: its meaning and its first lexeme."""
        if (line.raw(i - 1) if self.exact else line.low(i - 1)) not in self.lasts:
            return None
        key: tuple[str, ...] = ()
        best: tuple[str, int] | None = None
        for at in range(i - 1, max(i - 1 - self.longest, -1), -1):
            if line.kind(at) == "break":
                break
            key = (line.raw(at) if self.exact else line.low(at), *key)
            if key in self.entries:
                best = self.entries[key], at
        return best

    def _usable(self, line: Line, at: int, first: int) -> bool:
        if line.kind(at) == "break":
            return False
        return not self.exact or at == first or line.glued(at) or line.kind(at) == "word"


@cache
def number_words() -> NumberWords:
    """The lists of ``numbers.toml``."""
    raw = read_toml("figures", "numbers.toml")
    several = frozenset(raw["several"]["words"])
    return NumberWords(
        small=raw["small"],
        tens=raw["tens"],
        scales=raw["scales"]
        | {f"{word}s": power for word, power in raw["scales"].items() if word in ("lakh", "crore")},
        letters=raw["letters"],
        doubtful=raw["doubtful_letters"],
        ordinals=raw["ordinals"],
        denominators=raw["denominators"],
        vague=raw["vague"],
        several=several,
        openers=several.union(("a", "an", "another", "half"), *map(raw.__getitem__, _OPENING)),
        slashed=frozenset(raw["slash"]["denominators"]),
    )


@dataclass(frozen=True, slots=True)
class Units:
    """Unit words (any case) and symbols (as written); ``kinds`` maps a unit's name to its kind."""

    words: Phrases
    symbols: Phrases
    kinds: Mapping[str, str]


def read_units(more: Sequence[Mapping[str, Any]] = ()) -> Units:
    """The lists of ``units.toml``.

    Args:
        more: Units that overrule those of the file, each with its name, kind, words and symbols.
    """
    words, symbols = Phrases(), Phrases(exact=True)
    kinds: dict[str, str] = {}
    rows = [(unit["kind"], unit["name"], unit) for unit in more]
    for kind, table in read_toml("figures", "units.toml").items():
        rows += [(kind, name, forms) for name, forms in table.items()]
    for kind, name, forms in rows:
        kinds.setdefault(name, kind)
        for word in forms.get("words", ()):
            words.add(word, name)
            words.add(plural(word), name)
            words.add(_plural_head(word), name)
        symbols.add_all(forms.get("symbols", ()), name)
    return Units(words, symbols, kinds)


units = Wordlist("units", read_units)


def plural(phrase: str) -> str:
    """A phrase with an -s on its last word: all that unit words need."""
    return phrase if phrase.endswith("s") else f"{phrase}s"


def _plural_head(phrase: str) -> str:
    """ "degree celsius" to "degrees celsius": the plural of a phrase whose noun comes first."""
    first, _, rest = phrase.partition(" ")
    return f"{plural(first)} {rest}" if rest else plural(first)


@dataclass(frozen=True, slots=True)
class Currencies:
    """Words, signs and codes; ``families`` maps a family to its default and its cues."""

    words: Phrases
    signs: Phrases
    prefixes: Mapping[tuple[str, str], str]
    """(letters before the sign, family) to ISO code."""
    adjectives: Phrases
    """Cue words before a currency word; the meaning is "CODE CODE ..."."""
    defaults: Mapping[str, str]
    cues: Mapping[str, Mapping[str, Sequence[str]]]
    codes: frozenset[str]
    minor_words: Phrases
    minor_signs: Phrases
    mangled: Mapping[str, str]


@cache
def currencies() -> Currencies:
    """The lists of ``currencies.toml``."""
    raw: dict[str, Any] = read_toml("figures", "currencies.toml")
    found = Currencies(
        words=Phrases(),
        signs=Phrases(exact=True),
        prefixes={
            (letters, family): code
            for family, table in raw["family"].items()
            for code, forms in table.get("prefixes", {}).items()
            for letters in forms
        },
        adjectives=Phrases(),
        defaults={family: table["default"] for family, table in raw["family"].items()},
        cues={family: table.get("cues", {}) for family, table in raw["family"].items()},
        codes=frozenset(raw["codes"]["known"]),
        minor_words=Phrases(),
        minor_signs=Phrases(exact=True),
        mangled=raw["mangled"],
    )
    for family, table in raw["family"].items():
        for word in table["words"]:
            found.words.add(word, family)
            found.words.add(plural(word), family)
        found.signs.add_all(table["signs"], family)
        for words in table.get("cues", {}).values():
            found.adjectives.add_all(words, family)
    for name, table in raw["minor"].items():
        for word in table["words"]:
            found.minor_words.add(word, name)
            found.minor_words.add(plural(word), name)
        found.minor_signs.add_all(table["signs"], name)
    return found


@cache
def words() -> dict[str, dict[str, Any]]:
    """The lists of ``words.toml``."""
    return read_toml("figures", "words.toml")


@cache
def word_set(section: str, key: str) -> frozenset[str]:
    """One list of ``words.toml``."""
    return frozenset(words()[section][key])
