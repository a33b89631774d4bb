"""``onrecord stats``: counts what is in a file of claims."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.reading import ClaimsFile, open_claims
from onrecord.cli.terminal import one_line, say
from onrecord.errors import ReaderError

if TYPE_CHECKING:
    from onrecord.stats import Stats


def stats(
    claims: ClaimsFile,
    errors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Its failures: by default the file beside it.")
    ] = None,
    top: Annotated[int, typer.Option(min=1, metavar="N", help="How many of each sort to name.")] = 10,
    repeats: Annotated[
        bool, typer.Option(help="Also look for what several articles repeat; takes most of the time.")
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of tables.")] = False,
) -> None:
    """Count speakers, cues, modes, units, outlets, rules, failures, and what several articles repeat.

    Exit code 1 means that a line was no claim or no failure.
    """
    from onrecord.run.outputs import Outputs
    from onrecord.stats import count_claims

    if errors is None and claims != "-":
        beside = Outputs.beside(Path(claims)).errors
        errors = beside if beside.is_file() else None
    with ExitStack() as stack:
        lines = stack.enter_context(open_claims(claims))
        failures = stack.enter_context(open_claims(str(errors))) if errors else ()
        try:
            counts = count_claims(lines, claims, failures, str(errors), top, repeats=repeats)
        except ReaderError as error:
            say(one_line(error))
            raise typer.Exit(1) from error
    for message in counts.bad:
        say(one_line(message))
    if counts.bad_lines > len(counts.bad):
        say(f"... and {counts.bad_lines - len(counts.bad)} more lines that are not claims")
    if as_json:
        typer.echo(json.dumps(counts.record(), indent=2))  # ASCII only, so no control sequences
    else:
        _print_tables(counts)
    if counts.bad_lines:
        raise typer.Exit(1)


def _print_tables(counts: Stats) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False, emoji=False)
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    for name, count in (
        ("articles with claims", counts.articles),
        ("statements", counts.statements),
        ("  without a speaker", counts.without_speaker),
        ("figures", counts.figures),
        ("failures and duplicates", counts.failures),
    ):
        table.add_row(name, f"{count:,}")
    console.print(table)
    for name, about in counts.tables.items():
        if not about.top:
            continue
        table = Table(box=None, pad_edge=False, header_style="bold", min_width=len(name) + 12)
        table.add_column(f"\n{name}", overflow="fold")
        table.add_column(f"\n{about.distinct:,}", justify="right")
        for thing, count in about.top:
            table.add_row(one_line(thing), f"{count:,}")
        console.print(table)
    if counts.repeated:
        console.print("\nin several articles", style="bold")
    for seen in counts.repeated:
        console.print(f"{one_line(seen.where)}: {one_line(seen.text)}", soft_wrap=True)
