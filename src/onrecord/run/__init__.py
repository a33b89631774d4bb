"""Many articles to claims.jsonl, errors.jsonl and manifest.json."""

from onrecord.run.article import Outcome, RunConfig, find_claims, process_article, process_articles
from onrecord.run.explaining import explain_articles
from onrecord.run.report import Report, error_line
from onrecord.run.shard import Outputs, environment, process_shard
from onrecord.run.stream import process_stream, process_to_stdout

__all__ = [
    "Outcome",
    "Outputs",
    "Report",
    "RunConfig",
    "environment",
    "error_line",
    "explain_articles",
    "find_claims",
    "process_article",
    "process_articles",
    "process_shard",
    "process_stream",
    "process_to_stdout",
]
