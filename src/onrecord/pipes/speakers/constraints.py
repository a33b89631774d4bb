"""A cluster while it is being built, and the constraints on which mentions may join it."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.pipes.speakers.lexicon import Gender
from onrecord.pipes.speakers.mention import ANY, BODY, Known, Mention, Office, Sort
from onrecord.pipes.speakers.names import akin, same_body, same_person

MOST = 40
"""Most names and offices of one cluster that are compared."""


@dataclass(frozen=True)
class Link:
    """A mention in a cluster, and how it was resolved."""

    mention: Mention
    by: str
    score: float
    """Probability; 1 for exact matches."""


@dataclass(eq=False)
class Cluster:
    """One person, organisation, document, group or unnamed role while its mentions are collected."""

    links: list[Link] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Distinct names, full or partial."""
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
        """Add a mention, with its name, gender, number and offices."""
        mention = link.mention
        self.links.append(link)
        if mention.named and mention.name not in self.names[:MOST]:
            self.names.append(mention.name)
        self.offices += [office for office in mention.offices if office not in self.offices[:MOST]]
        self.sorts = self.sorts & mention.sorts or self.sorts
        self.gender = self.gender or mention.gender
        self.hint = self.hint or mention.hint
        if self.plural is None and not (mention.kind == "pronoun" and self.sorts == BODY):
            self.plural = mention.plural
        self.place = self.place or mention.place
        self.known = self.known or mention.known
        self.tokens.update((*mention.tokens, mention.head))
        if mention.kind != "pronoun":  # its owners are who it is not, not whom it belongs to
            self.owners |= mention.owners


def clash(mention: Mention, cluster: Cluster) -> str:
    """Why a mention cannot belong to a cluster: "kind", "gender" ...; "" if it can."""
    if mention.known is not None and cluster.known is not None and mention.known is not cluster.known:
        return "known"
    if mention.known is not None and cluster.known is None and not may_be(mention.known, cluster):
        return "known"
    if not mention.sorts & cluster.sorts:
        return "kind"
    if mention.gender and cluster.gender and mention.gender != cluster.gender:
        return "gender"
    collective = mention.kind == "pronoun" and mention.plural and cluster.sorts == BODY
    if None not in (mention.plural, cluster.plural) and mention.plural != cluster.plural and not collective:
        return "number"
    if mention.named and cluster.names and mention.known is None and not same_name(mention, cluster):
        return "name"
    if mention.owners & cluster.tokens or mention.head in cluster.owners:
        return "owner"
    return "" if all(agrees(office, cluster) for office in mention.offices) else "office"


def may_be(known: Known, cluster: Cluster) -> bool:
    """Whether a user's entry can name a cluster; any entry can if the cluster has no name yet."""
    names = (known.name, *known.aliases)
    return not cluster.names or any(akin(one, two) for one in names for two in cluster.names[:MOST])


def same_name(mention: Mention, cluster: Cluster) -> bool:
    """Whether a name is compatible with a cluster's names; a person has only one full name."""
    known = cluster.known
    names = [*cluster.names[:MOST], *((known.name, *known.aliases) if known is not None else ())]
    if mention.kind == "name" and mention.cluster_kind == "person":
        full = [name for name in names if " " in name]
        if any(not same_person(name, mention.name) for name in full):
            return False
        return bool(full) or any(akin(name, mention.name) for name in names)
    return any(akin(name, mention.name) or same_body(name, mention.name) for name in names)


def agrees(office: Office, cluster: Cluster) -> bool:
    """Whether an office fits a cluster: if any there have its noun, one must agree in rank and owner."""
    same = [one for one in cluster.offices[:MOST] if one.noun == office.noun]
    return not same or any(
        one.ranks == office.ranks
        and not (one.owners and office.owners and one.owners.isdisjoint(office.owners))
        for one in same
    )
