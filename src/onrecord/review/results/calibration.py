"""Confidence refitted to decisions: new points for ``onrecord.claims.Curves``.

Isotonic regression (pool adjacent violators) over the present confidence of claims. Each pool becomes a
point, placed at the raw score that gives this confidence under the present curve.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.claims.confidence import DIGITS
from onrecord.errors import ConfigError
from onrecord.review.results.outcome import Outcomes

FOLDS = 5
BINS = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.0)
FEWEST = 20
"""With fewer decisions than this on a kind of claim, its points are not changed."""
PRIOR = 1.0
"""Every pool is mixed with this many claims that have the overall share, so that none is at 0 or 1."""

Seen = tuple[float, bool]
"""Confidence of a claim, and whether it was accepted unchanged."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims whose confidence is from ``low`` up to ``high``."""

    low: float
    high: float
    count: int
    before: float
    """Their mean confidence."""
    after: float
    """Their mean confidence under the new points."""
    accepted: float
    """The share that reviewers accepted."""


@dataclass(frozen=True, slots=True)
class Refit:
    """One kind of claim, before and after."""

    kind: str
    decisions: int
    points: list[Point]
    """Pairs of raw score and confidence."""
    changed: bool
    bins: list[Bin]
    brier_before: float
    brier_after: float
    """Mean squared error; ``brier_after`` is cross-validated."""


def seen_decisions(outcomes: Outcomes) -> dict[str, list[Seen]]:
    """Confidence and verdict of every decided claim by kind, in the order of their ids."""
    by_kind: dict[str, list[tuple[str, Seen]]] = {"statement": [], "figure": []}
    for outcome in outcomes.settled():
        row = outcome.row
        accepted = outcome.decision.verdict == "accept"
        kind = outcomes.claims.name("kind", row)
        by_kind.setdefault(kind, []).append(
            (outcomes.claims.id(row), (float(outcomes.claims.confidence[row]), accepted))
        )
    return {kind: [seen for _, seen in sorted(rows)] for kind, rows in by_kind.items()}


def refit(kind: str, seen: Sequence[Seen], points: Sequence[Point]) -> Refit:
    """Refit one kind of claim.

    Args:
        kind: ``statement`` or ``figure``.
        seen: The decisions.
        points: The points the claims were extracted with.

    Raises:
        ConfigError: A confidence lies outside the range of the points.
    """
    low, high = points[0][1], points[-1][1]
    for sure, _ in seen:
        if not low - 10**-DIGITS <= sure <= high + 10**-DIGITS:
            raise ConfigError(
                f"a {kind} has the confidence {sure}, the points go from {low} to {high}: name the file the"
                " claims were extracted with (--confidence), or extract them again"
            )
    if len(seen) < FEWEST:
        return Refit(kind, len(seen), list(points), False, _bins(seen, None), _brier(seen), _brier(seen))
    fitted = isotonic(seen)
    held_out: list[Seen] = []
    for fold in range(FOLDS):
        others = isotonic([one for place, one in enumerate(seen) if place % FOLDS != fold])
        held_out += [(value_at(others, sure), accepted) for sure, accepted in seen[fold::FOLDS]]
    if low == high:
        new = [(score, round(fitted[0][1], DIGITS)) for score in (0.0, 1.0)]
    else:
        placed = {score_of(points, sure): value for sure, value in fitted}
        bends = {score: value_at(fitted, sure) for score, sure in points}  # where the old curve bends
        new = [(score, round(value, DIGITS)) for score, value in sorted((bends | placed).items())]
    return Refit(kind, len(seen), new, True, _bins(seen, fitted), _brier(seen), _brier(held_out))


def isotonic(seen: Iterable[Seen]) -> list[Point]:
    """The share accepted as a rising function of confidence: mean confidence and share of each pool."""
    decisions = list(seen)
    overall = sum(accepted for _, accepted in decisions) / len(decisions)
    groups: dict[float, list[float]] = {}
    for sure, accepted in decisions:
        group = groups.setdefault(sure, [0.0, 0.0, 0.0])
        group[0] += 1
        group[1] += accepted
        group[2] += sure
    pools = _pool(group for _, group in sorted(groups.items()))
    mixed = (
        [count + PRIOR, right + PRIOR * overall, total + PRIOR * total / count]
        for count, right, total in pools
    )  # small pools are pulled towards the overall share, which may put them out of order again
    return [(total / count, right / count) for count, right, total in _pool(mixed)]


def _pool(groups: Iterable[list[float]]) -> list[list[float]]:
    """Join neighbours whose shares do not rise; a group is count, right ones, sum of confidences."""
    pools: list[list[float]] = []
    for group in groups:
        pools.append(group)
        while len(pools) > 1 and pools[-2][1] * pools[-1][0] >= pools[-1][1] * pools[-2][0]:
            last = pools.pop()
            pools[-1] = [one + other for one, other in zip(pools[-1], last, strict=True)]
    return pools


def value_at(points: Sequence[Point], where: float) -> float:
    """Linear interpolation between points; beyond either end, the value of the end point."""
    right = bisect_right([place for place, _ in points], where)
    if right in (0, len(points)):
        return points[min(right, len(points) - 1)][1]
    (low, below), (high, above) = points[right - 1], points[right]
    return below + (where - low) / (high - low) * (above - below)


def score_of(points: Sequence[Point], confidence: float) -> float:
    """The lowest raw score that has this confidence."""
    for (low, below), (high, above) in pairwise(points):
        if below >= confidence:
            return low
        if above >= confidence:
            return round(low + (confidence - below) / (above - below) * (high - low), DIGITS)
    return points[-1][0]


def toml_text(refits: Sequence[Refit]) -> str:
    """The points as a file for ``onrecord extract --confidence``."""
    lines = ["# Points [raw score, confidence], fitted to the decisions of reviewers by onrecord calibrate."]
    for one in refits:
        source = f"{one.decisions} decisions" if one.changed else "as before: too few decisions"
        points = ", ".join(f"[{score}, {value}]" for score, value in one.points)
        lines += ["", f"[{one.kind}]  # {source}", f"points = [{points}]"]
    return "\n".join(lines) + "\n"


def _bins(seen: Sequence[Seen], fitted: Sequence[Point] | None) -> list[Bin]:
    table = []
    for low, high in pairwise(BINS):
        inside = [one for one in seen if low <= one[0] < high or (high == 1 and one[0] == 1)]
        if inside:
            count = len(inside)
            before = sum(sure for sure, _ in inside) / count
            after = sum(value_at(fitted, sure) for sure, _ in inside) / count if fitted else before
            accepted = sum(one for _, one in inside) / count
            table.append(Bin(low, high, count, before, after, accepted))
    return table


def _brier(seen: Sequence[Seen]) -> float:
    return sum((sure - accepted) ** 2 for sure, accepted in seen) / max(1, len(seen))
