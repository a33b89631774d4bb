"""Claims back from claims.jsonl, article by article."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from pydantic import ValidationError

from onrecord.claims import FigureClaim, parse_claim
from onrecord.errors import ReaderError

MOST_WRONG = 5
"""Lines that are no claims, with none before them that is: then the file is of another kind."""


def read_figures(
    lines: Iterable[bytes], name: str, bad: Callable[[ReaderError], None]
) -> Iterator[list[FigureClaim]]:
    """The figures of one article after the other, as ``onrecord extract`` writes them: standing together.

    Args:
        lines: Lines of a claims.jsonl.
        name: What to call it in messages.
        bad: Told of each line that is no claim; the others are read all the same.

    Raises:
        ReaderError: None of the first lines is a claim.
    """
    for _, group in groupby(
        _figures(lines, name, bad), key=lambda claim: (claim.article.id, claim.article.sha256)
    ):
        yield list(group)


def _figures(lines: Iterable[bytes], name: str, bad: Callable[[ReaderError], None]) -> Iterator[FigureClaim]:
    waiting: list[ReaderError] = []  # told of when there is a claim, which shows that this is the right file
    right = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            claim = parse_claim(json.loads(line))
        except (ValueError, RecursionError) as error:
            reason = (
                f"{error.error_count()} fields are wrong"
                if isinstance(error, ValidationError)
                else str(error)
            )
            failure = ReaderError(f"{name}, line {number}: not a claim of onrecord extract: {reason}")
            if right:
                bad(failure)
                continue
            waiting.append(failure)
            if len(waiting) == MOST_WRONG:
                break
            continue
        right = True
        while waiting:
            bad(waiting.pop(0))
        if isinstance(claim, FigureClaim):
            yield claim
    if waiting:
        raise waiting[0]
