"""Labelled sets from disk, and that nothing of a label reaches the pipeline."""

from __future__ import annotations

import gzip
import json
import lzma
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.errors import ConfigError, ReaderError
from onrecord.evaluation import Options, Text, evaluate, make_task, predict, read_rows, read_texts, write_rows
from onrecord.records import Period

Row = dict[str, Any]

ROWS: list[Row] = [
    {
        "id": "a",
        "text": "Rain fell in 2015.",
        "published": "2016-02-01",
        "dates": [{"start": 13, "end": 17, "when": "2015"}],
    },
    {"id": "b", "text": "Nothing happened.", "reference_date": "2016-03-01", "dates": []},
    {"id": "c", "text": "Snow in 2014\u2028and 2015.", "dates": [{"start": 8, "end": 12, "when": "2014"}]},
]


def lines(rows: list[Row]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@Language.component("test_years")
def years(doc: Doc) -> Doc:
    """A pipe that finds years, breaks on one word, and leaves what it may know of the article."""
    if "Broken" in doc.text:
        raise KeyError("nothing here")
    doc._.periods = [
        Period(
            span=[token.idx, token.idx + 4],
            first=f"{token.text}-01-01",
            last=f"{token.text}-12-31",
            granularity="year",
            rule=f"period.test published {doc._.published}",
        )
        for token in doc
        if token.shape_ == "dddd"
    ]
    return doc


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("test_years")
    return nlp


def test_a_text_has_no_room_for_a_label() -> None:
    assert {field.name for field in fields(Text)} == {"id", "text", "published"}


@pytest.mark.parametrize("form", ["jsonl", "gz", "xz", "folder"])
def test_every_form_gives_the_same_texts(tmp_path: Path, form: str) -> None:
    path = tmp_path / {"jsonl": "gold.jsonl", "gz": "gold.jsonl.gz", "xz": "gold.jsonl.xz"}.get(form, "gold")
    match form:
        case "jsonl":
            path.write_text(lines(ROWS), encoding="utf-8")
        case "gz":
            path.write_bytes(gzip.compress(lines(ROWS).encode()))
        case "xz":
            path.write_bytes(lzma.compress(lines(ROWS).encode()))
        case _:
            path.mkdir()
            for row in ROWS:
                (path / f"{row['id']}.json").write_text(json.dumps(row), encoding="utf-8")
    texts = read_texts(path)
    assert texts == [
        Text("a", "Rain fell in 2015.", "2016-02-01"),
        Text("b", "Nothing happened.", "2016-03-01"),
        Text("c", "Snow in 2014\u2028and 2015.", ""),
    ]
    assert read_rows(path) == ROWS


def test_rows_are_written_so_that_any_reader_can_split_them(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    write_rows(path, ROWS)
    assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == ROWS


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no article in it"),
        ('{"id": "a", "text": "x"}\nnot json\n', "gold.jsonl:2: not JSON"),
        ('{"text": "x"}\n', 'gold.jsonl:1: not an article: it needs an "id"'),
        ("[1]\n", "gold.jsonl:1: not an article"),
        ('{"id": "a"}\n', 'gold.jsonl:1: article a has no "text"'),
        (
            '{"id": "a", "text": "x"}\n\n{"id": "a", "text": "y"}\n',
            "gold.jsonl:3: the article a is there twice",
        ),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ReaderError) as caught:
        read_texts(path)
    assert said in str(caught.value)


@pytest.mark.parametrize("name", ["gone.jsonl", "bad.jsonl", "bad.jsonl.gz", "bad.jsonl.xz"])
def test_damaged_files_are_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if not name.startswith("gone"):
        path.write_bytes(b"\xff\xfe not text")
    with pytest.raises(ReaderError, match=name):
        read_texts(path)


def test_scores_and_predictions_of_a_small_set(nlp: Language, tmp_path: Path) -> None:
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    gold.write_text(lines(ROWS), encoding="utf-8")
    seen: list[str] = []
    done = evaluate(nlp, make_task("dates", Options()), gold, out, progress=lambda text: seen.append(text.id))
    assert done.result["value"] == pytest.approx({"P": 200 / 3, "R": 100.0, "F1": 80.0})
    assert done.labelled
    assert seen == ["a", "b", "c"]
    assert done.predictions.words == 4 + 2 + 5
    rules = [[date["rule"] for date in row["dates"]] for row in read_rows(out)]
    assert rules == [
        ["period.test published 2016-02-01"],
        [],
        ["period.test published ", "period.test published "],
    ]


@pytest.mark.parametrize("labels", [None, [], "nonsense", [{"start": "x"}], 7])
def test_predictions_do_not_depend_on_the_labels(nlp: Language, tmp_path: Path, labels: Any) -> None:
    gold, bare = tmp_path / "gold.jsonl", tmp_path / "bare.jsonl"
    gold.write_text(lines(ROWS), encoding="utf-8")
    stripped = [{key: value for key, value in row.items() if key != "dates"} for row in ROWS]
    bare.write_text(
        lines(stripped if labels is None else [{**row, "dates": labels} for row in stripped]),
        encoding="utf-8",
    )
    task = make_task("dates", Options())
    evaluate(nlp, task, gold, tmp_path / "one.jsonl")
    if labels:
        with pytest.raises(ReaderError, match=r"bare\.jsonl: a label is malformed"):
            evaluate(nlp, task, bare, tmp_path / "two.jsonl")
    else:
        assert not evaluate(nlp, task, bare, tmp_path / "two.jsonl").labelled
    assert (tmp_path / "two.jsonl").read_bytes() == (tmp_path / "one.jsonl").read_bytes()


def test_an_article_that_breaks_a_pipe_costs_only_itself(nlp: Language) -> None:
    texts = [Text("a", "Broken.", ""), Text("b", "Rain in 2015.", "")]
    found = predict(nlp, texts, make_task("dates", Options()).adapt)
    assert [row["id"] for row in found.rows] == ["a", "b"]
    assert "dates" not in found.rows[0]
    assert len(found.rows[1]["dates"]) == 1
    assert list(found.failed) == ["a"]
    assert found.words == 3


def test_an_unknown_task_is_refused() -> None:
    with pytest.raises(ConfigError, match="no task 'quotes'; there are attributions, figures, dates, claims"):
        make_task("quotes", Options())
