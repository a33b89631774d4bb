"""Names beside what somebody is."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from spacy.tokens import Doc

from onrecord.pipes.speakers.found import Found

CLOSING = frozenset({",", ".", ":", "(", "who", "said"})
"""What may follow such a name; "its owner, Ada Crane and her brother" are two."""


def names_beside(doc: Doc, mentions: Iterable[Found]) -> dict[int, Found]:
    """Names right behind a description and a comma, by its head: "its owner, Ada Crane,"."""
    pairs: dict[int, Found] = {}
    for one, two in pairwise(mentions):
        near = one.end == two.start or (one.end + 1 == two.start and doc[one.end].text == ",")
        closed = two.end >= len(doc) or doc[two.end].text in CLOSING
        if near and closed and one.kind == "role" and two.kind == "name" and two.chain_kind == "person":
            pairs[one.head] = two
    return pairs
