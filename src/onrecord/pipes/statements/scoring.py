"""How likely a statement is right: the model's own probabilities, weighed by rule and mode.

A logistic regression whose weights lie in ``weights.toml``; ``models/recipe/weights.py`` fits them.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TypedDict

from onrecord.records import Mode
from onrecord.rules import read_toml

LEAST = 0.01
DIGITS = 4


class Weights(TypedDict):
    """Weights of the features; a rule or mode that is not named weighs nothing."""

    bias: float
    slope: float
    steep: float
    """Added to the slope above ``knee``."""
    knee: float
    rules: dict[str, float]
    modes: dict[str, float]


@cache
def weights() -> Weights:
    """Read ``weights.toml``.

    Raises:
        ConfigError: The file cannot be read.
    """
    raw = read_toml("statements", "weights.toml")
    return Weights(
        bias=raw["bias"],
        slope=raw["slope"],
        steep=raw["steep"],
        knee=raw["knee"],
        rules=raw["rules"],
        modes=raw["modes"],
    )


def log_odds(chance: float) -> float:
    """Log-odds of a probability kept away from 0 and 1."""
    kept = min(max(chance, LEAST), 1 - LEAST)
    return math.log(kept / (1 - kept))


def score(chance: float, rule: str, mode: Mode) -> float:
    """The score of a statement, in [0, 1].

    Args:
        chance: Product of the model's probabilities for cue, content and their link.
        rule: Id of the rule the statement follows.
        mode: Its mode.
    """
    learnt, odds = weights(), log_odds(chance)
    total = learnt["bias"] + learnt["slope"] * odds + learnt["steep"] * max(0.0, odds - learnt["knee"])
    total += learnt["rules"].get(rule, 0.0) + learnt["modes"].get(mode, 0.0)
    return round(1 / (1 + math.exp(-total)), DIGITS)
