from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims.confidence import Curves, confidence

SCORES = st.floats(0, 1)
REVIEWED = Curves(statement=((0.0, 0.0), (1.0, 1.0)), figure=((0.2, 0.1), (0.6, 0.55), (0.9, 0.8)))


@given(SCORES, SCORES)
def test_a_better_score_is_never_less_sure(one: float, two: float) -> None:
    low, high = sorted((one, two))
    for curves in (None, REVIEWED):
        assert 0 <= confidence("figure", low, curves) <= confidence("figure", high, curves) <= 1


@pytest.mark.parametrize("kind", ["statement", "figure"])
def test_a_score_that_is_a_probability_stays(kind: Literal["statement", "figure"]) -> None:
    assert confidence(kind, 0.505) == 0.505
    assert confidence(kind, 2.0) == 1.0
    assert confidence(kind, -1.0) == 0.0


def test_a_score_is_read_off_the_points_of_a_calibration() -> None:
    points = REVIEWED.figure
    assert all(confidence("figure", score, REVIEWED) == pytest.approx(share) for score, share in points)
    (low, less), (high, more) = points[:2]
    assert confidence("figure", (low + high) / 2, REVIEWED) == pytest.approx((less + more) / 2, abs=1e-4)
    assert confidence("figure", -1.0, REVIEWED) == points[0][1]
    assert confidence("figure", 2.0, REVIEWED) == points[-1][1]
