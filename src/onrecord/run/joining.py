"""Joins the parts of a run into its outputs, in the order of the work list, with each text only once."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from typing import Any

from onrecord.errors import ConfigError
from onrecord.readers import Failure, Skipped
from onrecord.run.files import WholeFile
from onrecord.run.ledger import Ledger
from onrecord.run.manifest import commit_all, write_manifest
from onrecord.run.outputs import Outputs
from onrecord.run.parts import Item
from onrecord.run.report import Report, duplicate_of, error_line
from onrecord.run.result_cache import ResultCache
from onrecord.run.worklist import ITEMS, Unit, cut, next_block

NAMED = 5
"""How many failures and skipped items are listed by name."""


class StaleError(Exception):
    """Some units must be redone: they skipped a text as a duplicate, but the original is gone."""


@dataclass(slots=True)
class Joined:
    """The summary of a finished run."""

    report: Report = field(default_factory=Report)
    skipped: Counter[str] = field(default_factory=Counter)
    """Counts of items that are not articles, by kind."""
    skipped_names: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    """The first few failures."""
    cpu_seconds: float = 0.0
    kept: int = 0
    """Inputs whose results were taken from an earlier run."""
    changed: list[str] = field(default_factory=list)
    """The changed settings that made the results of an earlier run unusable."""


class Texts:
    """The texts seen so far, in a temporary database that spills to disk as it grows."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("")  # a temporary file, removed on close
        self._base.execute("CREATE TABLE text (digest BLOB PRIMARY KEY, article TEXT) WITHOUT ROWID")

    def first(self, digest: str, article: str) -> str | None:
        """The first article with this text, or None if it is this one."""
        key = bytes.fromhex(digest)
        if self._base.execute("INSERT OR IGNORE INTO text VALUES (?, ?)", (key, article)).rowcount:
            return None
        (first,) = self._base.execute("SELECT article FROM text WHERE digest = ?", (key,)).fetchone()
        return str(first)

    def has(self, digest: str) -> bool:
        """Whether this text was seen."""
        row = self._base.execute("SELECT 1 FROM text WHERE digest = ?", (bytes.fromhex(digest),))
        return row.fetchone() is not None

    def close(self) -> None:
        """Delete the database."""
        self._base.close()


def join_parts(
    ledger: Ledger, cache: ResultCache | None, outputs: Outputs, about: Callable[[Joined], Mapping[str, Any]]
) -> Joined:
    """Write the outputs of a run whose units are all done.

    Args:
        ledger: The run.
        cache: Results of earlier runs.
        outputs: Where to write.
        about: Makes the remaining fields of the manifest.

    Raises:
        StaleError: Some units must be redone; their parts were deleted.
        ConfigError: A part was damaged after it was written; another run makes it again.
    """
    joined = Joined()
    stale: list[Unit] = []
    with ExitStack() as stack:
        texts = stack.enter_context(closing(Texts()))
        claims, errors, manifest = (
            stack.enter_context(WholeFile(path, ledger.disk)) for path in outputs.paths()
        )
        try:
            for unit, items in _units(ledger, cache, joined):
                for item in items:
                    if not _write(item, texts, joined, claims, errors) and unit not in stale[-1:]:
                        stale.append(unit)
        except sqlite3.Error as error:
            raise ConfigError(f"the temporary folder: {error}; what is done is kept") from error
        if not stale:
            write_manifest(manifest, about(joined), joined.report, claims, errors)
            commit_all(claims, errors, manifest)
    if stale:
        for unit in stale:
            ledger.drop(unit)
        if cache is not None and cache.usable:
            cache.forget(entry for unit in stale for entry in unit.entries)
        raise StaleError
    return joined


def _units(
    ledger: Ledger, cache: ResultCache | None, joined: Joined
) -> Iterator[tuple[Unit, Iterable[Item | Skipped]]]:
    for first in cut(ledger.entries()):
        if cache is not None and cache.has_all(first):
            joined.kept += len(first.entries)
            for entry in first.entries:
                yield first, cache.items(entry) or ()
            continue
        unit = first
        while True:
            part = ledger.read(unit)
            if part is None:
                raise ConfigError(f"{ledger.claims}: a part was lost or damaged: run the same command again")
            joined.cpu_seconds += part.summary.cpu_seconds
            yield unit, part
            if not unit.large or part.summary.items < ITEMS:
                break
            unit = next_block(unit)


def _write(item: Item | Skipped, texts: Texts, joined: Joined, claims: WholeFile, errors: WholeFile) -> bool:
    """Write one result; False if it was skipped as a duplicate of a text that is not there."""
    if isinstance(item, Skipped):
        joined.skipped[item.suffix] += 1
        joined.skipped_names += [item.path][: NAMED - len(joined.skipped_names)]
        return True
    if item.duplicate and item.digest and not texts.has(item.digest):
        return False
    first = texts.first(item.digest, item.article) if item.digest else None
    if first is not None:
        joined.report.duplicates += 1
        errors.write(error_line(duplicate_of(first, item.article, item.path)))
        return True
    joined.report.join(Report(**item.counts))
    for line in item.claims:
        claims.put(line + b"\n")
    for line in item.errors:
        errors.put(line + b"\n")
        if len(joined.failures) < NAMED and (failure := Failure(**json.loads(line))).stage != "date":
            joined.failures.append(failure)
    return True
