"""Opens a session as the user asks for it: filters, order, a sample, or only disagreements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import get_args

import numpy as np

from onrecord.claims import fingerprint
from onrecord.errors import ConfigError
from onrecord.review.additions import Kind, added_for, claim_after, opinions
from onrecord.review.articles import Articles
from onrecord.review.choosing.sampling import Stratum, draw
from onrecord.review.choosing.selection import Filters, Order, arrange, select
from onrecord.review.claimfile import ClaimFile, Rows
from onrecord.review.decision import Record, Role, Standing
from onrecord.review.session import Session
from onrecord.review.status import Status, status_of
from onrecord.review.store import Store, store_path


class Decided(StrEnum):
    """Selects claims by what has been decided on them."""

    any = "any"
    untouched = "untouched"
    """By nobody yet."""
    undecided = "undecided"
    """Not by this reviewer."""
    accept = "accept"
    reject = "reject"
    edit = "edit"
    skip = "skip"
    add = "add"
    """Added by this reviewer, not found by the program."""
    changed = "changed"
    flagged = "flagged"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a user asks for."""

    filters: Filters = field(default_factory=Filters)
    decided: Decided = Decided.any
    order: Order = Order.uncertainty
    sample: int = 0
    """How many claims to draw, 0 for all."""
    stratify: str = ""
    seed: int = 1
    role: Role = "review"
    articles: Sequence[Path] = ()

    def whole(self) -> tuple[str, ...]:
        """The kinds of claims that are selected whole: no filter except the kind, any decision."""
        kind = self.filters.kind
        whole = self.filters == Filters(kind=kind) and self.decided is Decided.any
        return () if not whole else (kind,) if kind else get_args(Kind)


def open_session(path: Path, reviewer: str, wanted: Wanted) -> Session:
    """Open a file of claims for a reviewer.

    Raises:
        ConfigError: The file or its decisions cannot be read, or a filter names something that is not there.
    """
    if not reviewer.strip():
        raise ConfigError("a decision needs a name: give --reviewer NAME")
    claims = ClaimFile(path, with_check_worthiness=wanted.order is Order.worth)
    try:
        if not len(claims):
            raise ConfigError(f"{path}: no claims in it{'; ' + claims.bad[0] if claims.bad else ''}")
        store = Store(store_path(path))
        try:
            return _session(claims, store, reviewer, wanted)
        except BaseException:
            store.close()
            raise
    except BaseException:
        claims.close()
        raise


def _session(claims: ClaimFile, store: Store, reviewer: str, wanted: Wanted) -> Session:
    record = Record(store.since())
    for decision in added_for(record, reviewer, wanted.role).values():
        claim = claim_after(store, decision.seq)
        if claim is not None and not claims.has_found(claim.id):
            claims.add(claim)
    chosen = select(claims, wanted.filters)
    if wanted.decided is not Decided.any:
        chosen &= _decided(claims, wanted.decided, record.of(reviewer, wanted.role), record)
    if wanted.role == "adjudicate":
        only = np.zeros(len(claims), bool)
        only[disagreements(claims, store, record)] = True
        only[[row for ident in record.of(reviewer, "adjudicate").added() if (row := claims.find(ident))]] = (
            True
        )
        chosen &= only
    rows = np.flatnonzero(chosen)
    strata: list[Stratum] = []
    if wanted.sample:
        in_file, added = rows[rows < claims.found_count], rows[rows >= claims.found_count]
        strata = draw(claims, in_file, wanted.sample, wanted.stratify, wanted.seed)
        drawn = np.array(sorted(row for part in strata for row in part.rows), np.int64)
        rows = np.append(drawn, added)
    return Session(
        claims,
        store,
        reviewer,
        arrange(claims, rows, wanted.order),
        record=record,
        articles=Articles(wanted.articles, claims.path),
        role=wanted.role,
        sample=strata,
        drawn_whole=wanted.whole(),
    )


def disagreements(claims: ClaimFile, store: Store, record: Record) -> Rows:
    """Rows on whose present claim reviewers decided differently, and added claims that only some added."""
    says: dict[int, set[str]] = {}
    for _, standing in record.everybody():
        for ident in standing.by_claim:
            row, decision = claims.find(ident), standing.verdict(ident)
            if row is None or row >= claims.found_count or decision is None or decision.verdict == "skip":
                continue
            if not decision.is_on(claims.fingerprint(row)):
                continue
            after = store.details(decision.seq)[1] if decision.verdict == "edit" else None
            says.setdefault(row, set()).add(fingerprint(after) if after else decision.verdict)
    for ident, added in opinions(claims, store, record).items():
        if (row := claims.find(ident)) is not None:
            says[row] = {claim.fingerprint if claim else "" for claim in added.values()}
    return np.array(sorted(row for row, words in says.items() if len(words) > 1), np.int64)


def _decided(
    claims: ClaimFile, decided: Decided, mine: Standing, record: Record
) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    status = np.zeros(len(claims), np.int8)
    flagged = np.zeros(len(claims), bool)
    touched = np.zeros(len(claims), bool)
    for standing in record.standing.values():
        for ident in standing.by_claim:
            if (row := claims.find(ident)) is not None:
                touched[row] |= row >= claims.found_count or standing.verdict(ident) is not None
    for ident in mine.by_claim:
        if (row := claims.find(ident)) is not None:
            status[row] = status_of(claims, row, mine)
            flagged[row] = mine.flagged(ident)
    if decided is Decided.untouched:
        return ~touched
    return flagged if decided is Decided.flagged else status == Status[decided.value]
