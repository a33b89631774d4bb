"""``onrecord check``: arithmetic that does or does not add up, figures that disagree across articles."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.reading import ClaimsFile, check_paths, open_claims
from onrecord.cli.terminal import BadLines, one_line, say
from onrecord.errors import ReaderError

if TYPE_CHECKING:
    from onrecord.checks import Finding

_WIDTH = 160
"""Width of the table if there is no terminal."""


class Only(StrEnum):
    """Which findings are shown."""

    all = "all"
    failing = "failing"
    holding = "holding"


def check(
    claims: ClaimsFile,
    only: Annotated[Only, typer.Option(help="Show only what fails, or only what holds.")] = Only.all,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if something does not add up.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line instead of a table.")
    ] = False,
) -> None:
    """Check the arithmetic inside articles, and figures for the same thing across them.

    Sums, differences, percentages and changes that the words of an article set against each other either
    hold, within the rounding the printed digits show, or do not. Exit code 1 means that a line was no claim.
    """
    check_paths([claims])
    from onrecord.checks import read_figures, run_checks

    bad = BadLines()
    shown: list[Finding] = []
    counts = {"holds": 0, "does not hold": 0, "disagrees": 0}
    try:
        with open_claims(claims) as lines:
            for finding in run_checks(read_figures(lines, claims, bad.add)):
                counts[finding.verdict] += 1
                if only is Only.all or (only is Only.failing) == finding.failing:
                    if as_json:
                        typer.echo(json.dumps(finding.to_json()))  # ASCII only, so no control sequences
                    else:
                        shown.append(finding)
    except ReaderError as error:
        say(one_line(error))
        raise typer.Exit(1) from error
    if shown:
        _print_table(shown)
    bad.say_rest()
    say(", ".join(f"{count} {verdict}" for verdict, count in counts.items()))
    if bad.count or (strict and counts["does not hold"] + counts["disagrees"]):
        raise typer.Exit(1)


def _print_table(findings: list[Finding]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console = Console(highlight=False, markup=False, emoji=False, width=_WIDTH)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("verdict", "relation", "difference", "figures", "article"):
        table.add_column(name, overflow="fold", justify="right" if name == "difference" else "left")
    for finding in findings:
        table.add_row(
            finding.verdict,
            one_line(finding.relation),
            format(finding.difference, "f"),
            "\n".join(
                f'"{one_line(term.claim.text)}" [{term.claim.span.start}, {term.claim.span.end})'
                for term in finding.terms
            ),
            "\n".join(one_line(article) for article in finding.articles)
            if finding.verdict != "disagrees"
            else "\n".join(one_line(term.claim.article.id) for term in finding.terms),
        )
    console.print(table)
