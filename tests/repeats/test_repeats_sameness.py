"""Words, fingerprints and common words: what holds for all texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.repeats.quotations import same_words
from onrecord.repeats.sameness import RUN, bare, common, winnow, words

ROW = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f"]), max_size=12)
LONG = st.lists(st.integers(0, 500).map(str), max_size=30)


def longest(left: list[str], right: list[str]) -> int:
    """The same the slow way."""
    best = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i, one in enumerate(left):
        for j, two in enumerate(right):
            best[i + 1][j + 1] = best[i][j] + 1 if one == two else max(best[i][j + 1], best[i + 1][j])
    return best[-1][-1]


@given(ROW, ROW)
def test_common_words_are_those_of_the_longest_common_subsequence(left: list[str], right: list[str]):
    assert common(left, right) == longest(left, right) == common(right, left)


@given(LONG, st.lists(st.integers(0, 500).map(str), min_size=RUN, max_size=20), LONG, LONG, LONG)
def test_a_run_of_words_is_found_wherever_it_stands(
    before: list[str], run: list[str], after: list[str], left: list[str], right: list[str]
):
    assert set(winnow(before + run + after)) & set(winnow(left + run + right))


def test_fingerprints_are_the_same_on_every_machine():
    assert winnow(["the", "pier", "is", "safe", "and", "so", "is", "the", "quay"])[:2] == [
        648494952453520615,
        984599716703318665,
    ]


@given(st.text())
def test_any_text_has_words(text: str):
    for word in words(text):
        assert word == word.casefold()
        assert " " not in word
    assert bare(bare(text)) == bare(text)


def test_words_have_no_punctuation_and_one_form_of_each_letter():
    assert words("“We’ve LOST 1,200 boats – and ½ the nets”") == words(
        "we've lost 1,200 boats and ½ the nets"
    )
    assert bare("Renée  O’Dell") == bare("RENEE O'Dell") == "renee o'dell"


def test_what_counts_as_the_same_words():
    long = words("We lost forty boats in the storm, and we shall lose more of them before the spring comes")
    assert same_words(words("we lost forty boats in the storm"), long)
    assert same_words(words("We lost forty boats in the storm … lose more before the spring comes"), long)
    assert not same_words(words("we lost boats in the storm"), long)
    assert not same_words(words("nobody here has ever said that we lost forty boats to the spring"), long)
