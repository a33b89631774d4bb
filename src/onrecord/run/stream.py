"""Processes articles one by one and emits lines as soon as they are ready, to files or standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from onrecord.readers import Article, Failure
from onrecord.run.article import Outcome, RunConfig
from onrecord.run.extractor import Extractor, PipelineExtractor
from onrecord.run.parts import digest_of
from onrecord.run.report import Report, duplicate_of, error_line


def process_stream(
    articles: Iterable[Article | Failure],
    extract: Extractor,
    claims: Callable[[str], None],
    errors: Callable[[str], None],
    step: Callable[[Outcome], None] = lambda outcome: None,
) -> Report:
    """Process articles in order and emit each line as soon as it is ready.

    Args:
        articles: Articles, and failures to read them.
        extract: Finds the claims of an article.
        claims: Receives the lines of claims.jsonl, without newlines.
        errors: Receives the lines of errors.jsonl, without newlines.
        step: Called after each item.
    """
    report = Report()
    seen: dict[str, str] = {}
    for item in articles:
        outcome = _outcome(item, extract, seen)
        for claim in outcome.claims:
            claims(claim.model_dump_json())
        for failure in outcome.failures:
            errors(error_line(failure))
        report.add(outcome)
        step(outcome)
    return report


def process_to_stdout(
    articles: Iterable[Article | Failure],
    config: RunConfig,
    *,
    errors: Path | None = None,
    say: Callable[[str], None],
    show: bool = True,
    step: Callable[[Outcome], None] = lambda outcome: None,
) -> Report:
    """Process articles in order and print each claim as soon as its article is done.

    Args:
        articles: Articles, and failures to read them.
        config: What determines the output.
        errors: A file for the failures.
        say: Receives the failures, one line each, if there is no file for them.
        show: Whether to print the claims; ``step`` receives them in any case.
        step: Called after each item.

    Raises:
        ConfigError: The file for the failures cannot be written.
        ModelError: The language model cannot be loaded.
    """

    def put(line: str) -> None:
        if show:
            sys.stdout.buffer.write(line.encode("utf-8") + b"\n")

    def flush(outcome: Outcome) -> None:
        sys.stdout.buffer.flush()
        step(outcome)

    with PipelineExtractor(config) as extract:
        if errors is None:
            return process_stream(articles, extract, put, say, flush)
        from onrecord.run.files import WholeFile

        with WholeFile(errors) as file:
            report = process_stream(articles, extract, put, file.write, flush)
            file.commit()
        return report


def _outcome(item: Article | Failure, extract: Extractor, seen: dict[str, str]) -> Outcome:
    if isinstance(item, Failure):
        return Outcome(None, [], [item])
    first = seen.setdefault(digest_of(item), item.id)
    if first is not item.id:
        return Outcome(None, [], [duplicate_of(first, item.id, item.path)])
    return extract(item)
