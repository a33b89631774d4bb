"""Processes many articles into claims.jsonl, errors.jsonl and manifest.json.

Names are imported lazily, so that code that only reads the outputs does not load the pipeline.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.run.article import Outcome, RunConfig, find_claims, process_article
    from onrecord.run.explaining import explain_articles
    from onrecord.run.extractor import Extractor, PipelineExtractor
    from onrecord.run.job import Work, run_job
    from onrecord.run.joining import Joined
    from onrecord.run.origins import Origins
    from onrecord.run.outputs import Outputs, check_writable
    from onrecord.run.report import Report, error_line
    from onrecord.run.settings import environment
    from onrecord.run.shard import process_shard
    from onrecord.run.stream import process_stream, process_to_stdout
    from onrecord.run.texts import ArticleTexts
    from onrecord.run.worklist import Unit

__all__ = [
    "ArticleTexts",
    "Extractor",
    "Joined",
    "Origins",
    "Outcome",
    "Outputs",
    "PipelineExtractor",
    "Report",
    "RunConfig",
    "Unit",
    "Work",
    "check_writable",
    "environment",
    "error_line",
    "explain_articles",
    "find_claims",
    "process_article",
    "process_shard",
    "process_stream",
    "process_to_stdout",
    "run_job",
]

_HOMES = {
    "ArticleTexts": "texts",
    "Extractor": "extractor",
    "Joined": "joining",
    "Origins": "origins",
    "Outcome": "article",
    "Outputs": "outputs",
    "PipelineExtractor": "extractor",
    "Report": "report",
    "RunConfig": "article",
    "Unit": "worklist",
    "Work": "job",
    "check_writable": "outputs",
    "environment": "settings",
    "error_line": "report",
    "explain_articles": "explaining",
    "find_claims": "article",
    "process_article": "article",
    "process_shard": "shard",
    "process_stream": "stream",
    "process_to_stdout": "stream",
    "run_job": "job",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord.run' has no attribute {name!r}")
    return getattr(import_module(f"onrecord.run.{_HOMES[name]}"), name)
