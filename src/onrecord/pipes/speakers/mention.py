"""What a mention is before it belongs to a cluster, and the words that recognise one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from onrecord.pipes.speakers.lexicon import Gender
from onrecord.records import ClusterKind, MentionKind

Sort = Literal["person", "body", "document"]
"""What somebody or something able to speak can be."""
ANY: frozenset[Sort] = frozenset({"person", "body", "document"})
PERSON: frozenset[Sort] = frozenset({"person"})
BODY: frozenset[Sort] = frozenset({"body"})
DOCUMENT: frozenset[Sort] = frozenset({"document"})
THING: frozenset[Sort] = BODY | DOCUMENT

PRONOUNS: dict[str, tuple[Gender, bool | None, frozenset[Sort]]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), ("m", False, PERSON)),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("f", False, PERSON)),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), ("", True, ANY)),
    **dict.fromkeys(("it", "its", "itself"), ("", False, THING)),
    **dict.fromkeys(("who", "whom"), ("", None, ANY - {"document"})),
    **dict.fromkeys(("which", "that"), ("", None, THING)),
    **dict.fromkeys(("i", "me", "my", "myself"), ("", False, PERSON)),
}
"""Gender, number (None for either) and what the pronoun can stand for."""
RELATIVE = frozenset({"who", "whom", "which", "that"})
ARTICLES = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "whose"}
)
POSSESSIVE = re.compile(r"(?:['’]s?|\s+)$")


@dataclass(frozen=True)
class Known:
    """A person or body a user has named in advance."""

    name: str
    kind: ClusterKind | None = "person"
    """None where the text is to say."""
    gender: Gender = ""
    role: str | None = None
    """Said where the article gives none; the same for the affiliation."""
    affiliation: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Office:
    """What somebody is, by its noun: "former deputy governor of the Bank of Wenlow"."""

    noun: str
    """Lemma, in full: "governor" for "Gov."."""
    ranks: frozenset[str] = frozenset()
    """Words that make another office of it: "deputy", "former"."""
    owners: frozenset[str] = frozenset()
    """Words of the possessor and of the phrases with "of" and "for"."""
    words: frozenset[str] = frozenset()
    """The other words before the noun."""


@dataclass(frozen=True)
class Mention:
    """A mention before it belongs to a cluster; numbers are token indices."""

    start: int
    end: int
    head: int
    kind: MentionKind
    name: str
    cluster_kind: ClusterKind = "unnamed"
    sorts: frozenset[Sort] = ANY
    gender: Gender = ""
    """Shown by a title, a role noun or the pronoun itself."""
    hint: Gender = ""
    """Most people with the given name are of this gender."""
    plural: bool | None = False
    """None for a collective noun or a body, which may be "it" or "they"."""
    definite: bool = False
    place: bool = False
    role: str | None = None
    affiliation: str | None = None
    offices: tuple[Office, ...] = ()
    owners: frozenset[int] = frozenset()
    """Heads of the possessors and "of" phrases in the mention: those are somebody else."""
    core: int | None = None
    """Where the name itself begins, behind titles and roles; None where the mention begins with it."""
    known: Known | None = None
    alias: bool = False
    """Known by another name than the full one."""

    @property
    def named(self) -> bool:
        """Whether it is a name, in full or in part."""
        return self.kind in ("name", "surname", "title")

    @property
    def tokens(self) -> range:
        """Tokens that stand for this one: those of a name, the head of a description."""
        if not self.named:
            return range(self.head, self.head + 1)
        return range(self.start if self.core is None else self.core, self.end)


def is_subject(token: Token) -> bool:
    """Subject of a clause, or the agent of a passive one."""
    return token.dep_.startswith(("nsubj", "csubj")) or token.dep_ == "obl:agent"


def strip_article(text: str) -> str:
    """The phrase without a leading article or possessive pronoun."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.casefold() in ARTICLES else text


def plain(text: str) -> str:
    """Words of a mention as a name: one blank between them, no possessive ending, no soft hyphens."""
    return POSSESSIVE.sub("", " ".join(text.replace("\u00ad", "").replace("\u200b", "").split()))
