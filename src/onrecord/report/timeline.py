"""Claims over time as bars that each cover a day, a week, or some months or years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.report import shown
from onrecord.report.material import AnyClaim, ArticleClaims

MOST_BARS = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """The claims published from one day to another."""

    first: date
    last: date
    statements: int
    figures: int

    @property
    def label(self) -> str:
        """The days of the bar."""
        return shown.days(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Consecutive bars, and how many claims have no date."""

    bars: list[Bar]
    undated: int

    @property
    def highest(self) -> int:
        """How many claims the tallest bar stands for."""
        return max((bar.statements + bar.figures for bar in self.bars), default=0)


@dataclass(frozen=True, slots=True)
class _Step:
    """How much time a bar covers: some days, or some months."""

    days: int = 0
    months: int = 0

    def index(self, day: date) -> int:
        """Which bar a day belongs to; weeks begin on Monday, because day 1 of the calendar was one."""
        return (
            (day.toordinal() - 1) // self.days
            if self.days
            else (day.year * 12 + day.month - 1) // self.months
        )

    def first(self, index: int) -> date:
        """The first day of a bar, but not before the calendar begins."""
        if self.days:
            return date.fromordinal(index * self.days + 1)
        year, month = divmod(index * self.months, 12)
        return date(year, month + 1, 1) if year else date.min

    def last(self, index: int) -> date:
        """The last day of a bar, but not after the calendar ends."""
        try:
            return self.first(index + 1) - timedelta(1)
        except ValueError:
            return date.max


_STEPS = (_Step(days=1), _Step(days=7), *(_Step(months=n) for n in (1, 3, 12, 60, 120, 600, 2400)))


def timeline(claims: Iterable[tuple[ArticleClaims, AnyClaim]]) -> Timeline:
    """Count claims by the day their article was published."""
    counts = Counter((article.ref.published, claim.kind) for article, claim in claims)
    days = [day for day, _ in counts if day is not None]
    undated = counts[None, "statement"] + counts[None, "figure"]
    if not days:
        return Timeline([], undated)
    step = next(step for step in _STEPS if step.index(max(days)) - step.index(min(days)) < MOST_BARS)
    sums: Counter[tuple[int, str]] = Counter()
    for (day, kind), count in counts.items():
        if day is not None:
            sums[step.index(day), kind] += count
    bars = [
        Bar(step.first(index), step.last(index), sums[index, "statement"], sums[index, "figure"])
        for index in range(step.index(min(days)), step.index(max(days)) + 1)
    ]
    return Timeline(bars, undated)
