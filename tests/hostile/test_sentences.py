"""Sentences as they stand in real files, accidents included: no exception, and no claim that is refused."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from news_like import texts
from spacy.language import Language

from onrecord.claims import check_article
from onrecord.pipeline import versions
from onrecord.readers import make_article, parse_date, stored_text
from onrecord.run import RunConfig, process_article

pytestmark = pytest.mark.model


@given(text=texts())
@settings(max_examples=60, derandomize=True)
@example(text="Susanna is the best dress maker/tailor I've ever come across in my whole life!")
@example(text="The waiting list crept up from six to five. It was a decline from 785 to 708, police said.")
@example(text="’s @quist - says  [  9/11 workers' rights ’s tweeted Susanna")
def test_no_sentence_is_refused(text: str, nlp: Language) -> None:
    article = make_article(stored_text(text), id="a", path="a", published=parse_date("2026-02-10"))
    outcome = process_article(nlp, article, RunConfig(), versions(nlp))
    assert outcome.failures == []
    check_article(outcome.claims, article.text)
