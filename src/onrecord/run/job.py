"""A whole run over files: planned, worked on, and joined; or gone on with."""

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
from onrecord.run.crew import Crew
from onrecord.run.disk import Disk
from onrecord.run.extractor import Extractor, PipelineExtractor
from onrecord.run.joining import Joined, StaleError, join_parts
from onrecord.run.keeping import keep
from onrecord.run.kept import Kept, KeptError
from onrecord.run.ledger import Ledger
from onrecord.run.manifest import Clock
from onrecord.run.outputs import Outputs
from onrecord.run.report import Report
from onrecord.run.settings import settings_of
from onrecord.run.todo import Job, Shard, Todo, work_here
from onrecord.run.worklist import Unit

WORTH_A_PROCESS = 200_000
"""Bytes of inputs that take longer than a process that loads the model."""
TRIES = 5
"""How often a run goes on by itself when its join finds that something is left to do."""


@dataclass(frozen=True, slots=True)
class Work:
    """How the work is done; none of it changes what comes out."""

    engine: Literal["local", "ray"] = "local"
    workers: int | None = None
    """Processes: None for as many as there are cores and work, 0 for this one alone."""
    shard: Shard = (1, 1)
    """Do only part i of N, and leave joining to a run without."""
    restart: bool = False
    """Throw away what an unfinished run left, and what is kept of finished ones."""
    keep: bool = True
    """Keep the results for the next run into the same place, which then does only what is new."""
    disk: Disk = field(default_factory=Disk)
    """The calls to the system."""


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
    """Work through files and write what was found; where such a run was ended early, go on with it.

    However often it is ended, and with any number of processes, the same inputs give the same bytes in
    claims.jsonl and errors.jsonl, and the old files stay until the new ones are complete.

    Args:
        inputs: The files.
        outputs: Where to write.
        config: What decides the output.
        options: How to read the files, the same as in ``inputs``.
        work: How to do it.
        load: Makes what finds the claims, once in each process: a function other processes can import.
        notes: More to write into the manifest.
        step: Told of each unit that is done, before this run or in it: its counts, and whether it is the last
            of its inputs.

    Raises:
        ConfigError: An unfinished run with other settings is there, or something cannot be written.
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
    kept = None if is_remote(outputs.claims) or not work.keep else Kept.beside(outputs.claims)
    changed: list[str] = []

    def before() -> None:
        if kept is not None:
            changed.extend(kept.begin(settings, restart=work.restart))

    def keep_some() -> None:
        if kept is not None:
            keep(kept, settings, ledger, all_done=False)

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
        before=before,
        keep=keep_some if kept is not None else None,
    ):
        job = Job(ledger, config, options, load, kept)
        try:
            if shared:
                return Joined(_work_on_a_part(job, work, step))
            joined = _work_and_join(job, work, step, outputs, about)
        except BaseException:
            if not shared and ledger.is_empty():
                ledger.clear()
            raise
        finally:
            if kept is not None:
                kept.close()
        if kept is not None:
            keep(kept, settings, ledger, all_done=True)
        ledger.clear()
    joined.changed = changed
    return joined


def _work_on_a_part(job: Job, work: Work, step: Callable[[Unit, Report, bool], None]) -> Report:
    todo = Todo(job.ledger, job.kept, work.shard, step)
    try:
        _work(job, todo, work)
    except KeptError:
        assert job.kept is not None
        job.kept.drop()
        todo = Todo(job.ledger, job.kept, work.shard, _no_step)
        _work(job, todo, work)
    return todo.report


def _work_and_join(
    job: Job,
    work: Work,
    step: Callable[[Unit, Report, bool], None],
    outputs: Outputs,
    about: Callable[[Joined], Mapping[str, Any]],
) -> Joined:
    """Do what is left and join it; again, where the join finds that something is left after all."""
    for tries in range(TRIES):
        try:
            _work(job, Todo(job.ledger, job.kept, step=step if not tries else _no_step), work)
            return join_parts(job.ledger, job.kept, outputs, about)
        except StaleError:
            continue
        except KeptError:
            assert job.kept is not None
            job.kept.drop()
    raise ConfigError(f"{outputs.claims}: inputs change while they are read: run the same command again")


def _no_step(unit: Unit, report: Report, last: bool) -> None:
    return None


def cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _work(job: Job, todo: Todo, work: Work) -> None:
    if work.engine == "ray":
        from onrecord.run.on_ray import work_on_ray

        work_on_ray(job, todo, work.workers)
        return
    count = _worth(job.ledger) if work.workers is None else work.workers
    begun = None if count else work_here(job, todo)
    if count or begun is not None:
        with Crew(job, count or 1, [begun] if begun is not None else []) as crew:
            crew.work(todo)


def _worth(ledger: Ledger) -> int:
    """Processes that are worth their start. After a run that was killed the work is not done in this one."""
    count = min(cores(), math.ceil(ledger.size / WORTH_A_PROCESS))
    return count if count > 1 else int(ledger.resumed)
