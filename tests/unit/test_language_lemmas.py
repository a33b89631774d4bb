from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.lemmas import Lemmas, Table, apply_edit, find_edit, make_edit

WORD = st.text("abcdefgh'é", min_size=1, max_size=9)
TABLE: Table = {
    "endings": {"NOUN NNS": {"": "0", "s": "1", "ies": "3y"}, "VERB VBD": {"": "0", "ed": "2"}},
    "forms": {"NOUN NNS": {"geese": "goose"}, "PART RB": {"n't": "not"}, "NOUN NN": {"TV": "TV"}},
}


@given(WORD, WORD)
def test_an_edit_turns_the_form_into_the_lemma(form: str, lemma: str) -> None:
    assert apply_edit(form, make_edit(form, lemma)) == lemma


@given(st.text(max_size=9), st.integers(0, 20), st.text("xyz", max_size=3))
def test_an_edit_never_empties_a_word(form: str, size: int, add: str) -> None:
    assert apply_edit(form, f"{size}{add}") or not form


def test_the_longest_ending_wins() -> None:
    assert find_edit("ferries", TABLE["endings"]["NOUN NNS"]) == "3y"
    assert find_edit("boats", TABLE["endings"]["NOUN NNS"]) == "1"
    assert find_edit("sheep", TABLE["endings"]["NOUN NNS"]) == "0"
    assert find_edit("boats", {}) == "0"


def test_forms_case_and_apostrophes() -> None:
    lemma = Lemmas(TABLE, keep=2)
    assert lemma("Geese", "NOUN", "NNS") == "goose"
    assert lemma("Ferries", "NOUN", "NNS") == "ferry"
    assert lemma("n’t", "PART", "RB") == "not"
    assert lemma("TV", "NOUN", "NN") == "TV"
    assert lemma("Marl", "PROPN", "NNP") == "Marl"
    assert lemma("Loudly", "ADV", "RB") == "loudly"


def test_a_plural_without_s_loses_no_letter() -> None:
    lemmas = Lemmas({"endings": {"NOUN NNS": {"": "1"}}, "forms": {}})
    assert [lemmas(word, "NOUN", "NNS") for word in ("personnel", "boats")] == ["personnel", "boat"]
