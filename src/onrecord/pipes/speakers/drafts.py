"""A chain while it grows."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.pipes.speakers.found import ARTICLES, Found, Known, strip_article
from onrecord.pipes.speakers.lexicon import Gender, lexicon
from onrecord.pipes.speakers.names import parts
from onrecord.records import ChainKind

RECENT = 40
"""How many chains of one surname or role are looked at, the latest first."""


@dataclass(eq=False)
class Draft:
    """A chain while it grows."""

    kind: ChainKind
    names: list[str] = field(default_factory=list)
    mentions: list[Found] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    affiliation: str | None = None
    gender: Gender = ""
    plural: bool = False
    known: Known | None = None
    last: int = -1
    """Token index of the latest mention so far, in text order."""

    def add(self, mention: Found) -> None:
        """Take a mention in, with the gender, role and name it shows."""
        self.mentions.append(mention)
        self.gender = self.gender or mention.gender
        self.affiliation = self.affiliation or mention.affiliation
        if mention.role and mention.role not in self.roles:
            self.roles.append(mention.role)
        named = mention.kind in ("name", "surname", "title")
        described = self.kind != "person" and mention.kind != "pronoun"
        if (named or described) and mention.name not in self.names[:RECENT]:
            self.names.append(mention.name)
        self.last = max(self.last, mention.start)
        if mention.known is not None and self.known is None:
            self.known = mention.known
            self.names.append(mention.known.name)

    def name_as_person(self) -> None:
        """Somebody described so far is given a name: the descriptions are roles from now on."""
        self.kind, self.roles = "person", [*self.roles, *map(strip_article, self.names)]
        self.names = []

    def role_words(self) -> set[str]:
        """Lower-cased words of all roles, and of the description of an unnamed one."""
        texts = self.roles[:RECENT] + (self.names[:RECENT] if self.kind == "unnamed" else [])
        return {lexicon().short.get(w, w) for text in texts for w in parts(text)} - ARTICLES

    def agrees(self, gender: Gender) -> bool:
        """No conflict of gender."""
        return not gender or not self.gender or gender == self.gender


def remember(known: list[Draft], chain: Draft) -> None:
    """Append once."""
    if chain not in known[-RECENT:]:
        known.append(chain)
