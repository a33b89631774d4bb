"""Claims and failures line by line to counts."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from typing import Any

import msgspec

from onrecord.claim_lines import read_lines
from onrecord.repeats import ComparedClaim, Repeats, Seen
from onrecord.repeats.compared import decoder_of
from onrecord.stats.tally import Tallies

TABLES = ("speakers", "cues", "modes", "units", "figure kinds", "outlets", "rules", "errors")
BAD_LINES = 5
"""The most invalid lines that are reported."""


class _Cue(msgspec.Struct, gc=False):
    lemma: str


class _Claim(ComparedClaim, gc=False, kw_only=True):
    rule: str
    mode: str = ""
    cue: _Cue | None = None


class _Failure(msgspec.Struct, gc=False):
    stage: str
    error: str


@dataclass(slots=True)
class Table:
    """The most frequent values of one sort."""

    distinct: int
    top: list[tuple[str, int]]


@dataclass(slots=True)
class Stats:
    """The counts of a claims file."""

    articles: int = 0
    """Runs of claims with the same text; an article's claims are consecutive."""
    statements: int = 0
    figures: int = 0
    without_speaker: int = 0
    """Statements without a speaker."""
    failures: int = 0
    """Lines of errors.jsonl."""
    bad_lines: int = 0
    bad: list[str] = field(default_factory=list)
    """The first invalid lines: file, line and reason."""
    tables: dict[str, Table] = field(default_factory=dict)
    repeated: list[Seen] = field(default_factory=list)
    """Claims in several articles, by number of outlets."""

    def record(self) -> dict[str, Any]:
        """The counts as plain data."""
        return asdict(self)


def count_claims(
    claims: Iterable[bytes],
    name: str,
    errors: Iterable[bytes] = (),
    errors_name: str = "",
    top: int = 10,
    *,
    repeats: bool = False,
) -> Stats:
    """Count claims and failures in constant memory.

    Args:
        claims: Lines of a claims.jsonl.
        name: Its name in messages.
        errors: Lines of its errors.jsonl.
        errors_name: Its name in messages.
        top: How many of each sort to list.
        repeats: Whether to find claims in several articles, which takes most of the time.

    Raises:
        ReaderError: None of the first lines is a claim.
    """
    stats = Stats()
    with closing(Tallies()) as tallies:
        counted = _count_claims(claims, name, stats, tallies)
        if repeats:
            with Repeats(counted) as groups:
                stats.repeated = list(groups.seen(most=top))
        else:
            deque(counted, maxlen=0)
        decoder = msgspec.json.Decoder(_Failure)
        for number, line in enumerate(errors, 1):
            if line.strip():
                try:
                    failure = decoder.decode(line)
                except (msgspec.DecodeError, RecursionError) as error:
                    _note(stats, f"{errors_name}, line {number}: not a failure of onrecord extract: {error}")
                    continue
                stats.failures += 1
                tallies.add("errors", f"{failure.stage}: {failure.error}")
        stats.tables = {name: Table(tallies.distinct(name), tallies.top(name, top)) for name in TABLES}
    return stats


def _count_claims(
    claims: Iterable[bytes], name: str, stats: Stats, tallies: Tallies
) -> Iterator[ComparedClaim]:
    """Count claims and yield them."""
    before = ""
    for claim in read_lines(claims, name, decoder_of(_Claim), lambda error: _note(stats, str(error))):
        stats.articles += claim.article.sha256 != before
        before = claim.article.sha256
        tallies.add("outlets", claim.article.outlet or "not said")
        tallies.add("rules", claim.rule)
        if claim.kind == "statement":
            stats.statements += 1
            tallies.add("modes", claim.mode)
            tallies.add("cues", claim.cue.lemma if claim.cue else "none")
            if claim.speaker is None:
                stats.without_speaker += 1
            else:
                tallies.add("speakers", claim.speaker.name)
        else:
            stats.figures += 1
            tallies.add("figure kinds", claim.figure_kind)
            tallies.add("units", claim.unit or "none")
        yield claim


def _note(stats: Stats, message: str) -> None:
    stats.bad_lines += 1
    if len(stats.bad) < BAD_LINES:
        stats.bad.append(message)
