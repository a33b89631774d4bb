"""From scores to pointers: stretches, blocks of anchors, and the same sums as in training."""

from __future__ import annotations

from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.pointing import FARTHEST, LONGEST, _blocks, best_spans, near_steps

ROOT = Path(__file__).resolve().parents[2]
NONE = 9


def log_chances(size: int, **chances: float) -> np.ndarray:
    """Log-probabilities of ``size`` words and of none, the named ones given as ``w3=0.8`` or ``none=0.5``."""
    given_ = {int(name[1:]) if name != "none" else size: value for name, value in chances.items()}
    rest = max(1e-9, 1 - sum(given_.values())) / (size + 1 - len(given_))
    return np.log(np.array([given_.get(i, rest) for i in range(size + 1)], dtype=np.float32))


def outside(size: int, *inside: int) -> np.ndarray:
    return np.isin(np.arange(size), inside)


def test_the_likeliest_first_and_last_word_make_the_stretch() -> None:
    found, chance = best_spans(log_chances(10, w3=0.8), log_chances(10, w5=0.8), outside(10, 3, 4, 5))
    assert found == [(3, 6)]
    assert chance == pytest.approx(0.8, abs=1e-3)


def test_nothing_is_measured_where_none_is_likeliest() -> None:
    found, chance = best_spans(log_chances(10, none=0.9), log_chances(10, none=0.9), outside(10, 2))
    assert found == []
    assert chance == pytest.approx(0.9, abs=1e-3)


def test_a_last_word_before_the_first_one_is_not_taken() -> None:
    found, _ = best_spans(log_chances(10, w6=0.9), log_chances(10, w2=0.8, w7=0.1), outside(10))
    assert found == [(6, 8)]


def test_words_inside_that_stand_apart_are_a_stretch_of_their_own() -> None:
    found, _ = best_spans(log_chances(12, w6=0.9), log_chances(12, w7=0.9), outside(12, 1, 2, 6, 7, 8))
    assert found == [(1, 3), (6, 8)]


@given(st.lists(st.integers(0, 3000), unique=True, max_size=60))
def test_every_anchor_is_in_one_block_with_all_words_in_reach(places: list[int]) -> None:
    anchors, words = np.array(sorted(places), dtype=np.intp), np.arange(3001)
    seen: list[int] = []
    for block, near in _blocks(anchors, words):
        seen += block.tolist()
        assert near[0] <= max(block[0] - FARTHEST, 0)
        assert near[-1] >= min(block[-1] + FARTHEST, 3000)
    assert seen == anchors.tolist()


@given(
    st.lists(st.floats(-20, 0, width=32), min_size=3, max_size=60),
    st.lists(st.floats(-20, 0, width=32), min_size=3, max_size=60),
    st.data(),
)
def test_stretches_lie_in_order_and_apart(first: list[float], last: list[float], data: st.DataObject) -> None:
    size = min(len(first), len(last)) - 1
    inside = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)))
    scores = (np.array(part[: size + 1], dtype=np.float32) for part in (first, last))
    found, chance = best_spans(*scores, inside)  # type: ignore[call-arg, arg-type]
    assert 0 <= chance <= 1
    edges = [edge for stretch in found for edge in stretch]
    assert edges == sorted(edges)
    assert all(0 <= a < b <= size for a, b in found)
    assert not found or max(b - a for a, b in found) <= max(LONGEST, size)


def test_distances_grow_coarser_and_keep_their_sign() -> None:
    limit, steps = near_steps(15)
    distances = np.array([-FARTHEST, -7, -1, 0, 1, 5, 6, 12, FARTHEST])
    places = np.clip(distances, -limit, limit) + limit
    assert steps[places].tolist() == [0, 9, 14, 15, 16, 20, 21, 23, 30]


@pytest.mark.skipif(find_spec("torch") is None, reason="needs pip install -e '.[train]'")
def test_the_recipe_takes_the_same_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    monkeypatch.syspath_prepend(str(ROOT / "models" / "recipe"))
    # By its path: tests/support has a module of this name.
    spec = spec_from_file_location("recipe_pointing", ROOT / "models" / "recipe" / "pointing.py")
    assert spec is not None
    assert spec.loader is not None
    recipe = module_from_spec(spec)
    spec.loader.exec_module(recipe)
    limit, steps = near_steps(15)
    distances = np.arange(-400, 401)
    ours = steps[np.clip(distances, -limit, limit) + limit]
    assert recipe.near_steps(torch.tensor(distances)).tolist() == ours.tolist()
    assert recipe.FARTHEST == FARTHEST
