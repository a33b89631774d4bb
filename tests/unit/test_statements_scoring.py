"""Scores come from named features with weights."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pipes.scoring import log_odds, probability, weights
from onrecord.pipes.statements.partial import ModelScores


def features(scores: ModelScores, **more: float) -> dict[str, float]:
    odds = {name: log_odds(getattr(scores, name)) for name in ModelScores.__dataclass_fields__}
    return {"bias": 1.0, "length": math.log(12), "known cue": 1.0, **odds, **more}


def score(given: dict[str, float]) -> float:
    return probability("statements", given)


def test_every_feature_of_the_model_has_a_weight() -> None:
    assert set(ModelScores.__dataclass_fields__) <= set(weights("statements"))
    assert {"bias", "no source", "known cue", "length", "short"} <= set(weights("statements"))
    assert {"kind.person", "mention.pronoun", "mentions", "gap"} <= set(weights("statements"))


def test_a_surer_model_gives_a_higher_score() -> None:
    low, high = ModelScores(weakest=0.4, source_link=0.5), ModelScores(weakest=0.95, source_link=0.99)
    assert score(features(low)) < score(features(high))


def test_a_source_speaks_for_a_statement() -> None:
    without = features(ModelScores(source=0.0, source_link=0.0), **{"no source": 1.0})
    assert score(without) < score(features(ModelScores(source=0.9, source_link=0.9)))


def test_a_feature_without_a_weight_counts_nothing() -> None:
    assert score(features(ModelScores(), **{"statement.of_tomorrow": 5.0})) == score(features(ModelScores()))


@given(st.floats(0, 1))
def test_log_odds_are_bounded_and_odd(chance: float) -> None:
    assert abs(log_odds(chance)) <= math.log(99) + 1e-9
    assert log_odds(chance) == pytest.approx(-log_odds(1 - chance))
