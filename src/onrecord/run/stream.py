"""Articles in, lines out as they come: to files that are not there yet, or to standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from spacy.language import Language

from onrecord.readers import Article, Failure
from onrecord.run.article import Outcome, RunConfig, process_articles
from onrecord.run.files import WholeFile
from onrecord.run.report import Report, error_line


def process_stream(
    articles: Iterable[Article | Failure],
    config: RunConfig,
    nlp: Language,
    claims: Callable[[str], None],
    errors: Callable[[str], None],
    step: Callable[[Outcome], None] = lambda outcome: None,
) -> Report:
    """Process articles in order and hand each line on as soon as it is there.

    Args:
        articles: What readers give.
        config: What decides the output.
        nlp: The pipeline, loaded under the same configuration.
        claims: Takes the lines of claims.jsonl, without their ends.
        errors: Takes the lines of errors.jsonl.
        step: Called after each item.
    """
    report = Report()
    for outcome in process_articles(nlp, articles, config):
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
    step: Callable[[Outcome], None] = lambda outcome: None,
) -> Report:
    """Process articles in order and print each claim as soon as its article is done.

    Args:
        articles: What readers give.
        config: What decides the output.
        errors: A file for the failures.
        say: Takes the failures, one line each, where there is no file for them.
        step: Called after each item.

    Raises:
        ConfigError: The file for the failures cannot be written.
        ModelError: The language model cannot be loaded.
    """

    def put(line: str) -> None:
        sys.stdout.buffer.write(line.encode("utf-8") + b"\n")

    def flush(outcome: Outcome) -> None:
        sys.stdout.buffer.flush()
        step(outcome)

    nlp = config.load()
    if errors is None:
        return process_stream(articles, config, nlp, put, say, flush)
    with WholeFile(errors) as file:
        report = process_stream(articles, config, nlp, put, file.write, flush)
        file.commit()
    return report
