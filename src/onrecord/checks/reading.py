"""Reads claims from claims.jsonl, article by article."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from pydantic import ValidationError

from onrecord.claims import FigureClaim, parse_claim
from onrecord.errors import ReaderError

MOST_WRONG = 5
"""After this many invalid lines and no claim, the file is not a claims file."""


def read_figures(
    lines: Iterable[bytes], name: str, bad: Callable[[ReaderError], None]
) -> Iterator[list[FigureClaim]]:
    """The figures of each article, whose claims are consecutive in the output of ``onrecord extract``.

    Args:
        lines: Lines of a claims.jsonl.
        name: The file's name in messages.
        bad: Called for each line that is not a claim; such lines are skipped.

    Raises:
        ReaderError: None of the first lines is a claim.
    """
    for _, group in groupby(
        _figures(lines, name, bad), key=lambda claim: (claim.article.id, claim.article.sha256)
    ):
        yield list(group)


def _figures(lines: Iterable[bytes], name: str, bad: Callable[[ReaderError], None]) -> Iterator[FigureClaim]:
    waiting: list[ReaderError] = []  # reported once a claim shows that this is a claims file
    is_claims_file = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            claim = parse_claim(json.loads(line))
        except (ValueError, RecursionError) as error:
            reason = (
                f"{error.error_count()} invalid fields" if isinstance(error, ValidationError) else str(error)
            )
            failure = ReaderError(f"{name}, line {number}: not a claim of onrecord extract: {reason}")
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
        if isinstance(claim, FigureClaim):
            yield claim
    if waiting:
        raise waiting[0]
