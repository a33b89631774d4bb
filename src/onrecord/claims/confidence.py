"""Raw scores to confidence: the share of such claims a reviewer accepts.

The curves are data (``confidence.toml``, or what ``onrecord calibrate`` writes): per kind of claim, points
joined by straight lines.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, TypeAlias

from onrecord.errors import ConfigError

DIGITS = 4
"""Confidences are rounded, so that the last bits of a floating-point unit are not in the output."""

Points: TypeAlias = tuple[tuple[float, float], ...]
"""Raw score and confidence, in the order of the scores."""


@dataclass(frozen=True, slots=True)
class Curves:
    """The curve of each kind of claim."""

    statement: Points
    figure: Points

    def points(self, kind: Literal["statement", "figure"]) -> Points:
        """The curve of one kind."""
        return self.statement if kind == "statement" else self.figure


@cache
def shipped_curves() -> Curves:
    """Those that come with onrecord."""
    text = (files("onrecord.claims") / "confidence.toml").read_text(encoding="utf-8")
    return _curves(tomllib.loads(text))


def read_curves(path: Path) -> Curves:
    """Those of a file as ``onrecord calibrate`` writes it.

    Raises:
        ConfigError: There is no such file, or it is none of these.
    """
    try:
        return _curves(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError(
            f"{path}: is no file of onrecord calibrate, with points for statement and figure: {error}"
        ) from error


def confidence(kind: Literal["statement", "figure"], score: float, curves: Curves | None = None) -> float:
    """The confidence of a claim.

    Args:
        kind: Kind of the claim.
        score: What the pipe gave it, in [0, 1].
        curves: Whose points to go by; by default those that come with onrecord.
    """
    points = (curves or shipped_curves()).points(kind)
    right = bisect_right(points, score, key=lambda point: point[0])
    if right in (0, len(points)):
        return round(points[min(right, len(points) - 1)][1], DIGITS)
    (low, below), (high, above) = points[right - 1], points[right]
    return round(below + (score - low) / (high - low) * (above - below), DIGITS)


def _curves(table: Mapping[str, Any]) -> Curves:
    found = []
    for kind in ("statement", "figure"):
        points = tuple(sorted((float(score), float(value)) for score, value in table[kind]["points"]))
        if not points or not all(0 <= number <= 1 for point in points for number in point):
            raise ValueError(f"the points of {kind} are not in [0, 1]")
        found.append(points)
    return Curves(*found)
