"""Whether the claims of a group agree."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation, localcontext

_MOST = 10_000
"""The most different values of a figure that are compared."""


@dataclass(frozen=True, slots=True)
class _Words:
    exact: str


@dataclass(frozen=True, slots=True)
class _Printed:
    value: Decimal
    comparator: str
    unit: str
    figure_kind: str
    span: _Words


def agree(base: sqlite3.Connection, leader: int, kind: str) -> bool:
    """Whether the statements of a group have the same words, or its figures can be the same number."""
    if kind == "statement":
        query = "SELECT count(*) FROM texts WHERE leader = ?"
        (wordings,) = base.execute(query, (leader,)).fetchone()
        return bool(wordings == 1)
    query = (
        "SELECT DISTINCT value, comparator, unit, figure_kind, said FROM claims WHERE source = ?1"
        " AND article NOT IN (SELECT article FROM claims WHERE source = ?1"
        "  GROUP BY article HAVING count(DISTINCT value) > 1)"  # too few words to compare
        " ORDER BY 1, 2, 3, 4, 5 LIMIT ?2"
    )
    return _can_be_one(base.execute(query, (leader, _MOST)).fetchall())


def _can_be_one(rows: list[tuple[str | None, str, str, str, str]]) -> bool:
    if len({(value, comparator) for value, comparator, *_ in rows}) <= 1:
        return True
    from onrecord.checks.amounts import EXACT, amount  # slow to import, and needed only if values differ

    with localcontext(EXACT):
        amounts = []
        for value, comparator, unit, figure_kind, said in rows:
            try:
                number = Decimal(value or "")
            except InvalidOperation:  # a range or no number: the same only if written the same
                return False
            amounts.append(amount(_Printed(number, comparator, unit, figure_kind, _Words(said))))
        known = [one for one in amounts if one is not None]
        return max(one.low for one in known) <= min(one.high for one in known)
