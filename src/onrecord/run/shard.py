"""The unit of work: articles in, claims.jsonl, errors.jsonl and manifest.json out."""

from __future__ import annotations

import json
import platform
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from spacy.language import Language

from onrecord.pipeline import versions
from onrecord.readers import Article, Failure
from onrecord.run.article import Outcome, RunConfig
from onrecord.run.files import WholeFile
from onrecord.run.report import Report
from onrecord.run.stream import process_stream


@dataclass(frozen=True, slots=True)
class Outputs:
    """The three files of a run."""

    claims: Path
    errors: Path
    manifest: Path

    @classmethod
    def beside(cls, claims: Path, errors: Path | None = None) -> Outputs:
        """``errors.jsonl`` and ``manifest.json`` beside ``claims.jsonl``.

        Beside a file of another name, say ``may.jsonl``, they are ``may.errors.jsonl`` and
        ``may.manifest.json``, so that two outputs in one folder keep theirs.
        """
        stem = "" if claims.name == "claims.jsonl" else claims.name.removesuffix(".jsonl") + "."
        manifest = claims.with_name(f"{stem}manifest.json")
        return cls(claims, errors or claims.with_name(f"{stem}errors.jsonl"), manifest)

    def paths(self) -> tuple[Path, Path, Path]:
        """All three, claims first."""
        return self.claims, self.errors, self.manifest


def process_shard(
    articles: Iterable[Article | Failure],
    out: Outputs | Path,
    config: RunConfig,
    *,
    nlp: Language | None = None,
    notes: Mapping[str, Any] | None = None,
    step: Callable[[Outcome], None] = lambda outcome: None,
) -> Report:
    """Process articles in order and write what was found.

    The files appear under their names when all is done, claims.jsonl last; until then, and after any error
    or interruption, the old ones stay as they are. The same articles give the same bytes in claims.jsonl
    and errors.jsonl; times are in manifest.json only.

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
    outputs = Outputs.beside(out) if isinstance(out, Path) else out
    started, clock = datetime.now(UTC), time.perf_counter()
    with ExitStack() as stack:
        claims, errors, manifest = (stack.enter_context(WholeFile(path)) for path in outputs.paths())
        if nlp is None:
            nlp = config.load()
        report = process_stream(articles, config, nlp, claims.write, errors.write, step)
        seconds = time.perf_counter() - clock
        about = {
            "versions": {**versions(nlp).model_dump(), **environment()},
            "config": config.record(),
            **(notes or {}),
            "counts": report.counts(),
            "started": started.isoformat(timespec="seconds"),
            "seconds": round(seconds, 3),
            "words_per_second": round(report.words / seconds) if seconds else 0,
        }
        manifest.write(json.dumps(about, indent=2, ensure_ascii=False))
        errors.commit()
        manifest.commit()
        claims.commit()
    return report


def environment() -> dict[str, str]:
    """Versions of what the output may depend on, beside onrecord and its model."""
    packages = ("spacy", "onnxruntime", "numpy", "dateparser", "pydantic")
    return {"python": platform.python_version()} | {name: version(name) for name in packages}
