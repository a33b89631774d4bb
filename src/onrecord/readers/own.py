"""Recognises onrecord's own output files, which are never read as articles."""

from __future__ import annotations

import re

SUFFIXES = frozenset({".json", ".jsonl", ".ndjson"})
"""Suffixes of files that are checked."""
_MARKS = {
    "claims": (rb'"kind":\s*"(?:statement|figure)"', rb'"article":\s*\{', rb'"sha256":'),
    "errors": (rb'^\s*\{"article":\s*"', rb'"stage":\s*"', rb'"error":\s*"', rb'"message":\s*"'),
    "manifest": (rb'"min_confidence":', rb'"max_chars":', rb'^\s*\{\s*"(?:config|versions|reading)":'),
}
_REMEDIES = {
    "claims": "see what is in it with onrecord stats",
    "errors": "count what is in it with onrecord stats CLAIMS",
    "manifest": "it only describes a run",
}


def own_output(head: bytes) -> str | None:
    """The kind of ``onrecord extract`` output that begins like this, or None."""
    for kind, marks in _MARKS.items():
        if all(re.search(mark, head) for mark in marks):
            return kind
    return None


def refusal(kind: str) -> str:
    """The error message for such a file as an input."""
    return f"the {kind} of an onrecord run, and no articles: {_REMEDIES[kind]}"
