"""Many articles to claims.jsonl, errors.jsonl and manifest.json."""

from onrecord.run.article import Outcome, RunConfig, find_claims, process_article
from onrecord.run.explaining import explain_articles
from onrecord.run.extractor import Extractor, PipelineExtractor
from onrecord.run.job import Work, run_job
from onrecord.run.joining import Joined
from onrecord.run.outputs import Outputs
from onrecord.run.report import Report, error_line
from onrecord.run.settings import environment
from onrecord.run.shard import process_shard
from onrecord.run.stream import process_stream, process_to_stdout
from onrecord.run.worklist import Unit

__all__ = [
    "Extractor",
    "Joined",
    "Outcome",
    "Outputs",
    "PipelineExtractor",
    "Report",
    "RunConfig",
    "Unit",
    "Work",
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
