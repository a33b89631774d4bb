from __future__ import annotations

import json
from datetime import date
from typing import Any

import jsonschema
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from onrecord.claims import (
    Built,
    FigureClaim,
    Pipeline,
    StatementClaim,
    build_claims,
    check_article,
    claim_id,
    fingerprint,
    json_schema,
    parse_claim,
)
from onrecord.claims.spans import sentences_around
from onrecord.errors import ClaimError
from onrecord.readers import Article, make_article

FIRST = "Mayor Ana Quist said on Monday that 40 of the 1,200 trees were lost and 3.5 tonnes stolen."
SECOND = "“Three, maybe four”, she said. Dozens remain."
TEXT = f"Tree toll\n{FIRST}\n\n{SECOND}\n"
PIPELINE = Pipeline(onrecord="0.1.0", model="m-1")
NLP = English()
VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def at(words: str, text: str = TEXT) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


def figure(words: str, value: list[str], **changes: Any) -> dict[str, Any]:
    return {
        "span": at(words),
        "value": value,
        "comparator": "=",
        "unit": "tree",
        "kind": "count",
        "measured": {"text": "trees", "span": at("trees")},
        "change": "=",
        "per": None,
        "period": None,
        "place": None,
        "related": None,
        "since": False,
        "measured_by": None,
        "score": 1.0,
        "rule": "figure.count",
        **changes,
    }


def statement(content: list[list[int]], **changes: Any) -> dict[str, Any]:
    return {
        "mode": "indirect",
        "content": content,
        "cue": [at("said")],
        "cue_lemma": "say",
        "stance": "neutral",
        "source": at("Mayor Ana Quist"),
        "cluster": 0,
        "resolved_by": "name",
        "said_on": 0,
        "negated": False,
        "hedges": [],
        "figures": [],
        "attitude": False,
        "score": 0.9,
        "rule": "statement.that",
        **changes,
    }


def make_doc(text: str = TEXT) -> Doc:
    doc = NLP.make_doc(text)
    monday = {"span": at("Monday"), "first": "2026-02-09", "last": "2026-02-09", "granularity": "day"}
    doc._.periods = [{**monday, "rule": "period.weekday"}]
    doc._.clusters = [
        {
            "name": "Ana Quist",
            "kind": "person",
            "role": "Mayor",
            "affiliation": None,
            "gender": "f",
            "mentions": [],
        }
    ]
    doc._.figures = [
        figure("40", ["40"], period=0),
        figure("1,200 trees", ["1200"]),
        figure("3.5 tonnes", ["3.5"], unit="tonne", kind="other", measured=None),
        figure("Three, maybe four", ["3", "4"], comparator="~"),
        figure("Dozens", [], comparator="~"),
    ]
    clause = at("40 of the 1,200 trees were lost and 3.5 tonnes stolen")
    doc._.statements = [
        statement([clause], figures=[0, 1, 2]),
        statement([at("1,200 trees were lost")], figures=[1], said_on=None, rule="statement.inner"),
        statement(
            [at("“Three, maybe four”")],
            mode="direct",
            cue=[],
            source=None,
            resolved_by="carried",
            figures=[3],
        ),
        statement([at("Dozens remain")], cluster=None, figures=[4], score=0.3),
    ]
    return doc


def make(text: str = TEXT) -> Article:
    return make_article(text, id="a.txt", path="a.txt", published=date(2026, 2, 10))


def build(doc: Doc, **options: Any) -> Built:
    built = build_claims(doc, make(doc.text), PIPELINE, **options)
    check_article(built.claims, doc.text)
    for claim in built.claims:
        line = json.loads(claim.model_dump_json())
        assert parse_claim(line, text=doc.text) == claim
        VALIDATOR.validate(line)
    return built


def figures_of(built: Built) -> dict[str, FigureClaim]:
    return {claim.text: claim for claim in built.claims if isinstance(claim, FigureClaim)}


def test_claims_in_text_order_with_their_references() -> None:
    built = build(make_doc())
    assert not built.errors
    offsets = [claim.offsets[0][0] for claim in built.claims]
    assert offsets == sorted(offsets)
    assert [claim.kind for claim in built.claims].count("statement") == 4
    found = figures_of(built)
    outer, inner, quoted, unnamed = (claim for claim in built.claims if isinstance(claim, StatementClaim))
    assert outer.figures == [found["40"].id, found["1,200 trees"].id, found["3.5 tonnes"].id]
    assert found["40"].statement == found["3.5 tonnes"].statement == outer.id
    assert found["1,200 trees"].statement == inner.id, "the smallest statement that holds it"
    assert found["Three, maybe four"].statement == quoted.id
    assert quoted.cue is None
    assert quoted.source is None
    assert found["40"].speaker == outer.speaker
    assert outer.speaker is not None
    assert outer.speaker.name == "Ana Quist"
    assert outer.said_on is not None
    assert outer.said_on.start == date(2026, 2, 9)
    assert found["40"].period == outer.said_on
    assert found["Dozens"].statement == unnamed.id
    assert found["Dozens"].speaker is unnamed.speaker is None
    assert found["Dozens"].value is None


def test_claims_below_the_wanted_confidence_are_not_referred_to() -> None:
    doc = make_doc()
    doc._.statements[1]["score"] = 0.1
    built = build(doc, min_confidence=0.5)
    outer = next(claim for claim in built.claims if isinstance(claim, StatementClaim))
    assert figures_of(built)["1,200 trees"].statement == outer.id
    for record in (*doc._.statements, *doc._.figures):
        record["score"] = 0.9
    assert not build(doc, min_confidence=0.95).claims


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"value": ["many"]}, "ConversionSyntax"),
        ({"value": ["5", "3"]}, "runs backwards"),
        ({"period": 7}, "refers to period 7, but there are only 1"),
        ({"span": [46, 46]}, "empty or backwards"),
        ({"span": [46, 9999]}, "not as long"),
        ({"comparator": "?"}, "comparator"),
    ],
)
def test_a_bad_figure_fails_alone(changes: dict[str, Any], words: str) -> None:
    doc = make_doc()
    good = build(doc)
    doc._.figures[2] |= changes
    doc._.statements[0]["figures"] = [0, 1, 2] if "span" not in changes else [0, 1]
    built = build(doc)
    (error,) = built.errors
    assert words in str(error)
    assert error.claim is not None
    assert error.claim["kind"] == "figure"
    assert len(built.claims) == len(good.claims) - 1
    outer = next(claim for claim in built.claims if isinstance(claim, StatementClaim))
    assert len(outer.figures) == 2, "the failed figure is not referred to"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"cluster": 4}, "refers to cluster 4"),
        ({"figures": [9]}, "refers to figure 9"),
        ({"figures": [3]}, "not in its content"),
        ({"mode": "mixed"}, "no quotation mark"),
        ({"content": []}, "content"),
    ],
)
def test_a_bad_statement_leaves_its_figures_without_one(changes: dict[str, Any], words: str) -> None:
    doc = make_doc()
    doc._.statements[0] |= changes
    built = build(doc)
    (error,) = built.errors
    assert words in str(error)
    assert figures_of(built)["40"].statement is None
    assert figures_of(built)["40"].speaker is None
    assert len(figures_of(built)) == 5


def test_the_same_content_twice_is_an_error_and_the_first_stays() -> None:
    doc = make_doc()
    doc._.statements.append({**doc._.statements[0], "rule": "statement.other"})
    built = build(doc)
    (error,) = built.errors
    assert "appears twice, the second time by rule statement.other" in str(error)


def test_ids_name_the_place_and_fingerprints_what_is_said() -> None:
    doc = make_doc()
    before = {claim.id: claim for claim in build(doc).claims}
    doc._.figures[0]["unit"] = "oak"
    doc._.statements[1]["score"] = 0.5
    after = {claim.id: claim for claim in build(doc).claims}
    assert before.keys() == after.keys()
    moved = {ident for ident in before if before[ident].fingerprint != after[ident].fingerprint}
    assert [after[ident].text for ident in moved] == ["40"], "confidence is no part of the fingerprint"


@pytest.mark.parametrize("field", ["title", "outlet"])
def test_check_article_sees_tampering(field: str) -> None:
    (first, *_) = build(make_doc()).claims
    other = first.model_copy(update={"article": first.article.model_copy(update={field: "x"})})
    with pytest.raises(ClaimError, match="fingerprint"):
        check_article([other], TEXT)
    with pytest.raises(ClaimError, match="another text"):
        check_article([first], TEXT + " ")
    with pytest.raises(ClaimError, match="same id"):
        check_article([first, first], TEXT)


def test_check_article_sees_missing_partners() -> None:
    built = build(make_doc())
    with pytest.raises(ClaimError, match="missing"):
        check_article([claim for claim in built.claims if claim.kind == "figure"], TEXT)
    with pytest.raises(ClaimError, match="missing"):
        check_article([claim for claim in built.claims if claim.kind == "statement"], TEXT)


@given(st.text(min_size=1, max_size=80), st.data())
def test_offsets_are_exact_in_any_text(text: str, data: st.DataObject) -> None:
    text = "".join(char for char in text if char.isprintable() or char == "\n") + "x"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    doc = NLP.make_doc(text)
    doc._.figures = [{**figure("40", ["40"]), "span": [start, end], "measured": None}]
    (claim,) = build_claims(doc, make(text), PIPELINE).claims
    assert isinstance(claim, FigureClaim)
    assert text[claim.span.start : claim.span.end] == claim.span.exact == claim.text
    assert text.startswith(
        claim.span.prefix + claim.span.exact + claim.span.suffix, start - len(claim.span.prefix)
    )
    check_article([claim], text)


def test_sentences() -> None:
    doc = make_doc()
    assert sentences_around(doc, [at("Monday")]) == FIRST
    assert sentences_around(doc, [at("she")]) == SECOND
    assert sentences_around(doc, [at("she"), at("Monday")]) == f"{FIRST}\n\n{SECOND}"
    for token in doc:
        token.is_sent_start = token.text in ("Mayor", "“", "Dozens")
    assert sentences_around(doc, [at("Dozens")]) == "Dozens remain."
    assert sentences_around(doc, [at("she")]) == "“Three, maybe four”, she said."
    assert sentences_around(doc, [at("Monday"), at("she")]) == f"{FIRST}\n\n“Three, maybe four”, she said."


def test_identity_is_pinned() -> None:
    assert claim_id("a" * 64, "statement", [(1, 5), (8, 9)]) == "9c19832ca05412ed5d304089"
    record = {"id": "x", "article": {"id": "a.txt", "title": "Tree toll"}}
    assert fingerprint(record) == "a8b0043d43152cd355c6f83b"
    assert fingerprint({**record, "confidence": 0.1, "pipeline": {}}) == fingerprint(record)
    assert fingerprint({**record, "article": {"id": "moved/a.txt", "title": "Tree toll"}}) == fingerprint(
        record
    )
    assert fingerprint({**record, "article": {"id": "a.txt", "title": "Toll"}}) != fingerprint(record)
