"""What a mention is before it belongs to a chain, and the words that recognise one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.pipes.speakers.lexicon import Gender
from onrecord.records import ChainKind, MentionKind

PERSONAL: dict[str, tuple[Gender, bool]] = {
    "he": ("m", False),
    "him": ("m", False),
    "his": ("m", False),
    "she": ("f", False),
    "her": ("f", False),
    "hers": ("f", False),
    "they": ("", True),
    "them": ("", True),
    "their": ("", True),
    "it": ("", False),
    "its": ("", False),
    "who": ("", False),
    "which": ("", False),
    "that": ("", False),
}
RELATIVE = frozenset({"who", "which", "that"})
ARTICLES = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "whose"}
)
POSSESSIVE = re.compile(r"(?:['’]s?|\s+)$")


@dataclass(frozen=True)
class Known:
    """A person or body a user has named in advance."""

    name: str
    kind: ChainKind | None = "person"
    """None where the text is to say."""
    gender: Gender = ""
    role: str | None = None
    """Said where the article gives none; the same for the affiliation."""
    affiliation: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass
class Found:
    """A mention before it belongs to a chain; ``start`` and ``end`` are token indices."""

    start: int
    end: int
    head: int
    kind: MentionKind
    name: str
    chain_kind: ChainKind
    gender: Gender = ""
    plural: bool = False
    definite: bool = False
    place: bool = False
    """Named as a place: a state or town, which is nobody's "the company"."""
    subject: bool = False
    quoted: bool = False
    source: bool = False
    """The language model takes it for the source of an attribution."""
    role: str | None = None
    affiliation: str | None = None
    antecedent: int | None = None
    """Token index of the head a relative pronoun or an apposition belongs to."""
    known: Known | None = None
    alias: bool = False
    """Known by another name than the full one."""


def is_subject(token: Token) -> bool:
    """Subject of a clause, or the agent of a passive one."""
    return token.dep_.startswith(("nsubj", "csubj")) or token.dep_ == "obl:agent"


def strip_article(text: str) -> str:
    """The phrase without a leading article or possessive pronoun."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.casefold() in ARTICLES else text
