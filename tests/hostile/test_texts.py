"""Whatever a text says, the pipeline gives claims with exact offsets and no exception."""

from __future__ import annotations

import json
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from onrecord.claims import check_article
from onrecord.errors import ReaderError
from onrecord.pipeline import load, versions
from onrecord.readers import make_article, parse_date
from onrecord.run import Outcome, RunConfig, error_line, process_article

pytestmark = pytest.mark.model

WORDS = (
    "Mayor|Ana|Quist|Ms|she|said|that|according|to|told|reporters|,|.|:|;|—|-|(|)|“|”|‘|’|\"|'|\n|\n\n|\t|\u00a0"
    "|«|»|more than|41,000|people|£4.5bn|per cent|%|between|and|3-1|from|last year"
    "|on Tuesday|2025|1/2|½|1e9|−5|+"
    "|the|first|of|a|not|never|says|“No|”|warned|it|was|were|“…|e\u0301|🏳️‍🌈|\u202e|\u200b|日本|Ａ|ﬁ|ß|İ|\x1b[2J|\ufeff"
)
TEXTS = {
    "odd quote marks": "“One, she said. ”Two” said Quist. “Three\n\n“4 ‘five” six’ said \"Quist. ''seven``",
    "only quote marks": "“" * 500 + "”" * 300 + '"' * 301,
    "only digits": "9" * 5_000 + " people, " + "1," * 2_000 + " and 1.1.1.1.1 " + "0" * 400,
    "one long word": "x" * 20_000,
    "only newlines between": "said\n" * 500,
    "deep brackets": "(" * 300 + "Quist said" + ")" * 300,
    "many names": "Ana Quist, " * 300 + "said 3 people.",
    "control characters": "Mayor\x1b[31m Ana \x07Quist said \x9b5 people left.",
    "combining": "Ma" + "\u0301" * 500 + "yor said 3 trees fell.",
    "other scripts": "市长安娜说:“我们失去了60%的树。” قالت العمدة إن ٣٠ شجرة سقطت. Мэр: 40.",
    "a date that is none": "On 31 February 2026 and on 99/99/9999, at 25:61, Quist said 0 of 1/0 left.",
    "huge exponents": "It cost 1e999999999 dollars, Quist said, or 10^10^10, or 9" + "0" * 60 + " euros.",
    "nested speech": "Quist said Ana said Mo said she said he said they said that 3 people said so. " * 20,
}


@cache
def pipeline() -> Language:
    return load()


def process(text: str) -> Outcome:
    article = make_article(text, id="a", path="a", published=parse_date("2026-02-10"))
    outcome = process_article(pipeline(), article, RunConfig(), versions(pipeline()))
    assert not [failure for failure in outcome.failures if failure.stage == "process"], outcome.failures
    check_article(outcome.claims, text)
    for line in (*(claim.model_dump_json() for claim in outcome.claims), *map(error_line, outcome.failures)):
        assert "\n" not in line
        json.loads(line)
    return outcome


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_texts(name: str) -> None:
    process(TEXTS[name])


@given(st.lists(st.sampled_from(WORDS.split("|")) | st.text(max_size=5), max_size=40).map(" ".join))
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_any_text(text: str) -> None:
    try:
        process(text)
    except ReaderError:
        assert not text.strip() or "\0" in text


def test_a_claim_survives_its_neighbours() -> None:
    first = "Mayor Ana Quist said on Monday that 40 trees were lost."
    alone = process(first)
    assert alone.claims
    again = process(first + "\n\n" + TEXTS["odd quote marks"])
    kept = [claim.text for claim in again.claims]
    assert [claim.text for claim in alone.claims] == kept[: len(alone.claims)]
