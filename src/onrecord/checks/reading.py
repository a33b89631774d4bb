"""Claims back from claims.jsonl, article by article."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from pydantic import ValidationError

from onrecord.claims import FigureClaim, parse_claim
from onrecord.errors import ReaderError


def read_figures(
    lines: Iterable[bytes], name: str, bad: Callable[[ReaderError], None]
) -> Iterator[list[FigureClaim]]:
    """The figures of one article after the other, as ``onrecord extract`` writes them: standing together.

    Args:
        lines: Lines of a claims.jsonl.
        name: What to call it in messages.
        bad: Told of each line that is no claim; the others are read all the same.
    """
    for _, group in groupby(
        _figures(lines, name, bad), key=lambda claim: (claim.article.id, claim.article.sha256)
    ):
        yield list(group)


def _figures(lines: Iterable[bytes], name: str, bad: Callable[[ReaderError], None]) -> Iterator[FigureClaim]:
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
            bad(ReaderError(f"{name}, line {number}: not a claim of onrecord extract: {reason}"))
            continue
        if isinstance(claim, FigureClaim):
            yield claim
