"""``onrecord show``: shows claims as a table, optionally filtered."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.reading import ClaimsFile, MinConfidence, check_paths, open_claims
from onrecord.cli.terminal import BadLines

if TYPE_CHECKING:
    from onrecord.claims import FigureClaim, StatementClaim

_SECONDS = 2.0
"""Time limit for a pattern on one sentence; some patterns would take practically forever."""
_WIDTH = 160
"""Width of the table if there is no terminal."""


class Kind(StrEnum):
    """Kinds of claims."""

    statement = "statement"
    figure = "figure"


def show(
    claims: ClaimsFile,
    speaker: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="Only of a speaker whose name or role has these words."),
    ] = None,
    kind: Annotated[Kind | None, typer.Option(help="Only statements, or only figures.")] = None,
    article: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="Only of articles whose title, outlet, address or id has these."),
    ] = None,
    min_confidence: MinConfidence = 0.0,
    grep: Annotated[
        str | None, typer.Option(metavar="PATTERN", help="Only with this regular expression in the sentence.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="The lines as they are in the file instead of a table.")
    ] = False,
) -> None:
    """Show claims as a table: speaker, words, value with unit and period, article.

    On a terminal it comes in pages (q ends them). Exit code 1 means that a line was no claim.
    """
    check_paths([claims])
    wanted = _wanted(speaker, kind, article, min_confidence, grep)
    bad = BadLines()

    def complain(message: str) -> None:
        bad.add(f"{claims}, {message}")

    with open_claims(claims) as lines:
        wanted_claims = ((line, claim) for line, claim in read_claims(lines, complain) if wanted(claim))
        if as_json:
            for line, _ in wanted_claims:
                sys.stdout.buffer.write(line.rstrip(b"\n") + b"\n")
            sys.stdout.buffer.flush()
        else:
            _print(claim for _, claim in wanted_claims)
    bad.say_rest()
    if bad.count:
        raise typer.Exit(1)


def read_claims(
    lines: Iterable[bytes], complain: Callable[[str], None] = lambda message: None
) -> Iterator[tuple[bytes, StatementClaim | FigureClaim]]:
    """Yield the claims of a file, each with its line; ``complain`` receives a message for any other line."""
    from pydantic import ValidationError

    from onrecord.claims import parse_claim

    for number, line in enumerate(lines, start=1):
        try:
            yield line, parse_claim(json.loads(line))
        except (ValidationError, ValueError, RecursionError) as error:
            reason = f"{error.error_count()} fields" if isinstance(error, ValidationError) else str(error)
            complain(f"line {number}: no claim: {reason}")


def _wanted(
    speaker: str | None, kind: Kind | None, article: str | None, least: float, grep: str | None
) -> Callable[[StatementClaim | FigureClaim], bool]:
    try:
        pattern = re.compile(grep, re.IGNORECASE) if grep is not None else None
    except re.error as error:
        raise typer.BadParameter(f"--grep {grep}: {error}") from error

    def has(words: str | None, *places: str | None) -> bool:
        return words is None or words.casefold() in " ".join(filter(None, places)).casefold()

    def wanted(claim: StatementClaim | FigureClaim) -> bool:
        who, where = claim.speaker, claim.article
        return (
            (kind is None or claim.kind == kind.value)
            and claim.confidence >= least
            and has(speaker, *((who.name, who.role, who.affiliation) if who else ()))
            and has(article, where.title, where.outlet, where.url, where.id)
            and (pattern is None or _matches(pattern, claim.sentence))
        )

    return wanted


def _matches(pattern: re.Pattern[str], sentence: str) -> bool:
    from onrecord.errors import ArticleError
    from onrecord.run.deadline import deadline

    try:
        with deadline(_SECONDS):
            return pattern.search(sentence) is not None
    except ArticleError as error:
        message = f"--grep {pattern.pattern}: takes more than {_SECONDS:g} seconds on one sentence"
        raise typer.BadParameter(f"{message}; write it without a repetition in a repetition") from error


def _print(claims: Iterable[StatementClaim | FigureClaim]) -> None:
    from rich.console import Console

    from onrecord.cli.claim_table import text_of

    console = Console(highlight=False, markup=False, emoji=False)
    if console.is_terminal:
        import click

        click.echo_via_pager(text_of(claims, console))
        return
    console = Console(highlight=False, markup=False, emoji=False, width=_WIDTH)
    for text in text_of(claims, console):
        typer.echo(text, nl=False)
