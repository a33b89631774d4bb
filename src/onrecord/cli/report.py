"""``onrecord report``: a folder of pages to read claims in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.review_results import ArticlePaths, Claims
from onrecord.cli.terminal import BadLines, one_line, say


def report(
    claims: Claims,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the report goes.")
    ] = Path("report"),
    articles: ArticlePaths = None,
    errors: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", exists=True, dir_okay=False, help="The errors.jsonl, if not beside the claims."
        ),
    ] = None,
    title: Annotated[str, typer.Option(metavar="TEXT", help="What the report is called.")] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Replace the folder even where it is not a report.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what is in it as JSON.")] = False,
) -> None:
    """Write a report: pages for articles, speakers and figures that open from the disk, without a network.

    Exit code 1 means that a line was no claim; the report is there all the same, and names it.
    """
    from onrecord.report import write_report
    from onrecord.run import Outputs

    beside = Outputs.beside(claims).errors
    material, files = write_report(
        claims,
        output,
        articles=articles or (),
        errors=errors or (beside if beside.is_file() else None),
        title=title,
        force=force,
    )
    missing = sum(article.text is None for article in material.articles)
    counts = {
        "articles": len(material.articles),
        "articles_without_text": missing,
        "claims": len(material.claims()),
        "lines_that_are_no_claims": len(material.bad),
        "files": files,
        "report": str(output / "index.html"),
    }
    bad = BadLines()
    for line in material.bad:
        bad.add(f"{claims}, {line}")
    bad.say_rest()
    if missing:
        say(f"{missing} articles are not here, their claims' sentences are shown: say where with --articles")
    if as_json:
        typer.echo(json.dumps(counts))
    else:
        say(f"{counts['articles']} articles, {counts['claims']} claims")
        typer.echo(one_line(counts["report"]))
    if material.bad:
        raise typer.Exit(1)
