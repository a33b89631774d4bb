from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.language.trees import best_tree, is_tree


def total(scores: np.ndarray, heads: tuple[int, ...] | list[int]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads)))


def square(size: int) -> st.SearchStrategy[np.ndarray]:
    return arrays(np.float64, (size, size), elements=st.floats(-20, 20, width=32))


@given(st.integers(1, 5).flatmap(square))
def test_no_tree_with_one_root_is_better(scores: np.ndarray) -> None:
    size = len(scores)
    heads = best_tree(scores)
    assert is_tree(heads)
    best = max(total(scores, tree) for tree in product(range(size), repeat=size) if is_tree(list(tree)))
    assert total(scores, heads) == pytest.approx(best)


@given(st.integers(20, 60), st.integers(0, 2**32 - 1))
def test_long_sentences_are_trees(size: int, seed: int) -> None:
    assert is_tree(best_tree(np.random.default_rng(seed).normal(size=(size, size))))


def test_equal_scores_still_give_a_tree() -> None:
    assert is_tree(best_tree(np.zeros((40, 40))))


def test_cycle_within_a_cycle() -> None:
    scores = np.full((6, 6), -10.0)
    for word, head, score in (
        (0, 1, 9),
        (1, 0, 9),
        (2, 3, 9),
        (3, 2, 9),
        (0, 2, 5),
        (2, 0, 5),
        (4, 5, 9),
        (5, 4, 8),
    ):
        scores[word, head] = score
    assert is_tree(best_tree(scores))


@pytest.mark.parametrize(
    ("heads", "wanted"),
    [
        ([0], True),
        ([0, 0, 1], True),
        ([0, 1], False),
        ([1, 0, 2], False),
        ([1, 2, 0], False),
        ([2, 2, 2], True),
    ],
)
def test_what_a_tree_is(heads: list[int], wanted: bool) -> None:
    assert is_tree(heads) is wanted
