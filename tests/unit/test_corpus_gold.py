"""The sample corpus: its gold fits the texts the readers give, and the rules the gold is written by."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from onrecord.readers import Article, ReadOptions, Source, find_sources, read_source
from onrecord.records import Change, ClusterKind, Comparator, FigureKind

pytest.importorskip("trafilatura", reason="four articles are HTML: install onrecord[html]")

CORPUS = Path(__file__).parents[2] / "corpus"
GOLD = {
    file.stem: json.loads(file.read_text(encoding="utf-8"))
    for file in sorted((CORPUS / "gold").glob("*.json"))
}
OPENING, CLOSING = "\"'“‘", "\"'”’"
STATEMENT = {"mode", "content", "cue", "source", "speaker", "speaker_kind", "role", "negated", "figures"}
FIGURE = {
    "span",
    "value",
    "comparator",
    "unit",
    "kind",
    "measured",
    "measured_span",
    "change",
    "time",
    "source",
    "per",
    "place",
    "related",
}


def read_articles() -> dict[str, Article]:
    found: dict[str, Article] = {}
    for source in find_sources([str(CORPUS / "articles")]):
        assert isinstance(source, Source), source
        for article in read_source(source, ReadOptions()):
            assert isinstance(article, Article), article
            found[article.id if source.suffix == ".jsonl" else Path(article.path).stem] = article
    return found


ARTICLES = read_articles()
each_article = pytest.mark.parametrize("gold", GOLD.values(), ids=GOLD.keys())


def rows(heading: str) -> list[list[str]]:
    """The cells of the table in the README whose first column has this heading."""
    lines = (CORPUS / "README.md").read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {heading} |"))
    found = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def cut(gold: dict[str, Any], span: list[int]) -> str:
    start, end = span
    assert 0 <= start < end <= len(gold["text"])
    return str(gold["text"][start:end])


def inside(span: list[int], statement: dict[str, Any]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in statement["content"])


def test_every_article_has_gold_and_a_line_in_the_readme() -> None:
    assert len(ARTICLES) >= 14
    assert set(GOLD) == set(ARTICLES) == {row[0] for row in rows("article")}


@each_article
def test_gold_is_of_the_text_and_metadata_the_reader_gives(gold: dict[str, Any]) -> None:
    article = ARTICLES[gold["id"]]
    assert gold["text"] == article.text
    assert (gold["title"], gold["url"]) == (article.title, article.url)
    assert date.fromisoformat(gold["published"]) == article.published
    assert article.outlet
    assert re.match(r"https://example\.org/", gold["url"])
    assert gold["split"] == "sample"


@each_article
def test_articles_are_of_the_length_of_news(gold: dict[str, Any]) -> None:
    assert 250 <= len(gold["text"].split()) <= 600


@each_article
def test_spans_are_in_range_and_trimmed(gold: dict[str, Any]) -> None:
    spans = [item["span"] for name in ("figures", "times") for item in gold[name]]
    spans += [item["measured_span"] for item in gold["figures"] if item["measured_span"]]
    for statement in gold["statements"]:
        spans += [*statement["content"], *statement["cue"]]
        spans += [statement["source"]] if statement["source"] else []
    for span in spans:
        found = cut(gold, span)
        assert found == found.strip()


@each_article
def test_statements_follow_the_rules(gold: dict[str, Any]) -> None:
    for item in gold["statements"]:
        assert set(item) >= STATEMENT
        pieces = [cut(gold, span) for span in item["content"]]
        marks = [piece for piece in pieces if any(mark in piece for mark in OPENING)]
        for before, after in pairwise(item["content"]):
            assert before[1] <= after[0]
        if item["mode"] == "direct":
            assert all(gold["text"][start - 1] in OPENING for start, _ in item["content"]), pieces
            assert all(gold["text"][end] in CLOSING + "\n" for _, end in item["content"]), pieces
        elif item["mode"] == "mixed":
            assert marks, pieces
        else:
            assert item["mode"] == "indirect"
            assert not any(piece.endswith(".") for piece in pieces), pieces
        for start, end in [*item["cue"], *([item["source"]] if item["source"] else [])]:
            assert not any(a < end and start < b for a, b in item["content"]), pieces
        assert item["speaker_kind"] in get_args(ClusterKind)
        assert item["speaker"] or item["speaker_kind"] == "unnamed"


@each_article
def test_figures_follow_the_rules(gold: dict[str, Any]) -> None:
    times = [cut(gold, item["span"]) for item in gold["times"]]
    for item in gold["figures"]:
        assert set(item) >= FIGURE
        assert item["kind"] in get_args(FigureKind)
        assert item["comparator"] in get_args(Comparator)
        assert item["change"] in get_args(Change)
        assert item["measured"].strip()
        match item["value"]:
            case None:
                assert item.get("optional"), "a vague number has no value and is optional"
            case [first, second]:
                assert item["kind"] == "score" or first < second
            case value:
                assert isinstance(value, int | float)
                assert item["kind"] != "score" or item["unit"] == "point"
        assert item["related"] is None or gold["figures"][item["related"]] is not item
        assert item["place"] is None or cut(gold, item["place"])[0].isupper()
        if item["time"]:
            assert item["time"]["text"] in times
            assert date.fromisoformat(item["time"]["start"]) <= date.fromisoformat(item["time"]["end"])
    for before, after in pairwise(gold["figures"]):
        assert before["span"][1] <= after["span"][0]


@each_article
def test_times_are_closed_intervals_in_text_order(gold: dict[str, Any]) -> None:
    for item in gold["times"]:
        assert date.fromisoformat(item["start"]) <= date.fromisoformat(item["end"])
    for before, after in pairwise(gold["times"]):
        assert before["span"][1] <= after["span"][0]


@each_article
def test_statements_and_figures_point_at_each_other(gold: dict[str, Any]) -> None:
    for statement in gold["statements"]:
        held = [n for n, figure in enumerate(gold["figures"]) if inside(figure["span"], statement)]
        assert statement["figures"] == held
    for figure in gold["figures"]:
        holders = [item for item in gold["statements"] if inside(figure["span"], item)]
        assert figure["source"] in ({item["speaker"] for item in holders} or {None})


@each_article
def test_every_long_quotation_is_in_a_statement(gold: dict[str, Any]) -> None:
    known_names = {"Sleep like it’s 1955."}
    for found in re.finditer(r'["“]([^"“”\n]+)["”]', gold["text"]):
        words = found[1].split()
        if len(words) > 4 and not found[1].startswith(" ") and found[1] not in known_names:
            assert any(
                a < found.end() and found.start() < b
                for item in gold["statements"]
                for a, b in item["content"]
            ), found[0]


@each_article
def test_no_telephone_or_clock_time_is_a_figure(gold: dict[str, Any]) -> None:
    for figure in gold["figures"]:
        around = gold["text"][figure["span"][0] : figure["span"][1] + 4]
        assert not re.match(r"0\d{4}|555-\d{4}|\d{1,2}([.:]\d\d)? ?[ap]\.?m\b", around)


@pytest.mark.parametrize(("trap", "article", "words"), rows("trap"))
def test_the_traps_listed_are_in_the_articles(trap: str, article: str, words: str) -> None:
    assert words in GOLD[article]["text"], trap


def test_no_article_repeats_a_trap_of_the_list() -> None:
    names = [row[0] for row in rows("trap")]
    assert len(names) == len(set(names)) >= 60
