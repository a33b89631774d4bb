"""The highlights of the first page: the most quoted speakers, and the quantities most articles give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.claims import StatementClaim
from onrecord.report.figures import Group, Kind
from onrecord.report.material import AnyClaim, ArticleClaims
from onrecord.report.repeated import Repeated
from onrecord.report.speakers import Voice

MOST_QUOTED = 6
QUANTITIES = 6
_SHORTEST, _LONGEST = 30, 260
"""Length in characters of a quotation that is worth showing and short enough to read at a glance."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A speaker with one statement chosen to represent them."""

    voice: Voice
    article: ArticleClaims
    claim: StatementClaim


def most_quoted(speakers: Iterable[Voice], repeated: Repeated) -> list[Quoted]:
    """The named speakers with the most statements, each with a quotation.

    Args:
        speakers: The speakers, those with the most statements first.
        repeated: What several articles report; a quotation that many outlets carry is preferred.
    """
    quoted = []
    for voice in speakers:
        if voice.kind in ("person", "organization") and not voice.apart and voice.statements:
            quoted.append(_with_quotation(voice, repeated))
            if len(quoted) == MOST_QUOTED:
                break
    return quoted


def most_widely_reported(kinds: Sequence[Kind]) -> list[Group]:
    """The quantities that several articles give and that can be drawn, those of the most articles first."""
    drawn = (group for kind in kinds for group in kind.groups if group.plot or group.strip)
    groups = [group for group in drawn if group.articles > 1]
    return sorted(groups, key=lambda group: (-group.articles, -len(group.figures)))[:QUANTITIES]


def _with_quotation(voice: Voice, repeated: Repeated) -> Quoted:
    def preference(said: tuple[ArticleClaims, AnyClaim]) -> tuple[bool, bool, int, float]:
        claim = said[1]
        seen = repeated.seen.get(claim.id)
        return (
            _SHORTEST <= len(claim.text) <= _LONGEST,
            isinstance(claim, StatementClaim) and claim.mode == "direct",
            seen.outlets if seen else 0,
            claim.confidence,
        )

    statements = [one for one in voice.said if isinstance(one[1], StatementClaim)]
    article, claim = max(statements, key=preference)
    assert isinstance(claim, StatementClaim)
    return Quoted(voice, article, claim)
