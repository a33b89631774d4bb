from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims.confidence import confidence

SCORES = st.floats(0, 1)


@given(SCORES, SCORES)
def test_a_better_score_is_never_less_sure(one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert 0 <= confidence("statement", low) <= confidence("statement", high) <= 1


def test_the_points_themselves_and_what_lies_between() -> None:
    assert confidence("statement", 0.0) == 0.2
    assert confidence("statement", 0.43) == 0.49
    assert confidence("statement", 0.505) == 0.635
    assert confidence("statement", 1.0) == confidence("statement", 2.0) == 0.98
    assert confidence("statement", -1.0) == 0.2
    assert confidence("figure", 0.3) == 0.87
