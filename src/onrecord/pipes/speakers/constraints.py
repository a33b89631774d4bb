"""A cluster while it grows, and what no pointer may join to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.pipes.speakers.lexicon import Gender
from onrecord.pipes.speakers.mention import ANY, Known, Mention, Office, Sort
from onrecord.pipes.speakers.names import akin, same_body, same_person

MOST = 40
"""Different names and offices of one cluster that are compared."""


@dataclass(frozen=True)
class Link:
    """A mention in its cluster, and how it came there."""

    mention: Mention
    by: str
    score: float
    """Probability; 1 for what is exact."""


@dataclass(eq=False)
class Cluster:
    """One person, body, document, group or unnamed role while its mentions are gathered."""

    links: list[Link] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Different names, in full or in part."""
    offices: list[Office] = field(default_factory=list)
    sorts: frozenset[Sort] = ANY
    gender: Gender = ""
    hint: Gender = ""
    plural: bool | None = None
    place: bool = False
    known: Known | None = None
    tokens: set[int] = field(default_factory=set)
    owners: set[int] = field(default_factory=set)

    def add(self, link: Link) -> None:
        """Take a mention in, with the name, gender, number and office it shows."""
        mention = link.mention
        self.links.append(link)
        if mention.named and mention.name not in self.names[:MOST]:
            self.names.append(mention.name)
        self.offices += [office for office in mention.offices if office not in self.offices[:MOST]]
        self.sorts = self.sorts & mention.sorts or self.sorts
        self.gender = self.gender or mention.gender
        self.hint = self.hint or mention.hint
        self.plural = mention.plural if self.plural is None else self.plural
        self.place = self.place or mention.place
        self.known = self.known or mention.known
        self.tokens.update((*mention.tokens, mention.head))
        self.owners |= mention.owners


def clash(mention: Mention, cluster: Cluster) -> str:
    """Why a mention cannot be one of a cluster's: "kind", "gender" ...; "" where it can."""
    if mention.known is not None and cluster.known is not None and mention.known is not cluster.known:
        return "known"
    if mention.known is not None and cluster.known is None and not may_be(mention.known, cluster):
        return "known"
    if not mention.sorts & cluster.sorts:
        return "kind"
    if mention.gender and cluster.gender and mention.gender != cluster.gender:
        return "gender"
    if None not in (mention.plural, cluster.plural) and mention.plural != cluster.plural:
        return "number"
    if mention.named and cluster.names and mention.known is None and not same_name(mention, cluster):
        return "name"
    if mention.owners & cluster.tokens or mention.head in cluster.owners:
        return "owner"
    return "" if all(agrees(office, cluster) for office in mention.offices) else "office"


def may_be(known: Known, cluster: Cluster) -> bool:
    """Whether one of a user's entries can be a cluster by its name; any can where it has none."""
    names = (known.name, *known.aliases)
    return not cluster.names or any(akin(one, two) for one in names for two in cluster.names[:MOST])


def same_name(mention: Mention, cluster: Cluster) -> bool:
    """Whether a name can be one of a cluster's: no second full name of a person, no other body's."""
    known = cluster.known
    names = [*cluster.names[:MOST], *((known.name, *known.aliases) if known is not None else ())]
    if mention.kind == "name" and mention.cluster_kind == "person":
        full = [name for name in names if " " in name]
        if any(not same_person(name, mention.name) for name in full):
            return False
        return bool(full) or any(akin(name, mention.name) for name in names)
    return any(akin(name, mention.name) or same_body(name, mention.name) for name in names)


def agrees(office: Office, cluster: Cluster) -> bool:
    """Whether a cluster with an office of this noun has one of the same rank and the same owner."""
    same = [one for one in cluster.offices[:MOST] if one.noun == office.noun]
    return not same or any(
        one.ranks == office.ranks
        and not (one.owners and office.owners and one.owners.isdisjoint(office.owners))
        for one in same
    )
