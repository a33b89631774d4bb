"""A file of claims opened for review: arrays of where each line starts and of what claims are sorted by."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import ValidationError

from onrecord.claims import FigureClaim, StatementClaim, parse_claim
from onrecord.errors import ClaimError, ConfigError
from onrecord.review.choosing.check_worthiness import check_worthiness
from onrecord.review.claim_fields import read_claim_fields
from onrecord.review.columns import column_of, with_name

AnyClaim = StatementClaim | FigureClaim
Rows = npt.NDArray[np.int64]

HASH = 12
"""Bytes of an id, and of a fingerprint."""
BLOCK = 1 << 18
"""Bytes read in one go while the file is indexed."""


class ClaimFile:
    """Claims by row number, 0-based, in the order of the file. A claim that occurs twice counts once.

    Rows from ``found_count`` on are claims that reviewers added; they exist in memory only.

    Args:
        path: The file.
        with_check_worthiness: Whether to compute how much each claim is worth checking, which takes some
            seconds for a million claims.

    Raises:
        ConfigError: The file cannot be read.
    """

    def __init__(self, path: Path, *, with_check_worthiness: bool = False) -> None:
        self.path = path
        self.bad: list[str] = []
        """Lines that are not claims: file, line and reason."""
        self._added: dict[str, int] = {}
        self._added_lines: dict[int, tuple[str, str, bytes]] = {}
        try:
            self._stream = path.open("rb")
            try:
                with open(self._stream.fileno(), "rb", buffering=BLOCK, closefd=False) as lines:
                    self._index(lines, with_check_worthiness)
            except BaseException:
                self._stream.close()
                raise
        except OSError as error:
            raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from error

    def _index(self, lines: Iterable[bytes], with_check_worthiness: bool) -> None:
        starts, numbers, sure = array("q"), array("q"), array("d")
        hashes, points = bytearray(), bytearray()
        codes = {name: array("i") for name in ("article", "sort", "speaker")}
        add_article, add_sort, add_speaker = (column.append for column in codes.values())
        articles: dict[tuple[str, str], int] = {}
        sorts: dict[tuple[str, str, str, str], int] = {}
        speakers: dict[str, int] = {}
        start = 0
        for number, data in enumerate(lines, start=1):
            here, start = start, start + len(data)
            try:
                fields = read_claim_fields(data)
                hashes += fields.hashes()
            except ValueError as error:
                if data.strip():
                    self.bad.append(f"{self.path}, line {number}: {error}")
                continue
            starts.append(here)
            numbers.append(number)
            sure.append(fields.confidence)
            article = (fields.article.id, fields.article.outlet or "")
            add_article(articles.setdefault(article, len(articles)))
            sort = (fields.kind, fields.rule, fields.mode, fields.unit)
            add_sort(sorts.setdefault(sort, len(sorts)))
            speaker = fields.speaker.name if fields.speaker else ""
            add_speaker(speakers.setdefault(speaker, len(speakers)))
            if with_check_worthiness:
                points.append(check_worthiness(fields))
        table = np.frombuffer(bytes(hashes), np.uint8).reshape(-1, 2 * HASH)
        keep = _first_of_each(_keys(table))
        self._hashes = table[keep]
        self._starts = np.array(starts, np.int64)[keep]
        self._numbers = np.array(numbers, np.int64)[keep]
        self.confidence = np.array(sure, np.float64)[keep]
        self.check_worthiness = np.frombuffer(points, np.int8)[keep] if with_check_worthiness else None
        """Points from 0 to 5; None if not asked for."""
        code = {name: np.array(column, np.int32)[keep] for name, column in codes.items()}
        self.columns = {
            "article": column_of([ident for ident, _ in articles], code["article"]),
            "outlet": column_of([outlet for _, outlet in articles], code["article"]),
            "kind": column_of([kind for kind, *_ in sorts], code["sort"]),
            "rule": column_of([rule for _, rule, *_ in sorts], code["sort"]),
            "mode": column_of([mode for *_, mode, _ in sorts], code["sort"]),
            "unit": column_of([unit for *_, unit in sorts], code["sort"]),
            "speaker": column_of(list(speakers), code["speaker"]),
        }
        self.keys = _keys(self._hashes)
        """The first 64 bits of each id."""
        self._by_key = np.argsort(self.keys, kind="stable")
        self._sorted_keys = self.keys[self._by_key]

    def __len__(self) -> int:
        """How many claims there are, including added ones."""
        return self.found_count + len(self._added)

    @property
    def found_count(self) -> int:
        """How many claims are in the file: those the program found."""
        return len(self._starts)

    def add(self, claim: AnyClaim) -> int:
        """Give an added claim a row after those of the file, unless it has one already; returns its row."""
        data = claim.model_dump_json().encode()
        row = self._added.setdefault(claim.id, len(self))
        self._added_lines[row] = claim.id, claim.fingerprint, data
        fields = read_claim_fields(data)
        names = {
            "article": fields.article.id,
            "outlet": fields.article.outlet or "",
            "kind": fields.kind,
            "rule": fields.rule,
            "mode": fields.mode,
            "unit": fields.unit,
            "speaker": fields.speaker.name if fields.speaker else "",
        }
        for column, name in names.items():
            self.columns[column] = with_name(self.columns[column], row, name)
        if row == len(self.confidence):
            self.confidence = np.append(self.confidence, fields.confidence)
            if self.check_worthiness is not None:
                self.check_worthiness = np.append(self.check_worthiness, np.int8(0))
        if self.check_worthiness is not None:
            self.check_worthiness[row] = check_worthiness(fields)
        return row

    def id(self, row: int) -> str:
        """The id of a claim."""
        if row >= self.found_count:
            return self._added_lines[row][0]
        return bytes(self._hashes[row, :HASH]).hex()

    def fingerprint(self, row: int) -> str:
        """The fingerprint of a claim."""
        if row >= self.found_count:
            return self._added_lines[row][1]
        return bytes(self._hashes[row, HASH:]).hex()

    def name(self, column: str, row: int) -> str:
        """The value of a column for a claim: kind, article, outlet, rule, mode, unit or speaker."""
        values = self.columns[column]
        return values.names[int(values.codes[row])]

    def find(self, ident: str) -> int | None:
        """The row of the claim with this id; None if there is none."""
        if ident in self._added:
            return self._added[ident]
        try:
            wanted = bytes.fromhex(ident)
        except ValueError:
            return None
        key = np.uint64(int.from_bytes(wanted[:8]))
        for place in range(int(np.searchsorted(self._sorted_keys, key)), self.found_count):
            row = int(self._by_key[place])
            if self.keys[row] != key:
                break
            if bytes(self._hashes[row, :HASH]) == wanted:
                return row
        return None

    def has_found(self, ident: str) -> bool:
        """Whether the program found the claim with this id."""
        row = self.find(ident)
        return row is not None and row < self.found_count

    def rows_with(self, column: str, name: str) -> Rows:
        """All rows with this name in a column, in file order."""
        values = self.columns[column]
        if name not in values.names:
            return np.zeros(0, np.int64)
        return np.flatnonzero(values.codes == values.names.index(name))

    def same(self, column: str, row: int) -> Rows:
        """All rows with the same name in a column as this one, in file order."""
        codes = self.columns[column].codes
        return np.flatnonzero(codes == codes[row])

    def line(self, row: int) -> bytes:
        """The line of a claim as it is in the file."""
        if row >= self.found_count:
            return self._added_lines[row][2]
        self._stream.seek(int(self._starts[row]))
        return self._stream.readline()

    def claim(self, row: int) -> AnyClaim:
        """A claim, validated.

        Raises:
            ClaimError: The line is not a claim of this schema.
        """
        try:
            record: dict[str, Any] = json.loads(self.line(row))
            return parse_claim(record)
        except (ValidationError, ValueError, RecursionError) as error:
            reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            where = f"{self.path}, line {self._numbers[row]}"
            raise ClaimError(f"{where}: not a claim: {reason}") from error

    def claims(self, rows: Iterable[int]) -> Iterator[AnyClaim]:
        """The claims of some rows, leaving out lines that are not claims."""
        for row in rows:
            try:
                yield self.claim(int(row))
            except ClaimError:
                continue

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


def _keys(hashes: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint64]:
    """The first eight bytes of every row as a number."""
    return np.ascontiguousarray(hashes[:, :8]).view(">u8").astype(np.uint64).ravel()


def _first_of_each(keys: npt.NDArray[np.uint64]) -> Rows:
    _, first = np.unique(keys, return_index=True)
    return np.sort(first).astype(np.int64)
