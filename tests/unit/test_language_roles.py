from __future__ import annotations

import numpy as np
import pytest

from onrecord.language.roles import LabelledSpan, link_roles

# Una Marl said prices fell , Bo Ash denied it
ROLES: list[LabelledSpan] = [
    (0, 2, "SOURCE"),
    (2, 3, "CUE"),
    (3, 5, "CONTENT"),
    (6, 8, "SOURCE"),
    (8, 9, "CUE"),
    (9, 10, "CONTENT"),
]


def scores(links: dict[int, int], words: int = 10) -> np.ndarray:
    table = np.zeros((words, words), dtype=np.float32)
    for word, target in links.items():
        table[word, target] = 9
    return table


def test_content_goes_to_its_cue_and_cue_to_its_source() -> None:
    found = link_roles(ROLES, [(0, 0, scores({2: 0, 3: 2, 4: 2, 8: 6, 9: 8}))])
    assert [link for link, _ in found] == [None, 0, 1, None, 3, 4]
    assert all(chance > 0.9 for link, chance in found if link is not None)


def test_a_cue_that_points_to_itself_has_no_source() -> None:
    found = link_roles(ROLES, [(0, 0, scores({2: 2, 3: 2, 4: 2, 8: 6, 9: 8}))])
    assert found[1] == (None, 0.0)


def test_only_roles_of_the_right_kind_are_linked_to() -> None:
    found = link_roles(ROLES, [(0, 0, scores({2: 5, 3: 0, 4: 0, 8: 9, 9: 3}))])
    assert all(
        link is None or (ROLES[i][2], ROLES[link][2]) in {("CONTENT", "CUE"), ("CUE", "SOURCE")}
        for i, (link, _) in enumerate(found)
    )


def test_a_stretch_over_two_windows_counts_the_words_of_both() -> None:
    whole = scores({3: 2, 4: 2})
    found = link_roles(ROLES, [(0, 0, whole[:4, :8]), (2, 4, whole[4:, 2:])])
    assert found[2][0] == 1
    assert found[2][1] == pytest.approx(1.0, abs=0.01)


def test_a_link_out_of_the_window_is_none() -> None:
    assert link_roles(ROLES[:3], [(0, 0, scores({})[:3]), (3, 3, scores({})[3:, 3:])])[2] == (None, 0.0)


def test_nothing_labelled() -> None:
    assert link_roles([], [(0, 0, scores({}))]) == []
