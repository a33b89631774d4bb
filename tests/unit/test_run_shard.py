from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.claims import check_article, parse_claim
from onrecord.errors import ConfigError
from onrecord.readers import Article, Failure, make_article
from onrecord.run import Outcome, Outputs, Report, RunConfig, process_shard
from onrecord.run.files import WholeFile


@Language.component("test_numbers")
def find_numbers(doc: Doc) -> Doc:
    """Every number is a figure; some words misbehave."""
    words = {token.text for token in doc}
    if "poison" in words:
        raise KeyError("poison")
    if "recurse" in words:
        return find_numbers(doc)
    if "sleep" in words:
        time.sleep(60)
    if "stubborn" in words:
        for _ in range(600):
            try:
                time.sleep(0.1)
            except Exception:
                continue
    doc._.figures = [
        {
            "span": [token.idx, token.idx + len(token)],
            "value": [token.text if "bad" not in words else "x"],
            "comparator": "=",
            "unit": "",
            "kind": "count",
            "measured": None,
            "change": "=",
            "per": None,
            "period": None,
            "place": None,
            "related": None,
            "since": False,
            "measured_by": None,
            "score": 1.0,
            "rule": "figure.test",
        }
        for token in doc
        if token.text.isdecimal()
    ]
    return doc


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("test_numbers")
    return nlp


def articles(*texts: str) -> list[Article | Failure]:
    made = [
        make_article(text, id=f"a{number}", path="all.jsonl", published=date(2026, 2, 10))
        for number, text in enumerate(texts)
    ]
    return [*made]


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


def test_every_item_ends_in_claims_or_errors(nlp: Language, tmp_path: Path) -> None:
    texts = [
        "1 and 2 🌳.",
        "poison",
        "3 bad.",
        "recurse",
        "x" * 200,
        "4.",
        "5 or 6 remain.",
        "1 and 2 🌳.",
        "Nothing.",
    ]
    items = articles(*texts)
    items.insert(2, Failure("b.txt", "b.txt", "read", "ReaderError", "the text is empty"))
    out = tmp_path / "deep" / "claims.jsonl"
    seen: list[Outcome] = []
    report = process_shard(
        items, out, RunConfig(max_chars=100), nlp=nlp, notes={"inputs": ["x"]}, step=seen.append
    )
    claims = lines(out)
    assert [claim["text"] for claim in claims] == ["1", "2", "4", "5", "6"]
    by_id = {item.id: item for item in items if isinstance(item, Article)}
    for ident in ("a0", "a6"):
        own = [
            parse_claim(claim, text=by_id[ident].text)
            for claim in claims
            if claim["article"]["id"] == ident  # type: ignore[index]
        ]  # type: ignore[index]
        check_article(own, by_id[ident].text)
    errors = lines(out.with_name("errors.jsonl"))
    assert [(line["article"], line["stage"], line["error"]) for line in errors] == [
        ("a1", "process", "KeyError"),
        ("b.txt", "read", "ReaderError"),
        ("a2", "validate", "ClaimError"),
        ("a3", "process", "RecursionError"),
        ("a4", "process", "ArticleError"),
        ("a7", "duplicate", "Duplicate"),
    ]
    assert "test_run_shard.py, line" in str(errors[0]["message"])
    assert errors[2]["claim"]["kind"] == "figure"  # type: ignore[index]
    assert errors[5]["message"] == "the same text as a0"
    assert report == Report(
        articles=5, words=12, statements=0, figures=5, duplicates=1, failed=4, refused=1, undated=0
    )
    assert not report.ok
    assert report.errors == len(errors)
    assert len(seen) == len(items)
    manifest = json.loads(out.with_name("manifest.json").read_text(encoding="utf-8"))
    assert manifest["counts"] == report.counts()
    assert manifest["inputs"] == ["x"]
    assert manifest["config"]["max_chars"] == 100
    assert manifest["versions"]["onrecord"]
    assert sorted(path.name for path in out.parent.iterdir()) == [
        "claims.jsonl",
        "errors.jsonl",
        "manifest.json",
    ]


def test_duplicates_alone_are_no_failure(nlp: Language, tmp_path: Path) -> None:
    assert process_shard(articles("1.", "1."), tmp_path / "c.jsonl", RunConfig(), nlp=nlp).ok


def test_the_same_articles_give_the_same_bytes(nlp: Language, tmp_path: Path) -> None:
    texts = [f"Word{number} {number} and poison{number}." for number in range(150)]
    texts[70] += " poison"
    for name in ("one", "two"):
        process_shard(articles(*texts), tmp_path / name / "claims.jsonl", RunConfig(), nlp=nlp)
    for name in ("claims.jsonl", "errors.jsonl"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert len(lines(tmp_path / "one/claims.jsonl")) == 149


def test_an_article_comes_out_the_same_beside_any_other(nlp: Language, tmp_path: Path) -> None:
    texts = [f"Word{number} {number}." for number in range(5)]
    process_shard(articles(*texts), tmp_path / "all.jsonl", RunConfig(), nlp=nlp)
    alone = b""
    for item in articles(*texts):
        process_shard([item], tmp_path / "one.jsonl", RunConfig(), nlp=nlp)
        alone += (tmp_path / "one.jsonl").read_bytes()
    assert alone == (tmp_path / "all.jsonl").read_bytes()


def test_words_are_forgotten_again(nlp: Language, tmp_path: Path) -> None:
    def endless() -> Iterator[Article | Failure]:
        for number in range(200):
            yield from articles(f"seldomword{number}.")

    before = len(nlp.vocab.strings)
    process_shard(endless(), tmp_path / "c.jsonl", RunConfig(), nlp=nlp)
    assert len(nlp.vocab.strings) == before


@pytest.mark.parametrize("text", ["sleep", "stubborn"])
def test_the_deadline_ends_an_article_and_not_the_run(nlp: Language, tmp_path: Path, text: str) -> None:
    config = RunConfig(deadline=0.2)
    report = process_shard(articles("1.", text, "2."), tmp_path / "claims.jsonl", config, nlp=nlp)
    (error,) = lines(tmp_path / "errors.jsonl")
    assert "not done after 0.2 seconds" in str(error["message"])
    assert report.figures == 2


def test_in_another_thread_there_is_no_deadline(nlp: Language, tmp_path: Path) -> None:
    reports: list[Report] = []
    config = RunConfig(deadline=9)

    def run() -> None:
        reports.append(process_shard(articles("1."), tmp_path / "c.jsonl", config, nlp=nlp))

    worker = threading.Thread(target=run)
    worker.start()
    worker.join()
    assert reports[0].figures == 1


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, MemoryError])
def test_an_interrupted_run_leaves_what_was_there(
    nlp: Language, tmp_path: Path, error: type[BaseException]
) -> None:
    out = tmp_path / "claims.jsonl"
    process_shard(articles("1."), out, RunConfig(), nlp=nlp)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def stop(outcome: Outcome) -> None:
        if outcome.article and outcome.article.id == "a1":
            raise error

    with pytest.raises(error):
        process_shard(articles("2.", "3.", "4."), out, RunConfig(), nlp=nlp, step=stop)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_names_of_the_outputs() -> None:
    assert [path.as_posix() for path in Outputs.beside(Path("o/claims.jsonl")).paths()] == [
        "o/claims.jsonl",
        "o/errors.jsonl",
        "o/manifest.json",
    ]
    assert [path.as_posix() for path in Outputs.beside(Path("may.jsonl"), Path("x/e")).paths()] == [
        "may.jsonl",
        "x/e",
        "may.manifest.json",
    ]


def test_two_runs_cannot_write_one_output(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    with WholeFile(path) as first:
        first.write("first")
        with pytest.raises(ConfigError, match="another run is writing it"):
            WholeFile(path)
        first.commit()
    with WholeFile(path) as second:
        second.write("second")
        assert path.read_text() == "first\n"
        second.commit()
    assert path.read_text() == "second\n"


def test_what_a_killed_run_left_is_used_again(tmp_path: Path) -> None:
    (tmp_path / ".claims.jsonl.part").write_text("half a li")
    with WholeFile(tmp_path / "claims.jsonl") as file:
        file.write("é\ud800\u2028")
        file.commit()
    assert [path.name for path in tmp_path.iterdir()] == ["claims.jsonl"]
    assert (tmp_path / "claims.jsonl").read_bytes() == "é\\ud800\u2028\n".encode()


def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConfigError, match="cannot be written"):
        WholeFile(tmp_path / "file" / "claims.jsonl")
    (tmp_path / "folder" / "claims.jsonl").mkdir(parents=True)
    with pytest.raises(ConfigError, match="is a folder"):
        WholeFile(tmp_path / "folder" / "claims.jsonl")
