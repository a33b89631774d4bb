"""The units of a run that are still to do, and what a process needs to know to do them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from onrecord.readers import ReadOptions
from onrecord.run.article import RunConfig
from onrecord.run.extractor import Extractor, PipelineExtractor
from onrecord.run.ledger import Ledger
from onrecord.run.memory import memory_limit
from onrecord.run.parts import Item
from onrecord.run.report import Report
from onrecord.run.result_cache import ResultCache
from onrecord.run.unit import Done, Place, UnitProcessor
from onrecord.run.worklist import ITEMS, Unit, cut, next_block

Shard = tuple[int, int]
"""Part i of N, with i from 1."""


@dataclass(frozen=True, slots=True)
class Job:
    """A run as every process that works on it sees it; plain data that can be pickled.

    Args:
        ledger: Where the parts go.
        config: What determines the output.
        options: How to read the inputs.
        load: Makes the extractor, once per process: a function that can be imported by its name.
        cache: Results of earlier runs.
    """

    ledger: Ledger
    config: RunConfig
    options: ReadOptions
    load: Callable[[RunConfig], Extractor] = PipelineExtractor
    cache: ResultCache | None = None

    def processor(self, on_step: Callable[[Place], None] = lambda place: None) -> UnitProcessor:
        """Make the processor for the units this process works on.

        Raises:
            ModelError: The language model cannot be loaded.
        """
        extract = self.load(self.config)
        seconds = self.config.deadline
        return UnitProcessor(self.ledger.run, self.options, seconds, extract, on_step, self.cache)


@dataclass(slots=True)
class Todo:
    """The units that are not done, in order.

    Args:
        ledger: The run.
        cache: Results of earlier runs.
        shard: Restricts the units to this part of the run.
        step: Called for every unit that is done: with the unit, its counts, and whether it is the last of its
            inputs.
    """

    ledger: Ledger
    cache: ResultCache | None = None
    shard: Shard = (1, 1)
    step: Callable[[Unit, Report, bool], None] = lambda unit, report, last: None
    report: Report = field(default_factory=Report)
    """Counts of all units that are done. Duplicate texts may be counted twice."""
    _batches: Iterator[Unit] | None = None
    _next: Unit | None = None

    def next(self) -> Unit | None:
        """The next unit to work on, or None if there is none left to assign."""
        self._batches = self._batches or cut(self.ledger.entries())
        while (unit := self._next or next(self._batches, None)) is not None:
            self._next = next_block(unit) if unit.large else None
            if not unit.is_of(self.shard):
                continue
            if self.cache is not None and self.cache.has_all(unit):
                self._count(unit, self.cache.report(unit) if not unit.block else Report(), True)
                continue
            part = self.ledger.find(unit)
            if part is None:
                return unit
            report = Report()
            for item in part:
                if isinstance(item, Item):
                    report.join(Report(**item.counts))
            self._count(unit, report, not unit.large or part.summary.items < ITEMS)
        return None

    def done(self, unit: Unit, done: Done | None) -> None:
        """Record that a unit is done; None means that its inputs end before it."""
        if done is not None:
            self._count(unit, done.report, done.last)
        else:
            self._end(unit)

    def _count(self, unit: Unit, report: Report, last: bool) -> None:
        self.report.join(report)
        self.step(unit, report, last)
        if last:
            self._end(unit)

    def _end(self, unit: Unit) -> None:
        """Skip the remaining units of a large input, which do not exist."""
        if self._next is not None and self._next.batch == unit.batch:
            self._next = None


def work_here(job: Job, todo: Todo) -> Unit | None:
    """Do everything that is left in this process.

    Returns:
        The unit during which memory ran out, for another process to do; None if everything is done.

    Raises:
        ModelError: The language model cannot be loaded.
    """
    unit = todo.next()
    if unit is None:
        return None
    processor = job.processor()
    with memory_limit(job.config.max_memory):
        while unit is not None:
            try:
                done = processor(unit)
            except MemoryError:
                return unit
            if done is not None:
                job.ledger.put(unit, done.data)
            todo.done(unit, done)
            unit = todo.next()
    return None
