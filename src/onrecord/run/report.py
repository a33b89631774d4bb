"""The counts of a run, and the lines of errors.jsonl."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from onrecord.readers import Failure
from onrecord.run.article import Outcome

FAILED = ("find", "read", "process")
"""Stages whose failures mean that an input or article could not be processed."""


@dataclass(slots=True)
class Report:
    """The counts of a run. ``articles`` counts those that were processed successfully."""

    articles: int = 0
    words: int = 0
    undated: int = 0
    """Articles without a publication date, in which "last year" stays unresolved."""
    statements: int = 0
    figures: int = 0
    duplicates: int = 0
    """Articles with the same text as an earlier one."""
    unread_dates: int = 0
    """Articles with a date that cannot be read."""
    failed: int = 0
    """Inputs and articles that could not be read or processed."""
    refused: int = 0
    """Claims that failed validation."""

    @property
    def ok(self) -> bool:
        """Whether nothing failed; duplicates and unreadable dates do not count as failures."""
        return not self.failed and not self.refused

    @property
    def errors(self) -> int:
        """Number of lines in errors.jsonl."""
        return self.failed + self.refused + self.duplicates + self.unread_dates

    def add(self, outcome: Outcome) -> None:
        """Add the counts of one outcome."""
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
        for name in NAMES:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def counts(self) -> dict[str, int]:
        """The counts as plain data."""
        return {name: getattr(self, name) for name in NAMES}


NAMES = tuple(one.name for one in fields(Report))


def duplicate_of(first: str, article: str, path: str) -> Failure:
    """The note on an article that has the same text as an earlier one."""
    return Failure(article, path, "duplicate", "Duplicate", f"the same text as {first}")


def error_line(failure: Failure) -> str:
    """A line of errors.jsonl."""
    record: dict[str, Any] = asdict(failure)
    if failure.claim is None:
        del record["claim"]
    return json.dumps(record, ensure_ascii=False, default=str)
