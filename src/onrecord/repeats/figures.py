"""What makes two figures the same: what they measure, unit, period and place.

With a period and enough words to tell what is measured, two figures are the same whatever their values, which
may then agree or differ. With less, the number itself must be the same, too, and have more than one digit
that counts: "two people" stands in half of all articles.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from onrecord.repeats.lists import listed
from onrecord.repeats.sameness import words
from onrecord.repeats.told import Told, Value

_FEWEST_WORDS = 2
_FEWEST_DIGITS = 2
_MOST_DIGITS = 60
_UNCOMPARED = frozenset({"score", "duration"})
"""Of these only equal ones are the same: there are many matches and many hours."""


def figure_key(claim: Told) -> str:
    """What is equal for the same figure in two articles; "" for one that cannot be known again."""
    if claim.measured is None:
        return ""
    content = sorted(set(words(claim.measured.text)) - listed("empty"))
    place = " ".join(words(claim.place.exact)) if claim.place else ""
    period = f"{claim.period.start}/{claim.period.end}" if claim.period else ""
    told = len(content) + bool(place)
    value = ""
    if not period or told < _FEWEST_WORDS or claim.figure_kind in _UNCOMPARED:
        value = _number(claim.value)
        if not content or not value or told + bool(period) < _FEWEST_WORDS:
            return ""
    parts = (claim.figure_kind, claim.unit, claim.per or "", claim.change, place, period, value)
    return "\0".join((*parts, *content))


def _number(value: Value | list[Value]) -> str:
    """A number with digits enough to be known again; both of a pair."""
    if isinstance(value, list):
        return " ".join(str(one) for one in value)
    try:
        number = Decimal(str(value)).normalize()
    except InvalidOperation:
        return ""
    return str(number) if _FEWEST_DIGITS <= len(number.as_tuple().digits) <= _MOST_DIGITS else ""
