"""A plot of figures over time, as coordinates of an SVG drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import floor, log10

from onrecord.claims import FigureClaim
from onrecord.report import shown
from onrecord.report.material import ArticleClaims

LEFT, RIGHT, TOP, BOTTOM = 50.0, 336.0, 12.0, 122.0
"""The plot area inside a 340 by 150 drawing; values are written to its left, days below it."""
_INSET = 6.0
_FEWEST_DAYS = 2
_LEAST = 3.0
"""A period is drawn at least this wide."""
MOST = 400
"""A plot shows at most this many figures, the newest."""
_SHAPES = {"up": "up", "down": "down", "=": "level"}


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure: a line as wide as its period, at the height of its value."""

    left: float
    right: float
    top: float
    """Height of the value, or of the upper end of a range."""
    bottom: float
    shape: str
    """CSS class: level, up or down; with ``dated`` if only the day of publication is known."""
    label: str
    claim: str
    """Id of the claim."""
    article: str
    """Key of the article."""

    @property
    def middle(self) -> float:
        """The middle of the line."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot: its dots, the grid lines, and the first and last day."""

    dots: list[Dot]
    lines: list[tuple[float, str]]
    first: str
    last: str
    label: str
    from_zero: bool
    """Whether the scale includes zero."""


def plot_figures(figures: Sequence[tuple[ArticleClaims, FigureClaim]]) -> Plot | None:
    """Plot the figures that have a value and a day; None if they do not span at least two days.

    Args:
        figures: Figures for the same quantity, with their articles, in order of date.
    """
    dated = [
        (article, claim, span)
        for article, claim in figures
        if claim.figure_kind != "score" and claim.value is not None and (span := _days(article, claim))
    ][-MOST:]
    if len({last for _, _, (_, last) in dated}) < _FEWEST_DAYS:
        return None
    start = min(first for _, _, (first, _) in dated)
    end = max(last for _, _, (_, last) in dated)
    values = [ends_of(claim) for _, claim, _ in dated]
    low, high, lines = scale(min(pair[0] for pair in values), max(pair[1] for pair in values))

    def across(day: date) -> float:
        return LEFT + _INSET + (RIGHT - LEFT - 2 * _INSET) * (day - start).days / (end - start).days

    def down(value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low)

    dots = []
    for (article, claim, (first, last)), (bottom, top) in zip(dated, values, strict=True):
        left, right = across(first), across(last)
        shape = _SHAPES[claim.change] + ("" if claim.period else " dated")
        label = f"{claim.text}, {shown.days(first, last)}"
        label += f" ({article.ref.outlet})" if article.ref.outlet else ""
        right = max(right, left + _LEAST) if claim.period else right
        dots.append(Dot(left, right, down(top), down(bottom), shape, label, claim.id, article.key))
    return Plot(
        dots,
        [(down(value), shown.short(value)) for value in lines],
        shown.day(start),
        shown.day(end),
        f"{shown.plural(len(dots), 'figure')} from {shown.day(start)} to {shown.day(end)}",
        low <= 0 <= high,
    )


def _days(article: ArticleClaims, claim: FigureClaim) -> tuple[date, date] | None:
    if claim.period is not None:
        return claim.period.start, claim.period.end
    published = article.ref.published
    return (published, published) if published else None


def ends_of(claim: FigureClaim) -> tuple[float, float]:
    """The lowest and the highest value of a figure; equal if it gives a single value."""
    both = claim.value if isinstance(claim.value, tuple) else (claim.value or Decimal(0),) * 2
    return float(min(both)), float(max(both))


def scale(low: float, high: float) -> tuple[float, float, list[float]]:
    """The ends of the axis and grid lines at round values, starting at zero unless that flattens the plot."""
    if 0 < low < high / 2 or low == high > 0:
        low = 0.0
    elif low == high:
        low, high = (low, 0.0) if low < 0 else (low, low + 1)
    step = _round_step((high - low) / 3)
    start, end = floor(low / step), -floor(-high / step)
    return start * step, end * step, [index * step for index in range(start, end + 1)]


def _round_step(width: float) -> float:
    power = 10.0 ** floor(log10(width))
    return next(power * factor for factor in (1.0, 2.0, 2.5, 5.0, 10.0) if power * factor >= width * 0.999)
