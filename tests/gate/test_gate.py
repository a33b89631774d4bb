"""The gate: every labelled set is scored, and no number may fall under its floor in floors.toml.

Floors only rise. A floor names a number of ``onrecord evaluate --json`` by its keys, slashes between them.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

import onrecord
from onrecord.evaluation import Options, Predictions, make_task, predict, read_rows, read_texts

ROOT = Path(__file__).resolve().parents[2]
SETS: dict[str, dict[str, Any]] = {
    one["name"]: one
    for one in tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))["set"]
}
FLOORS = [(name, key, floor) for name, one in SETS.items() for key, floor in one["floors"].items()]

UNREAD = {
    "dates": ["onrecord_figures", "onrecord_speakers", "onrecord_statements"],
    "attributions": ["onrecord_periods", "onrecord_figures"],
}
"""Pipes whose findings do not count for a task."""

pytestmark = [pytest.mark.gate, pytest.mark.model, pytest.mark.slow]


def options_of(name: str) -> Options:
    return Options(ignored=frozenset(SETS[name].get("ignore_class", [])), rounds=0)


@cache
def pipeline(task: str) -> Language:
    attributions = task == "attributions"
    nlp = onrecord.load(
        attitudes=attributions,
        ranges="ends" if task == "dates" else "whole",
        convention="sets" if attributions else "news",
    )
    nlp.select_pipes(disable=UNREAD.get(task, []))
    return nlp


@cache
def predictions(task: str, gold: str) -> Predictions:
    """Two sets that differ only in how they are scored share one run of the pipeline."""
    path = ROOT / gold
    if not path.exists():
        pytest.skip(f"no labelled set at {gold}")
    return predict(pipeline(task), read_texts(path), make_task(task, Options()).adapt)


@cache
def result(name: str) -> dict[str, Any]:
    one = SETS[name]
    found = predictions(one["task"], one["gold"])
    return make_task(one["task"], options_of(name)).score(read_rows(ROOT / one["gold"]), found.rows)


@pytest.mark.parametrize(("name", "key", "floor"), FLOORS)
def test_no_number_falls_under_its_floor(name: str, key: str, floor: float) -> None:
    number: Any = result(name)
    for part in key.split("/"):
        number = number[part]
    assert number >= floor, f"{name}: {key} is {number:.4f}, {floor - number:.4f} under its floor of {floor}"


@pytest.mark.parametrize("name", SETS)
def test_every_article_is_processed(name: str) -> None:
    assert predictions(SETS[name]["task"], SETS[name]["gold"]).failed == {}
