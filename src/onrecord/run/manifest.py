"""Writes manifest.json: versions, settings, counts, times, and the hashes of the other outputs."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from onrecord.run.files import WholeFile
from onrecord.run.report import Report


@dataclass(frozen=True, slots=True)
class Clock:
    """Measures the time of a run from its start."""

    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    _ticks: float = field(default_factory=time.perf_counter)

    def times(self, words: int, cpu_seconds: float) -> dict[str, Any]:
        """Times and speed.

        Args:
            words: Number of words processed.
            cpu_seconds: Processor time spent on them by all processes, in this run and before.
        """
        return {
            "started": self.started.isoformat(timespec="seconds"),
            "seconds": round(time.perf_counter() - self._ticks, 3),
            "cpu_seconds": round(cpu_seconds, 3),
            "words_per_cpu_second": round(words / cpu_seconds) if cpu_seconds else 0,
        }


def write_manifest(file: WholeFile, about: Mapping[str, Any], report: Report, *others: WholeFile) -> None:
    """Write the manifest, with the hashes of the other outputs."""
    hashes = {
        other.path.name: {"sha256": other.sha256, "bytes": other.size, "lines": other.lines}
        for other in others
    }
    record = {**about, "counts": report.counts(), "outputs": hashes}
    file.write(json.dumps(record, indent=2, ensure_ascii=False))


def commit_all(claims: WholeFile, errors: WholeFile, manifest: WholeFile) -> None:
    """Rename the three files to their final names, the manifest last.

    Nothing is renamed until all bytes are on disk. A crash between two renames leaves a manifest whose hashes
    do not match the files beside it, until the same command is run again.
    """
    for file in (claims, errors, manifest):
        file.finish()
    for file in (errors, claims, manifest):
        file.commit()
