"""The claims of a review in order, the current one, and those still to do."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from onrecord.errors import ClaimError
from onrecord.review.claimfile import HASH, AnyClaim, ClaimFile, Rows
from onrecord.review.decision import Standing
from onrecord.review.status import TO_DO, Status, status_of

SLICE = 10_000
"""How many claims are tested at a time."""

IDS = 2 * HASH
"""Digits of an id."""

Test = Callable[[Rows], npt.NDArray[np.bool_]]

VIEWS = (
    "all",
    "to do",
    "changed",
    "skipped",
    "flagged",
    "rejected or corrected",
    "statements",
    "figures",
    "same rule",
)
"""The views of the keys 1 to 9."""


class Queue:
    """Rows in the order of review: the whole selection or a view of it.

    Args:
        claims: The file.
        rows: The selection, in order.
        standing: What the reviewer has decided so far.
    """

    def __init__(self, claims: ClaimFile, rows: Rows, standing: Standing) -> None:
        self.claims = claims
        self.selection = rows
        self.rows = rows
        self.view = "all"
        self.position = 0
        self.gone = 0
        """Decided claims that are no longer in the file."""
        self.status: npt.NDArray[np.int8] = np.zeros(len(claims), np.int8)
        self.flagged: npt.NDArray[np.bool_] = np.zeros(len(claims), bool)
        self._selected = np.zeros(len(claims), bool)
        self._selected[rows] = True
        self._counts = np.zeros(len(Status), np.int64)
        self._counts[Status.undecided] = len(rows)
        added = standing.added()
        for ident in standing.by_claim:
            row = claims.find(ident)
            self.gone += row is None and ident not in added
            if row is not None:
                self.update(row, standing)
        self.to_first()

    def __len__(self) -> int:
        """How many claims the view has."""
        return len(self.rows)

    @property
    def row(self) -> int | None:
        """The row of the current claim."""
        return int(self.rows[self.position]) if len(self.rows) else None

    def update(self, row: int, standing: Standing) -> None:
        """Update the status of a claim from its decisions."""
        ident = self.claims.id(row)
        status = status_of(self.claims, row, standing)
        if self._selected[row]:
            self._counts[self.status[row]] -= 1
            self._counts[status] += 1
        self.status[row] = status
        self.flagged[row] = standing.flagged(ident)

    def insert(self, row: int, standing: Standing) -> None:
        """Put a newly added claim after the current one; a claim already in the queue is only updated."""
        grown = len(self.claims) - len(self.status)
        if grown > 0:
            self.status = np.append(self.status, np.zeros(grown, np.int8))
            self.flagged = np.append(self.flagged, np.zeros(grown, bool))
            self._selected = np.append(self._selected, np.zeros(grown, bool))
        if not self._selected[row]:
            here = self.row
            after = (
                len(self.selection) if here is None else int(np.flatnonzero(self.selection == here)[0]) + 1
            )
            self._selected[row] = True
            self._counts[self.status[row]] += 1
            self.selection = np.insert(self.selection, after, row)
            if self._views(here)[self.view](np.array([row], np.int64))[0]:
                self.rows = np.insert(self.rows, min(self.position + 1, len(self.rows)), row)
        self.update(row, standing)

    def remove(self, row: int) -> None:
        """Take out an added claim whose addition was undone."""
        if not self._selected[row]:
            return
        here = np.flatnonzero(self.rows == row)
        if here.size and here[0] < self.position:
            self.position -= 1
        self._leave_out(np.array([row], np.int64))

    def counts(self) -> dict[Status, int]:
        """How many claims of the selection have each status."""
        return {status: int(self._counts[status]) for status in Status}

    def to_first(self) -> None:
        """Go to the first claim still to do, or to the first claim if there is none."""
        self.position = 0
        if len(self.rows):
            self.position = len(self.rows) - 1
            if not self.advance():
                self.position = 0

    def advance(self) -> bool:
        """Go to the next claim still to do, wrapping around; False if there is none."""
        return self._seek(self._is_to_do)

    def move(self, step: int) -> bool:
        """Go to a neighbour, decided or not; False at either end."""
        wanted = self.position + step
        if not 0 <= wanted < len(self.rows):
            return False
        self.position = wanted
        return True

    def go_to(self, row: int) -> bool:
        """Go to a claim, leaving the view if it lacks the claim. False if the claim is not selected."""
        if not self._selected[row]:
            return False
        place = np.flatnonzero(self.rows == row)
        if not place.size:
            self.show("all")
            place = np.flatnonzero(self.rows == row)
        self.position = int(place[0])
        return True

    def go_to_number(self, number: str) -> bool:
        """Go to a claim of the view by its number, 1-based, or by its id; False if there is no such claim."""
        text = number.strip().replace(",", "")
        if text.isdecimal() and len(text) < IDS:
            return self.move(int(text) - 1 - self.position)
        row = self.claims.find(text)
        return row is not None and self.go_to(row)

    def next_with(self, column: str) -> bool:
        """Go to the next claim with the same name in a column, wrapping around."""
        row = self.row
        if row is None or not self.claims.name(column, row):
            return False
        codes = self.claims.columns[column].codes
        return self._seek(lambda rows: (codes[rows] == codes[row]) & (rows != row))

    def show(self, view: str) -> None:
        """Narrow the selection to a view; stays on the current claim if the view has it."""
        row = self.row
        test = self._views(row)[view]
        self.rows = self.selection[test(self.selection)]
        self.view = view
        place = np.flatnonzero(self.rows == row) if row is not None else np.zeros(0, np.int64)
        if place.size:
            self.position = int(place[0])
        else:
            self.to_first()

    def drop(self, count: int) -> None:
        """Take out this many claims, beginning with the current one."""
        if not count:
            return
        self._leave_out(self.rows[self.position : self.position + count])

    def _leave_out(self, gone: Rows) -> None:
        np.subtract.at(self._counts, self.status[gone], 1)
        self._selected[gone] = False
        self.rows = self.rows[self._selected[self.rows]]
        self.selection = self.selection[self._selected[self.selection]]
        if self.position >= len(self.rows):
            self.position = 0

    def read(self, problems: list[str]) -> AnyClaim | None:
        """The first claim from here on that can be read; unreadable ones before it leave the queue.

        Args:
            problems: List to which the reasons are added.
        """
        while len(self):
            for place in range(self.position, len(self)):
                try:
                    claim = self.claims.claim(int(self.rows[place]))
                except ClaimError as error:
                    problems.append(str(error))
                    continue
                self.drop(place - self.position)
                return claim
            self.drop(len(self) - self.position)
        return None

    def _seek(self, test: Test) -> bool:
        """Go to the next claim that passes, wrapping around to the current one; False if there is none."""
        here, size = self.position + 1, len(self.rows)
        for start, stop in ((here, size), (0, here)):
            for left in range(start, stop, SLICE):
                passing = np.flatnonzero(test(self.rows[left : min(left + SLICE, stop)]))
                if passing.size:
                    self.position = left + int(passing[0])
                    return True
        return False

    def _is_to_do(self, rows: Rows) -> npt.NDArray[np.bool_]:
        to_do: npt.NDArray[np.bool_] = np.isin(self.status[rows], TO_DO)
        return to_do

    def _views(self, row: int | None) -> dict[str, Test]:
        rules = self.claims.columns["rule"].codes
        rule = rules[row] if row is not None else -1

        def kind(wanted: str) -> Test:
            column = self.claims.columns["kind"]
            code = column.names.index(wanted) if wanted in column.names else -1
            return lambda rows: column.codes[rows] == code

        return {
            "all": lambda rows: np.ones(len(rows), bool),
            "to do": self._is_to_do,
            "changed": lambda rows: self.status[rows] == Status.changed,
            "skipped": lambda rows: self.status[rows] == Status.skip,
            "flagged": lambda rows: self.flagged[rows],
            "rejected or corrected": lambda rows: np.isin(
                self.status[rows], [int(Status.reject), int(Status.edit)]
            ),
            "statements": kind("statement"),
            "figures": kind("figure"),
            "same rule": lambda rows: rules[rows] == rule,
        }
