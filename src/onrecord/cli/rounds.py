"""What ``onrecord extract`` says of earlier runs and shows of this one, and ``--watch``: run after run."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from pathlib import Path

from onrecord.cli.claim_table import show_some, tables
from onrecord.cli.show import read_claims
from onrecord.cli.terminal import one_line, say, stderr_console
from onrecord.paths import is_remote
from onrecord.readers import Inputs
from onrecord.run import Joined, Outcome
from onrecord.run.watching import listing, wait_for_change

NAMED = 5
"""How many changed settings are named."""


def say_what_was_kept(joined: Joined) -> None:
    """How many inputs an earlier run has done, or why none of it could be used."""
    if joined.changed:
        listed = "".join(f"\n  {one_line(line)}" for line in joined.changed[:NAMED])
        say(f"everything was done again, since this has changed:{listed}")
    elif joined.kept:
        say(f"{joined.kept:,} inputs are as they were: what an earlier run found in them is used again")


def show_first(claims: Path) -> None:
    """A few of the claims on stderr, where that is a terminal, and the next commands."""
    console = stderr_console()
    if console.is_terminal and not is_remote(claims):
        with claims.open("rb") as lines:
            show_some(claims, (claim for _, claim in read_claims(lines)), console)


def tabulate(step: Callable[[Outcome], None]) -> Callable[[Outcome], None]:
    """Print the claims of each article as a table when it is done."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)

    def print_it(outcome: Outcome) -> None:
        for table in tables(outcome.claims, console):
            console.print(table)
        step(outcome)

    return print_it


def keep_watching(inputs: Inputs, paths: Sequence[str], job: Callable[[bool], bool], restart: bool) -> bool:
    """Run, wait until the inputs have changed, and run again, until Ctrl-C or SIGTERM while nothing is to do.

    Args:
        inputs: The inputs.
        paths: Where they are.
        job: A run; whether all went well. It is told whether to forget what earlier runs did.
        restart: Whether the first run shall forget.

    Returns:
        Whether all went well in the last run.

    Raises:
        KeyboardInterrupt: It was ended in the middle of a run.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    ok, known = True, ""
    while True:
        if not inputs.is_empty():
            known = listing(inputs)
            ok, restart = job(restart), False
        say("watching; Ctrl-C ends it")
        try:
            known = wait_for_change(inputs, paths, known or listing(inputs))
        except KeyboardInterrupt:
            say("onrecord: no longer watching; all files are complete")
            return ok
