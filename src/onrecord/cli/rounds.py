"""What ``onrecord extract`` reports besides its summary, and the loop behind ``--watch``."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.terminal import one_line, say, stderr_console
from onrecord.paths import is_remote
from onrecord.readers import Inputs

if TYPE_CHECKING:
    from onrecord.run import Joined, Outcome

NAMED = 5
"""How many changed settings are listed."""


def say_what_was_kept(joined: Joined) -> None:
    """Say how many inputs an earlier run had processed, or why its results could not be used."""
    if joined.changed:
        listed = "".join(f"\n  {one_line(line)}" for line in joined.changed[:NAMED])
        say(f"everything was done again, since this has changed:{listed}")
    elif joined.kept:
        say(f"{joined.kept:,} inputs are as they were: what an earlier run found in them is used again")


def show_first(claims: Path) -> None:
    """Show a few of the claims on stderr, if that is a terminal, and suggest the next commands."""
    console = stderr_console()
    if console.is_terminal and not is_remote(claims):
        from onrecord.cli.claim_table import show_some
        from onrecord.cli.show import read_claims

        with claims.open("rb") as lines:
            show_some(claims, (claim for _, claim in read_claims(lines)), console)


def tabulate(step: Callable[[Outcome], None]) -> Callable[[Outcome], None]:
    """Wrap a step so that it also prints the claims of each article as a table."""
    from rich.console import Console

    from onrecord.cli.claim_table import tables

    console = Console(highlight=False, markup=False, emoji=False)

    def print_then_step(outcome: Outcome) -> None:
        for table in tables(outcome.claims, console):
            console.print(table)
        step(outcome)

    return print_then_step


def keep_watching(inputs: Inputs, paths: Sequence[str], job: Callable[[bool], bool], restart: bool) -> bool:
    """Run, wait until the inputs have changed, and run again, until Ctrl-C or SIGTERM.

    Args:
        inputs: The inputs.
        paths: The files and folders that contain them.
        job: Does one run, given whether to discard earlier results; returns whether nothing failed.
        restart: Whether the first run discards earlier results.

    Returns:
        Whether nothing failed in the last run.

    Raises:
        KeyboardInterrupt: Ctrl-C came during a run; while waiting it ends the loop.
    """
    from onrecord.run.watching import listing, wait_for_change

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    ok, known = True, ""
    while True:
        if not inputs.is_empty():
            known = listing(inputs)
            ok, restart = job(restart), False
        try:
            say("watching; Ctrl-C ends it")
            known = wait_for_change(inputs, paths, known or listing(inputs))
        except KeyboardInterrupt:
            say("onrecord: no longer watching; all files are complete")
            return ok
