"""Exact decimals in JSON: a number if a double can represent it, otherwise a string.

``41000``, ``4.5`` and ``0.1`` are JSON numbers. A decimal with more digits than a double holds is a string
("0.12345678901234567890"), so that no reader rounds it silently.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, PlainSerializer, WithJsonSchema

MAX_DIGITS = 40
"""Most digits of a figure, counted before and after the decimal point together."""

_EXACT_INTEGER = 2**53


def plain_number(value: Decimal) -> int | float | str:
    """The JSON form of a decimal: int, float, or a string where a double would round it.

    Raises:
        ValueError: The decimal is not finite or has too many digits.
    """
    value = _within_bounds(value)
    if value == value.to_integral_value():
        whole = int(value)
        return whole if abs(whole) <= _EXACT_INTEGER else str(whole)
    near = float(value)
    return near if Decimal(repr(near)) == value else format(value, "f")


def _within_bounds(value: Decimal) -> Decimal:
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or len(digits) + abs(exponent) > MAX_DIGITS:
        raise ValueError(f"a number with more than {MAX_DIGITS} digits")
    return value


_SCHEMA: dict[str, Any] = {
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}],
    "description": "A number, or a string of digits if a double would round it.",
}

Number = Annotated[
    Decimal,
    AfterValidator(_within_bounds),
    PlainSerializer(plain_number, when_used="json"),
    WithJsonSchema(_SCHEMA),
]
"""A finite decimal, exact on both sides of JSON."""
