from __future__ import annotations

import copy
import json
import math
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from onrecord.claims import FigureClaim, StatementClaim, json_schema, parse_claim
from onrecord.claims.values import plain_number

TEXT = "“We lost 1,200 trees”, Mayor Ana Quist said on Monday, and \U0001f333 was planted."


def span(start: int, end: int) -> dict[str, Any]:
    before, after = TEXT[max(0, start - 32) : start], TEXT[end : end + 32]
    return {"start": start, "end": end, "exact": TEXT[start:end], "prefix": before, "suffix": after}


COMMON = {
    "schema_version": 1,
    "id": "0" * 24,
    "fingerprint": "1" * 24,
    "article": {
        "id": "a.txt",
        "sha256": "a" * 64,
        "title": None,
        "published": "2026-02-10",
        "outlet": None,
        "url": None,
        "byline": None,
    },
    "sentence": TEXT,
    "confidence": 0.9,
    "pipeline": {"onrecord": "0.1.0", "model": "m-1"},
}
MONDAY = {"span": span(46, 52), "start": "2026-02-09", "end": "2026-02-09", "granularity": "day"}
SPEAKER = {"name": "Ana Quist", "kind": "person", "role": "Mayor", "affiliation": None, "resolved_by": "name"}
STATEMENT: dict[str, Any] = {
    **COMMON,
    "kind": "statement",
    "text": TEXT[0:21],
    "rule": "statement.direct",
    "mode": "direct",
    "content": [span(0, 21)],
    "cue": {"span": span(38, 42), "rest": [], "lemma": "say", "stance": "neutral"},
    "source": span(23, 37),
    "speaker": SPEAKER,
    "said_on": MONDAY,
    "negated": False,
    "hedges": [],
    "figures": ["0" * 24],
}
FIGURE: dict[str, Any] = {
    **COMMON,
    "kind": "figure",
    "text": TEXT[9:20],
    "rule": "figure.count",
    "span": span(9, 20),
    "value": 1200,
    "comparator": "=",
    "unit": "tree",
    "figure_kind": "count",
    "measured": {"text": "trees", "span": span(15, 20)},
    "change": "=",
    "per": None,
    "period": None,
    "place": None,
    "statement": "0" * 24,
    "speaker": SPEAKER,
    "related": None,
    "measured_by": "model",
}


def changed(record: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(record), **changes}


@pytest.mark.parametrize("record", [STATEMENT, FIGURE])
def test_a_claim_comes_out_as_it_went_in(record: dict[str, Any]) -> None:
    claim = parse_claim(record, text=TEXT)
    assert isinstance(claim, StatementClaim if record["kind"] == "statement" else FigureClaim)
    assert claim.model_dump(mode="json") == record
    assert json.loads(claim.model_dump_json()) == record
    jsonschema.validate(record, json_schema())


def refused(record: dict[str, Any], words: str, text: str | None = None) -> None:
    with pytest.raises(ValidationError, match=words):
        parse_claim(record, text=text)


def test_spans_are_held_against_the_text() -> None:
    refused(STATEMENT, "differs from exact", TEXT.replace("“We", "“Me"))
    refused(STATEMENT, "differs from exact", TEXT[:21])
    around = changed(STATEMENT, source={**span(23, 37), "prefix": "x"})
    refused(around, "text around", TEXT)
    parse_claim(around)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"start": 5, "end": 5, "exact": ""}, "empty or backwards"),
        ({"start": 5, "end": 3, "exact": ""}, "empty or backwards"),
        ({"start": -1, "end": 1, "exact": "ab"}, "greater than or equal to 0"),
        ({"start": 5, "end": 9, "exact": "abc"}, "not as long as"),
    ],
)
def test_bad_spans(bad: dict[str, Any], words: str) -> None:
    refused(changed(STATEMENT, source={"prefix": "", "suffix": "", **bad}), words)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"content": []}, "at least 1 item"),
        ({"content": [span(10, 21), span(0, 9)]}, "out of order"),
        ({"content": [span(0, 10), span(9, 21)]}, "overlap"),
        ({"text": "We lost"}, "text differs from the content"),
        ({"mode": "mixed", "content": [span(59, 72)], "text": TEXT[59:72]}, "no quotation mark"),
        ({"figures": ["0" * 24, "0" * 24]}, "twice"),
        ({"figures": ["x"]}, "pattern"),
        ({"said_on": {**MONDAY, "start": "2026-02-10"}}, "runs backwards"),
        ({"said_on": {**MONDAY, "granularity": "fortnight"}}, "granularity"),
        ({"confidence": 1.01}, "less than or equal to 1"),
        ({"confidence": math.nan}, "confidence"),
        ({"schema_version": 2}, "schema_version"),
        ({"extra": 1}, "Extra inputs"),
        ({"kind": "figur"}, "kind"),
        ({"rule": ""}, "at least 1 character"),
    ],
)
def test_bad_statements(changes: dict[str, Any], words: str) -> None:
    refused(changed(STATEMENT, **changes), words)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"value": [5, 3]}, "runs backwards"),
        ({"value": [1, 2, 3]}, "value"),
        ({"value": 3, "figure_kind": "score"}, "two values"),
        ({"value": math.inf}, "value"),
        ({"value": "1e400"}, "more than 40 digits"),
        ({"value": "9" * 41}, "more than 40 digits"),
        ({"text": "trees"}, "words of the span"),
        ({"statement": None}, "has no statement"),
        ({"comparator": "!="}, "comparator"),
    ],
)
def test_bad_figures(changes: dict[str, Any], words: str) -> None:
    refused(changed(FIGURE, **changes), words)


@pytest.mark.parametrize(
    ("changes", "value"),
    [
        ({"value": [1, 3], "figure_kind": "score"}, [1, 3]),
        ({"value": [3, 1], "figure_kind": "score"}, [3, 1]),
        ({"value": [3, 3.5]}, [3, 3.5]),
        ({"value": None, "comparator": "~"}, None),
        ({"value": "0.10"}, 0.1),
        ({"value": -0.25}, -0.25),
        ({"value": "0.12345678901234567891"}, "0.12345678901234567891"),
        ({"value": "12345678901234567890"}, "12345678901234567890"),
        ({"statement": None, "speaker": None}, 1200),
    ],
)
def test_values_in_json(changes: dict[str, Any], value: Any) -> None:
    out = parse_claim(changed(FIGURE, **changes)).model_dump(mode="json")
    assert out["value"] == value
    assert type(out["value"]) is type(value)
    jsonschema.validate(out, json_schema())


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6))
def test_numbers_are_exact_both_ways(number: Decimal) -> None:
    claim = parse_claim(changed(FIGURE, value=str(number)))
    again = parse_claim(json.loads(claim.model_dump_json()))
    assert isinstance(claim, FigureClaim)
    assert isinstance(again, FigureClaim)
    assert claim.value == again.value == number


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999999999", "1e-999999999"])
def test_no_number_blows_up(number: str) -> None:
    with pytest.raises(ValueError, match="digits"):
        plain_number(Decimal(number))


def test_the_schema_says_no_to_what_the_models_refuse() -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    validator.check_schema(json_schema())
    for bad in (
        changed(STATEMENT, kind="figur"),
        changed(STATEMENT, extra=1),
        changed(STATEMENT, confidence=2),
        changed(STATEMENT, content=[]),
        changed(FIGURE, value=[1, 2, 3]),
        changed(FIGURE, value="many"),
        {name: value for name, value in FIGURE.items() if name != "period"},
    ):
        assert not validator.is_valid(bad)
