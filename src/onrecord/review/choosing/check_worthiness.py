"""How much a claim is worth checking: is it specific, measurable, about many, not personal, no prediction?"""

from __future__ import annotations

import re

from onrecord.review.claim_fields import ClaimFields

LARGE = 1000
"""From this number on, a figure is about many."""

_words = re.compile(r"\w+").findall
_PERSONAL = frozenset({"I", "me", "my", "Me", "My", "mine", "myself"})
_FUTURE = frozenset(
    {"will", "won", "would", "shall", "may", "might", "could", "expect", "expects", "expected", "plan"}
    | {"plans", "forecast"}
)
_MANY = frozenset(
    {"million", "billion", "thousand", "thousands", "hundreds", "every", "all", "most", "percent", "cent"}
    | {"nation", "country", "public"}
)
_TELLING = _PERSONAL | _FUTURE | _MANY
_UNITS_OF_MANY = frozenset(
    {"percent", "person", "people", "household", "resident", "voter", "patient", "job", "home", "case"}
    | {"death", "USD", "GBP", "EUR"}
)


def check_worthiness(claim: ClaimFields) -> int:
    """Points of a claim, 0 to 5: one for each of the five criteria."""
    words = _TELLING.intersection(_words(claim.text))
    personal = not _PERSONAL.isdisjoint(words)
    many = not _MANY.isdisjoint(words)
    if claim.kind == "statement":
        specific = claim.speaker is not None and claim.speaker.kind != "unnamed"
        measurable = bool(claim.figures)
    else:
        specific = claim.measured is not None
        measurable = claim.value is not None
        personal = personal or claim.figure_kind == "age"
        many = many or claim.unit in _UNITS_OF_MANY or _is_large(claim.value)
    return specific + measurable + many + (not personal) + _FUTURE.isdisjoint(words)


def _is_large(value: object) -> bool:
    """Whether a number, or either number of a range, is large; numbers may be text."""
    if isinstance(value, list):
        return any(_is_large(one) for one in value)
    whole = str(value).partition(".")[0].lstrip("-")
    return whole.isdecimal() and len(whole) >= len(str(LARGE))
