"""A mention before it is clustered, and the word lists that recognise one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from onrecord.pipes.speakers.lexicon import Gender
from onrecord.records import ClusterKind, MentionKind

Sort = Literal["person", "body", "document", "group"]
"""What a source can be."""
ANY: frozenset[Sort] = frozenset({"person", "body", "document", "group"})
PERSON: frozenset[Sort] = frozenset({"person"})
BODY: frozenset[Sort] = frozenset({"body"})
DOCUMENT: frozenset[Sort] = frozenset({"document"})
GROUP: frozenset[Sort] = frozenset({"group"})
THING: frozenset[Sort] = ANY - PERSON

PRONOUNS: dict[str, tuple[Gender, bool | None, frozenset[Sort]]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), ("m", False, PERSON)),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("f", False, PERSON)),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), ("", True, ANY)),
    **dict.fromkeys(("it", "its", "itself"), ("", False, THING)),
    **dict.fromkeys(("who", "whom"), ("", None, ANY - {"document"})),
    **dict.fromkeys(("which", "that"), ("", None, THING)),
    **dict.fromkeys(("i", "me", "my", "myself"), ("", False, PERSON)),
}
"""Gender, plural (None for either) and what the pronoun can refer to."""
RELATIVE = frozenset({"who", "whom", "which", "that"})
ARTICLES = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "whose"}
)
POSSESSIVE = re.compile(r"(?:['’]s?|\s+)$")


@dataclass(frozen=True)
class Known:
    """A person or organisation that a user has named in advance."""

    name: str
    kind: ClusterKind | None = "person"
    """None if the text decides."""
    gender: Gender = ""
    role: str | None = None
    """Used if the article gives none; so is ``affiliation``."""
    affiliation: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Office:
    """A role as stated: "former deputy governor of the Bank of Wenlow"."""

    noun: str
    """Lemma, unabbreviated: "governor" for "Gov."."""
    ranks: frozenset[str] = frozenset()
    """Words that make it a different office: "deputy", "former"."""
    owners: frozenset[str] = frozenset()
    """Words of the possessor and of phrases with "of", "for" and the like."""
    words: frozenset[str] = frozenset()
    """The modifiers directly before the noun."""


@dataclass(frozen=True)
class Mention:
    """A mention before it is clustered; positions are token indices."""

    start: int
    end: int
    head: int
    kind: MentionKind
    name: str
    cluster_kind: ClusterKind = "unnamed"
    sorts: frozenset[Sort] = ANY
    gender: Gender = ""
    """Implied by a title, a role noun or the pronoun itself."""
    hint: Gender = ""
    """The usual gender of the given name."""
    plural: bool | None = False
    """None for an organisation or collective noun, which may be "it" or "they"."""
    definite: bool = False
    place: bool = False
    role: str | None = None
    affiliation: str | None = None
    offices: tuple[Office, ...] = ()
    owners: frozenset[int] = frozenset()
    """Heads of the possessors and "of" phrases in the mention, which refer to somebody else."""
    core: int | None = None
    """First token of the name itself, after titles and roles; None if the mention begins with it."""
    known: Known | None = None
    alias: bool = False
    """Whether it is an alias of ``known``."""
    bracketed: bool = False
    """Whether it stands alone in brackets, like the short form of a name: "Athletics Brenmark (AB)"."""

    @property
    def named(self) -> bool:
        """Whether it is a full or partial name."""
        return self.kind in ("name", "surname", "title")

    @property
    def several(self) -> bool:
        """Whether it means more than one: "they", "the judges", "the couple"."""
        return bool(self.plural) or self.sorts == GROUP

    @property
    def tokens(self) -> range:
        """Tokens that identify the mention: those of a name, the head of a description."""
        if not self.named:
            return range(self.head, self.head + 1)
        return range(self.start if self.core is None else self.core, self.end)


def is_subject(token: Token) -> bool:
    """Whether a token is the subject of a clause or a passive agent."""
    return token.dep_.startswith(("nsubj", "csubj")) or token.dep_ == "obl:agent"


def strip_article(text: str) -> str:
    """The phrase without a leading article or possessive pronoun."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.casefold() in ARTICLES else text


def plain(text: str) -> str:
    """A mention's text as a name: single spaces, no possessive ending, no soft hyphens."""
    return POSSESSIVE.sub("", " ".join(text.replace("\u00ad", "").replace("\u200b", "").split()))
