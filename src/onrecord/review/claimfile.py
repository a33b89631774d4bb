"""A file of claims opened for review: where each line starts, and what orders and filters them, as arrays."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import ValidationError

from onrecord.claims import FigureClaim, StatementClaim, parse_claim
from onrecord.errors import ClaimError, ConfigError
from onrecord.review.scan import Scanner, Sort, Source, unquoted

AnyClaim = StatementClaim | FigureClaim
Rows = npt.NDArray[np.int64]

_HEX = np.zeros(256, np.uint8)
_HEX[list(b"0123456789abcdef")] = range(16)


@dataclass(frozen=True, slots=True)
class Column:
    """A name for each row, stored once: ``names[codes[row]]``."""

    codes: npt.NDArray[np.int32]
    names: list[str]


class ClaimFile:
    """Claims by row number, 0-based, in the order of the file. A claim that is there twice counts once.

    Raises:
        ConfigError: The file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.bad: list[str] = []
        """Lines that are no claims: file, line and reason."""
        try:
            self._stream = path.open("rb")
            self._index()
        except OSError as error:
            raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from error

    def _index(self) -> None:
        starts, numbers, sure = array("q"), array("q"), array("d")
        ids, prints = bytearray(), bytearray()
        codes = {name: array("i") for name in ("article", "sort", "speaker")}
        sources: dict[Source, int] = {}
        sorts: dict[Sort, int] = {}
        speakers: dict[bytes, int] = {}
        scan = Scanner().scan
        add_source, add_sort, add_speaker = (column.append for column in codes.values())
        at = 0
        for number, line in enumerate(self._stream, start=1):
            try:
                ident, fingerprint, confidence, source, sort, speaker = scan(line)
            except ValueError as error:
                if line.strip():
                    self.bad.append(f"{self.path}, line {number}: {error}")
                at += len(line)
                continue
            starts.append(at)
            numbers.append(number)
            sure.append(confidence)
            ids += ident
            prints += fingerprint
            add_source(sources.setdefault(source, len(sources)))
            add_sort(sorts.setdefault(sort, len(sorts)))
            add_speaker(speakers.setdefault(speaker, len(speakers)))
            at += len(line)
        keep = _first_of_each(_keys(ids))
        self.starts = np.array(starts, np.int64)[keep]
        self._numbers = np.array(numbers, np.int64)[keep]
        self.confidence = np.array(sure, np.float64)[keep]
        self._ids, self._prints = _hashes(ids)[keep], _hashes(prints)[keep]
        code = {name: np.array(column, np.int32)[keep] for name, column in codes.items()}
        kinds, rules = ([sort[0] for sort in sorts], [sort[1] for sort in sorts])
        modes = [extra if kind == b"statement" else b"" for kind, _, extra in sorts]
        units = [b"" if kind == b"statement" else extra for kind, _, extra in sorts]
        self.columns = {
            "article": _column([ident for ident, _ in sources], code["article"]),
            "outlet": _column([outlet for _, outlet in sources], code["article"]),
            "kind": _column([unquoted(kind) for kind in kinds], code["sort"]),
            "rule": _column([unquoted(rule) for rule in rules], code["sort"]),
            "mode": _column([unquoted(mode) for mode in modes], code["sort"]),
            "unit": _column([unquoted(unit) for unit in units], code["sort"]),
            "speaker": _column([unquoted(name) for name in speakers], code["speaker"]),
        }
        self.keys = _keys(self._ids.tobytes())
        """The first 64 bits of each id."""
        self._by_key = np.argsort(self.keys, kind="stable")
        self._sorted_keys = self.keys[self._by_key]

    def __len__(self) -> int:
        """How many claims there are."""
        return len(self.starts)

    def id(self, row: int) -> str:
        """The id of a claim."""
        return _ascii(self._ids[row])

    def fingerprint(self, row: int) -> str:
        """The fingerprint of a claim."""
        return _ascii(self._prints[row])

    def name(self, column: str, row: int) -> str:
        """What a named column says of a claim: kind, article, outlet, rule, mode, unit or speaker."""
        found = self.columns[column]
        return str(found.names[found.codes[row]])

    def find(self, ident: str) -> int | None:
        """The row of the claim with this id."""
        wanted = ident.encode("ascii", "replace")
        key = _keys(wanted)[:1] if len(wanted) == 24 else np.zeros(0, np.uint64)
        if not key.size:
            return None
        place = int(np.searchsorted(self._sorted_keys, key[0]))
        while place < len(self) and self._sorted_keys[place] == key[0]:
            row = int(self._by_key[place])
            if self.id(row) == ident:
                return row
            place += 1
        return None

    def rows_with(self, column: str, name: str) -> Rows:
        """All rows with this name in a column, in file order."""
        found = self.columns[column]
        if name not in found.names:
            return np.zeros(0, np.int64)
        return np.flatnonzero(found.codes == found.names.index(name))

    def line(self, row: int) -> bytes:
        """The line of a claim as it stands in the file."""
        self._stream.seek(int(self.starts[row]))
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
        """Claims of some rows; what is no claim is left out."""
        for row in rows:
            try:
                yield self.claim(int(row))
            except ClaimError:
                continue

    def close(self) -> None:
        """Give the file back."""
        self._stream.close()


def _column(names: Sequence[str], codes: npt.NDArray[np.int32]) -> Column:
    """A column of names that may be there more than once."""
    known: dict[str, int] = {}
    table = np.array([known.setdefault(name, len(known)) for name in names], np.int32)
    return Column(table[codes], list(known))


def _hashes(digits: bytearray) -> npt.NDArray[np.bytes_]:
    return np.frombuffer(bytes(digits), "S24") if digits else np.zeros(0, "S24")


def _ascii(digits: bytes) -> str:
    return digits.decode("ascii")


def _keys(ids: bytes | bytearray) -> npt.NDArray[np.uint64]:
    """The first 16 hexadecimal digits of every id as a number."""
    if not ids:
        return np.zeros(0, np.uint64)
    digits = _HEX[np.frombuffer(bytes(ids), np.uint8).reshape(-1, 24)[:, :16]]
    packed = (digits[:, 0::2] << 4) | digits[:, 1::2]
    return np.ascontiguousarray(packed).view(">u8").astype(np.uint64).ravel()


def _first_of_each(keys: npt.NDArray[np.uint64]) -> Rows:
    _, first = np.unique(keys, return_index=True)
    return np.sort(first).astype(np.int64)


def choose(
    names: Sequence[str], codes: npt.NDArray[np.int32], wanted: Iterable[int]
) -> npt.NDArray[np.bool_]:
    """Which rows have one of the wanted codes."""
    table = np.zeros(len(names) or 1, bool)
    table[list(wanted)] = True
    chosen: npt.NDArray[np.bool_] = table[codes]
    return chosen
