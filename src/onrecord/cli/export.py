"""``onrecord export``: writes claims in the formats of other programs."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from onrecord.cli.review_results import ArticlePaths
from onrecord.cli.terminal import NAMED, BadLines, one_line, say
from onrecord.exports import FORMATS


def _list_formats(wanted: bool) -> None:
    if wanted:
        typer.echo(json.dumps([format.record() for format in FORMATS.values()], indent=2))
        raise typer.Exit


def export(
    claims: Annotated[str, typer.Argument(metavar="CLAIMS", help="A file of claims, or - for stdin.")],
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")],
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="OUT", help="A file, or a folder for brat; - is stdout."),
    ] = "-",
    decisions: Annotated[
        bool,
        typer.Option("--decisions", help="Only what reviewers accepted, as they corrected it."),
    ] = False,
    articles: ArticlePaths = None,
    columns: Annotated[
        str,
        typer.Option(metavar="NAMES", help="Of csv: basic, repeats, all, or names: speaker,text,outlets."),
    ] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="Report what was written as JSON on stderr.")
    ] = False,
    list_formats: Annotated[
        bool,
        typer.Option(
            "--list", callback=_list_formats, is_eager=True, help="Print the formats as JSON and exit."
        ),
    ] = False,
) -> None:
    """Write claims in another format. Formats that hold texts need the articles the claims were made from.

    Exit code 1 means that something was left out: a line that is no claim, or an article that is not here.
    """
    if to not in FORMATS:
        raise typer.BadParameter(f"--to {to}: one of {', '.join(FORMATS)}")
    from onrecord.exports.exporting import export_claims

    done = export_claims(
        claims, FORMATS[to], output, articles=articles or (), reviewed=decisions, columns=columns
    )
    bad = BadLines()
    for line in done.bad:
        bad.add(f"{claims}, {line}")
    bad.say_rest()
    for ident in done.missing[:NAMED]:
        say(f"left out, the text is not here: {one_line(ident)}")
    if done.missing:
        say(f"{len(done.missing)} articles left out: say where their texts are with --articles")
    if done.disputed:
        say(f"{done.disputed} claims left out, reviewers differ: onrecord review adjudicate")
    counts = {"claims": done.claims, "articles": done.articles} if done.articles else {"claims": done.claims}
    say(json.dumps(counts) if as_json else ", ".join(f"{count} {name}" for name, count in counts.items()))
    if not done.ok:
        raise typer.Exit(1)
