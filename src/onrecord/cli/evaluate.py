"""``onrecord evaluate``: score the pipeline on a labelled set."""

from __future__ import annotations

import json
from collections import Counter
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from onrecord.cli.terminal import one_line, say, stderr_console


class TaskName(StrEnum):
    """The tasks with labelled sets."""

    attributions = "attributions"
    figures = "figures"
    dates = "dates"
    claims = "claims"


def evaluate(
    task: Annotated[TaskName, typer.Argument(metavar="TASK", help="What the labelled set holds.")],
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD",
            exists=True,
            help="The labelled set: .jsonl (.gz, .xz), or a folder of .json files for claims.",
        ),
    ],
    predictions: Annotated[
        Path | None, typer.Option(metavar="OUT.jsonl", help="Keep the predictions, in the scorer's format.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the scores as JSON, not as a table.")
    ] = False,
    errors: Annotated[
        int, typer.Option(min=0, metavar="N", help="Also print up to N items of every kind of error.")
    ] = 0,
    seed: Annotated[int, typer.Option(help="Draws the items of --errors and the bootstrap's articles.")] = 1,
    attitudes: Annotated[
        bool, typer.Option(help="attributions: predict what someone wants, believes or fears too.")
    ] = True,
    ignore_class: Annotated[
        str, typer.Option(metavar="A,B", help="attributions: gold classes that are optional.")
    ] = "",
    bootstrap: Annotated[
        int, typer.Option(min=0, metavar="N", help="attributions: rounds for the 95 % interval, 0 for none.")
    ] = 1000,
    average_ranges: Annotated[
        bool, typer.Option("--average-ranges", help="figures: compare with the middle of a gold range.")
    ] = False,
    kinds: Annotated[
        bool, typer.Option("--kinds", help="dates: a line for every kind of expression.")
    ] = False,
    per_article: Annotated[
        bool, typer.Option("--per-article", help="claims: a table for every article.")
    ] = False,
) -> None:
    """Run the pipeline on the texts of a labelled set and score what it finds.

    Only texts and publication dates reach the pipeline; the labels are read once the predictions are written.
    """
    if as_json and errors:
        raise typer.BadParameter("--errors prints text: leave out --json")
    if predictions is not None and not predictions.parent.is_dir():
        raise typer.BadParameter(f"--predictions {predictions}: there is no such folder")
    from rich.progress import Progress

    import onrecord
    from onrecord.evaluation import Options, make_task, read_texts, show_differences
    from onrecord.evaluation import evaluate as run

    chosen = make_task(
        task.value,
        Options(
            attitudes=attitudes,
            ignored=frozenset(name.strip() for name in ignore_class.split(",") if name.strip()),
            rounds=bootstrap,
            seed=seed,
            average_ranges=average_ranges,
            kinds=kinds,
            per_article=per_article,
        ),
    )
    articles = len(read_texts(gold))
    nlp = onrecord.load(
        attitudes=attitudes and task is TaskName.attributions,
        ranges="ends" if task is TaskName.dates else "whole",
        convention="sets" if task is TaskName.attributions else "news",
    )
    with TemporaryDirectory() as folder, Progress(console=stderr_console(), transient=True) as bar:
        step = bar.add_task("articles", total=articles)
        out = predictions or Path(folder) / "predictions.jsonl"
        done = run(nlp, chosen, gold, out, progress=lambda text: bar.advance(step))
    predicted = done.predictions
    say(
        f"{predicted.words} words in {predicted.seconds:.1f} s of processor time:"
        f" {predicted.words_per_second:.0f} words per second"
    )
    if not done.labelled:
        say(f"{gold} holds no labels: the scores below compare with nothing")
    for reason, count in Counter(predicted.failed.values()).most_common():
        first = next(ident for ident, why in predicted.failed.items() if why == reason)
        say(f"failed, {count} articles, {one_line(first)} first: {one_line(reason)}")
    typer.echo(json.dumps(done.result, indent=2) if as_json else done.table)
    if errors:
        typer.echo("\n" + show_differences(done.differences, errors, seed=seed))
    if predicted.failed:
        raise typer.Exit(1)
