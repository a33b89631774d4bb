"""``onrecord extract``: turns articles into claims."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.reading import (
    Attitudes,
    Encoding,
    Fields,
    Format,
    MaxBytes,
    MinConfidence,
    Preset,
    Published,
    Withdrawn,
    check_articles,
    read_options,
)
from onrecord.cli.settings import ConfigFile, words_of
from onrecord.cli.terminal import say


class Engine(StrEnum):
    """Where the worker processes run."""

    local = "local"
    ray = "ray"


def extract(
    ctx: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, or - for stdin.")],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where the claims go; - is stdout.")
    ] = "-",
    errors: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Where failures go: by default beside the claims, or to stderr."),
    ] = None,
    published: Published = None,
    fields: Fields = None,
    preset: Preset = None,
    encoding: Encoding = None,
    format: Format = None,
    withdrawn: Withdrawn = False,
    attitudes: Attitudes = False,
    min_confidence: MinConfidence = 0.0,
    confidence: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Confidence curves written by onrecord calibrate.")
    ] = None,
    max_bytes: MaxBytes = 10_000_000,
    deadline: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="Longest time for one article; 0 for no limit.")
    ] = 600.0,
    max_memory: Annotated[
        float, typer.Option(min=0, metavar="GB", help="Most memory an article may take; 0 for no limit.")
    ] = 4.0,
    threads: Annotated[int, typer.Option(min=1, metavar="N", help="Threads of the language model.")] = 1,
    workers: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="Number of processes; default: one per core, if it pays."),
    ] = None,
    shard: Annotated[
        str | None, typer.Option(metavar="I/N", help="Do part I of N; run without it to join the parts.")
    ] = None,
    engine: Annotated[Engine, typer.Option(help="Processes here, or a Ray cluster.")] = Engine.local,
    restart: Annotated[
        bool, typer.Option("--restart", help="Forget what earlier runs did; do everything again.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Keep going as files are added, changed or removed.")
    ] = False,
    config: ConfigFile = None,
) -> None:
    """Find who said what, and which figures, in articles.

    Writes one claim a line (see "onrecord schema"); beside it what failed, in errors.jsonl, and a record of
    the run, in manifest.json. The exit code is 1 where something failed; the rest is done all the same.
    A run that is stopped goes on when the same command is given again; after articles came, changed or
    went it does only those. Without -o the claims go to stdout, on a terminal as a table.
    """
    check_articles(paths)
    options = read_options(published, fields, encoding, format, max_bytes, preset, withdrawn)
    part = read_shard(shard)
    again = output != "-" and "-" not in paths
    if not again and (workers is not None or shard or engine is not Engine.local or restart or watch):
        message = "--workers, --shard, --engine, --restart and --watch need files as inputs, and -o FILE"
        raise typer.BadParameter(message)
    if shard and watch:
        raise typer.BadParameter("--watch works on all of the inputs: use it without --shard")
    if shard and restart:
        raise typer.BadParameter("--restart would throw away the other parts: use it without --shard")
    from onrecord.claims import read_curves
    from onrecord.cli.reporting import nothing_to_read, show_progress, summarise
    from onrecord.cli.rounds import keep_watching, say_what_was_kept, show_first, tabulate
    from onrecord.paths import as_path
    from onrecord.readers import Inputs
    from onrecord.run import Outputs, RunConfig, check_writable

    settings = RunConfig(
        attitudes=attitudes,
        min_confidence=min_confidence,
        max_memory=int(max_memory * 1e9),
        deadline=deadline,
        threads=threads,
        curves=read_curves(confidence) if confidence else None,
        words=words_of(ctx),
    )
    failures = as_path(errors) if errors else None
    outputs = None if output == "-" else Outputs.beside(as_path(output), failures)
    written = outputs.paths() if outputs else [failures] if failures else []
    inputs = Inputs(paths, options, exclude=written)
    check_writable(written)
    if inputs.is_empty() and not watch:
        say(nothing_to_read(paths, inputs))
        raise typer.Exit(1)
    notes = {"inputs": paths}

    def job(restart: bool) -> bool:
        from onrecord.run import Work, run_job

        assert outputs is not None
        work = Work(engine.value, workers, part, restart)
        with show_progress(inputs) as progress:
            joined = run_job(
                inputs, outputs, settings, options, work=work, notes=notes, step=progress.unit_done
            )
        say_what_was_kept(joined)
        report = progress.take(joined)
        summarise(report, progress, inputs, () if shard else outputs.paths())
        if not shard:
            show_first(outputs.claims)
        return report.ok

    try:
        if outputs is None or not again:
            table = outputs is None and sys.stdout.isatty()
            with show_progress(inputs, quiet=table) as progress:
                if outputs is None:
                    from onrecord.run import process_to_stdout

                    step = tabulate(progress.step) if table else progress.step
                    report = process_to_stdout(
                        inputs, settings, errors=failures, say=say, show=not table, step=step
                    )
                else:
                    from onrecord.run import process_shard

                    report = process_shard(inputs, outputs, settings, notes=notes, step=progress.step)
            summarise(report, progress, inputs, outputs.paths() if outputs else ())
            ok = report.ok
        elif watch:
            ok = keep_watching(inputs, paths, job, restart)
        else:
            ok = job(restart)
    except KeyboardInterrupt:
        kept = "what is done is kept: run the same command again to go on"
        whole = "no file was changed" if written else "the lines so far are whole"
        say(f"onrecord: interrupted; {kept if again else whole}")
        raise typer.Exit(130) from None
    if shard:
        say(f"part {shard} is done; when all are, run the same command without --shard to join them")
    if not ok:
        raise typer.Exit(1)


def read_shard(given: str | None) -> tuple[int, int]:
    """Parse part I of N into two numbers.

    Raises:
        typer.BadParameter: The text has another form.
    """
    number, _, count = (given or "1/1").partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise typer.BadParameter(f"--shard {given}: write I/N, from 1/N to N/N")
    return int(number), int(count)
