"""The speaker lexicon, read once, and a user's additions to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from onrecord.pipes.wordlists import Wordlist
from onrecord.records import ClusterKind
from onrecord.rules import read_toml

Gender = Literal["f", "m", ""]


@dataclass(frozen=True)
class Lexicon:
    """Titles, role nouns and given names with the gender they show; nouns for groups, documents, bodies."""

    titles: dict[str, Gender]
    roles: dict[str, Gender]
    given: dict[str, Gender]
    groups: frozenset[str]
    documents: frozenset[str]
    organizations: frozenset[str]
    tails: frozenset[str]
    surnames: frozenset[str]
    short: dict[str, str]

    @cached_property
    def nouns(self) -> frozenset[str]:
        """All common nouns that can stand for a source by themselves."""
        return self.documents.union(self.roles, self.organizations, self.groups)

    def kind_of_noun(self, lemma: str, *, plural: bool) -> ClusterKind | None:
        """What a common noun can stand for as a source; None for a noun that says nothing by itself."""
        if lemma in self.roles:
            return "group" if plural else "unnamed"
        if lemma in self.documents:
            return "document"
        if lemma in self.organizations:
            return "organization"
        return "group" if lemma in self.groups else None

    def title_at(self, words: Sequence[str]) -> int:
        """How many of these words, from the first on, are a title: two for "Tan Sri"."""
        keys = [word.casefold().rstrip(".'’") for word in words[:2]]
        if len(keys) == 2 and " ".join(keys) in self.titles:
            return 2
        return int(bool(keys) and keys[0] in self.titles)

    def is_bare(self, name: str) -> bool:
        """Whether a name is a title and nothing else: "Mr"."""
        words = name.split()
        return bool(words) and self.title_at(words) == len(words)

    def is_office(self, word: str) -> bool:
        """Whether a lower-case word is a role, in full or as it is cut short before a name."""
        return word in self.roles or word.rstrip(".") in self.short

    def with_entries(self, titles: Mapping[str, Gender], roles: Mapping[str, Gender]) -> Lexicon:
        """The same with more titles and role nouns."""
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
    return Lexicon(
        titles=raw["titles"],
        roles=roles,
        given=given,
        groups=frozenset(raw["groups"]["words"]),
        documents=frozenset(raw["documents"]["words"]),
        organizations=frozenset(raw["organizations"]["words"]),
        tails=frozenset(raw["tails"]["words"]),
        surnames=frozenset(raw["surnames"]["words"]),
        short=raw["short"],
    )


lexicon = Wordlist("lexicon", read_lexicon)
