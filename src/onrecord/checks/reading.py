"""Reads claims from claims.jsonl, article by article."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from pydantic import ValidationError

from onrecord.claim_lines import read_lines
from onrecord.claims import FigureClaim, StatementClaim, parse_claim
from onrecord.errors import ReaderError


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
    for claim in read_lines(lines, name, _claim, bad):
        if isinstance(claim, FigureClaim):
            yield claim


def _claim(line: bytes) -> FigureClaim | StatementClaim:
    try:
        return parse_claim(json.loads(line))
    except ValidationError as error:
        raise ValueError(f"{error.error_count()} invalid fields") from error
