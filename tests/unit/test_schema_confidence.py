from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims.confidence import confidence, shipped_curves

SCORES = st.floats(0, 1)


@given(SCORES, SCORES)
def test_a_better_score_is_never_less_sure(one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert 0 <= confidence("statement", low) <= confidence("statement", high) <= 1
    assert 0 < confidence("figure", low) <= confidence("figure", high) < 1


def test_a_statement_keeps_its_score() -> None:
    assert confidence("statement", 0.505) == 0.505
    assert confidence("statement", 2.0) == 1.0
    assert confidence("statement", -1.0) == 0.0


def test_a_figure_s_score_is_read_off_the_points_it_was_fitted_to() -> None:
    points = shipped_curves().figure
    assert all(confidence("figure", score) == pytest.approx(share) for score, share in points)
    (low, less), (high, more) = points[:2]
    assert confidence("figure", (low + high) / 2) == pytest.approx((less + more) / 2, abs=1e-4)
    assert confidence("figure", -1.0) == points[0][1]
    assert confidence("figure", 2.0) == points[-1][1]
