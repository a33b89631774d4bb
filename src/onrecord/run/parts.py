"""A part file: what became of every article of a unit of work, with a checksum.

Packed lines of JSON: whose part it is; for each article a head and then its claims and errors, as they will
stand in the outputs; what there is to say of the unit. Then the SHA-256 of all that. A file that is cut off
anywhere, or changed, or of another run, is no part.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from onrecord.readers import Article, Failure, Skipped
from onrecord.run.article import Outcome
from onrecord.run.report import Report, error_line

FORMAT = 2
LEVEL = 1
"""How hard parts are packed: claims repeat themselves, and little work takes off most of it."""
_SEAL = 65
"""Bytes of the line with the hash."""


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a part, or an input that gave none."""

    article: str
    path: str
    digest: str | None
    """Half the hash of its text, None where it could not be read."""
    key: str | None
    """What its result is known by: the text and the publication date."""
    counts: dict[str, int]
    again: bool
    """Its text was seen before, so that nothing was done with it."""
    claims: list[bytes]
    errors: list[bytes]


@dataclass(frozen=True, slots=True)
class Summary:
    """What there is to say of a unit."""

    items: int
    cpu_seconds: float


@dataclass(slots=True)
class PartWriter:
    """Puts the bytes of a part together.

    Args:
        run: Which run it belongs to.
        unit: Which unit of it this is.
    """

    run: str
    unit: str
    report: Report = field(default_factory=Report)
    entry: int = 0
    """Which of the unit's inputs the next article is from."""
    _lines: list[bytes] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Add what became of an article, or an input that gave none."""
        counts = Report()
        counts.add(outcome)
        self.report.join(counts)
        claims = [_encode(claim.model_dump_json()) for claim in outcome.claims]
        errors = [_encode(error_line(failure)) for failure in outcome.failures]
        numbers = {name: count for name, count in counts.counts().items() if count}
        item = outcome.article or outcome.failures[0]
        self._put(_item(item, numbers, False, claims, errors))

    def copy(self, item: Item | Skipped) -> None:
        """Add what is known from an earlier run."""
        if isinstance(item, Skipped):
            self.skip(item)
            return
        self.report.join(Report(**item.counts))
        self.report.duplicates += item.again
        self._put(item)

    def add_again(self, article: Article) -> None:
        """Add an article whose text was seen earlier in the work list."""
        self.report.duplicates += 1
        self._put(_item(article, {}, True, [], []))

    def skip(self, part: Skipped) -> None:
        """Count a part of an input that is no article."""
        self._lines.append(_json([self.entry, part.path, part.suffix]))

    def bytes(self, items: int, cpu_seconds: float) -> bytes:
        """The whole part.

        Args:
            items: How many articles there were in the unit, and things that are none.
            cpu_seconds: Time it took.
        """
        head = _json({"onrecord part": FORMAT, "run": self.run, "unit": self.unit})
        about = [items, round(cpu_seconds, 3)]
        lines = [head, *self._lines, _json(about)]
        return sealed(zlib.compress(b"".join(line + b"\n" for line in lines), LEVEL))

    def _put(self, item: Item) -> None:
        about = [item.article, item.path, item.digest, item.key, item.counts, item.again]
        self._lines.append(_json([self.entry, *about, len(item.claims), len(item.errors)]))
        self._lines += item.claims + item.errors


class Part:
    """A part file, checked.

    Args:
        data: Its bytes.
        run: Which run it must belong to.
        unit: Which unit of it this must be.

    Raises:
        ValueError: It is no whole part of this unit of this run.
    """

    def __init__(self, data: bytes, run: str, unit: str) -> None:
        try:
            self._lines = zlib.decompress(unsealed(data)).split(b"\n")[:-1]
        except zlib.error as error:
            raise ValueError("no part") from error
        if json.loads(self._lines[0]) != {"onrecord part": FORMAT, "run": run, "unit": unit}:
            raise ValueError("part of another run")
        self.summary = Summary(*json.loads(self._lines[-1]))

    def __iter__(self) -> Iterator[Item | Skipped]:
        """The articles in order, and what is none."""
        return (item for _, item in self.entries())

    def entries(self) -> Iterator[tuple[int, Item | Skipped]]:
        """The same, each with the number of its input in the unit."""
        lines = iter(self._lines[1:-1])
        for head in lines:
            entry, *about = json.loads(head)
            if len(about) == 2:
                yield entry, Skipped(*about)
                continue
            article, path, digest, key, counts, again, claims, errors = about
            found = [next(lines) for _ in range(claims)]
            failed = [next(lines) for _ in range(errors)]
            yield entry, Item(article, path, digest, key, counts, again, found, failed)


def digest_of(article: Article) -> str:
    """Half of the hash of its text, which is enough to tell texts apart."""
    return article.sha256[:32]


def key_of(article: Article) -> str:
    """What the result of an article depends on beside the settings: its text and its publication date."""
    return sha256(f"{article.sha256} {article.published}".encode("ascii")).hexdigest()[:32]


def _item(
    item: Article | Failure, counts: dict[str, int], again: bool, claims: list[bytes], errors: list[bytes]
) -> Item:
    if isinstance(item, Article):
        return Item(item.id, item.path, digest_of(item), key_of(item), counts, again, claims, errors)
    return Item(item.article, item.path, None, None, counts, again, claims, errors)


def sealed(body: bytes) -> bytes:
    """Bytes with their hash on a last line."""
    return body + sha256(body).hexdigest().encode("ascii") + b"\n"


def unsealed(data: bytes) -> bytes:
    """The bytes as they were sealed.

    Raises:
        ValueError: They were cut off or changed.
    """
    body = data[:-_SEAL]
    if sealed(body) != data:
        raise ValueError("cut off or changed")
    return body


def _json(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def _encode(line: str) -> bytes:
    return line.encode("utf-8", "backslashreplace")
