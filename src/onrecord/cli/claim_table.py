"""Tables of claims for reading: speaker, words, value with unit and period, article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table

from onrecord.claims import FigureClaim, StatementClaim
from onrecord.cli.terminal import one_line

AnyClaim = StatementClaim | FigureClaim
ROWS_PER_TABLE = 50
"""Rows laid out at a time, so that memory does not grow with the table."""
CANDIDATES = 500
"""The claims shown after a run are chosen from this many."""
SHOWN_PER_KIND = 4
"""How many statements, and how many figures, are shown after a run."""
MAX_WORDS = 160
"""Maximum length of the words column in characters."""


def tables(claims: Iterable[AnyClaim], console: Console) -> Iterator[Table]:
    """Yield the claims as consecutive tables that together look like one."""
    rows, first = iter(claims), True
    while some := list(islice(rows, ROWS_PER_TABLE)):
        yield _table(some, console.width, first)
        first = False


def text_of(claims: Iterable[AnyClaim], console: Console) -> Iterator[str]:
    """Yield the same tables as text, for a pager."""
    for table in tables(claims, console):
        with console.capture() as shown:
            console.print(table)
        yield shown.get()


def chosen(claims: Iterable[AnyClaim]) -> list[AnyClaim]:
    """Choose a few claims: the surest statements with a speaker, and figures that say what they measure."""
    candidates = list(islice(claims, CANDIDATES))
    said = [one for one in candidates if isinstance(one, StatementClaim) and one.speaker]
    counted = [one for one in candidates if isinstance(one, FigureClaim) and one.measured]
    best = sorted(said, key=lambda one: -one.confidence)[:SHOWN_PER_KIND] + counted[:SHOWN_PER_KIND]
    return [one for one in candidates if one in best]


def show_some(claims: Path, given: Iterable[AnyClaim], console: Console) -> None:
    """Show a few claims of a run and suggest the next commands."""
    some = chosen(given)
    if some:
        console.print()
        for table in tables(some, console):
            console.print(table)
    name = one_line(claims)
    console.print(
        f"\nnext: onrecord show {name}, onrecord review {name}, onrecord report {name}", soft_wrap=True
    )


def value_of(claim: AnyClaim) -> str:
    """The value of a figure with its unit and period; empty for a statement."""
    if not isinstance(claim, FigureClaim):
        return ""
    numbers = claim.value if isinstance(claim.value, tuple) else (claim.value,)
    value = " to ".join(f"{number:,}" for number in numbers if number is not None)
    bound = "" if claim.comparator == "=" else f"{claim.comparator} "
    period = f"{claim.period.start} to {claim.period.end}" if claim.period else ""
    if claim.period and claim.period.start == claim.period.end:
        period = str(claim.period.start)
    return ", ".join(filter(None, (f"{bound}{value} {claim.unit}".strip(), period)))


def _table(claims: list[AnyClaim], width: int, first: bool) -> Table:
    table = Table(box=None, pad_edge=False, show_header=first, header_style="bold", width=width)
    for name, share in (("speaker", 5), ("words", 11), ("value", 5), ("article", 5)):
        table.add_column(name, width=max(8, width * share // 26 - 1), overflow="fold")
    for claim in claims:
        words = claim.text
        if isinstance(claim, FigureClaim) and claim.measured:
            words = f"{claim.text}: {claim.measured.text}" if claim.measured.text not in words else words
        words = words if len(words) <= MAX_WORDS else words[: MAX_WORDS - 1] + "…"
        speaker = claim.speaker.name if claim.speaker else ""
        where = claim.article.title or claim.article.id
        table.add_row(one_line(speaker), one_line(words), one_line(value_of(claim)), one_line(where))
    return table
