"""Output to the terminal: sanitized data, and messages on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from onrecord.sanitize import one_line, safe

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["NAMED", "BadLines", "one_line", "plural", "safe", "say", "stderr_console"]

NAMED = 5
"""How many bad lines or missing articles are listed on the screen."""


def say(message: str) -> None:
    """Print a line on stderr, sanitized."""
    print(safe(message), file=sys.stderr)


class BadLines:
    """Lists the first lines that are not claims on stderr, and counts the rest."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, message: object) -> None:
        """Report a line that is not a claim."""
        self.count += 1
        if self.count <= NAMED:
            say(one_line(message))

    def say_rest(self) -> None:
        """Report how many were not listed."""
        if self.count > NAMED:
            say(f"... and {self.count - NAMED} more lines that are not claims")


def stderr_console() -> Console:
    """A rich console on stderr: colours only on a terminal, none under NO_COLOR."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def plural(count: int, noun: str) -> str:
    """A count with its noun: "1 outlet", "2,000 articles"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
