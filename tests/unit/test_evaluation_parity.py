"""Our scorers count what the stand-alone tools count: invented rows, labelled sets, perturbed predictions."""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.evaluation.reading import read_rows
from onrecord.evaluation.score_attributions import score_attributions
from onrecord.evaluation.score_claims import score_claims
from onrecord.evaluation.score_dates import score_dates
from onrecord.evaluation.score_figures import score_figures

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
TOOLS = SHARED / "tools"

pytestmark = pytest.mark.skipif(
    not TOOLS.is_dir(), reason="the stand-alone scorers are not in ../shared/tools"
)
relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

Row = dict[str, Any]


def tool(name: str) -> ModuleType:
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def by_tool(task: str, gold: list[Row], pred: list[Row], **options: Any) -> Any:
    module = tool(f"score_{task}")
    guesses = {row["id"]: row for row in pred}
    if task == "attributions":
        pairs = [
            (
                module.build(row, row["text"]),
                module.build(guesses.get(row["id"], {"id": row["id"]}), row["text"]),
            )
            for row in gold
        ]
        return module.score(pairs, options["rounds"], options["seed"], options["ignored"])
    if task == "figures":
        reports = module.evaluate(gold, pred, options["average_ranges"])
        return {
            block: {
                name: dict(zip(("P", "R", "F1"), (round(100 * s, 1) for s in tally.scores()), strict=True))
                | {"hits": tally.hits, "gold": tally.gold, "pred": tally.pred}
                for name, tally in report.tallies.items()
            }
            for block, report in reports.items()
        }
    if task == "dates":
        return module.evaluate(gold, pred)
    report = module.Report()
    for row in gold:
        module.score_article(row, guesses.get(row["id"], {}), report)
    return json.loads(module.as_json(report))


def numbers(value: Any, path: str = "") -> dict[str, float]:
    """Every number in a result by its path; a count of nothing is as good as none."""
    if isinstance(value, dict):
        return {k: v for key, part in value.items() for k, v in numbers(part, f"{path}/{key}").items()}
    if isinstance(value, list | tuple):
        return {k: v for i, part in enumerate(value) for k, v in numbers(part, f"{path}/{i}").items()}
    return {path: float(value)} if value else {}


def compare(task: str, gold: list[Row], pred: list[Row], **options: Any) -> None:
    scorers: dict[str, Any] = {
        "attributions": score_attributions,
        "figures": score_figures,
        "dates": score_dates,
        "claims": score_claims,
    }
    assert numbers(scorers[task](gold, pred, **options)) == pytest.approx(
        numbers(by_tool(task, gold, pred, **options))
    )


# --- invented rows -----------------------------------------------------------------------------------------

words = st.sampled_from(
    [
        "said",
        "“Rain",
        "fell”,",
        '"we',
        'know"',
        "three",
        "Élodie",
        "Ms",
        "Orban",
        "—",
        "10",
        "\n\n",
        "…",
        "May",
        "2019",
    ]
)
texts = st.lists(words, min_size=4, max_size=40).map(" ".join)


def span(text: str) -> st.SearchStrategy[list[int]]:
    point = st.integers(0, len(text))
    return st.tuples(point, point).map(lambda pair: sorted(pair))


def pieces(text: str, least: int) -> st.SearchStrategy[list[list[int]]]:
    return st.lists(span(text), min_size=least, max_size=3)


def attribution(text: str) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(
        {"source": pieces(text, 0), "cue": pieces(text, 0), "content": pieces(text, 1)},
        optional={"class": st.sampled_from(["speech", "act", "noun"])},
    )


values = st.one_of(
    st.none(), st.integers(0, 4), st.sampled_from([0.5, 1e9, float("inf"), [1, 2], [1, None], [3.5, 4]])
)


def quantity(text: str) -> st.SearchStrategy[Row]:
    located = {"start": st.integers(0, 20), "end": st.integers(20, 40)}
    return st.fixed_dictionaries(
        {"value": values, "normalized_unit": st.sampled_from(["-", "person", "Euro", "euro", None])},
        optional={
            "change": st.sampled_from(["=", "~", ">", "up"]),
            "concepts": st.lists(st.sampled_from(["rain", "Rain", "jobs"]), max_size=2),
            **located,
        },
    )


isos = st.sampled_from(
    ["2015", "2015-05", "2015-05-18", "2015-05-18T22:30", "2015-13", "--04", "0099", "2016-02-30"]
)


def dated(text: str) -> st.SearchStrategy[Row]:
    end = st.one_of(st.none(), isos)
    value = st.one_of(
        st.just({}),
        st.builds(lambda v: {"when": v}, isos),
        st.builds(lambda a, b: {"from": a, "to": b}, end, end),
        st.builds(lambda a, b: {"notBefore": a, "notAfter": b}, end, end),
        st.builds(lambda v: {"intervals": v}, st.lists(st.tuples(end, end).map(list), max_size=2)),
    )
    return st.builds(lambda at, more: {"start": at[0], "end": at[1], **more}, span(text), value)


names = st.sampled_from(
    ["Ms Orban", "Élodie Orban", "E. Orban", "Orban", "the BBC", "British Broadcasting Corporation"]
)
periods = st.sampled_from([None, {"start": "2015-01-01", "end": "2015-12-31"}, {"start": "2015-05-18"}])
flag = {"optional": st.booleans()}


def statement(text: str) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(
        {
            "content": pieces(text, 1),
            "source": st.one_of(st.none(), span(text)),
            "speaker": st.one_of(st.none(), names),
            "speaker_kind": st.sampled_from(["person", "organization"]),
            "mode": st.sampled_from(["direct", "indirect", "mixed"]),
        },
        optional=flag,
    )


def figure(text: str) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(
        {
            "span": span(text),
            "value": st.one_of(st.none(), st.integers(0, 3), st.sampled_from([[1, 2], 0.5, 50])),
            "comparator": st.sampled_from([None, "=", ">", "~"]),
            "unit": st.sampled_from(
                ["", "people", "person", "USD|CAD", "CAD", "%", "square meters", "dead fish"]
            ),
            "kind": st.sampled_from(["count", "ratio"]),
            "measured": st.sampled_from(["", "rain in May", "the Mays"]),
            "measured_span": st.one_of(st.none(), span(text)),
            "time": periods,
            "source": st.one_of(st.none(), names),
        },
        optional=flag,
    )


def timed(text: str) -> st.SearchStrategy[Row]:
    return st.builds(
        lambda at, when, extra: {"span": at, **(when or {}), **extra},
        span(text),
        periods,
        st.fixed_dictionaries({}, optional=flag),
    )


@st.composite  # type: ignore[arg-type]
def articles(draw: st.DrawFn, **keys: Any) -> tuple[list[Row], list[Row]]:
    """Gold rows with predictions drawn half from the gold itself, half anew; one gold row has none."""
    gold: list[Row] = []
    pred: list[Row] = []
    for number in range(draw(st.integers(1, 3))):
        text = draw(texts)
        row: Row = {"id": f"a{number}", "text": text}
        guess: Row = {"id": row["id"]}
        for key, make in keys.items():
            row[key] = draw(st.lists(make(text), max_size=5))
            kept = [item for item in row[key] if draw(st.booleans())]
            guess[key] = kept + draw(st.lists(make(text), max_size=4))
        gold.append(row)
        if number != 1:
            pred.append(guess)
    return gold, pred


@relaxed
@given(articles(attributions=attribution), st.sampled_from([frozenset(), frozenset({"act", "noun"})]))
def test_attributions_agree(rows: tuple[list[Row], list[Row]], ignored: frozenset[str]) -> None:
    compare("attributions", *rows, ignored=ignored, rounds=20, seed=3)


@relaxed
@given(articles(quantities=quantity), st.booleans())
def test_figures_agree(rows: tuple[list[Row], list[Row]], average: bool) -> None:
    compare("figures", *rows, average_ranges=average)


def other_time(text: str) -> st.SearchStrategy[Row]:
    return span(text).map(lambda at: {"start": at[0], "end": at[1]})


@relaxed
@given(articles(dates=dated, other_time=other_time))
def test_dates_agree(rows: tuple[list[Row], list[Row]]) -> None:
    compare("dates", *rows)


@relaxed
@given(articles(statements=statement, figures=figure, times=timed))
def test_claims_agree(rows: tuple[list[Row], list[Row]]) -> None:
    compare("claims", *rows)


# --- labelled sets -----------------------------------------------------------------------------------------


def perturb(value: Any, rng: random.Random) -> Any:
    """A copy with items left out, numbers moved and words swapped here and there."""
    if isinstance(value, dict):
        return {key: part if key in ("id", "text") else perturb(part, rng) for key, part in value.items()}
    if isinstance(value, list):
        ints = len(value) == 2 and all(isinstance(part, int) for part in value)
        if ints and rng.random() < 0.3:
            return [value[0], max(value[0], value[1] - rng.randint(0, 6))]
        if ints:
            return value
        return [perturb(part, rng) for part in value if not isinstance(part, dict) or rng.random() > 0.1]
    if isinstance(value, str) and rng.random() < 0.05:
        return rng.choice(["=", ">", "person", "direct", "2015-05-18"])
    if isinstance(value, float) and rng.random() < 0.1:
        return value + 1
    return value


@pytest.mark.parametrize(
    ("task", "path", "options"),
    [
        (
            "attributions",
            "polnear/polnear-dev.jsonl",
            {"ignored": frozenset({"act"}), "rounds": 50, "seed": 1},
        ),
        ("figures", "newsquant/newsquant-dev.jsonl", {"average_ranges": True}),
        ("dates", "dates/dates-gum-dev.jsonl", {}),
        ("dates", "recognizers/recognizers-date-dev.jsonl", {}),
        ("claims", "gold", {}),
    ],
)
def test_labelled_sets_agree(task: str, path: str, options: dict[str, Any]) -> None:
    gold_path = SHARED / "data" / path
    if not gold_path.exists():
        pytest.skip(f"no labelled set at ../shared/data/{path}")
    gold = read_rows(gold_path)
    rng = random.Random(7)
    compare(task, gold, [perturb(row, rng) for row in gold if rng.random() > 0.1], **options)
