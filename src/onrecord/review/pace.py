"""How fast a review goes, and how long the rest will take."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

PAUSE = 120.0
"""A gap of this many seconds or more counts as a break."""
LAST = 50
"""How many of the last decisions the rate is computed from."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts over the selection."""

    done: int
    left: int
    skipped: int
    per_hour: float | None
    seconds_left: float | None


class Pace:
    """Decisions per hour over the last few, leaving out breaks.

    Args:
        clock: Gives seconds since any fixed moment.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._gaps: deque[float] = deque(maxlen=LAST)
        self._since = clock()

    def step(self) -> None:
        """Record that a claim was decided."""
        now = self._clock()
        if now - self._since < PAUSE:
            self._gaps.append(now - self._since)
        self._since = now

    def per_hour(self) -> float | None:
        """Claims per hour; None before the first decision."""
        spent = sum(self._gaps)
        return 3600 * len(self._gaps) / spent if spent > 0 else None

    def seconds_for(self, claims: int) -> float | None:
        """How many seconds this many claims will take at this rate; None if the rate is unknown."""
        rate = self.per_hour()
        return None if rate is None else 3600 * claims / rate
