"""The parts of a run to its outputs, in the order of the work list, each text once."""

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
from onrecord.run.kept import Kept
from onrecord.run.ledger import Ledger
from onrecord.run.manifest import commit_all, write_manifest
from onrecord.run.outputs import Outputs
from onrecord.run.parts import Item
from onrecord.run.report import Report, duplicate_of, error_line
from onrecord.run.worklist import ITEMS, Unit, cut, next_block

NAMED = 5
"""How many failures and things skipped are remembered by name."""


class StaleError(Exception):
    """Some units must be done again: a text they left out as one that was there before is not there now."""


@dataclass(slots=True)
class Joined:
    """What a finished run has to say."""

    report: Report = field(default_factory=Report)
    skipped: Counter[str] = field(default_factory=Counter)
    """Parts of inputs that are no articles, by kind."""
    skipped_names: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    """The first few."""
    cpu_seconds: float = 0.0
    kept: int = 0
    """Inputs of which nothing was done, because an earlier run did it."""
    changed: list[str] = field(default_factory=list)
    """Why nothing of an earlier run could be used, where there was one."""


class Texts:
    """The texts there were so far, in a database that leaves memory when it grows."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("")  # a temporary file that the system removes
        self._base.execute("CREATE TABLE text (digest BLOB PRIMARY KEY, article TEXT) WITHOUT ROWID")

    def first(self, digest: str, article: str) -> str | None:
        """The article that had this text first; None where this one is the first."""
        key = bytes.fromhex(digest)
        if self._base.execute("INSERT OR IGNORE INTO text VALUES (?, ?)", (key, article)).rowcount:
            return None
        (found,) = self._base.execute("SELECT article FROM text WHERE digest = ?", (key,)).fetchone()
        return str(found)

    def has(self, digest: str) -> bool:
        """Whether this text was there."""
        found = self._base.execute("SELECT 1 FROM text WHERE digest = ?", (bytes.fromhex(digest),))
        return found.fetchone() is not None

    def close(self) -> None:
        """Forget them."""
        self._base.close()


def join_parts(
    ledger: Ledger, kept: Kept | None, outputs: Outputs, about: Callable[[Joined], Mapping[str, Any]]
) -> Joined:
    """Write the outputs of a run whose units are all done.

    Args:
        ledger: The run.
        kept: What earlier runs found.
        outputs: Where to write.
        about: What to say in the manifest besides.

    Raises:
        StaleError: Some units must be done again; they were dropped.
        ConfigError: A part was damaged after it was written; run again, it is made again.
    """
    joined = Joined()
    stale: list[Unit] = []
    with ExitStack() as stack:
        texts = stack.enter_context(closing(Texts()))
        claims, errors, manifest = (
            stack.enter_context(WholeFile(path, ledger.disk)) for path in outputs.paths()
        )
        try:
            for unit, items in _units(ledger, kept, joined):
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
            _drop(unit, ledger, kept)
        raise StaleError
    return joined


def _units(
    ledger: Ledger, kept: Kept | None, joined: Joined
) -> Iterator[tuple[Unit, Iterable[Item | Skipped]]]:
    for first in cut(ledger.entries()):
        if kept is not None and kept.knows(first):
            joined.kept += len(first.entries)
            for entry in first.entries:
                yield first, kept.items(entry) or ()
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


def _drop(unit: Unit, ledger: Ledger, kept: Kept | None) -> None:
    ledger.drop(unit)
    if kept is not None and kept.usable:
        for entry in unit.entries:
            kept.forget(entry)


def _write(item: Item | Skipped, texts: Texts, joined: Joined, claims: WholeFile, errors: WholeFile) -> bool:
    """Write what an article gave; False where it was left out for an earlier one that is not there."""
    if isinstance(item, Skipped):
        joined.skipped[item.suffix] += 1
        joined.skipped_names += [item.path][: NAMED - len(joined.skipped_names)]
        return True
    if item.again and item.digest and not texts.has(item.digest):
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
