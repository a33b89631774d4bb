"""The formats of annotation programs, and spaCy's: read by what is not ours, every span at its words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
import spacy
import srsly
from pybrat.parser import BratParser
from spacy.tokens import DocBin

from onrecord.exports import brat, docbin, doccano, label_studio, prodigy
from onrecord.exports.marks import LABELS
from onrecord.exports.material import Material

NLP = spacy.blank("en")
OFFSET = {"type": "integer", "minimum": 0}


def spans_of(claims: list[Any], article: str) -> set[tuple[int, int, str]]:
    """What must be marked in an article, from the claims themselves."""
    found: set[tuple[int, int, str]] = set()

    def add(label: str, *spans: Any) -> None:
        found.update((span.start, span.end, label) for span in spans if span is not None)

    for claim in claims:
        if claim.article.id != article:
            continue
        if claim.kind == "statement":
            add("CONTENT", *claim.content)
            add("SOURCE", claim.source)
            if claim.cue:
                add("CUE", claim.cue.span, *claim.cue.rest)
            add("PERIOD", claim.said_on and claim.said_on.span)
        else:
            add("FIGURE", claim.span)
            add("MEASURED", claim.measured and claim.measured.span)
            add("PERIOD", claim.period and claim.period.span)
            add("PLACE", claim.place)
    return found


@pytest.fixture
def rows(material: Callable[[], Material], tmp_path: Path) -> Callable[[Any], list[Any]]:
    """The tasks of a format in JSON lines, read by spaCy's reader."""

    def read(format: Any) -> list[Any]:
        path = tmp_path / "tasks.jsonl"
        path.write_text("".join(line + "\n" for line in format.lines(material())), encoding="utf-8")
        return list(srsly.read_jsonl(path))

    return read


def test_prodigy(rows: Callable[[Any], list[Any]], claims: list[Any]):
    tasks = rows(prodigy)
    assert [task["meta"]["id"] for task in tasks] == ["harbour.txt", "hostile.txt"]
    for task in tasks:
        marked = {(span["start"], span["end"], span["label"]) for span in task["spans"]}
        assert marked == spans_of(claims, task["meta"]["id"])
        assert [span["start"] for span in task["spans"]] == sorted(span["start"] for span in task["spans"])
        doc = NLP.make_doc(task["text"])
        for span in task["spans"]:
            words = doc.char_span(span["start"], span["end"], alignment_mode="expand").text
            assert task["text"][span["start"] : span["end"]] in words
    named = {ident for task in tasks for span in task["spans"] for ident in span["claims"]}
    assert named == {claim.id for claim in claims}


def test_doccano(rows: Callable[[Any], list[Any]], claims: list[Any]):
    shape = {
        "type": "object",
        "required": ["text", "label"],
        "properties": {
            "text": {"type": "string"},
            "label": {
                "type": "array",
                "items": {
                    "type": "array",
                    "prefixItems": [OFFSET, OFFSET, {"enum": list(LABELS)}],
                    "items": False,
                },
            },
        },
    }
    for example in rows(doccano):
        jsonschema.validate(example, shape)
        assert {tuple(label) for label in example["label"]} == spans_of(claims, example["article_id"])


def test_label_studio(material: Callable[[], Material], claims: list[Any]):
    tasks = json.loads("\n".join(label_studio.lines(material())))
    names = {node.get("name") for node in ElementTree.fromstring(label_studio.INTERFACE).iter()}
    for task in tasks:
        text, (prediction,) = task["data"]["text"], task["predictions"]
        regions = {one["id"]: one for one in prediction["result"] if one["type"] == "labels"}
        marked = set()
        for region in regions.values():
            assert {region["from_name"], region["to_name"]} <= names
            value = region["value"]
            assert text[value["start"] : value["end"]] == value["text"]
            marked.add((value["start"], value["end"], *value["labels"]))
        assert marked == spans_of(claims, task["data"]["id"])
        for one in prediction["result"]:
            if one["type"] == "relation":
                assert {one["from_id"], one["to_id"]} <= regions.keys()
    labels = [one["labels"] for one in tasks[0]["predictions"][0]["result"] if one["type"] == "relation"]
    assert {label for names in labels for label in names} >= {
        "source",
        "cue",
        "continues",
        "measured",
        "period",
    }


def test_label_studio_accepts_the_tasks(material: Callable[[], Material]):
    interfaces = pytest.importorskip(
        "label_studio_sdk.label_interface", reason="label-studio-sdk is not installed"
    )
    interface = interfaces.LabelInterface(label_studio.INTERFACE)
    interface.validate()
    for task in json.loads("\n".join(label_studio.lines(material()))):
        assert interface.validate_task({"id": 1, "data": task["data"]})
        for prediction in task["predictions"]:
            assert interface.validate_prediction(prediction, return_errors=True) == []


def test_no_articles_are_no_tasks():
    assert json.loads("\n".join(label_studio.lines(Material(iter(()))))) == []


def test_brat(material: Callable[[], Material], claims: list[Any], tmp_path: Path):
    for name, text in brat.files(material()):
        (tmp_path / name).write_bytes(text.encode())
    examples = BratParser(error="raise").parse(tmp_path)
    assert len(examples) == 2
    by_id = {
        row.split("\t")[1]: row.split("\t")[0]
        for row in (tmp_path / "articles.tsv").read_text().splitlines()[1:]
    }
    for example in examples:
        article = next(one for one in by_id if example.id and example.id.endswith(by_id[one]))
        text = (tmp_path / f"{by_id[article]}.txt").read_bytes().decode()
        inside = {(start, end): label for start, end, label in spans_of(claims, article)}
        for entity in example.entities:
            pieces = [text[span.start : span.end] for span in entity.spans]
            assert " ".join(pieces) == entity.mention
            for piece, span in zip(pieces, entity.spans, strict=True):
                assert "\n" not in piece
                assert any(start <= span.start and span.end <= end for start, end in inside)
        for wanted in spans_of(claims, article):
            found = [
                (span.start, span.end) for e in example.entities for span in e.spans if e.type == wanted[2]
            ]
            covered = {place for start, end in found for place in range(start, end)}
            bare = {place for place in range(*wanted[:2]) if not text[place].isspace()}
            assert bare <= covered
    harbour = next(one for one in examples if len(one.entities) > 8)
    assert {(one.type, one.arg1.type, one.arg2.type) for one in harbour.relations} >= {
        ("source", "CONTENT", "SOURCE"),
        ("cue", "CONTENT", "CUE"),
        ("measured", "FIGURE", "MEASURED"),
    }
    split = next(entity for entity in harbour.entities if len(entity.spans) == 3)
    assert split.mention == "the pier 🛟 is safe and: so is the quay"


def test_brat_attributes_are_declared(material: Callable[[], Material]):
    files = dict(brat.files(material()))
    lines = [line for name, text in files.items() if name.endswith(".ann") for line in text.splitlines()]
    attributes = {line.split("\t")[1].split()[0] for line in lines if line.startswith("A")}
    assert attributes == {"Mode", "Negated", "Stance"}
    for word in (*attributes, *LABELS):
        assert word in files["annotation.conf"]


def test_spacy_reads_the_docbin(material: Callable[[], Material], claims: list[Any], tmp_path: Path):
    docbin.write(material(), tmp_path / "claims.spacy")
    docs = list(DocBin().from_disk(tmp_path / "claims.spacy").get_docs(spacy.blank("en").vocab))
    assert [doc.user_data["article"]["id"] for doc in docs] == ["harbour.txt", "hostile.txt"]
    for doc in docs:
        marked = {
            (span.label_, span.start_char, span.end_char) for group in doc.spans.values() for span in group
        }
        for start, end, label in spans_of(claims, doc.user_data["article"]["id"]):
            assert any(one == label and s <= start and end <= e for one, s, e in marked)
    assert list(docbin.read(tmp_path / "claims.spacy")) == claims
