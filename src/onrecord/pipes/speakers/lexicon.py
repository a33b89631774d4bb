"""The speakers' word lists, with a user's additions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from onrecord.pipes.wordlists import Wordlist
from onrecord.records import ClusterKind
from onrecord.rules import read_toml

Gender = Literal["f", "m", ""]
LISTS = (
    "shares",
    "collectives",
    "groups",
    "documents",
    "organizations",
    "tails",
    "surnames",
    "formal",
    "honours",
    "ranks",
    "offices",
)


@dataclass(frozen=True)
class Lexicon:
    """Titles, role nouns and given names with their gender; nouns for groups, documents, organisations."""

    titles: dict[str, Gender]
    roles: dict[str, Gender]
    given: dict[str, Gender]
    shares: frozenset[str]
    collectives: frozenset[str]
    groups: frozenset[str]
    documents: frozenset[str]
    organizations: frozenset[str]
    tails: frozenset[str]
    surnames: frozenset[str]
    formal: frozenset[str]
    honours: frozenset[str]
    ranks: frozenset[str]
    offices: frozenset[str]
    short: dict[str, str]

    @cached_property
    def nouns(self) -> frozenset[str]:
        """All common nouns that can be a source without a name."""
        return self.documents.union(self.roles, self.organizations, self.groups)

    def kind_of_noun(self, lemma: str, *, plural: bool) -> ClusterKind | None:
        """The kind of cluster that a common noun refers to; None for a noun in no list."""
        if lemma in self.roles:
            return "group" if plural else "unnamed"
        if lemma in self.documents:
            return "document"
        if lemma in self.organizations:
            return "organization"
        return "group" if lemma in self.groups else None

    def title_at(self, words: Sequence[str]) -> int:
        """How many of the first words are a title: two for "Tan Sri", 0 for no title."""
        keys = [word.casefold().rstrip(".'’") for word in words[:2]]
        if len(keys) == 2 and " ".join(keys) in self.titles:
            return 2
        return int(bool(keys) and keys[0] in self.titles)

    def is_bare(self, name: str) -> bool:
        """Whether a name is only a title: "Mr"."""
        words = name.split()
        return bool(words) and self.title_at(words) == len(words)

    def is_office(self, word: str) -> bool:
        """Whether a lower-case word is a role noun or its abbreviation: "gov."."""
        return word in self.roles or word.rstrip(".") in self.short

    def with_entries(self, titles: Mapping[str, Gender], roles: Mapping[str, Gender]) -> Lexicon:
        """A copy with additional titles and role nouns."""
        return replace(self, titles={**self.titles, **titles}, roles={**self.roles, **roles})


def read_lexicon() -> Lexicon:
    """Read ``lexicon.toml`` and ``given.toml``.

    Raises:
        ConfigError: A file cannot be read.
    """
    raw = read_toml("speakers", "lexicon.toml")
    roles: dict[str, Gender] = dict.fromkeys(raw["roles"]["any"], "")
    roles |= dict.fromkeys(raw["roles"]["m"], "m") | dict.fromkeys(raw["roles"]["f"], "f")
    names = read_toml("speakers", "given.toml")
    given: dict[str, Gender] = dict.fromkeys(names["m"].split(), "m")
    given |= dict.fromkeys(names["f"].split(), "f")
    lists = {name: frozenset(raw[name]["words"]) for name in LISTS}
    lists["groups"] |= lists["collectives"]
    return Lexicon(
        titles=raw["titles"],
        roles=roles,
        given=given,
        short=raw["short"],
        **lists,
    )


lexicon = Wordlist("lexicon", read_lexicon)
