"""Where predictions and gold differ, item by item: the place to look when a score is low."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.evaluation.pairing import Span
from onrecord.evaluation.reading import Row

Marks = list[tuple[str, Span]]
"""Spans to mark in an excerpt, each with its role."""

BRACKETS = {"source": ("{", "}"), "cue": ("<", ">")}
AROUND, INSIDE, BETWEEN = 60, 160, 60


@dataclass(frozen=True)
class Difference:
    """One item that is missed, spurious, or found but wrong in one point."""

    kind: str
    group: str
    """Gold class of a missed item, rule of a spurious or wrong one."""
    article: str
    text: str
    marks: Marks
    note: str = ""


def join_rows(gold_rows: Iterable[Row], pred_rows: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Every gold row with its prediction, or with an empty row."""
    guesses = {str(row["id"]): row for row in pred_rows}
    for row in gold_rows:
        yield row, guesses.get(str(row["id"]), {"id": row["id"]})


def show_differences(differences: Iterable[Difference], number: int, *, seed: int = 1) -> str:
    """Counts by kind and group, then up to ``number`` items of every kind, drawn by ``seed``."""
    kinds: dict[str, list[Difference]] = defaultdict(list)
    for item in differences:
        kinds[item.kind].append(item)
    lines: list[str] = []
    for kind, members in kinds.items():
        groups = Counter(item.group for item in members)
        tops = ", ".join(f"{name or '-'} {count}" for name, count in groups.most_common(12))
        lines += ["", f"== {kind}: {len(members)}  ({tops})"]
        cues = Counter(_plain(cue) for item in members for cue in _marked(item, "cue"))
        if cues:
            lines.append("   cues: " + ", ".join(f"{cue} {count}" for cue, count in cues.most_common(16)))
        drawn = random.Random(seed).sample(members, min(number, len(members)))
        for item in sorted(drawn, key=lambda item: (-groups[item.group], item.group, item.article)):
            note = f" | {item.note}" if item.note else ""
            lines += [_plain(f"[{item.group}] {item.article}{note}"), f"    {excerpt(item.text, item.marks)}"]
    return "\n".join(lines[1:])


def _marked(difference: Difference, role: str) -> list[str]:
    return [difference.text[start:end].lower() for name, (start, end) in difference.marks if name == role]


def excerpt(text: str, marks: Sequence[tuple[str, Span]]) -> str:
    """The marked spans in context, on one line; long text between them is shortened in the middle.

    Marks are ``{source}``, ``<cue>`` and ``[anything else]``; of overlapping spans only the first is marked.
    """
    ordered: Marks = []
    for role, (start, end) in sorted(marks, key=lambda mark: mark[1]):
        if not ordered or start >= ordered[-1][1][1]:
            ordered.append((role, (start, end)))
    if not ordered:
        return _plain(_middle_out(text, INSIDE))
    at = max(0, ordered[0][1][0] - AROUND)
    parts = ["..." if at else ""]
    for role, (start, end) in ordered:
        left, right = BRACKETS.get(role, ("[", "]"))
        gap = text[at:start]
        parts += [gap if len(parts) == 1 else _middle_out(gap, BETWEEN)]
        parts += [left, _middle_out(text[start:end], INSIDE), right]
        at = end
    parts.append(text[at : at + AROUND] + ("..." if at + AROUND < len(text) else ""))
    return _plain("".join(parts))


def _middle_out(text: str, longest: int) -> str:
    half = longest // 2
    return text if len(text) <= longest else f"{text[:half]} ... {text[-half:]}"


def _plain(text: str) -> str:
    """One line without terminal control characters."""
    return "".join(char if char.isprintable() else " " for char in text)
