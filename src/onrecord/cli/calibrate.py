"""``onrecord calibrate``: refits confidence from the decisions of reviewers."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.terminal import one_line, say

if TYPE_CHECKING:
    from onrecord.review.results.calibration import Refit


def calibrate(
    claims: Annotated[
        Path, typer.Argument(metavar="CLAIMS", exists=True, dir_okay=False, help="A reviewed file of claims.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where the points go, for extract --confidence."),
    ] = None,
    confidence: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The --confidence file of the extraction, if any."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
) -> None:
    """Refit the confidence of claims from decisions, and show it before and after.

    A claim counts as right where it was accepted as it is.
    """
    from onrecord.claims.confidence import read_curves, shipped_curves
    from onrecord.review.results.calibration import refit, seen_decisions, toml_text
    from onrecord.review.results.outcome import Outcomes
    from onrecord.run.files import WholeFile

    curves = read_curves(confidence) if confidence else shipped_curves()
    outcomes = Outcomes(claims)
    try:
        seen = seen_decisions(outcomes)
    finally:
        outcomes.close()
    refits = [refit(kind, seen[kind], curves.points(kind)) for kind in ("figure", "statement")]
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in refits], indent=2))
    else:
        for one in refits:
            show(one)
    if output is not None:
        with WholeFile(output) as file:
            file.write(toml_text(refits).rstrip("\n"))
            file.commit()
        say(f"points written to {one_line(output)}")


def show(refit: Refit) -> None:
    """Print the table of one kind of claim."""
    typer.echo(f"{refit.kind}: {refit.decisions} decisions" + ("" if refit.changed else ", too few to refit"))
    if refit.decisions:
        typer.echo("  confidence    claims  before   after  accepted")
    for part in refit.bins:
        numbers = f"{part.count:>6}  {part.before:>6.2f}  {part.after:>6.2f}  {part.accepted:>8.2f}"
        typer.echo(f"  {part.low:.1f} to {part.high:.1f}    {numbers}")
    if refit.changed:
        typer.echo(
            f"  squared error {refit.brier_before:.4f} before, {refit.brier_after:.4f} after (not seen)"
        )
