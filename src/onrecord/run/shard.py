"""Articles that are at hand in, claims.jsonl, errors.jsonl and manifest.json out, in one go."""

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
    """Process articles in order and write what was found, in this process.

    The files appear under their names when all is done; until then, and after any error or interruption, the
    old ones stay as they are, and a run that is done again begins at the first article. For files that can be
    read again there is ``onrecord.run.run_job``, which goes on. The same articles give the same bytes in
    claims.jsonl and errors.jsonl; times are in manifest.json only.

    Args:
        articles: What readers give.
        out: Where to write; for a path, ``Outputs.beside`` it.
        config: What decides the output.
        nlp: The pipeline, where it is loaded already; it must be loaded under the same configuration.
        notes: More to write into the manifest.
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
