"""The index of a claims file says what parsing every line would."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import ClaimError, ConfigError
from onrecord.review import ClaimFile
from onrecord.review.claim_fields import read_claim_fields

Open = Callable[[Path], ClaimFile]

TEXTS = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    ['"confidence":9', '\\"rule":"x', "},", '","unit":"', "\\", "ü\u2028"]
)


@pytest.fixture
def open_file() -> Iterator[Open]:
    """Opens files, and closes them however the test ends."""
    opened: list[ClaimFile] = []

    def open_one(path: Path) -> ClaimFile:
        opened.append(ClaimFile(path))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


@given(TEXTS, TEXTS, TEXTS, TEXTS, st.floats(0, 1), st.booleans(), st.booleans())
def test_reading_off_a_line_is_the_same_as_parsing_it(
    title: str, outlet: str, words: str, name: str, sure: float, statement: bool, ascii_only: bool
) -> None:
    article = {"id": title + "x", "sha256": "c" * 64, "title": title, "outlet": outlet or None, "url": words}
    record: dict[str, Any] = {
        "schema_version": 1,
        "id": "a" * 24,
        "fingerprint": "b" * 24,
        "kind": "statement" if statement else "figure",
        "article": article,
        "text": words,
        "sentence": words,
        "confidence": sure,
        "rule": name + "r",
        "pipeline": {"onrecord": "0", "model": words},
        **({"mode": "direct"} if statement else {"unit": words}),
        "speaker": {"name": name, "kind": "person"} if name else None,
    }
    fields = read_claim_fields(json.dumps(record, ensure_ascii=ascii_only).encode())
    for field in ("id", "fingerprint", "kind", "text", "confidence", "rule"):
        assert getattr(fields, field) == record[field]
    assert (fields.mode, fields.unit) == (record.get("mode", ""), record.get("unit", ""))
    assert (fields.article.id, fields.article.outlet) == (article["id"], article["outlet"])
    assert (fields.speaker.name if fields.speaker else "") == name
    assert fields.hashes().hex() == "a" * 24 + "b" * 24


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("id", "no hash", "non-hexadecimal"),
        ("id", "a" * 26, "24 digits"),
        ("fingerprint", "a" * 22, "24 digits"),
        ("confidence", "high", "confidence"),
        ("confidence", float("nan"), "malformed"),
        ("article", None, "article"),
        ("schema_version", 2, "schema_version"),
        ("text", [[[]]], "text"),
        ("speaker", "Ada", "speaker"),
    ],
)
def test_a_line_of_another_shape_is_named(
    tmp_path: Path, make: Any, open_file: Open, field: str, value: Any, reason: str
) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text(json.dumps({**make.claims()[0], field: value}) + "\n")
    claims = open_file(path)
    assert len(claims) == 0
    assert "line 1: " in claims.bad[0]
    assert reason in claims.bad[0]


def test_nesting_without_end_is_named(tmp_path: Path, open_file: Open) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text('{"value":' + "[" * 100_000 + "\n")
    claims = open_file(path)
    assert len(claims.bad) == 1


def test_rows_are_the_lines(claims_path: Path, records: list[Any], open_file: Open) -> None:
    claims = open_file(claims_path)
    assert len(claims) == len(records)
    for row, record in enumerate(records):
        assert claims.claim(row).model_dump(mode="json") == record
        assert claims.find(record["id"]) == row
        assert claims.fingerprint(row) == record["fingerprint"]
        assert claims.name("rule", row) == record["rule"]
        assert claims.name("speaker", row) == (record["speaker"] or {"name": ""})["name"]
    assert claims.find("f" * 24) is None
    assert claims.find("no id at all") is None
    assert list(claims.rows_with("kind", "figure")) == [1, 3, 4]


def test_what_is_no_claim_is_named_and_left_out(tmp_path: Path, make: Any, open_file: Open) -> None:
    first, second, *_ = make.claims()
    path = tmp_path / "claims.jsonl"
    good = [json.dumps(one) for one in (first, second)]
    path.write_text("\n".join(["nonsense", good[0], "[1]", "", good[1], good[0], '{"id": 3}']) + "\n")
    claims = open_file(path)
    assert [claims.id(row) for row in range(len(claims))] == [first["id"], second["id"]]
    assert [line.split(":")[0].rsplit(" ", 1)[1] for line in claims.bad] == ["1", "3", "7"]


def test_a_line_that_does_not_validate_is_named(tmp_path: Path, make: Any, open_file: Open) -> None:
    record = make.claims()[0]
    record["text"] = "other words"
    path = tmp_path / "claims.jsonl"
    path.write_text(json.dumps(record) + "\n")
    claims = open_file(path)
    with pytest.raises(ClaimError, match=r"line 1: not a claim: .*text differs from the content"):
        claims.claim(0)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.jsonl: cannot be read"):
        ClaimFile(tmp_path / "none.jsonl")


def test_an_empty_file_has_no_claims(tmp_path: Path, open_file: Open) -> None:
    path = tmp_path / "claims.jsonl"
    path.touch()
    claims = open_file(path)
    assert len(claims) == 0
    assert claims.find("a" * 24) is None
