"""The cases of tests/cases: read, run through the pipeline, judged."""

from __future__ import annotations

import json
import tempfile
import warnings
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from judging import complaints
from spacy.language import Language

from onrecord.pipeline import versions
from onrecord.readers import Article, Inputs, ReadOptions, make_article, parse_date, stored_text
from onrecord.run import RunConfig, process_article

HERE = Path(__file__).resolve().parents[1] / "cases"
WRONG = HERE / "wrong.txt"
"""One id a line, its kind behind it."""
Case = dict[str, Any]


def _by_kind() -> dict[str, list[Case]]:
    kinds: dict[str, list[Case]] = {}
    with open(HERE / "cases.jsonl", encoding="utf-8", newline="\n") as lines:
        for case in map(json.loads, lines):
            kinds.setdefault(case["kind"], []).append(case)
    return kinds


BY_KIND = _by_kind()


@cache
def listed() -> frozenset[str]:
    """Ids of the cases that are known to come out wrong."""
    return frozenset(line.partition(" ")[0] for line in WRONG.read_text(encoding="utf-8").splitlines())


def wrong_ones(cases: Iterable[Case], nlp: Language) -> dict[str, list[str]]:
    """What is wrong with each case that does not come out right, by its id."""
    judged = {case["id"]: _judge(case, nlp) for case in cases}
    return {ident: why for ident, why in judged.items() if why}


def _judge(case: Case, nlp: Language) -> list[str]:
    articles = _articles(case)
    outcomes = [process_article(nlp, article, RunConfig(), versions(nlp)) for article in articles]
    refused = [failure.message for outcome in outcomes for failure in outcome.failures]
    claims = [claim.model_dump(mode="json") for outcome in outcomes for claim in outcome.claims]
    return refused or complaints(case, claims, len({claim["article"]["id"] for claim in claims}))


def _articles(case: Case) -> list[Article]:
    if "file" not in case:
        text, day = stored_text(case["text"]), parse_date(case["published"])
        return [make_article(text, id=case["id"], path="", published=day)]
    file = case["file"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, file["name"])
        path.write_bytes(file["content"].encode(file.get("encoding", "utf-8")))
        options = ReadOptions(published=parse_date(case.get("published")))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return [item for item in Inputs([str(path)], options) if isinstance(item, Article)]
