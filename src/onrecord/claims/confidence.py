"""Raw scores to confidence: the share of such claims a reviewer accepts.

The curves are data (``confidence.toml``): per kind of claim, points joined by straight lines.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from typing import Literal

DIGITS = 4
"""Confidences are rounded, so that the last bits of a floating-point unit are not in the output."""


@cache
def _curve(kind: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    table = tomllib.loads((files("onrecord.claims") / "confidence.toml").read_text(encoding="utf-8"))
    points = sorted(table[kind]["points"])
    return tuple(score for score, _ in points), tuple(value for _, value in points)


def confidence(kind: Literal["statement", "figure"], score: float) -> float:
    """The confidence of a claim.

    Args:
        kind: Kind of the claim.
        score: What the pipe gave it, in [0, 1].
    """
    scores, values = _curve(kind)
    right = bisect_right(scores, score)
    if right == 0 or right == len(scores):
        return round(values[min(right, len(values) - 1)], DIGITS)
    low, high = scores[right - 1], scores[right]
    share = (score - low) / (high - low)
    return round(values[right - 1] + share * (values[right] - values[right - 1]), DIGITS)
