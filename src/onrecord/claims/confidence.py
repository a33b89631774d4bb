"""Turns raw scores into confidence: the share of claims with that score that a reviewer would accept.

The curves are data (``confidence.toml``, or a file written by ``onrecord calibrate``): for each
kind of claim, points joined by straight lines.
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
"""Confidence is rounded to this many digits, so that output is the same on all processors."""

Points: TypeAlias = tuple[tuple[float, float], ...]
"""Pairs of raw score and confidence, in ascending order of the score."""


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
    """The curves shipped with onrecord."""
    text = (files("onrecord.claims") / "confidence.toml").read_text(encoding="utf-8")
    return _curves(tomllib.loads(text))


def read_curves(path: Path) -> Curves:
    """Read the curves from a file written by ``onrecord calibrate``.

    Raises:
        ConfigError: The file cannot be read or contains no curves.
    """
    try:
        return _curves(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError(
            f"{path}: not a file from onrecord calibrate, with points for statement and figure: {error}"
        ) from error


def confidence(kind: Literal["statement", "figure"], score: float, curves: Curves | None = None) -> float:
    """The confidence of a claim.

    Args:
        kind: The kind of the claim.
        score: The pipe's raw score, in [0, 1].
        curves: The curves to use; by default those shipped with onrecord.
    """
    points = (curves or shipped_curves()).points(kind)
    after = bisect_right(points, score, key=lambda point: point[0])
    if after in (0, len(points)):
        return round(points[min(after, len(points) - 1)][1], DIGITS)
    (low, below), (high, above) = points[after - 1], points[after]
    return round(below + (score - low) / (high - low) * (above - below), DIGITS)


def _curves(table: Mapping[str, Any]) -> Curves:
    curves = []
    for kind in ("statement", "figure"):
        points = tuple(sorted((float(score), float(value)) for score, value in table[kind]["points"]))
        if not points or not all(0 <= number <= 1 for point in points for number in point):
            raise ValueError(f"the points of {kind} are not in [0, 1]")
        curves.append(points)
    return Curves(*curves)
