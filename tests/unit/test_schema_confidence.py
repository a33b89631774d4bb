from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims.confidence import confidence

SCORES = st.floats(0, 1)


@given(SCORES, SCORES)
def test_a_better_score_is_never_less_sure(one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert 0 <= confidence("statement", low) <= confidence("statement", high) <= 1


def test_a_statement_keeps_its_score_and_all_figures_have_one_value() -> None:
    assert confidence("statement", 0.505) == 0.505
    assert confidence("statement", 2.0) == 1.0
    assert confidence("statement", -1.0) == 0.0
    assert confidence("figure", 0.3) == confidence("figure", 1.0) == 0.87
