"""Samples and intervals, by hand and by simulation."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.review.choosing.sampling import allot, estimate, wilson


def test_wilson_by_hand() -> None:
    # 8 of 10 at z = 1.96: the textbook's 0.490 to 0.943
    low, high = wilson(0.8, 10)
    assert (low, high) == (pytest.approx(0.4902, abs=1e-3), pytest.approx(0.9433, abs=1e-3))  # type: ignore[comparison-overlap]
    assert wilson(0.0, 20)[0] == 0
    assert wilson(1.0, 20)[1] == pytest.approx(1)


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 500), min_size=1), st.integers(1, 800))
def test_a_sample_is_shared_out_in_proportion(sizes: dict[str, int], total: int) -> None:
    taken = allot(sizes, total)
    assert all(1 <= taken[name] <= sizes[name] for name in sizes)
    wanted = min(total, sum(sizes.values()))
    assert wanted <= sum(taken.values()) <= wanted + len(sizes)
    for name in sizes:
        assert abs(taken[name] - sizes[name] * wanted / sum(sizes.values())) <= 1


def test_strata_count_for_their_size() -> None:
    found = estimate([(90, [True, True]), (10, [False, False]), (5, [])])
    assert found
    assert found.share == pytest.approx(0.9)
    assert found.counted == 4
    assert estimate([(5, [])]) is None


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    draw = random.Random(3)
    held = 0
    for _ in range(400):
        strata = [
            (700, [draw.random() < 0.9 for _ in range(70)]),
            (250, [draw.random() < 0.6 for _ in range(25)]),
            (50, [draw.random() < 0.3 for _ in range(5)]),
        ]
        found = estimate(strata)
        assert found
        held += found.low <= 0.7 * 0.9 + 0.25 * 0.6 + 0.05 * 0.3 <= found.high
    assert 0.93 <= held / 400 <= 1
