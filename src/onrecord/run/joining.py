"""The parts of a run to its outputs, in the order of the work list, each text once."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from typing import Any

from onrecord.errors import ConfigError
from onrecord.readers import Failure
from onrecord.run.files import WholeFile
from onrecord.run.ledger import Ledger
from onrecord.run.manifest import commit_all, write_manifest
from onrecord.run.outputs import Outputs
from onrecord.run.parts import NAMED, Item, Part
from onrecord.run.report import Report, duplicate_of, error_line
from onrecord.run.worklist import ITEMS, Unit, cut, next_block


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

    def close(self) -> None:
        """Forget them."""
        self._base.close()


def join_parts(ledger: Ledger, outputs: Outputs, about: Callable[[Joined], Mapping[str, Any]]) -> Joined:
    """Write the outputs of a run whose units are all done.

    Args:
        ledger: The run.
        outputs: Where to write.
        about: What to say in the manifest besides.

    Raises:
        ConfigError: A part was damaged after it was written; run again, it is made again.
    """
    joined = Joined()
    with ExitStack() as stack:
        texts = stack.enter_context(closing(Texts()))
        claims, errors, manifest = (
            stack.enter_context(WholeFile(path, ledger.disk)) for path in outputs.paths()
        )
        try:
            for unit, part in _parts(ledger):
                _add(joined, part)
                for item in part:
                    _write(item, unit, ledger, texts, joined, claims, errors)
        except sqlite3.Error as error:
            raise ConfigError(f"the temporary folder: {error}; what is done is kept") from error
        write_manifest(manifest, about(joined), joined.report, claims, errors)
        commit_all(claims, errors, manifest)
    return joined


def _parts(ledger: Ledger) -> Iterator[tuple[Unit, Part]]:
    for first in cut(ledger.entries()):
        unit = first
        while True:
            part = ledger.read(unit)
            if part is None:
                raise ConfigError(f"{ledger.claims}: a part was lost or damaged: run the same command again")
            yield unit, part
            if not unit.large or part.summary.items < ITEMS:
                break
            unit = next_block(unit)


def _write(
    item: Item,
    unit: Unit,
    ledger: Ledger,
    texts: Texts,
    joined: Joined,
    claims: WholeFile,
    errors: WholeFile,
) -> None:
    first = texts.first(item.digest, item.article) if item.digest else None
    if first is not None:
        joined.report.duplicates += 1
        errors.write(error_line(duplicate_of(first, item.article, item.path)))
        return
    if item.again:
        ledger.drop(unit)
        raise ConfigError(f"{item.path} changed while it was read: run the same command again")
    joined.report.join(Report(**item.counts))
    for line in item.claims:
        claims.put(line + b"\n")
    for line in item.errors:
        errors.put(line + b"\n")
        if len(joined.failures) < NAMED and (failure := Failure(**json.loads(line))).stage != "date":
            joined.failures.append(failure)


def _add(joined: Joined, part: Part) -> None:
    summary = part.summary
    joined.skipped.update(summary.skipped)
    joined.skipped_names += summary.skipped_names[: NAMED - len(joined.skipped_names)]
    joined.cpu_seconds += summary.cpu_seconds
