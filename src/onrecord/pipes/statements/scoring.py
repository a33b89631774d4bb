"""The probability that a statement is correct, from the model's probabilities and a few features.

A logistic regression with the weights in ``weights.toml``, which ``models/recipe/weights.py`` fits.
"""

from __future__ import annotations

import math
from dataclasses import asdict
from functools import cache

from onrecord.pipes.statements.lexicon import cues
from onrecord.pipes.statements.partial import PartialStatement, Text
from onrecord.records import Statement
from onrecord.rules import read_toml

LEAST = 0.01
SHORT = 5
"""A content of fewer tokens than this is short."""


@cache
def weights() -> dict[str, float]:
    """Weights of the features by name, from ``weights.toml``.

    Raises:
        ConfigError: The file cannot be read.
    """
    raw = read_toml("statements", "weights.toml")
    return {**raw["features"], **raw["rules"]}


def log_odds(chance: float) -> float:
    """Log-odds of a probability, clipped away from 0 and 1."""
    kept = min(max(chance, LEAST), 1 - LEAST)
    return math.log(kept / (1 - kept))


def features_of(text: Text, partial: PartialStatement, statement: Statement) -> dict[str, float]:
    """The features of a statement by name; its rule is one of them."""
    words = sum(len(text.tokens(*piece)) for piece in partial.content)
    return {
        "bias": 1.0,
        **{name: log_odds(chance) for name, chance in asdict(partial.scores).items()},
        "no source": float(statement["source"] is None),
        "speaker": log_odds(statement["speaker_score"]),
        "no speaker": float(statement["cluster"] is None),
        f"by.{statement['resolved_by']}": 1.0,
        "known cue": float(partial.lemma in cues().verbs),
        "length": math.log(max(1, words)),
        "short": max(0, SHORT - words) / SHORT,
        statement["rule"]: 1.0,
    }


def score(features: dict[str, float]) -> float:
    """The score of a statement, in [0, 1]; features without a weight are ignored."""
    total = sum(weights().get(name, 0.0) * value for name, value in features.items())
    return round(1 / (1 + math.exp(-total)), 4)
