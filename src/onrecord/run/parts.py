"""A part file: the results of all articles in a unit of work, with a checksum.

It has compressed lines of JSON: the run and unit it belongs to; for each article a head followed by its
claims and errors as they will appear in the outputs; a summary of the unit. The last line is the SHA-256 of
everything before it. A file that is truncated, modified or from another run is rejected.
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
"""zlib compression level: claims are repetitive, and the lowest level removes most of that."""
_SEAL = 65
"""Bytes of the line with the hash, including its newline."""


@dataclass(frozen=True, slots=True)
class Item:
    """The results of one article, or of an input without any."""

    article: str
    path: str
    digest: str | None
    """The first half of the hash of its text; None if it could not be read."""
    key: str | None
    """The cache key of its result: a hash of the text and the publication date."""
    counts: dict[str, int]
    duplicate: bool
    """Whether it was skipped because its text was seen before."""
    claims: list[bytes]
    errors: list[bytes]


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary of a unit."""

    items: int
    cpu_seconds: float


@dataclass(slots=True)
class PartWriter:
    """Assembles the bytes of a part.

    Args:
        run: Id of the run it belongs to.
        unit: Name of the unit.
    """

    run: str
    unit: str
    report: Report = field(default_factory=Report)
    entry: int = 0
    """Index of the input that the next article is from."""
    _lines: list[bytes] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Add the outcome of an article, or of an input without any."""
        counts = Report()
        counts.add(outcome)
        self.report.join(counts)
        claims = [_encode(claim.model_dump_json()) for claim in outcome.claims]
        errors = [_encode(error_line(failure)) for failure in outcome.failures]
        numbers = {name: count for name, count in counts.counts().items() if count}
        item = outcome.article or outcome.failures[0]
        self._put(_item(item, numbers, False, claims, errors))

    def copy(self, item: Item | Skipped) -> None:
        """Add a result of an earlier run."""
        if isinstance(item, Skipped):
            self.skip(item)
            return
        self.report.join(Report(**item.counts))
        self.report.duplicates += item.duplicate
        self._put(item)

    def add_duplicate(self, article: Article) -> None:
        """Add an article whose text appeared earlier in the work list."""
        self.report.duplicates += 1
        self._put(_item(article, {}, True, [], []))

    def skip(self, part: Skipped) -> None:
        """Add a part of an input that is not an article."""
        self._lines.append(_json([self.entry, part.path, part.suffix]))

    def bytes(self, items: int, cpu_seconds: float) -> bytes:
        """The finished part.

        Args:
            items: Number of items in the unit, whether they are articles or not.
            cpu_seconds: Processor time spent.
        """
        head = _json({"onrecord part": FORMAT, "run": self.run, "unit": self.unit})
        about = [items, round(cpu_seconds, 3)]
        lines = [head, *self._lines, _json(about)]
        return sealed(zlib.compress(b"".join(line + b"\n" for line in lines), LEVEL))

    def _put(self, item: Item) -> None:
        about = [item.article, item.path, item.digest, item.key, item.counts, item.duplicate]
        self._lines.append(_json([self.entry, *about, len(item.claims), len(item.errors)]))
        self._lines += item.claims + item.errors


class Part:
    """A part file, verified.

    Args:
        data: Its bytes.
        run: Id of the run it must belong to.
        unit: Name of the unit it must be.

    Raises:
        ValueError: It is not a complete part of this unit of this run.
    """

    def __init__(self, data: bytes, run: str, unit: str) -> None:
        try:
            self._lines = zlib.decompress(unsealed(data)).split(b"\n")[:-1]
        except zlib.error as error:
            raise ValueError("not a part") from error
        if json.loads(self._lines[0]) != {"onrecord part": FORMAT, "run": run, "unit": unit}:
            raise ValueError("part of another run")
        self.summary = Summary(*json.loads(self._lines[-1]))

    def __iter__(self) -> Iterator[Item | Skipped]:
        """The results in order."""
        return (item for _, item in self.entries())

    def entries(self) -> Iterator[tuple[int, Item | Skipped]]:
        """The results in order, each with the index of its input in the unit."""
        lines = iter(self._lines[1:-1])
        for head in lines:
            entry, *about = json.loads(head)
            if len(about) == 2:
                yield entry, Skipped(*about)
                continue
            article, path, digest, key, counts, duplicate, claims, errors = about
            claim_lines = [next(lines) for _ in range(claims)]
            error_lines = [next(lines) for _ in range(errors)]
            yield entry, Item(article, path, digest, key, counts, duplicate, claim_lines, error_lines)


def digest_of(article: Article) -> str:
    """The first half of the hash of its text, which suffices to tell texts apart."""
    return article.sha256[:32]


def key_of(article: Article) -> str:
    """The cache key of an article: a hash of all its result depends on, the text and the publication date."""
    return sha256(f"{article.sha256} {article.published}".encode("ascii")).hexdigest()[:32]


def _item(
    item: Article | Failure, counts: dict[str, int], duplicate: bool, claims: list[bytes], errors: list[bytes]
) -> Item:
    if isinstance(item, Article):
        return Item(item.id, item.path, digest_of(item), key_of(item), counts, duplicate, claims, errors)
    return Item(item.article, item.path, None, None, counts, duplicate, claims, errors)


def sealed(body: bytes) -> bytes:
    """Append the hash of the bytes as a last line."""
    return body + sha256(body).hexdigest().encode("ascii") + b"\n"


def unsealed(data: bytes) -> bytes:
    """Verify sealed bytes and return them without the hash.

    Raises:
        ValueError: They were truncated or modified.
    """
    body = data[:-_SEAL]
    if sealed(body) != data:
        raise ValueError("truncated or modified")
    return body


def _json(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def _encode(line: str) -> bytes:
    return line.encode("utf-8", "backslashreplace")
