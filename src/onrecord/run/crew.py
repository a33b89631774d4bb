"""Worker processes on this machine, watched: one that dies or hangs costs the article it was at."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, Protocol

from onrecord.errors import ConfigError, ModelError
from onrecord.run.deadline import too_late
from onrecord.run.memory import NO_MEMORY
from onrecord.run.todo import Job
from onrecord.run.unit import Bad, Done, Place
from onrecord.run.worker import EXHAUSTED, IDLE, READY, read_beat, serve
from onrecord.run.worklist import Unit

GRACE = 2.0
"""Seconds after the deadline in which a worker may stop by itself; then it is killed."""
LOOK = 1.0
"""Seconds between two looks at the workers' clocks."""
TRIES = 2
"""Deaths of a process at one article until that is the article's fault: once may be somebody else's."""
DIED = "its process died at it, twice: out of memory, or a fault in compiled code"


class Units(Protocol):
    """Where units come from, and who is told of them."""

    def next(self) -> Unit | None:
        """A unit to work on; None where none is left to hand out."""

    def done(self, unit: Unit, done: Done | None) -> None:
        """A unit is done; None where its inputs end before it."""


class Hand:
    """One worker process, seen from outside."""

    def __init__(self, job: Job) -> None:
        context = get_context("spawn")
        self.line, theirs = context.Pipe()
        self.beat: Any = context.RawArray("d", [IDLE, 0, 0])
        self.process = context.Process(target=serve, args=(theirs, self.beat, job), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.unit: Unit | None = None

    def give(self, unit: Unit, bad: Bad) -> None:
        """Let it work on a unit. Whether it died meanwhile is found out when its answer is looked for."""
        self.unit = unit
        with suppress(BrokenPipeError):
            self.line.send((unit, bad))

    def end(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.join()
        self.line.close()


class Crew:
    """Hands out units, and finds out which article ended a process.

    Args:
        job: What the workers need to know.
        count: Most workers at a time.
        again: Units that were begun elsewhere.
    """

    def __init__(self, job: Job, count: int, again: Iterable[Unit] = ()) -> None:
        self._job = job
        self._count = count
        self._hands: list[Hand] = []
        self._again = deque(again)
        self._deaths: Counter[tuple[int, Place | None]] = Counter()
        self._bad: dict[int, dict[Place, str]] = {}

    def work(self, units: Units) -> None:
        """Do everything that is left.

        Raises:
            ModelError: The language model cannot be loaded.
            ConfigError: A part cannot be written, or processes die that are at no article.
        """
        while self._hand_out(units):
            busy = {hand.line: hand for hand in self._hands if hand.unit is not None}
            for line in wait(list(busy), LOOK):
                self._listen(busy[line], units)  # type: ignore[index]
            for hand in list(self._hands):
                self._look_at(hand)

    def __enter__(self) -> Crew:
        """The crew itself; leaving the block ends all workers."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all workers."""
        for hand in self._hands:
            hand.end()
        self._hands.clear()

    def _hand_out(self, units: Units) -> bool:
        """Give everybody something to do, starting workers while there is some; whether anybody has any."""
        idle = [hand for hand in self._hands if hand.unit is None]
        while idle or len(self._hands) < self._count:
            unit = self._again.popleft() if self._again else units.next()
            if unit is None:
                break
            if not idle:
                self._hands.append(Hand(self._job))
            hand = idle.pop() if idle else self._hands[-1]
            bad = self._bad.get(unit.batch, {})
            hand.give(unit, {at: why for at, why in bad.items() if at[0] >= unit.first or at[1] == "find"})
        return any(hand.unit for hand in self._hands)

    def _listen(self, hand: Hand, units: Units) -> None:
        try:
            answer = hand.line.recv()
        except (EOFError, ConnectionError):
            self._bury(hand)
            return
        if isinstance(answer, Exception):
            raise answer
        if answer == READY:
            hand.ready = True
            return
        if answer == EXHAUSTED:
            self._bury(hand, NO_MEMORY)
            return
        assert hand.unit is not None
        unit, hand.unit = hand.unit, None
        units.done(unit, answer)

    def _look_at(self, hand: Hand) -> None:
        """End a worker that is at one article for too long, in compiled code that nothing else stops."""
        seconds = self._job.config.deadline
        place, since = read_beat(hand.beat)
        if not seconds or place is None or hand.unit is None or time.monotonic() < since + seconds + GRACE:
            return
        hand.process.kill()
        hand.process.join()
        if read_beat(hand.beat) == (place, since):
            self._bad.setdefault(hand.unit.batch, {})[place] = too_late(seconds)
            self._replace(hand)
        else:  # it went on in the last moment
            self._bury(hand)

    def _bury(self, hand: Hand, why: str = DIED) -> None:
        """Find out at what a worker died."""
        hand.process.join()
        assert hand.unit is not None
        if not hand.ready:
            raise ModelError(
                f"a worker process ended with code {hand.process.exitcode} while it loaded the language "
                "model: too little memory for so many? try fewer --workers"
            )
        place, _ = read_beat(hand.beat)
        death = (hand.unit.batch, place)
        self._deaths[death] += 1
        if self._deaths[death] >= TRIES:
            if place is None:
                raise ConfigError(f"worker processes end with code {hand.process.exitcode}, at no article")
            self._bad.setdefault(hand.unit.batch, {})[place] = why
        self._replace(hand)

    def _replace(self, hand: Hand) -> None:
        if hand.unit is not None:
            self._again.appendleft(hand.unit)
        hand.end()
        self._hands.remove(hand)
