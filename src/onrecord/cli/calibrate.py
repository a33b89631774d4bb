"""``onrecord calibrate``: confidence refitted from what reviewers decided."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.terminal import one_line, say


def calibrate(
    claims: Annotated[
        Path, typer.Argument(metavar="CLAIMS", exists=True, dir_okay=False, help="A reviewed file of claims.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where the new points go.")
    ] = None,
) -> None:
    """Refit the confidence of claims from decisions, and show it before and after.

    A claim counts as right where it was accepted as it is. The file has the form of the package's
    claims/confidence.toml.
    """
    from onrecord.review.results.calibration import current_points, refit, seen_decisions, toml_text
    from onrecord.review.results.outcome import Outcomes
    from onrecord.run.files import WholeFile

    outcomes = Outcomes(claims)
    try:
        seen = seen_decisions(outcomes)
    finally:
        outcomes.close()
    refits = [refit(kind, seen[kind], points) for kind, points in sorted(current_points().items())]
    for one in refits:
        typer.echo(f"{one.kind}: {one.decisions} decisions" + ("" if one.changed else ", too few to refit"))
        if one.decisions:
            typer.echo("  confidence    claims  before   after  accepted")
        for part in one.bins:
            numbers = f"{part.count:>6}  {part.before:>6.2f}  {part.after:>6.2f}  {part.accepted:>8.2f}"
            typer.echo(f"  {part.low:.1f} to {part.high:.1f}    {numbers}")
        if one.changed:
            typer.echo(
                f"  squared error {one.brier_before:.4f} before, {one.brier_after:.4f} after (not seen)"
            )
    if output is not None:
        with WholeFile(output) as file:
            file.write(toml_text(refits).rstrip("\n"))
            file.commit()
        say(f"points written to {one_line(output)}")
