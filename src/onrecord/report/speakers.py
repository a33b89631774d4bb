"""Who says what: the statements and figures of each speaker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from onrecord.claims import Speaker, StatementClaim
from onrecord.report.material import AnyClaim, ArticleClaims, Material, page_key


@dataclass(frozen=True, slots=True)
class ArticleQuotes:
    """What a speaker says in one article."""

    article: ArticleClaims
    claims: list[AnyClaim]
    """In text order."""


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role that articles give a speaker, with the first and the last date."""

    name: str
    first: date | None
    last: date | None
    claims: int


@dataclass(slots=True)
class Voice:
    """A speaker with everything they said."""

    key: str
    """Name of the speaker's page."""
    name: str
    kind: str
    apart: bool
    """Whether this is one article's speaker only, because the name does not identify anybody elsewhere."""
    said: list[tuple[ArticleClaims, AnyClaim]] = field(default_factory=list)

    @property
    def statements(self) -> int:
        """How many statements there are."""
        return sum(isinstance(claim, StatementClaim) for _, claim in self.said)

    @property
    def figures(self) -> int:
        """How many figures there are."""
        return len(self.said) - self.statements

    @property
    def articles(self) -> list[ArticleQuotes]:
        """What is said, article by article."""
        return by_article(self.said)

    @property
    def roles(self) -> list[str]:
        """The roles and affiliations that articles give, the most frequent first."""
        speakers = (claim.speaker for _, claim in self.said if claim.speaker)
        return _by_count(map(_role, speakers))

    @property
    def roles_by_date(self) -> list[RoleHeld]:
        """The same with dates, the earliest first; undated ones last."""
        days: dict[str, list[date | None]] = {}
        for article, claim in self.said:
            if claim.speaker and (role := _role(claim.speaker)):
                days.setdefault(role, []).append(article.ref.published)
        roles = []
        for role, published in days.items():
            known = [day for day in published if day]
            roles.append(RoleHeld(role, min(known, default=None), max(known, default=None), len(published)))
        return sorted(roles, key=lambda one: (one.first or date.max, one.last or date.max, one.name))

    @property
    def outlets(self) -> list[str]:
        """The outlets, the most frequent first."""
        return _by_count(article.ref.outlet or "" for article, _ in self.said)


def gather_speakers(material: Material) -> list[Voice]:
    """All speakers, those with the most statements first.

    People whose name has more than one word, and organisations, are merged across articles by name and
    kind. A surname alone, a document, a group or an unnamed speaker stays with its article.
    """
    voices: dict[str, Voice] = {}
    for article, claim in material.claims():
        if claim.speaker is not None:
            key = speaker_key(claim.speaker, article)
            if key not in voices:
                speaker = claim.speaker
                voices[key] = Voice(key, speaker.name, speaker.kind, not _is_known(speaker))
            voices[key].said.append((article, claim))
    return sorted(voices.values(), key=lambda one: (-one.statements, -len(one.said), one.name, one.key))


def by_article(said: Iterable[tuple[ArticleClaims, AnyClaim]]) -> list[ArticleQuotes]:
    """Group claims by article; those of an article must be adjacent."""
    groups = (list(group) for _, group in groupby(said, key=lambda one: one[0].key))
    return [ArticleQuotes(group[0][0], [claim for _, claim in group]) for group in groups]


def speaker_key(speaker: Speaker, article: ArticleClaims) -> str:
    """The name of the page of a claim's speaker."""
    where = "" if _is_known(speaker) else article.key
    return page_key("speaker", speaker.kind, speaker.name, where)


def _is_known(speaker: Speaker) -> bool:
    return speaker.kind == "organization" or (speaker.kind == "person" and " " in speaker.name.strip())


def _role(speaker: Speaker) -> str:
    role, affiliation = speaker.role or "", speaker.affiliation or ""
    return role if affiliation in role else ", ".join(filter(None, (role, affiliation)))


def _by_count(names: Iterable[str]) -> list[str]:
    counts = Counter(filter(None, names))
    return sorted(counts, key=lambda name: (-counts[name], name))
