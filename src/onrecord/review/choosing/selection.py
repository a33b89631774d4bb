"""Which claims are reviewed, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from onrecord.errors import ConfigError
from onrecord.review.claimfile import ClaimFile, Rows
from onrecord.review.columns import Column

Mask = npt.NDArray[np.bool_]
Fits = Callable[[str, str], bool]


class Order(StrEnum):
    """Orders of review."""

    uncertainty = "uncertainty"
    """Least certain first: confidence closest to one half."""
    worth = "worth"
    """Claims most worth checking first."""
    article = "article"
    """As in the file: article by article."""
    confidence = "confidence"
    """Highest confidence first."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions a claim must meet to be reviewed; an empty field is no condition."""

    kind: str = ""
    speaker: str = ""
    """Part of the speaker's name, ignoring case."""
    mode: str = ""
    unit: str = ""
    rule: str = ""
    """The rule, or a prefix of it."""
    outlet: str = ""
    """Part of the outlet's name, ignoring case."""
    min_confidence: float = 0.0
    max_confidence: float = 1.0


def select(claims: ClaimFile, filters: Filters) -> Mask:
    """Which rows pass the filters.

    Raises:
        ConfigError: No claim in the whole file has the wanted name.
    """
    chosen: Mask = (claims.confidence >= filters.min_confidence) & (
        claims.confidence <= filters.max_confidence
    )
    for column, wanted in (("kind", filters.kind), ("mode", filters.mode), ("unit", filters.unit)):
        chosen &= _having(claims, column, wanted, lambda name, wanted: name == wanted)
    chosen &= _having(claims, "rule", filters.rule, lambda name, wanted: name.startswith(wanted))
    for column, wanted in (("speaker", filters.speaker), ("outlet", filters.outlet)):
        chosen &= _having(claims, column, wanted, lambda name, wanted: wanted.casefold() in name.casefold())
    return chosen


def arrange(claims: ClaimFile, rows: Rows, order: Order) -> Rows:
    """Sort rows, given in file order, into the order of review; ties stay in file order.

    For ``worth``, the file must have been opened with ``worth=True``.
    """
    rows = _beside_their_article(claims, rows)
    if order is Order.article:
        return rows
    sure = claims.confidence[rows]
    if order is Order.uncertainty:
        key = np.abs(sure - 0.5)
    elif order is Order.confidence:
        key = -sure
    else:
        assert claims.check_worthiness is not None
        key = -claims.check_worthiness[rows]
    return rows[np.argsort(key, kind="stable")]


def _beside_their_article(claims: ClaimFile, rows: Rows) -> Rows:
    """Rows, ascending, with each added claim after those that the program found in its article."""
    added = rows[rows >= claims.found_count]
    if not added.size:
        return rows
    in_file = rows[: len(rows) - len(added)]
    places = np.array([_last_in_article(claims, int(row)) for row in added], np.int64)
    order = np.argsort(places, kind="stable")
    return np.insert(in_file, np.searchsorted(in_file, places[order], side="right"), added[order])


def _last_in_article(claims: ClaimFile, row: int) -> int:
    """The last row that the program found in the article of this one."""
    same = claims.same("article", row)
    in_file = same[same < claims.found_count]
    return int(in_file[-1]) if in_file.size else claims.found_count


def _having(claims: ClaimFile, column: str, wanted: str, fits: Fits) -> Mask:
    if not wanted:
        return np.ones(len(claims), bool)
    known = claims.columns[column]
    codes = [code for code, name in enumerate(known.names) if fits(name, wanted)]
    if not codes:
        raise ConfigError(f"{claims.path}: no claim has the {column} {wanted!r}{_there(known.names)}")
    return _choose(known, codes)


def _choose(column: Column, wanted: Sequence[int]) -> Mask:
    """Which rows have one of the wanted codes."""
    table = np.zeros(len(column.names), bool)
    table[wanted] = True
    chosen: Mask = table[column.codes]
    return chosen


def _there(names: Sequence[str]) -> str:
    known = sorted(filter(None, names))
    return f"; there is {', '.join(known[:8])}{' ...' if len(known) > 8 else ''}" if known else ""
