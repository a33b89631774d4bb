"""What stands behind a text changes nothing of what is found in it, or only what it may."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from news_like import texts
from spacy.language import Language

import onrecord
from onrecord.evaluation import predict
from onrecord.evaluation.reading import Text

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "articles"

pytestmark = pytest.mark.model

FOUND = ("quotes", "periods", "figures", "clusters", "statements", "roles", "numbers", "pointers")
DAY = "2026-02-10"
BY_TEXT = ("id", "fingerprint", "article", "statement", "speaker", "related")
PARAGRAPHS = [
    paragraph
    for name in ("bins-vote", "coastal-league")
    for paragraph in (CORPUS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    if paragraph
]
BLANK = st.text(alphabet=" \n\t", min_size=1, max_size=4)


@given(text=texts(), more=BLANK)
@settings(max_examples=25, derandomize=True)
def test_blanks_at_the_end_change_no_claim(text: str, more: str, nlp: Language) -> None:
    one, two = (onrecord.extract(text + end, published=DAY, nlp=nlp) for end in ("", more))
    assert [claim.model_dump_json() for claim in one] == [claim.model_dump_json() for claim in two]


@given(text=texts(), more=BLANK)
@settings(max_examples=25, derandomize=True)
def test_blanks_at_the_end_change_nothing_that_is_scored(text: str, more: str, nlp: Language) -> None:
    pair = [Text("one", text.rstrip(), ""), Text("two", text.rstrip() + more, "")]
    one, two = predict(nlp, pair, lambda doc: {name: doc._.get(name) for name in FOUND}).rows
    assert without_id(one) == without_id(two)


@given(more=texts(2), first=st.integers(0, len(PARAGRAPHS) - 1))
@settings(max_examples=4, derandomize=True)
def test_one_more_paragraph_changes_no_figure_far_before_it(more: str, first: int, nlp: Language) -> None:
    """Words a window of the network and the reach of a number away are read as before."""
    text = "\n\n".join(PARAGRAPHS[first:] + PARAGRAPHS[:first])
    one, two = (figures_until(text + end, len(text) // 4, nlp) for end in ("", "\n\n" + more))
    assert one == two
    assert one


def figures_until(text: str, until: int, nlp: Language) -> list[dict[str, Any]]:
    """The figures in a text's first characters; not whose they are, nor what depends on the text's hash."""
    found = (claim.model_dump(mode="json") for claim in onrecord.extract(text, published=DAY, nlp=nlp))
    kept = [claim for claim in found if claim["kind"] == "figure" and claim["span"]["end"] <= until]
    return [{name: value for name, value in claim.items() if name not in BY_TEXT} for claim in kept]


def without_id(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id"}
