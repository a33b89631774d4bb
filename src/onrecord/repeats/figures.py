"""What makes two figures the same: what they measure, unit, period and place.

With a period and enough measured words, two figures are the same whatever their values, which may agree or
differ. Otherwise the number must be the same too, with more than one significant digit: half of all articles
have "two people".
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from onrecord.repeats.compared import ComparedClaim, Value
from onrecord.repeats.lists import listed
from onrecord.repeats.sameness import words

_FEWEST_WORDS = 2
_FEWEST_DIGITS = 2
_MOST_DIGITS = 60
_UNCOMPARED = frozenset({"score", "duration"})
"""These are the same only if equal: there are many matches and many hours."""


def figure_key(claim: ComparedClaim) -> str:
    """The key shared by the same figure in other articles; "" if it cannot be matched."""
    if claim.measured is None:
        return ""
    content = sorted(set(words(claim.measured.text)) - listed("empty"))
    place = " ".join(words(claim.place.exact)) if claim.place else ""
    period = f"{claim.period.start}/{claim.period.end}" if claim.period else ""
    details = len(content) + bool(place)
    value = ""
    if not period or details < _FEWEST_WORDS or claim.figure_kind in _UNCOMPARED:
        value = _number(claim.value)
        if not content or not value or details + bool(period) < _FEWEST_WORDS:
            return ""
    parts = (claim.figure_kind, claim.unit, claim.per or "", claim.change, place, period, value)
    return "\0".join((*parts, *content))


def _number(value: Value | list[Value]) -> str:
    """A number, or pair, with enough digits to be matched."""
    if isinstance(value, list):
        return " ".join(str(one) for one in value)
    try:
        number = Decimal(str(value)).normalize()
    except InvalidOperation:
        return ""
    return str(number) if _FEWEST_DIGITS <= len(number.as_tuple().digits) <= _MOST_DIGITS else ""
