"""Confidence refitted from decisions."""

from __future__ import annotations

import json
import random
import tempfile
import tomllib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from program import DoneText, in_text, run_here

from onrecord.claims.confidence import confidence, read_curves, shipped_curves
from onrecord.errors import ConfigError
from onrecord.review import Session
from onrecord.review.results.calibration import isotonic, refit, score_of, toml_text, value_at

SEEN = st.lists(st.tuples(st.sampled_from([0.3, 0.5, 0.55, 0.8, 0.9]), st.booleans()), min_size=1)


@given(SEEN)
def test_the_fit_rises(seen: list[tuple[float, bool]]) -> None:
    points = isotonic(seen)
    assert [place for place, _ in points] == sorted({place for place, _ in points})
    assert all(above - below > -1e-12 for (_, below), (_, above) in pairwise(points))
    assert all(0 <= value <= 1 for _, value in points)


def test_pools_by_hand() -> None:
    # 0.2: 1 of 2; 0.4: 1 of 4, less than before, so one pool of 2 of 6; 0.9: 3 of 4. Overall 5 of 10.
    seen = [(0.2, True), (0.2, False), (0.4, True), *[(0.4, False)] * 3, *[(0.9, True)] * 3, (0.9, False)]
    low, high = isotonic(seen)
    assert low == pytest.approx((2 / 6, 2.5 / 7))
    assert high == pytest.approx((0.9, 3.5 / 5))


def test_a_confidence_goes_back_to_its_score() -> None:
    points = shipped_curves().statement
    for score in (0.1, 0.5, 0.66):
        sure = confidence("statement", score)
        assert value_at(points, score_of(points, sure)) == pytest.approx(sure, abs=1e-3)


def test_too_sure_becomes_less_sure() -> None:
    draw = random.Random(1)
    points = shipped_curves().statement
    sures = [value_at(points, draw.random()) for _ in range(2000)]
    seen = [(sure, draw.random() < 0.6 * sure) for sure in sures]
    found = refit("statement", seen, points)
    assert found.changed
    assert found.brier_after < found.brier_before
    for part in found.bins:
        assert abs(part.after - part.accepted) < abs(part.before - part.accepted)
    assert tomllib.loads(toml_text([found]))["statement"]["points"] == [list(point) for point in found.points]


@given(SEEN, SEEN)
def test_what_is_written_is_what_extract_reads(
    statements: list[tuple[float, bool]], figures: list[tuple[float, bool]]
) -> None:
    points = [(0.0, 0.2), (0.3, 0.4), (1.0, 0.95)]
    found = [refit("statement", statements * 20, points), refit("figure", figures, points)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "confidence.toml"
        path.write_text(toml_text(found), encoding="utf-8")
        curves = read_curves(path)
    assert curves.statement == tuple(found[0].points)
    assert curves.figure == tuple(points if len(figures) < 20 else found[1].points)
    for sure, _ in statements:  # what a claim of this confidence has from now on
        fitted = value_at(isotonic(statements * 20), sure)
        assert confidence("statement", score_of(points, sure), curves) == pytest.approx(fitted, abs=1e-3)


def test_one_confidence_for_all_stays_one() -> None:
    seen = [(0.87, number % 4 > 0) for number in range(40)]
    found = refit("figure", seen, [(0.0, 0.87), (1.0, 0.87)])
    assert [score for score, _ in found.points] == [0.0, 1.0]
    assert {value for _, value in found.points} == {0.75}


def test_few_decisions_change_nothing() -> None:
    points = shipped_curves().statement
    assert refit("statement", [(points[0][1], True)] * 5, points).points == list(points)
    assert not refit("statement", [], points).changed


def test_claims_of_other_points_are_refused() -> None:
    with pytest.raises(ConfigError, match="or extract them again"):
        refit("figure", [(0.1, True)], [(0.0, 0.87), (1.0, 0.87)])


def test_the_command(open_review: Callable[..., Session], claims_path: Path, make: Any) -> None:
    records = make.claims()
    for record in records:
        record["confidence"] = shipped_curves().points(record["kind"])[-1][1]
    make.write(claims_path, records)
    session = open_review()
    while session.progress().left:
        session.decide("accept")

    def calibrate(*options: str | Path) -> DoneText:
        return in_text(run_here("calibrate", claims_path, *options, cwd=claims_path.parent))

    out = claims_path.parent / "points.toml"
    done = calibrate("-o", out)
    assert done.returncode == 0
    assert "figure: 3 decisions, too few to refit" in done.stdout
    assert read_curves(out) == shipped_curves()
    again = calibrate("--json", "--confidence", out)
    figure, statement = json.loads(again.stdout)
    assert (figure["decisions"], statement["decisions"]) == (3, 2)
    assert not figure["changed"]
    done = calibrate("--confidence", claims_path)
    assert done.returncode == 3
    assert "claims.jsonl" in done.stderr
