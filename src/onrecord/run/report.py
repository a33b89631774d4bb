"""What a run counts, and the lines it writes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from onrecord.readers import Failure
from onrecord.run.article import Outcome

FAILED = ("find", "read", "process")
"""Stages of which an input or an article does not come to an end."""


@dataclass(slots=True)
class Report:
    """The counts of a run. ``articles`` are those processed to the end."""

    articles: int = 0
    words: int = 0
    undated: int = 0
    """Articles without a publication date, where "last year" stays unresolved."""
    statements: int = 0
    figures: int = 0
    duplicates: int = 0
    """Articles whose text was there before."""
    unread_dates: int = 0
    """Articles that give a date which cannot be read."""
    failed: int = 0
    """Inputs and articles that could not be read or processed."""
    refused: int = 0
    """Claims that did not validate."""

    @property
    def ok(self) -> bool:
        """True where nothing failed; a duplicate is no failure, nor is a date that cannot be read."""
        return not self.failed and not self.refused

    @property
    def errors(self) -> int:
        """Lines of errors.jsonl."""
        return self.failed + self.refused + self.duplicates + self.unread_dates

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        stages = [failure.stage for failure in outcome.failures]
        self.duplicates += stages.count("duplicate")
        self.refused += stages.count("validate")
        self.unread_dates += stages.count("date")
        failed = sum(stage in FAILED for stage in stages)
        self.failed += failed
        if outcome.article is not None and not failed:
            self.articles += 1
            self.words += len(outcome.article.text.split())
            self.undated += outcome.article.published is None
        for claim in outcome.claims:
            self.statements += claim.kind == "statement"
            self.figures += claim.kind == "figure"

    def join(self, other: Report) -> None:
        """Add the counts of another part of the run."""
        for name, count in other.counts().items():
            setattr(self, name, getattr(self, name) + count)

    def counts(self) -> dict[str, int]:
        """The counts as plain data."""
        return asdict(self)


def duplicate_of(first: str, article: str, path: str) -> Failure:
    """The note on an article whose text an earlier one had."""
    return Failure(article, path, "duplicate", "Duplicate", f"the same text as {first}")


def error_line(failure: Failure) -> str:
    """A line of errors.jsonl."""
    record: dict[str, Any] = asdict(failure)
    if failure.claim is None:
        del record["claim"]
    return json.dumps(record, ensure_ascii=False, default=str)
