"""Decisions stand when the folder of the articles is moved, those of older versions of the store too."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.claims import check_article, fingerprint, parse_claim
from onrecord.claims.identity import first_fingerprint
from onrecord.review import Session, Store, store_path
from onrecord.review.choosing.selection import Order
from onrecord.review.opening import disagreements
from onrecord.review.results.outcome import Outcomes

Open = Callable[..., Session]
MOVED = "/mnt/archive/2026/boats.txt"


def decide(session: Session) -> None:
    """Accept two, correct one, reject two."""
    for _ in range(2):
        session.decide("accept")
    session.edit({"mode": "indirect"})
    session.decide("reject")
    session.decide("reject")


def make_old(path: Path) -> None:
    """A store as version 1 left it."""
    base = sqlite3.connect(store_path(path))
    base.executescript("DROP TABLE renewed; PRAGMA user_version = 1;")
    base.close()


@pytest.mark.parametrize("old", [False, True])
def test_a_moved_folder(
    open_review: Open, claims_path: Path, records: list[Any], make: Any, old: bool
) -> None:
    if old:
        for record in records:
            record["fingerprint"] = first_fingerprint(record)
        make.write(claims_path, records)
    session = open_review(order=Order.article)
    decide(session)
    session.close()
    if old:
        make_old(claims_path)
        assert open_review(order=Order.article).progress().done == 5  # on the file as it was
    make.write(claims_path, make.claims(MOVED))
    again = open_review(order=Order.article)
    assert again.progress().left == 0
    assert again.progress().done == 5
    results = Outcomes(claims_path)
    settled = list(results.settled())
    results.close()
    assert len(settled) == 5


def test_two_reviewers_who_said_the_same_before_and_after_agree(
    open_review: Open, claims_path: Path, records: list[Any], make: Any
) -> None:
    for record in records:
        record["fingerprint"] = first_fingerprint(record)
    make.write(claims_path, records)
    decide(open_review("ann", order=Order.article))
    make_old(claims_path)
    make.write(claims_path, make.claims(MOVED))
    bob = open_review("bob", order=Order.article)
    decide(bob)
    assert len(disagreements(bob.claims, bob.store, bob.record)) == 0


def test_an_old_store_is_brought_up_to_date_once_and_keeps_its_rows(
    tmp_path: Path, records: list[Any]
) -> None:
    path = tmp_path / "claims.jsonl"
    store = Store(store_path(path))
    for record in records:
        store.add("ann", "review", record["id"], first_fingerprint(record), "accept", before=record)
    store.add("ann", "review", "a" * 24, "b" * 24, "note", before={}, after={"note": "no claim was kept"})
    store.close()
    base = sqlite3.connect(store_path(path))
    rows = base.execute("SELECT * FROM decisions").fetchall()
    base.close()
    make_old(path)
    for _ in range(2):
        store = Store(store_path(path))
        found = list(store.since())
        store.close()
        assert [one.renewed for one in found] == [*map(fingerprint, records), ""]
    base = sqlite3.connect(store_path(path))
    assert base.execute("SELECT * FROM decisions").fetchall() == rows
    assert base.execute("PRAGMA user_version").fetchone() == (3,)
    base.close()


def test_claims_of_an_older_version_are_no_changed_claims(records: list[Any], make: Any) -> None:
    for record in records:
        record["fingerprint"] = first_fingerprint(record)
    check_article([parse_claim(record) for record in records], make.text)
