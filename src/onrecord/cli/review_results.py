"""``onrecord review export`` and ``onrecord review agreement``: decisions, and how well reviewers agree."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.terminal import one_line, say

Claims = Annotated[
    Path, typer.Argument(metavar="CLAIMS", exists=True, dir_okay=False, help="A file of claims.")
]
ArticlePaths = Annotated[
    list[Path] | None,
    typer.Option("--articles", metavar="PATH", help="Where the articles' paths start, or a file of them."),
]


def export(
    claims: Claims,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="OUT", help="A file, or a folder for gold; - is stdout.")
    ] = "-",
    form: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="FORM",
            help="claims (accepted, corrected, added), gold (articles for onrecord evaluate), or decisions.",
        ),
    ] = "claims",
    reviewer: Annotated[
        str, typer.Option(metavar="NAME", help="Only this reviewer's decisions; default: what all agree on.")
    ] = "",
    articles: ArticlePaths = None,
) -> None:
    """Write what reviewers decided. Where they differ, only what was adjudicated."""
    if form not in ("claims", "gold", "decisions"):
        raise typer.BadParameter(f"--as {form}: one of claims, gold, decisions")
    if form == "gold" and output == "-":
        raise typer.BadParameter("--as gold writes a file for each article: name a folder with -o")
    from onrecord.review.articles import Articles
    from onrecord.review.results.export import Gold, decision_rows, reviewed_claims
    from onrecord.review.results.outcome import Outcomes
    from onrecord.review.results.writing import write_gold, write_lines

    outcomes = Outcomes(claims)
    try:
        if form == "gold":
            gold = Gold(outcomes, Articles(articles or (), claims))
            count = write_gold(Path(output), gold.rows(reviewer))
            for number, why in ((gold.unfinished, "not all decided"), (gold.missing, "text not here")):
                if number:
                    say(f"{number} articles left out: {why}")
        elif form == "claims":
            accepted = reviewed_claims(outcomes, reviewer)
            count = write_lines(output, (claim.model_dump(mode="json") for claim in accepted), typer.echo)
        else:
            count = write_lines(output, decision_rows(outcomes), typer.echo)
        if outcomes.disputed:
            say(f"{outcomes.disputed} claims left out, reviewers differ: onrecord review adjudicate")
        if outcomes.unreadable:
            say(f"{len(outcomes.unreadable)} decisions left out, made with another version: decide again")
        say(f"{count} {'articles' if form == 'gold' else form}")
    finally:
        outcomes.close()


def agreement(
    claims: Claims,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
) -> None:
    """How far reviewers agree, field by field: Krippendorff's alpha, and Cohen's kappa of every two."""
    from onrecord.review.results.agreement import measure
    from onrecord.review.results.outcome import Outcomes

    outcomes = Outcomes(claims)
    try:
        fields = measure(outcomes)
    finally:
        outcomes.close()
    if as_json:
        rows = [
            {**asdict(one), "kappa": [{"reviewers": names, "kappa": k} for names, k in one.kappa.items()]}
            for one in fields
        ]
        typer.echo(json.dumps(rows, indent=2))
        return
    if not fields:
        say("no claim is decided by two reviewers yet")
        return
    typer.echo(f"{'field':<12} {'claims':>6} {'same':>7} {'alpha':>7}  kappa")
    for one in fields:
        kappa = ", ".join(
            f"{one_line(a)}/{one_line(b)} {_coefficient(value)}" for (a, b), value in one.kappa.items()
        )
        typer.echo(
            f"{one.field:<12} {one.units:>6} {one.observed:>7.1%} {_coefficient(one.alpha):>7}  {kappa}"
        )


def _coefficient(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
