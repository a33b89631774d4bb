"""``onrecord stats``: what is in a file of claims."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from onrecord.cli.terminal import one_line, say
from onrecord.errors import ReaderError

if TYPE_CHECKING:
    from onrecord.stats import Stats


def stats(
    claims: Annotated[
        str, typer.Argument(metavar="CLAIMS", help="A claims.jsonl of onrecord extract, or - for stdin.")
    ],
    errors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Its failures: by default the file beside it.")
    ] = None,
    top: Annotated[int, typer.Option(min=1, metavar="N", help="How many of each sort to name.")] = 10,
    repeats: Annotated[
        bool, typer.Option(help="Look for what stands in several articles, too; takes most of the time.")
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of tables.")] = False,
) -> None:
    """Count speakers, cues, modes, units, outlets, rules, failures, and what stands in several articles.

    Exit code 1 means that a line was no claim or no failure.
    """
    from onrecord.run.outputs import Outputs
    from onrecord.stats import count_claims

    if errors is None and claims != "-":
        beside = Outputs.beside(Path(claims)).errors
        errors = beside if beside.is_file() else None
    with ExitStack() as stack:
        lines = _open(claims, stack)
        failures = _open(str(errors), stack) if errors else ()
        try:
            found = count_claims(lines, claims, failures, str(errors), top, repeats=repeats)
        except ReaderError as error:
            say(one_line(error))
            raise typer.Exit(1) from error
    for message in found.bad:
        say(one_line(message))
    if found.bad_lines > len(found.bad):
        say(f"... and {found.bad_lines - len(found.bad)} more lines that are no claims")
    if as_json:
        typer.echo(json.dumps(found.record(), indent=2))  # in ASCII, so nothing a terminal obeys
    else:
        _print_tables(found)
    if found.bad_lines:
        raise typer.Exit(1)


def _open(path: str, stack: ExitStack) -> BinaryIO:
    if path == "-":
        return sys.stdin.buffer
    try:
        return stack.enter_context(open(path, "rb"))
    except OSError as error:
        raise typer.BadParameter(f"{path}: cannot be read: {error.strerror or error}") from error


def _print_tables(found: Stats) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False, emoji=False)
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    for name, count in (
        ("articles with claims", found.articles),
        ("statements", found.statements),
        ("  without a speaker", found.without_speaker),
        ("figures", found.figures),
        ("failures and duplicates", found.failures),
    ):
        table.add_row(name, f"{count:,}")
    console.print(table)
    for name, about in found.tables.items():
        if not about.top:
            continue
        table = Table(box=None, pad_edge=False, header_style="bold", min_width=len(name) + 12)
        table.add_column(f"\n{name}", overflow="fold")
        table.add_column(f"\n{about.distinct:,}", justify="right")
        for thing, count in about.top:
            table.add_row(one_line(thing), f"{count:,}")
        console.print(table)
    if found.repeated:
        console.print("\nin several articles", style="bold")
    for seen in found.repeated:
        console.print(f"{one_line(seen.where)}: {one_line(seen.text)}", soft_wrap=True)
