"""Claims off the lines of a file, whatever is read of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from onrecord.errors import ReaderError

T = TypeVar("T")

MOST_WRONG = 5
"""After this many invalid lines and no claim, the file is not a claims file."""


def read_lines(
    lines: Iterable[bytes], name: str, decode: Callable[[bytes], T], bad: Callable[[ReaderError], None]
) -> Iterator[T]:
    """The claims of a file, one a line; blank lines are skipped.

    Args:
        lines: Lines of a claims.jsonl.
        name: The file's name in messages.
        decode: Makes a claim of a line; raises ValueError or RecursionError if it is none.
        bad: Called for each line that is not a claim; such lines are skipped.

    Raises:
        ReaderError: None of the first lines is a claim.
    """
    waiting: list[ReaderError] = []  # reported once a claim shows that this is a claims file
    is_claims_file = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            claim = decode(line)
        except (ValueError, RecursionError) as error:
            failure = ReaderError(f"{name}, line {number}: not a claim of onrecord extract: {error}")
            if is_claims_file:
                bad(failure)
                continue
            waiting.append(failure)
            if len(waiting) == MOST_WRONG:
                break
            continue
        is_claims_file = True
        while waiting:
            bad(waiting.pop(0))
        yield claim
    if waiting:
        raise waiting[0]
