"""The report of corpus/series, as docs/report.md makes it, has a plot over time and checks that fail."""

from __future__ import annotations

from pathlib import Path

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
    assert [one.claim.value for one in passengers.figures] == [41_900, 38_200, 44_600, 45_600, 52_300]
    assert passengers.plot is not None
    assert passengers.plot.label == "5 figures from 1 January 2026 to 30 April 2026"
    assert sorted(one.verdict for one in material.findings) == ["disagrees", "does not hold"]
