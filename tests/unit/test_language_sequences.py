from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.language.sequences import Sequences, softmax

LABELS = ["O", "B-ORG", "I-ORG", "I-LOC", "B-LOC"]
STEPS = np.linspace(-1, 1, 25).reshape(5, 5)
ORG_LOC = Sequences(LABELS, STEPS)


def legal(path: tuple[int, ...]) -> bool:
    names = [LABELS[index] for index in path]
    return all(
        name[0] != "I" or (place > 0 and names[place - 1][0] != "O" and names[place - 1][2:] == name[2:])
        for place, name in enumerate(names)
    )


@given(st.integers(1, 4).flatmap(lambda n: arrays(np.float64, (n, 5), elements=st.floats(-9, 9, width=32))))
def test_no_legal_path_is_better(scores: np.ndarray) -> None:
    def total(path: tuple[int, ...]) -> float:
        steps = sum(STEPS[a, b] for a, b in pairwise(path))
        return float(steps + sum(scores[place, label] for place, label in enumerate(path)))

    found = tuple(ORG_LOC.best(scores))
    assert legal(found)
    wanted = max(total(path) for path in product(range(5), repeat=len(scores)) if legal(path))
    assert total(found) == pytest.approx(wanted)


def word_by_word(scores: np.ndarray) -> list[int]:
    first = [-1e4 if label[0] == "I" else 0.0 for label in LABELS]
    steps = [[STEPS[a, b] if legal_step(a, b) else -1e4 for b in range(5)] for a in range(5)]
    totals = [scores[0] + first]
    for row in scores[1:]:
        totals.append(np.max(totals[-1][:, None] + steps, axis=0) + row)
    path = [int(totals[-1].argmax())]
    for total in totals[-2::-1]:
        path.append(int((total + np.array(steps)[:, path[-1]]).argmax()))
    return path[::-1]


def legal_step(before: int, after: int) -> bool:
    return LABELS[after][0] != "I" or (before > 0 and LABELS[before][2:] == LABELS[after][2:])


@given(st.integers(1, 200), st.integers(0, 2**32 - 1))
def test_blocks_side_by_side_change_nothing(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, 5))
    assert ORG_LOC.best(scores) == word_by_word(scores)


@given(st.lists(st.integers(1, 40), max_size=9), st.integers(0, 2**32 - 1))
def test_each_of_several_sequences_as_if_alone(sizes: list[int], seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(sum(sizes), 5))
    starts = np.cumsum([0, *sizes])[:-1].tolist()
    alone = [ORG_LOC.best(scores[start : start + size]) for start, size in zip(starts, sizes, strict=True)]
    assert ORG_LOC.best_each(scores, starts) == [label for path in alone for label in path]


def test_no_words() -> None:
    assert ORG_LOC.best(np.zeros((0, 5))) == []
    assert ORG_LOC.spans([]) == []


def test_spans_end_where_another_begins_and_at_the_end() -> None:
    assert ORG_LOC.spans([1, 2, 1, 0, 4, 3]) == [(0, 2, "ORG"), (2, 3, "ORG"), (4, 6, "LOC")]


def test_softmax_of_large_scores() -> None:
    assert softmax(np.array([[1000.0, 1000.0]])).tolist() == [[0.5, 0.5]]
