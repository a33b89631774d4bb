"""A run on a Ray cluster: each actor supervises one worker process; units survive the loss of a node."""

from __future__ import annotations

from collections import Counter, deque
from importlib import import_module
from typing import Any

from onrecord.errors import ConfigError, OnrecordError
from onrecord.run.todo import Job, Todo
from onrecord.run.unit import Done
from onrecord.run.worker_pool import WorkerPool
from onrecord.run.worklist import Unit

MAX_LOSSES = 5
"""How often a unit may be lost together with its node."""


class SingleUnit:
    """A unit source with a single unit."""

    def __init__(self, unit: Unit) -> None:
        self._units = [unit]
        self.result: Done | None = None

    def next(self) -> Unit | None:
        """The unit, once."""
        return self._units.pop() if self._units else None

    def done(self, unit: Unit, done: Done | None) -> None:
        """Store the result."""
        self.result = done


class Actor:
    """What runs on a node: a pool of one worker process, supervised there."""

    def __init__(self, job: Job) -> None:
        self._pool = WorkerPool(job, 1)

    def work(self, unit: Unit) -> Done | OnrecordError | None:
        """Work on a unit. Errors are returned rather than raised: Ray would wrap them."""
        source = SingleUnit(unit)
        try:
            self._pool.work(source)
        except OnrecordError as error:
            return error
        return source.result


def work_on_ray(job: Job, todo: Todo, limit: int | None) -> None:
    """Do everything that is left on the cluster this process belongs to, or on this machine.

    Args:
        job: What the workers need to know. Every node must be able to reach its ledger.
        todo: The remaining units.
        limit: Maximum number of workers; by default the number of processors in the cluster.

    Raises:
        ConfigError: Ray is not installed, or a unit is lost again and again.
        ModelError: The language model cannot be loaded.
    """
    try:
        ray: Any = import_module("ray")
    except ImportError as error:
        raise ConfigError(f"--engine ray: {error}: pip install 'onrecord[ray]'") from error
    if not ray.is_initialized():
        ray.init(log_to_driver=False)
    actor_class: Any = ray.remote(num_cpus=1)(Actor)
    shared_job = ray.put(job)
    idle: list[Any] = []
    running: dict[Any, tuple[Any, Unit]] = {}
    retry: deque[Unit] = deque()
    losses: Counter[tuple[int, int]] = Counter()
    while True:
        size = limit or max(1, int(ray.cluster_resources().get("CPU", 1)))
        while len(running) < size and (unit := retry.popleft() if retry else todo.next()) is not None:
            actor = idle.pop() if idle else actor_class.remote(shared_job)
            running[actor.work.remote(unit)] = actor, unit
        while idle:  # free their processors for actors that are waiting for one
            ray.kill(idle.pop())
        if not running:
            return
        (ready, *_), _ = ray.wait(list(running), num_returns=1)
        actor, unit = running.pop(ready)
        try:
            result = ray.get(ready)
        except ray.exceptions.RayActorError as error:
            losses[unit.batch, unit.block] += 1
            if losses[unit.batch, unit.block] >= MAX_LOSSES:
                raise ConfigError(
                    f"a unit of work was lost with its node {MAX_LOSSES} times: {error}"
                ) from error
            retry.append(unit)
            continue
        if isinstance(result, OnrecordError):
            raise result
        idle.append(actor)
        todo.done(unit, result)
