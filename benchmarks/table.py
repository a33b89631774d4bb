"""A table of measurements: value, goal, and whether a busy machine affects it."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from operator import itemgetter
from pathlib import Path
from typing import Any

import onrecord
from onrecord.language import find_model


@dataclass(frozen=True)
class Row:
    """One figure of the table."""

    what: str
    value: float | None
    """None if it could not be measured; ``note`` then says why."""
    unit: str = ""
    goal: str = ""
    """Such as "<= 1.20"; "" without a goal."""
    note: str = ""
    wall: bool = False
    """Measured in wall-clock time, which is reliable only on a quiet machine."""

    @property
    def met(self) -> str:
        """Whether the goal is met: "yes", "no" or ""."""
        if not self.goal or self.value is None:
            return ""
        sign, wanted = self.goal.split()
        reached = self.value <= float(wanted) if sign in ("<=", "<") else self.value >= float(wanted)
        return "yes" if reached else "no"


def as_markdown(rows: Iterable[Row]) -> str:
    """The table as it stands in docs/speed.md."""
    lines = ["| what | measured | goal | met |", "|---|---|---|---|"]
    for row in rows:
        measured = "-" if row.value is None else f"{number(row.value)} {row.unit}".rstrip()
        note = f" ({row.note})" if row.note else ""
        lines.append(f"| {row.what}{note} | {measured}{' *' if row.wall else ''} | {row.goal} | {row.met} |")
    return "\n".join(lines)


def as_record(parts: Mapping[str, Iterable[Row]]) -> dict[str, Any]:
    """The rows of each part, their release, and the machine they were measured on."""
    model = json.loads((find_model() / "meta.json").read_text(encoding="utf-8"))["version"]
    found = {name: [asdict(row) for row in rows] for name, rows in parts.items()}
    return {"onrecord": onrecord.__version__, "model": model, "machine": machine(), "parts": found}


def add_to_history(file: Path, record: Mapping[str, Any]) -> None:
    """Put a release before the earlier ones; it replaces older measurements of the same release."""
    release = itemgetter("onrecord", "model")
    before = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    history = [record, *(one for one in before if release(one) != release(record))]
    file.write_text(json.dumps(history, indent=1) + "\n", encoding="utf-8")


def number(value: float) -> str:
    """A value rounded to its significant digits."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}"


def machine() -> str:
    """Machine, date and load."""
    info = Path("/proc/cpuinfo")
    names = (line.partition(":")[2].strip() for line in info.open() if line.startswith("model name"))
    name = next(names, platform.processor()) if info.is_file() else platform.processor()
    versions = ", ".join(f"{package} {version(package)}" for package in ("onnxruntime", "spacy", "numpy"))
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load unknown"
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return f"{when}; {os.cpu_count()} x {name}, {load}; Python {platform.python_version()}, {versions}"
