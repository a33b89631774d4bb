"""How fast a review goes, and how long the rest will take."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

PAUSE = 120.0
"""Seconds after which somebody is no longer looking at a claim."""
LAST = 50
"""Decisions the rate is taken from."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts over the selection."""

    done: int
    left: int
    skipped: int
    per_hour: float | None
    seconds_left: float | None


class Pace:
    """Decisions an hour of the last few, breaks left out.

    Args:
        clock: Seconds, from anywhere.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._gaps: deque[float] = deque(maxlen=LAST)
        self._since = clock()

    def step(self) -> None:
        """A claim was decided."""
        now = self._clock()
        if now - self._since < PAUSE:
            self._gaps.append(now - self._since)
        self._since = now

    def per_hour(self) -> float | None:
        """Claims an hour; None before there is anything to go by."""
        spent = sum(self._gaps)
        return 3600 * len(self._gaps) / spent if spent > 0 else None

    def seconds_for(self, claims: int) -> float | None:
        """How long so many claims will take at this rate."""
        rate = self.per_hour()
        return None if rate is None else 3600 * claims / rate
