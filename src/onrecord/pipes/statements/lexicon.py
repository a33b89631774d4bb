"""The cue lexicon, with a user's additions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.pipes.wordlists import Wordlist
from onrecord.records import Stance
from onrecord.rules import read_toml

STANCES: tuple[Stance, ...] = ("neutral", "directive", "doubtful", "factive", "denying")
"""For a word with several stances, the last in this order applies."""
LISTS = (
    "asking",
    "authored",
    "findings",
    "attitudes",
    "naming",
    "addressed",
    "occasions",
    "hearings",
    "hedges",
)


@dataclass(frozen=True)
class Cues:
    """Stances of reporting verbs and nouns, and lists of words by use."""

    verbs: dict[str, Stance]
    nouns: dict[str, Stance]
    asking: frozenset[str]
    authored: frozenset[str]
    findings: frozenset[str]
    attitudes: frozenset[str]
    naming: frozenset[str]
    addressed: frozenset[str]
    occasions: frozenset[str]
    hearings: frozenset[str]
    hedges: frozenset[str]
    linked: dict[str, str]
    according: tuple[str, ...]
    own: Cues | None = None
    """Only the user's additions."""

    def stance(self, lemma: str) -> Stance:
        """The stance of a cue by its head's lemma; neutral for an unknown one."""
        return self.verbs.get(lemma) or self.nouns.get(lemma) or "neutral"

    def with_entries(
        self, verbs: Mapping[str, Stance], nouns: Mapping[str, Stance], phrases: Sequence[str]
    ) -> Cues:
        """A copy with additional phrases and words by lemma, which override existing ones."""
        own_phrases = tuple(phrase.casefold() for phrase in phrases)
        return replace(
            self,
            verbs={**self.verbs, **verbs},
            nouns={**self.nouns, **nouns},
            according=(*self.according, *own_phrases),
            own=replace(self, verbs=dict(verbs), nouns=dict(nouns), according=own_phrases),
        )


def read_cues() -> Cues:
    """Read ``cues.toml``.

    Raises:
        ConfigError: The file cannot be read.
    """
    raw = read_toml("statements", "cues.toml")

    def stances(table: dict[str, str]) -> dict[str, Stance]:
        return {word: stance for stance in STANCES for word in table[stance].split()}

    lists: dict[str, Any] = {name: frozenset(raw[name]["words"].split()) for name in LISTS}
    return Cues(
        verbs=stances(raw["verbs"]),
        nouns=stances(raw["nouns"]),
        linked=raw["naming"]["linked"],
        according=tuple(raw["phrases"]["according"]),
        **lists,
    )


cues = Wordlist("cues", read_cues)
