"""A complete run over files: plan it or resume it, do the work, and join the results."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from onrecord.errors import ConfigError
from onrecord.paths import is_remote
from onrecord.readers import Inputs, ReadOptions
from onrecord.run.article import RunConfig
from onrecord.run.cache_update import update_cache
from onrecord.run.disk import Disk
from onrecord.run.extractor import Extractor, PipelineExtractor
from onrecord.run.joining import Joined, StaleError, join_parts
from onrecord.run.ledger import Ledger
from onrecord.run.manifest import Clock
from onrecord.run.outputs import Outputs
from onrecord.run.report import Report
from onrecord.run.result_cache import CacheError, ResultCache
from onrecord.run.settings import settings_of
from onrecord.run.todo import Job, Shard, Todo, work_here
from onrecord.run.worker_pool import WorkerPool
from onrecord.run.worklist import Unit

BYTES_PER_WORKER = 200_000
"""Input size from which starting another worker, which loads the model, pays off."""
MAX_ATTEMPTS = 5
"""How often a run continues by itself if joining reveals that work is left."""


@dataclass(frozen=True, slots=True)
class Work:
    """How the work is done; none of it affects the output."""

    engine: Literal["local", "ray"] = "local"
    workers: int | None = None
    """Worker processes: None for as many as there are cores and work for, 0 for this process only."""
    shard: Shard = (1, 1)
    """Do only part i of N; a run without a shard joins the parts."""
    restart: bool = False
    """Discard an unfinished run and the results of earlier ones."""
    keep: bool = True
    """Keep the results, so that the next run into the same place processes only what is new."""
    disk: Disk = field(default_factory=Disk)
    """The system calls to use."""


def run_job(
    inputs: Inputs,
    outputs: Outputs,
    config: RunConfig,
    options: ReadOptions,
    *,
    work: Work | None = None,
    load: Callable[[RunConfig], Extractor] = PipelineExtractor,
    notes: Mapping[str, Any] | None = None,
    step: Callable[[Unit, Report, bool], None] = lambda unit, report, last: None,
) -> Joined:
    """Process files and write the results, resuming the run if it was interrupted before.

    The same inputs give the same bytes in claims.jsonl and errors.jsonl, however often the run is interrupted
    and with any number of processes. The old files stay in place until the new ones are complete.

    Args:
        inputs: The files.
        outputs: Where to write.
        config: What determines the output.
        options: How to read the files, the same as in ``inputs``.
        work: How to do the work.
        load: Makes the extractor, once per process: a function that other processes can import.
        notes: Additional fields of the manifest.
        step: Called for each unit that is done, in this run or before: with the unit, its counts, and whether
            it is the last of its inputs.

    Raises:
        ConfigError: There is an unfinished run with other settings, or something cannot be written.
        ModelError: The language model cannot be loaded.
    """
    work = work or Work()
    clock = Clock()
    settings = settings_of(config, options, load)
    shared = work.shard[1] > 1
    ledger = Ledger(outputs.claims, work.disk)
    for path in outputs.paths():
        if not is_remote(path) and path.is_dir():
            raise ConfigError(f"{path}: is a folder; name a file")
    cache = None if is_remote(outputs.claims) or not work.keep else ResultCache.beside(outputs.claims)
    changed: list[str] = []

    def check_cache() -> None:
        if cache is not None:
            changed.extend(cache.begin(settings, restart=work.restart))

    def keep_unfinished() -> None:
        if cache is not None:
            update_cache(cache, settings, ledger, finished=False)

    def about(joined: Joined) -> dict[str, Any]:
        return {
            **settings,
            **(notes or {}),
            "skipped": dict(joined.skipped),
            "resumed": ledger.resumed,
            "kept": joined.kept,
            **clock.times(joined.report.words, joined.cpu_seconds),
        }

    with ledger.open(
        settings,
        inputs,
        shared=shared,
        restart=work.restart,
        on_locked=check_cache,
        keep=keep_unfinished if cache is not None else None,
    ):
        job = Job(ledger, config, options, load, cache)
        try:
            if shared:
                return Joined(_work_on_shard(job, work, step))
            joined = _work_and_join(job, work, step, outputs, about)
        except BaseException:
            if not shared and ledger.is_empty():
                ledger.clear()
            raise
        finally:
            if cache is not None:
                cache.close()
        if cache is not None:
            update_cache(cache, settings, ledger, finished=True)
        ledger.clear()
    joined.changed = changed
    return joined


def _work_on_shard(job: Job, work: Work, step: Callable[[Unit, Report, bool], None]) -> Report:
    todo = Todo(job.ledger, job.cache, work.shard, step)
    try:
        _work(job, todo, work)
    except CacheError:
        assert job.cache is not None
        job.cache.drop()
        todo = Todo(job.ledger, job.cache, work.shard, _no_step)
        _work(job, todo, work)
    return todo.report


def _work_and_join(
    job: Job,
    work: Work,
    step: Callable[[Unit, Report, bool], None],
    outputs: Outputs,
    about: Callable[[Joined], Mapping[str, Any]],
) -> Joined:
    """Do what is left and join the parts; repeat if joining reveals that work is left."""
    for attempt in range(MAX_ATTEMPTS):
        try:
            _work(job, Todo(job.ledger, job.cache, step=_no_step if attempt else step), work)
            return join_parts(job.ledger, job.cache, outputs, about)
        except StaleError:
            continue
        except CacheError:
            assert job.cache is not None
            job.cache.drop()
    raise ConfigError(f"{outputs.claims}: inputs change while they are read: run the same command again")


def _no_step(unit: Unit, report: Report, last: bool) -> None:
    return None


def cores() -> int:
    """The number of processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _work(job: Job, todo: Todo, work: Work) -> None:
    if work.engine == "ray":
        from onrecord.run.on_ray import work_on_ray

        work_on_ray(job, todo, work.workers)
        return
    count = _default_workers(job) if work.workers is None else work.workers
    interrupted = None if count else work_here(job, todo)
    if count or interrupted is not None:
        with WorkerPool(job, count or 1, [interrupted] if interrupted is not None else []) as pool:
            pool.work(todo)


def _default_workers(job: Job) -> int:
    """The number of workers that pays off; 0 for this process. A resumed run always uses a worker process."""
    most = cores()
    size = 0
    for entry in job.ledger.entries():
        if job.cache is None or not job.cache.has(entry):
            size += entry.size
            if size > most * BYTES_PER_WORKER:
                break
    count = min(most, math.ceil(size / BYTES_PER_WORKER))
    return count if count > 1 else int(job.ledger.resumed)
