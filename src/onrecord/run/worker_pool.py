"""Worker processes on this machine, supervised: one that crashes or hangs costs only the current article."""

from __future__ import annotations

import pickle
import time
from collections import Counter, deque
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, Protocol

from onrecord.errors import ConfigError, ModelError
from onrecord.lean import start_worker
from onrecord.run.deadline import too_late
from onrecord.run.memory import NO_MEMORY
from onrecord.run.todo import Job
from onrecord.run.unit import Blocked, Done, Place
from onrecord.run.worker import EXHAUSTED, IDLE, READY, read_heartbeat, serve
from onrecord.run.worklist import Unit

GRACE = 2.0
"""Seconds a worker gets beyond the deadline to stop on its own before it is killed."""
POLL_INTERVAL = 1.0
"""Seconds between checks of the heartbeats."""
MAX_CRASHES = 2
"""Crashes on one article before it is recorded as failed; a single crash may have another cause."""
CRASHED = "its process died at it, twice: out of memory, or a fault in compiled code"


class UnitSource(Protocol):
    """Supplies units of work and receives the results."""

    def next(self) -> Unit | None:
        """The next unit to work on, or None if there is none left to assign."""

    def done(self, unit: Unit, done: Done | None) -> None:
        """Record a finished unit; None means that its inputs end before it."""


class WorkerHandle:
    """One worker process, as seen from the parent."""

    def __init__(self, job: Job) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.heartbeat: Any = context.RawArray("d", [IDLE, 0, 0])
        call = pickle.dumps(partial(serve, job=job))
        self.process = context.Process(target=start_worker, args=(call, theirs, self.heartbeat), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.unit: Unit | None = None

    def assign(self, unit: Unit, blocked: Blocked) -> None:
        """Send a unit to the worker. If the worker has died, receiving its answer reveals that."""
        self.unit = unit
        with suppress(BrokenPipeError):
            self.connection.send((unit, blocked))

    def kill(self) -> None:
        """Kill the process at once."""
        self.process.kill()
        self.process.join()
        self.connection.close()


class WorkerPool:
    """Assigns units to worker processes and works out which article made a process crash or hang.

    Use it as a context manager: leaving the block kills all workers.

    Args:
        job: What the workers need to know.
        size: Maximum number of workers.
        retry: Units that were started elsewhere and have to be done again.
    """

    def __init__(self, job: Job, size: int, retry: Iterable[Unit] = ()) -> None:
        self._job = job
        self._size = size
        self._workers: list[WorkerHandle] = []
        self._retry = deque(retry)
        self._crashes: Counter[tuple[int, Place | None]] = Counter()
        self._blocked: dict[int, dict[Place, str]] = {}

    def work(self, units: UnitSource) -> None:
        """Work through all units.

        Raises:
            ModelError: The language model cannot be loaded.
            ConfigError: A part cannot be written, or workers crash outside articles.
        """
        while self._assign(units):
            busy = {worker.connection: worker for worker in self._workers if worker.unit is not None}
            for connection in wait(list(busy), POLL_INTERVAL):
                self._receive(busy[connection], units)  # type: ignore[index]
            for worker in list(self._workers):
                self._check_deadline(worker)

    def __enter__(self) -> WorkerPool:
        """Return the pool itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Kill all workers."""
        for worker in self._workers:
            worker.kill()
        self._workers.clear()

    def _assign(self, units: UnitSource) -> bool:
        """Assign units to idle workers, starting new ones up to the limit; False once all are idle."""
        idle = [worker for worker in self._workers if worker.unit is None]
        while idle or len(self._workers) < self._size:
            unit = self._retry.popleft() if self._retry else units.next()
            if unit is None:
                break
            if not idle:
                self._workers.append(WorkerHandle(self._job))
            worker = idle.pop() if idle else self._workers[-1]
            blocked = self._blocked.get(unit.batch, {})
            worker.assign(
                unit, {at: why for at, why in blocked.items() if at[0] >= unit.first or at[1] == "find"}
            )
        return any(worker.unit for worker in self._workers)

    def _receive(self, worker: WorkerHandle, units: UnitSource) -> None:
        try:
            answer = worker.connection.recv()
        except (EOFError, ConnectionError):
            self._handle_crash(worker)
            return
        if isinstance(answer, Exception):
            raise answer
        if answer == READY:
            worker.ready = True
            return
        if answer == EXHAUSTED:
            self._handle_crash(worker, NO_MEMORY)
            return
        assert worker.unit is not None
        unit, worker.unit = worker.unit, None
        units.done(unit, answer)

    def _check_deadline(self, worker: WorkerHandle) -> None:
        """Kill a worker that is past the deadline in compiled code, which cannot be interrupted."""
        seconds = self._job.config.deadline
        place, since = read_heartbeat(worker.heartbeat)
        if not seconds or place is None or worker.unit is None or time.monotonic() < since + seconds + GRACE:
            return
        worker.process.kill()
        worker.process.join()
        if read_heartbeat(worker.heartbeat) == (place, since):
            self._blocked.setdefault(worker.unit.batch, {})[place] = too_late(seconds)
            self._replace(worker)
        else:  # it moved on just before it was killed
            self._handle_crash(worker)

    def _handle_crash(self, worker: WorkerHandle, message: str = CRASHED) -> None:
        """Count the crash against the article the worker was at, and replace the worker."""
        worker.process.join()
        assert worker.unit is not None
        if not worker.ready:
            raise ModelError(
                f"a worker process ended with code {worker.process.exitcode} while it loaded the language "
                "model: too little memory for so many? try fewer --workers"
            )
        place, _ = read_heartbeat(worker.heartbeat)
        crash = (worker.unit.batch, place)
        self._crashes[crash] += 1
        if self._crashes[crash] >= MAX_CRASHES:
            if place is None:
                raise ConfigError(f"worker processes end with code {worker.process.exitcode}, at no article")
            self._blocked.setdefault(worker.unit.batch, {})[place] = message
        self._replace(worker)

    def _replace(self, worker: WorkerHandle) -> None:
        if worker.unit is not None:
            self._retry.appendleft(worker.unit)
        worker.kill()
        self._workers.remove(worker)
