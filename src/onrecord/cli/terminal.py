"""Output to the terminal: sanitized data, and messages on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from onrecord.sanitize import one_line, safe

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["one_line", "plural", "safe", "say", "stderr_console"]


def say(message: str) -> None:
    """Print a line on stderr, sanitized."""
    print(safe(message), file=sys.stderr)


def stderr_console() -> Console:
    """A rich console on stderr: colours only on a terminal, none under NO_COLOR."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def plural(count: int, noun: str) -> str:
    """A count with its noun: "1 outlet", "2,000 articles"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
