"""Corrections are valid claims or are refused with a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims import claim_id, fingerprint
from onrecord.errors import ClaimError
from onrecord.review import Order, Session
from onrecord.review.articles import Articles
from onrecord.review.corrections import correct
from onrecord.review.fields import fields_of
from onrecord.review.passages import Passage, sentence_passage

Open = Callable[..., Session]


@pytest.fixture
def text(make: Any) -> Passage:
    return Passage(make.text, 0, True)


@pytest.fixture
def said(make: Any) -> Any:
    return make.claim(make.claims()[0])


@pytest.fixture
def signed(make: Any) -> Any:
    return make.claim(make.claims()[4])


def test_a_corrected_claim_has_its_own_id_and_fingerprint(said: Any, text: Passage) -> None:
    start, end = text.move((said.content[0].start, said.content[0].end), "end", -2)
    after = correct(said, {"content": f"{start}-{end}", "speaker": "Ada M. Crane"}, text)
    assert after.text == "more than 40 boats were lost"
    assert after.id == claim_id(said.article.sha256, "statement", [(start, end)])
    assert after.fingerprint == fingerprint(after.model_dump(mode="json")) != said.fingerprint
    assert after.speaker.model_dump() == {
        "name": "Ada M. Crane",
        "kind": "person",
        "role": None,
        "affiliation": None,
        "resolved_by": "reviewer",
    }


@pytest.mark.parametrize(
    ("changes", "field", "expected"),
    [
        ({"value": "1,250"}, "value", 1250),
        ({"value": "20 to 30"}, "value", [20, 30]),
        ({"value": "2.50"}, "value", 2.5),
        ({"value": ""}, "value", None),
        ({"unit": " GBP "}, "unit", "GBP"),
        ({"comparator": ">="}, "comparator", ">="),
    ],
)
def test_fields_of_a_figure(
    signed: Any, text: Passage, changes: dict[str, str], field: str, expected: Any
) -> None:
    assert correct(signed, changes, text).model_dump(mode="json")[field] == expected


@pytest.mark.parametrize(
    ("given", "start", "end", "granularity"),
    [
        ("2025 = last year", "2025-01-01", "2025-12-31", "year"),
        ("2024-02 = last year", "2024-02-01", "2024-02-29", "month"),
        ("2026-02-09 = Monday", "2026-02-09", "2026-02-09", "day"),
        ("2025-11..2026-01 = last year", "2025-11-01", "2026-01-31", "range"),
    ],
)
def test_periods(signed: Any, text: Passage, given: str, start: str, end: str, granularity: str) -> None:
    period = correct(signed, {"period": given}, text).period.model_dump(mode="json")
    assert (period["start"], period["end"], period["granularity"]) == (start, end, granularity)
    assert period["span"]["exact"] == given.split(" = ")[1]
    with_it = correct(signed, {"period": given}, text)
    assert correct(with_it, {"period": "2020"}, text).period.span == with_it.period.span
    assert correct(with_it, {"period": ""}, text).period is None
    assert correct(with_it, {"period": fields_of(with_it)["period"]}, text) == with_it


@pytest.mark.parametrize(
    ("kind", "changes", "reason"),
    [
        ("figure", {"value": "many"}, "'many' is not a number"),
        ("figure", {"value": "1 to 2 to 3"}, "two: 20 to 30"),
        ("figure", {"value": "٣"}, "is not a number"),
        ("figure", {"value": "30 to 20"}, "runs backwards"),
        ("figure", {"value": "9" * 50}, "more than 40 digits"),
        ("figure", {"comparator": "more"}, "comparator is one of"),
        ("figure", {"period": "2025"}, "say which words"),
        ("figure", {"period": "2025 = the moon"}, "'the moon' is not in the text"),
        ("figure", {"period": "2025-13 = last year"}, "is not a date"),
        ("figure", {"period": "2025..2024 = last year"}, "runs backwards"),
        ("figure", {"speaker": "Ada Crane"}, "correct that one"),
        ("figure", {"mode": "direct"}, "has no field 'mode'"),
        ("figure", {"figure": "5-5"}, "empty"),
        ("figure", {"figure": "0-99999"}, "leaves the text"),
        ("figure", {"figure": "a-b"}, "is not in the text"),
        ("statement", {"mode": "loud"}, "mode is one of"),
        ("statement", {"mode": "mixed"}, "no quotation mark"),
        ("statement", {"speaker": "Tern Trust (charity)"}, "a speaker is one of"),
    ],
)
def test_what_makes_no_sense_is_refused(
    said: Any, signed: Any, text: Passage, kind: str, changes: dict[str, str], reason: str
) -> None:
    with pytest.raises(ClaimError, match=reason):
        correct(said if kind == "statement" else signed, changes, text)


def test_a_figure_can_be_taken_from_its_statement(make: Any, text: Passage) -> None:
    after = correct(make.claim(make.claims()[1]), {"speaker": ""}, text)
    assert (after.statement, after.speaker) == (None, None)


def test_without_the_article_the_sentence_is_enough_to_move_a_boundary(said: Any, text: Passage) -> None:
    near = sentence_passage(said)
    assert not near.whole
    assert text.text[near.start : near.end] == near.text
    span = said.source
    assert near.move((span.start, span.end), "start", 1) == (span.start + len("Harbour "), span.end)
    moved = correct(said, {"source": f"{span.start + 8}-{span.end}"}, near)
    assert moved == correct(said, {"source": f"{span.start + 8}-{span.end}"}, text)
    with pytest.raises(ClaimError, match="--articles"):
        near.span(near.end - 3, near.end)


def test_the_article_is_found_beside_the_claims_only_if_it_is_the_same(
    open_review: Open, claims_path: Path, make: Any
) -> None:
    assert open_review().passage().whole
    (claims_path.parent / "boats.txt").write_text(make.text + "More.")
    assert not open_review().passage().whole


def test_rows_of_a_json_lines_file_are_found(tmp_path: Path, make: Any) -> None:
    import json

    rows = [{"text": "Something else."}, {"text": make.text}]
    (tmp_path / "wire.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    claim = make.claim(make.claims("wire.jsonl:2")[0])
    assert Articles([tmp_path]).passage(claim) == Passage(make.text, 0, True)
    assert not Articles().passage(claim).whole


def test_articles_with_ids_of_their_own_are_found_in_what_the_run_read(tmp_path: Path, make: Any) -> None:
    import json

    rows = [{"id": name, "body": text} for name, text in (("a", "Something else."), ("b", make.text))]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "wire.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    claims = make.write(tmp_path / "claims.jsonl", make.claims("b"))
    claim = make.claim(make.claims("b")[0])
    assert not Articles([], claims).passage(claim).whole
    manifest: dict[str, Any] = {"inputs": ["in"], "reading": {"fields": {"text": "body"}, "later": 1}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    assert Articles([], claims).passage(claim) == Passage(make.text, 0, True)
    for broken in ({"inputs": 3, "reading": {"max_bytes": []}}, {"inputs": ["\0", "x" * 5000]}, [], None):
        (tmp_path / "manifest.json").write_text(json.dumps(broken))
        assert not Articles([], claims).passage(claim).whole
    (tmp_path / "manifest.json").write_text("nonsense")
    assert Articles([tmp_path / "in" / "wire.jsonl"], claims).passage(claim).whole  # body is known


def test_an_edit_is_stored_with_both_sides(open_review: Open, make: Any) -> None:
    session = open_review(order=Order.confidence)
    session.queue.move(1)
    assert session.claim
    assert session.claim.text == "more than 40 boats"
    session.edit({"value": "41", "comparator": "="})
    session.queue.move(-1)
    session.queue.go_to(1)
    found = session.decided()
    assert found
    decision, before, after = found
    assert (decision.verdict, before["value"], after["value"] if after else None) == ("edit", 40, 41)


def test_an_edit_that_changes_nothing_accepts(open_review: Open) -> None:
    session = open_review(order=Order.article)
    assert session.claim
    session.edit(fields_of(session.claim))
    assert [one.verdict for one in session.store.since()] == ["accept"]


def test_a_claim_that_an_older_version_wrote_is_not_changed_by_an_edit_without_changes(
    make: Any, text: Passage
) -> None:
    record = make.claims()[0]
    record["fingerprint"] = "0" * 24  # as it was before the schema had all of today's fields
    claim = make.claim(record)
    assert correct(claim, fields_of(claim), text) is claim


def test_a_refused_edit_writes_nothing(open_review: Open) -> None:
    session = open_review(order=Order.article)
    with pytest.raises(ClaimError):
        session.edit({"mode": "loud"})
    assert list(session.store.since()) == []
    assert session.queue.position == 0


@given(st.integers(0, 200), st.integers(1, 60), st.sampled_from(["start", "end"]), st.integers(-9, 9))
def test_a_moved_span_is_never_empty_and_stays_in_the_text(
    start: int, length: int, side: str, words: int
) -> None:
    text = "one two, “three” four-five 6.5 per cent — naïve 東京 \n\nend. " * 4
    bounds = (min(start, len(text) - 1), min(start + length, len(text)))
    left, right = Passage(text, 0, True).move(bounds, side, words)
    assert 0 <= left < right <= len(text)
    if side == "start":
        assert right == bounds[1]
        assert (left - bounds[0]) * words >= 0
    else:
        assert left == bounds[0]
        assert (right - bounds[1]) * words >= 0


def test_words_are_moved_over_one_by_one() -> None:
    passage = Passage("Mr Oyelaran’s 4.5 per cent, he said", 100, True)
    bounds = (100, 102)
    ends = []
    for _ in range(6):
        bounds = passage.move(bounds, "end", 1)
        ends.append(passage.cut(*bounds))
    assert ends == [
        "Mr Oyelaran’s",
        "Mr Oyelaran’s 4.5",
        "Mr Oyelaran’s 4.5 per",
        "Mr Oyelaran’s 4.5 per cent",
        "Mr Oyelaran’s 4.5 per cent,",
        "Mr Oyelaran’s 4.5 per cent, he",
    ]
