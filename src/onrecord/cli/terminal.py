"""What goes to the terminal: data made harmless, messages on stderr."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

# ESC and all other C0 but tab and newline, DEL, C1, line and paragraph separators, direction marks and
# overrides, halves of surrogate pairs.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def safe(data: object) -> str:
    """Text from outside without anything a terminal obeys: no escape sequence, no change of direction."""
    return _HARMFUL.sub("", str(data))


def one_line(data: object) -> str:
    """The same on one line."""
    return " ".join(safe(data).split())


def say(message: str) -> None:
    """A line on stderr; what is data in it goes through ``safe`` here."""
    print(safe(message), file=sys.stderr)


def stderr_console() -> Console:
    """A rich console on stderr: colours only on a terminal, none under NO_COLOR."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, emoji=False)
