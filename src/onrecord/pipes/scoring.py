"""Scores as probabilities: a logistic regression over named features, with weights fitted by the recipe."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from onrecord.rules import read_toml

Features = dict[str, float]
LEAST = 0.01
"""Probabilities nearer to 0 or 1 count as this one."""


@cache
def weights(pipe: str) -> Mapping[str, float]:
    """Weights of the features by name, from a pipe's ``weights.toml``.

    Raises:
        ConfigError: The file cannot be read.
    """
    found: Mapping[str, float] = read_toml(pipe, "weights.toml")["features"]
    return found


def log_odds(chance: float) -> float:
    """Log-odds of a probability, clipped away from 0 and 1."""
    kept = min(max(chance, LEAST), 1 - LEAST)
    return math.log(kept / (1 - kept))


def probability(pipe: str, features: Features) -> float:
    """The score of a record, in [0, 1]; features without a weight are ignored."""
    known = weights(pipe)
    total = sum(known.get(name, 0.0) * value for name, value in features.items())
    return round(1 / (1 + math.exp(-total)), 4)
