"""The record of a cluster: its fullest name, its kind, and the role and affiliation the text gives it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from onrecord.pipes.speakers.constraints import Cluster
from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.speakers.mention import BODY, Mention, strip_article
from onrecord.pipes.speakers.names import parts
from onrecord.records import Cluster as ClusterRecord
from onrecord.records import ClusterKind, Offsets
from onrecord.records import Mention as MentionRecord

ACRONYM = 6
"""A name in capitals of at least this many characters is from a headline; a shorter one is an acronym."""
AGE = re.compile(r"\A\d+[- ]years?[- ]old\s*")
"""At the start of a role only: "coach of 12-year-old boys" is a role."""
KINDS: dict[str, ClusterKind] = {"person": "person", "body": "organization", "document": "document"}


def as_records(doc: Doc, clusters: Sequence[Cluster]) -> list[ClusterRecord]:
    """The records of all clusters of a text."""
    of_token = {token: cluster for cluster in clusters for token in cluster.tokens}
    return [as_record(doc, cluster, of_token) for cluster in clusters]


def as_record(doc: Doc, cluster: Cluster, of_token: Mapping[int, Cluster]) -> ClusterRecord:
    """The record of a cluster.

    Args:
        doc: The Doc.
        cluster: The cluster.
        of_token: Token index of a name or head -> its cluster, for all clusters of the Doc.
    """
    links = sorted(cluster.links, key=lambda link: link.mention.start)
    mentions = [link.mention for link in links]
    records: list[MentionRecord] = [
        {
            "span": char_span(doc, link.mention.start, link.mention.end),
            "kind": "alias" if link.mention.alias else link.mention.kind,
            "by": link.by,
            "score": link.score,
        }
        for link in links
    ]
    known, kind = cluster.known, kind_of(mentions)
    role, affiliation = role_of(mentions, kind)
    if kind == "person" and affiliation is None:
        affiliation = next((name for m in mentions if (name := owner_of(m, of_token))), None)
    return {
        "name": known.name if known else fullest(mentions, kind),
        "kind": kind,
        "role": role or (known.role if known else None),
        "affiliation": affiliation or (known.affiliation if known else None),
        "gender": cluster.gender or cluster.hint,
        "mentions": records,
    }


def kind_of(mentions: list[Mention]) -> ClusterKind:
    """The kind of the first name or, without one, of the first description; "unnamed" for pronouns only."""
    named = next((m.cluster_kind for m in mentions if m.named), None)
    described = next((m.cluster_kind for m in mentions if m.kind != "pronoun"), None)
    return named or described or "unnamed"


def fullest(mentions: list[Mention], kind: ClusterKind) -> str:
    """The name with the most words, preferring names not in capitals; without a name, a description."""
    proper = [m.name for m in mentions if m.kind == "name"] or [m.name for m in mentions if m.named]
    all_capitals = all(name.isupper() and len(name) >= ACRONYM for name in proper)
    described = [m.name for m in mentions if m.kind != "pronoun"]
    names = [*proper, *(described if all_capitals else ())] or [mentions[0].name]
    if not proper:
        names = described or names
    best = max(names, key=lambda name: (not name.isupper() or len(name) < ACRONYM, len(parts(name))))
    if kind == "organization":  # "the Tories" and "Macy's", not "Tory" and "Macy" as in "the Macy's boss"
        many = (best + "s", best.removesuffix("y") + "ies", best + "'s", best + "’s")
        best = next((name for m in mentions if (name := strip_article(m.name)) in many), best)
    bare = best[:4].casefold() == "the " or best[:2].casefold() == "a " or best[:3].casefold() == "an "
    return strip_article(best) if bare and best not in proper else best


def role_of(mentions: list[Mention], kind: ClusterKind) -> tuple[str | None, str | None]:
    """Role and affiliation, preferring a role stated beside a name; an age is no part of a role."""
    stated = (AGE.sub("", m.role) for m in mentions if m.named and m.role)
    beside = next((role for role in stated if role), None)
    affiliation = next((m.affiliation for m in mentions if m.affiliation), None)
    if kind == "person":
        roles = (strip_article(m.name) for m in mentions if m.kind == "role" and not m.alias and is_office(m))
        return beside or next((AGE.sub("", role) for role in roles), None), affiliation
    if kind == "unnamed" and affiliation is not None and is_office(mentions[0]):
        return office_alone(mentions[0]), affiliation
    return beside, affiliation if kind == "unnamed" else None


def owner_of(mention: Mention, of_token: Mapping[int, Cluster]) -> str | None:
    """The name of the organisation that possesses a mention: "its secretary", "Novar's Ida Lund"."""
    if not mention.named and not (mention.kind == "role" and is_office(mention)):
        return None
    owners = (of_token[i] for i in sorted(mention.owners) if i in of_token)
    return next((max(o.names, key=len) for o in owners if o.names and o.sorts == BODY and not o.place), None)


def is_office(mention: Mention) -> bool:
    """Whether a description names a role."""
    return any(office.noun in lexicon().roles for office in mention.offices)


def office_alone(mention: Mention) -> str:
    """The office without its organisation: "spokeswoman" of "spokeswoman for the Harbour Board"."""
    noun = mention.offices[0].noun
    head, _, _ = (
        mention.name.partition(" of ") if f"{noun} of " in mention.name else mention.name.partition(" for ")
    )
    return strip_article(head)


def char_span(doc: Doc, start: int, end: int) -> Offsets:
    """Character offsets of a token span."""
    return [doc[start].idx, doc[end - 1].idx + len(doc[end - 1])]
