"""Possessive endings: attached to their possessor, which is labelled; the result is always a tree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.possessives import fix_possessives
from onrecord.language.trees import is_tree

TAGS = ["PROPN", "PROPN", "PART", "NOUN", "VERB"]
"""Ada Crane 's lawyer spoke"""


@pytest.mark.parametrize(
    ("heads", "deps"),
    [
        ([3, 0, 0, 4, 4], ["nmod:poss", "flat", "case", "nsubj", "ROOT"]),  # right already
        ([3, 0, 3, 4, 4], ["compound", "flat", "case", "nsubj", "ROOT"]),  # the ending tied to the noun
        ([4, 0, 0, 0, 4], ["nsubj", "flat", "case", "appos", "ROOT"]),  # the noun below its possessor
        ([4, 0, 0, 4, 4], ["nsubj", "flat", "case", "nsubj", "ROOT"]),  # the noun beside its possessor
    ],
)
def test_whose_the_noun_is(heads: list[int], deps: list[str]):
    fix_possessives([2], heads, deps, TAGS)
    assert (heads, deps) == ([3, 0, 0, 4, 4], ["nmod:poss", "flat", "case", "nsubj", "ROOT"])


def test_what_belonged_to_the_possessor_goes_to_the_noun():
    heads, deps = [4, 0, 0, 0, 4, 0], ["nsubj", "flat", "case", "appos", "ROOT", "acl"]
    fix_possessives([2], heads, deps, [*TAGS, "VERB"])
    assert heads == [3, 0, 0, 4, 4, 3]


def test_a_name_ends_at_a_comma():
    """ "Ada Crane, Orrin's director, spoke": Orrin is no part of the name before it."""
    heads, deps = [6, 0, 3, 0, 3, 0, 6], ["nsubj", "flat", "punct", "flat", "case", "appos", "ROOT"]
    fix_possessives([4], heads, deps, ["PROPN", "PROPN", "PUNCT", "PROPN", "PART", "NOUN", "VERB"])
    assert (heads[0], heads[3], heads[5], deps[3]) == (6, 5, 0, "nmod:poss")


def test_a_possessor_without_a_noun_stays():
    """ "The fault is the firm's." """
    heads, deps = [1, 1, 1, 5, 5, 1, 5], ["det", "ROOT", "cop", "det", "x", "nmod", "case"]
    fix_possessives([6], heads, deps, ["DET", "NOUN", "AUX", "DET", "VERB", "NOUN", "PART"])
    assert (heads[5], deps[5]) == (1, "nmod")


@given(st.data())
def test_it_stays_a_tree(data: st.DataObject):
    size = data.draw(st.integers(2, 9))
    order = data.draw(st.permutations(range(size)))
    heads = [0] * size
    for place, word in enumerate(order):
        heads[word] = order[data.draw(st.integers(0, place - 1))] if place else word
    labels = st.sampled_from(["flat", "compound", "nmod", "appos", "case", "nsubj"])
    deps = data.draw(st.lists(labels, min_size=size, max_size=size))
    tags = data.draw(st.lists(st.sampled_from(TAGS), min_size=size, max_size=size))
    endings = data.draw(st.sets(st.integers(1, size - 1)))
    fix_possessives(sorted(endings), heads, deps, tags)
    assert is_tree(heads)
