"""What stands behind a text changes nothing of what is found in it, or only what it may."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from news_like import texts
from spacy.language import Language

import onrecord
from onrecord.evaluation import predict
from onrecord.evaluation.reading import Text

pytestmark = pytest.mark.model

FOUND = ("quotes", "periods", "figures", "chains", "statements", "roles", "numbers", "pointers")
BLANK = st.text(alphabet=" \n\t", min_size=1, max_size=4)


@given(text=texts(), more=BLANK)
@settings(max_examples=25, derandomize=True)
def test_blanks_at_the_end_change_no_claim(text: str, more: str, nlp: Language) -> None:
    one, two = (onrecord.extract(text + end, published="2026-02-10", nlp=nlp) for end in ("", more))
    assert [claim.model_dump_json() for claim in one] == [claim.model_dump_json() for claim in two]


@given(text=texts(), more=BLANK)
@settings(max_examples=25, derandomize=True)
def test_blanks_at_the_end_change_nothing_that_is_scored(text: str, more: str, nlp: Language) -> None:
    pair = [Text("one", text.rstrip(), ""), Text("two", text.rstrip() + more, "")]
    one, two = predict(nlp, pair, lambda doc: {name: doc._.get(name) for name in FOUND}).rows
    assert without_id(one) == without_id(two)


def without_id(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id"}
