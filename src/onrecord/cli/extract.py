"""``onrecord extract``: articles to claims."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.reading import (
    Encoding,
    Fields,
    Format,
    MaxBytes,
    Preset,
    Published,
    check_paths,
    read_options,
)
from onrecord.cli.settings import ConfigFile, words_of
from onrecord.cli.terminal import say


def extract(
    ctx: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, or - for stdin.")],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where the claims go; - is stdout.")
    ] = "-",
    errors: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where failures go: by default beside the claims, or to stderr."),
    ] = None,
    published: Published = None,
    fields: Fields = None,
    preset: Preset = None,
    encoding: Encoding = None,
    format: Format = None,
    attitudes: Annotated[
        bool, typer.Option("--attitudes", help="Report what somebody thinks, wants or expects, too.")
    ] = False,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, metavar="X", help="Leave out claims less sure than this.")
    ] = 0.0,
    max_bytes: MaxBytes = 10_000_000,
    deadline: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="Longest time for one article; 0 for no end.")
    ] = 600.0,
    threads: Annotated[int, typer.Option(min=1, metavar="N", help="Threads of the language model.")] = 1,
    config: ConfigFile = None,
) -> None:
    """Find who said what, and which figures, in articles.

    Writes one claim a line (see "onrecord schema"); beside it what failed, in errors.jsonl, and a record of
    the run, in manifest.json. The exit code is 1 where something failed; the rest is done all the same.
    """
    check_paths(paths)
    options = read_options(published, fields, encoding, format, max_bytes, preset)
    from onrecord.cli.reporting import show_progress, summarise
    from onrecord.readers import Inputs
    from onrecord.run import Outputs, RunConfig, process_shard, process_to_stdout

    settings = RunConfig(
        attitudes=attitudes,
        min_confidence=min_confidence,
        deadline=deadline,
        threads=threads,
        words=words_of(ctx),
    )
    outputs = None if output == "-" else Outputs.beside(Path(output), errors)
    written = outputs.paths() if outputs else [errors] if errors else []
    inputs = Inputs(paths, options, exclude=written)
    try:
        with show_progress(inputs) as progress:
            if outputs is None:
                report = process_to_stdout(inputs, settings, errors=errors, say=say, step=progress.step)
            else:
                report = process_shard(inputs, outputs, settings, notes={"inputs": paths}, step=progress.step)
    except KeyboardInterrupt:
        say("onrecord: interrupted; " + ("no file was changed" if written else "the lines so far are whole"))
        raise typer.Exit(130) from None
    summarise(report, inputs, progress.failures, outputs.paths() if outputs else None)
    if not report.ok:
        raise typer.Exit(1)
