"""The report of corpus/series, as docs/report.md makes it, has a plot over time and checks that fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.report import read_material
from onrecord.report.figures import gather_figures, longest_series

SERIES = Path(__file__).parents[2] / "corpus" / "series"


@pytest.mark.model
def test_figures_over_months_become_a_plot_and_misfits_are_found(tmp_path: Path):
    claims = tmp_path / "claims.jsonl"
    done = CliRunner().invoke(app, ["extract", str(SERIES), "-o", str(claims)])
    assert done.exit_code == 0, done.output
    material = read_material(claims)
    passengers = longest_series(gather_figures(material))[0]
    assert passengers.measured == "passengers on the Skellan ferry"
    assert [one.claim.value for one in passengers.figures] == [41_900, 38_200, 45_600, 44_600, 52_300]
    assert passengers.plot is not None
    assert passengers.plot.label == "5 figures from 1 January 2026 to 30 April 2026"
    assert sorted(one.verdict for one in material.findings) == ["disagrees", "does not hold"]


@pytest.mark.parametrize("folder", ["press", "desk", "2026", "a"])
def test_figures_of_one_day_are_in_the_order_they_were_published(
    tmp_path: Path, story: Any, put: Callable[..., Path], folder: str
):
    stories = []
    for name, number, day in (("later", 9, "2026-03-02"), ("earlier", 5, "2026-03-01"), ("undated", 7, None)):
        one = story(f"{folder}/{name}.txt", f"{name}: {number} ferry boats then.\n", published=day)
        period = one.period("then", "2026-02-28", "2026-02-28", "day")
        one.figure(f"{number} ferry boats", number, "boat", measured="ferry boats", period=period)
        stories.append(one)
    (kind,) = gather_figures(read_material(put(tmp_path, stories)))
    assert [one.claim.value for one in kind.groups[0].figures] == [7, 5, 9]
