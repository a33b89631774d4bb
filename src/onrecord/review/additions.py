"""Claims the program missed: made from words that a reviewer marks, and stored with the decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import ValidationError

from onrecord.claims import claim_id, fingerprint, parse_claim
from onrecord.claims.values import plain_number
from onrecord.errors import ClaimError
from onrecord.pipes.figures.numbers.grammar import read_figures
from onrecord.pipes.figures.numbers.lexer import LexedText
from onrecord.review.claimfile import AnyClaim, ClaimFile
from onrecord.review.decision import DECIDING, Decision, Record, Role, Standing
from onrecord.review.passages import Passage
from onrecord.review.store import Store

Kind = Literal["statement", "figure"]
RULE = "reviewer.added"
"""The rule of a claim that a reviewer added."""
LONGEST = 1000
"""How many characters on either side of a claim are searched for its sentence."""

_SENTENCE_END = re.compile(r"\n|(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])")
_OPENING = "\"“‘„«'"
_FIGURE_KINDS = ("multiple", "")


class Additions:
    """The claims a reviewer added, each read from the store once.

    Args:
        store: Where they are stored.
        claims: The file of claims that the program found.
        standing: The reviewer's decisions.
    """

    def __init__(self, store: Store, claims: ClaimFile, standing: Standing) -> None:
        self._store = store
        self._claims = claims
        self._standing = standing
        self._read: dict[int, AnyClaim | None] = {}

    def __iter__(self) -> Iterator[AnyClaim]:
        """The claims in the order they were added, with later corrections; see ``by_id``."""
        return iter(self.by_id().values())

    def by_id(self) -> dict[str, AnyClaim]:
        """The claims, each by the id it was added with.

        Leaves out claims rejected since, claims of another schema, and claims that the program now finds.
        """
        claims = {}
        for ident, decision in self._standing.added().items():
            last = self._standing.opinion(ident) or decision
            if last.verdict == "reject" or self._claims.has_found(ident):
                continue
            seq = last.seq if last.verdict == "edit" else decision.seq
            if seq not in self._read:
                self._read[seq] = claim_after(self._store, seq)
            claim = self._read[seq]
            if claim is not None and not self._claims.has_found(claim.id):
                claims[ident] = claim
        return claims

    def in_article(self, sha256: str) -> list[AnyClaim]:
        """The added claims of the article whose text has this SHA-256."""
        return [claim for claim in self if claim.article.sha256 == sha256]

    def check_new(self, claim: AnyClaim) -> None:
        """Check that the program did not find a claim.

        Raises:
            ClaimError: The program found it.
        """
        if self._claims.has_found(claim.id):
            raise ClaimError(f"the program found this {claim.kind}, {claim.id}: correct it there")


def opinions(claims: ClaimFile, store: Store, record: Record) -> dict[str, dict[str, AnyClaim | None]]:
    """Each reviewer's version of the added claims, by the id they were added with and the reviewer's name.

    Included are the reviewers who added the claim and those who decided on every claim of its article; for
    one who did not add it the value is None.
    """
    added: dict[str, dict[str, AnyClaim | None]] = {}
    reviewers = record.everybody()
    for name, standing in reviewers:
        for ident, claim in Additions(store, claims, standing).by_id().items():
            added.setdefault(ident, {})[name] = claim
    for says in added.values():
        article = next(claim.article.id for claim in says.values() if claim)
        for name, standing in reviewers:
            if name not in says and has_decided_all(claims, standing, article):
                says[name] = None
    return added


def added_for(record: Record, reviewer: str, role: Role) -> dict[str, Decision]:
    """The decisions that added claims, by claim id: a reviewer's own, or everybody's for an adjudicator."""
    added: dict[str, Decision] = {}
    if role == "adjudicate":
        for _, standing in reversed(record.everybody()):
            added |= standing.added()
    return added | record.of(reviewer, role).added()


def has_decided_all(claims: ClaimFile, standing: Standing, article: str) -> bool:
    """Whether a reviewer decided on every claim the program found in an article, in its present state."""
    rows = [int(row) for row in claims.rows_with("article", article) if row < claims.found_count]
    decisions = ((row, standing.verdict(claims.id(row))) for row in rows)
    return bool(rows) and all(
        decision is not None and decision.verdict in DECIDING and decision.is_on(claims.fingerprint(row))
        for row, decision in decisions
    )


def claim_after(store: Store, seq: int) -> AnyClaim | None:
    """The claim that a decision produced; None if it does not fit this version's schema."""
    try:
        return parse_claim(store.details(seq)[1] or {})
    except ValidationError:
        return None


def draft(kind: Kind, bounds: tuple[int, int], near: AnyClaim, passage: Passage) -> AnyClaim:
    """A claim made from marked words, with the fields that can be read from them filled in.

    Args:
        kind: Statement or figure.
        bounds: ``[start, end)`` of the words, in characters of the article.
        near: Another claim of the article.
        passage: The text.

    Raises:
        ClaimError: The words lie outside the known text, or do not make a valid claim.
    """
    span = passage.span(*bounds)
    record: dict[str, Any] = {
        "schema_version": 1,
        "id": claim_id(near.article.sha256, kind, [bounds]),
        "fingerprint": "0" * 24,
        "kind": kind,
        "article": near.article.model_dump(mode="json"),
        "text": span["exact"],
        "sentence": sentence_around(passage, *bounds),
        "confidence": 1.0,
        "rule": RULE,
        "pipeline": near.pipeline.model_dump(mode="json"),
        **(_statement(span) if kind == "statement" else _figure(span)),
    }
    record["fingerprint"] = fingerprint(record)
    try:
        return parse_claim(record)
    except ValidationError as error:
        raise ClaimError(str(error.errors()[0]["msg"]).removeprefix("Value error, ")) from error


def sentence_around(passage: Passage, start: int, end: int) -> str:
    """The sentence around a span, from one end of a sentence or line to the next."""
    left, here = max(passage.start, start - LONGEST), max(passage.start, end - 1)
    before = _SENTENCE_END.finditer(passage.cut(left, start + 2))
    first = max((left + ending.end() for ending in before if left + ending.end() <= start), default=left)
    stop = _SENTENCE_END.search(passage.cut(here, end + LONGEST), end - here)
    return passage.cut(first, here + stop.end() if stop else end + LONGEST).strip()


def _statement(span: dict[str, str | int]) -> dict[str, Any]:
    quoted = str(span["exact"])[0] in _OPENING or str(span["prefix"])[-1:] in tuple(_OPENING)
    return {
        "mode": "direct" if quoted else "indirect",
        "content": [span],
        "cue": None,
        "source": None,
        "speaker": None,
        "said_on": None,
        "negated": False,
        "hedges": [],
        "figures": [],
    }


def _figure(span: dict[str, str | int]) -> dict[str, Any]:
    parsed = next(iter(read_figures(LexedText(str(span["exact"])))), None)
    numbers = [plain_number(value) for value in parsed.values][:2] if parsed else []
    return {
        "span": span,
        "value": None if not numbers else numbers[0] if len(numbers) == 1 else numbers,
        "comparator": parsed.comparator if parsed else "=",
        "unit": parsed.unit if parsed else "",
        "figure_kind": "count" if not parsed or parsed.kind in _FIGURE_KINDS else parsed.kind,
        "measured": None,
        "change": "=",
        "per": parsed.per if parsed else None,
        "period": None,
        "place": None,
        "statement": None,
        "speaker": None,
    }
