"""A run on a Ray cluster: actors that each watch one worker process, and units that outlive their node."""

from __future__ import annotations

from collections import Counter, deque
from importlib import import_module
from typing import Any

from onrecord.errors import ConfigError, OnrecordError
from onrecord.run.crew import Crew
from onrecord.run.todo import Job, Todo
from onrecord.run.unit import Done
from onrecord.run.worklist import Unit

TRIES = 5
"""How often a unit may be lost with the node it was on."""


class One:
    """A single unit as a source of units."""

    def __init__(self, unit: Unit) -> None:
        self._units = [unit]
        self.result: Done | None = None

    def next(self) -> Unit | None:
        """The unit, once."""
        return self._units.pop() if self._units else None

    def done(self, unit: Unit, done: Done | None) -> None:
        """Keep what was done."""
        self.result = done


class Hand:
    """What an actor does: the same as a worker process here, watched from its own node."""

    def __init__(self, job: Job) -> None:
        self._crew = Crew(job, 1)

    def work(self, unit: Unit) -> Done | OnrecordError | None:
        """Work on a unit. Errors are handed back, not raised: they say what to do."""
        one = One(unit)
        try:
            self._crew.work(one)
        except OnrecordError as error:
            return error
        return one.result


def work_on_ray(job: Job, todo: Todo, count: int | None) -> None:
    """Do everything that is left, on the cluster this process belongs to, or on this machine.

    Args:
        job: What the workers need to know. Its ledger must lie where every node can reach it.
        todo: The units.
        count: Most workers at a time; by default the processors the cluster has.

    Raises:
        ConfigError: Ray is not installed, or units are lost again and again.
        ModelError: The language model cannot be loaded.
    """
    try:
        ray: Any = import_module("ray")
    except ImportError as error:
        raise ConfigError(f"--engine ray: {error}: pip install 'onrecord[ray]'") from error
    if not ray.is_initialized():
        ray.init(log_to_driver=False)
    actor: Any = ray.remote(num_cpus=1)(Hand)
    job_there = ray.put(job)
    idle: list[Any] = []
    at_work: dict[Any, tuple[Any, Unit]] = {}
    again: deque[Unit] = deque()
    lost: Counter[tuple[int, int]] = Counter()
    while True:
        size = count or max(1, int(ray.cluster_resources().get("CPU", 1)))
        while len(at_work) < size and (unit := again.popleft() if again else todo.next()) is not None:
            hand = idle.pop() if idle else actor.remote(job_there)
            at_work[hand.work.remote(unit)] = hand, unit
        while idle:  # their processors are free for those that wait for one
            ray.kill(idle.pop())
        if not at_work:
            return
        (ready, *_), _ = ray.wait(list(at_work), num_returns=1)
        hand, unit = at_work.pop(ready)
        try:
            result = ray.get(ready)
        except ray.exceptions.RayActorError as error:
            lost[unit.batch, unit.block] += 1
            if lost[unit.batch, unit.block] >= TRIES:
                raise ConfigError(f"a unit of work was lost with its node {TRIES} times: {error}") from error
            again.append(unit)
            continue
        if isinstance(result, OnrecordError):
            raise result
        idle.append(hand)
        todo.done(unit, result)
