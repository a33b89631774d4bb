"""Processes an iterable of articles into claims.jsonl, errors.jsonl and manifest.json in one go."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from spacy.language import Language

from onrecord.pipeline import versions
from onrecord.readers import Article, Failure
from onrecord.run.article import Outcome, RunConfig
from onrecord.run.extractor import PipelineExtractor
from onrecord.run.files import WholeFile
from onrecord.run.manifest import Clock, commit_all, write_manifest
from onrecord.run.outputs import Outputs
from onrecord.run.report import Report
from onrecord.run.settings import environment
from onrecord.run.stream import process_stream


def process_shard(
    articles: Iterable[Article | Failure],
    out: Outputs | Path,
    config: RunConfig,
    *,
    nlp: Language | None = None,
    notes: Mapping[str, Any] | None = None,
    step: Callable[[Outcome], None] = lambda outcome: None,
) -> Report:
    """Process articles in order in this process and write the results.

    The output files replace older ones only when all is done. After an error or interruption the old files
    are unchanged, and another run starts from the first article. For inputs that can be read again use
    ``onrecord.run.run_job``, which can resume. The same articles give the same bytes in claims.jsonl and
    errors.jsonl; only manifest.json contains times.

    Args:
        articles: Articles, and failures to read them.
        out: Where to write; a path stands for ``Outputs.beside(path)``.
        config: What determines the output.
        nlp: The pipeline, if it is already loaded; it must have been loaded with the same configuration.
        notes: Additional fields of the manifest.
        step: Called after each item.

    Raises:
        ConfigError: An output cannot be written.
        ModelError: The language model cannot be loaded.
    """
    outputs = out if isinstance(out, Outputs) else Outputs.beside(out)
    clock = Clock()
    with ExitStack() as stack:
        claims, errors, manifest = (stack.enter_context(WholeFile(path)) for path in outputs.paths())
        extract = stack.enter_context(PipelineExtractor(config, nlp))
        before = time.process_time()
        report = process_stream(articles, extract, claims.write, errors.write, step)
        about = {
            "versions": {**versions(extract.nlp).model_dump(), **environment()},
            "config": config.record(),
            **(notes or {}),
            **clock.times(report.words, time.process_time() - before),
        }
        write_manifest(manifest, about, report, claims, errors)
        commit_all(claims, errors, manifest)
    return report
