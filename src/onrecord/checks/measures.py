"""What figures are measured in, and whether they are comparable at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from onrecord.checks.amounts import Amount, amount, parts_of_score
from onrecord.claims import FigureClaim

_COINS = {name: Decimal(100) for name in ("cent", "penny", "pence")}
"""Small coins, and how many make one unit of the currency."""
_PER = re.compile(r"(?:\b(?:an?|per|each|every) |/)(?!cent\b)([a-z]+)\W*$")


def stated_per(claim: FigureClaim) -> str | None:
    """The denominator of a rate, from the figure's own words ("£10 a week") or else its ``per`` field."""
    stated = _PER.search(claim.text.lower())
    return stated[1] if stated else claim.per


def says_rate(claim: FigureClaim) -> bool:
    """Whether the figure's own words contain the denominator of a rate."""
    return _PER.search(claim.text.lower()) is not None


def in_one_measure(terms: Sequence[FigureClaim], last: FigureClaim) -> list[Amount] | None:
    """The amounts of the figures in a common unit; None if they have bounds or are not comparable."""
    claims = [*terms, last]
    measures = {_measure(claim) for claim in claims}
    rates = {stated_per(claim) for claim in claims} - {None}
    if len(rates) > 1 or not (_one_measure(measures) or _one_unit(claims)):
        return None
    mixed = "coins" in measures and len(measures) > 1
    shares = bool(measures & {"points", "percent"})
    amounts: list[Amount] = []
    for claim in claims:
        single = amount(claim)
        for each in [single] if single else parts_of_score(claim, shares=shares) or []:
            if not finite(each):
                return None
            coin = _COINS.get(claim.unit) if mixed else None
            amounts.append(each.times(1 / coin) if coin else each)
    return amounts


def _measure(claim: FigureClaim) -> str:
    """What a figure is comparable with: its currency, percent, its physical unit, or any plain number."""
    if claim.figure_kind == "money":
        return "coins" if claim.unit in _COINS else f"money {claim.unit}"
    if claim.unit == "point":
        return "points"
    if claim.figure_kind in ("percent", "percentage_point"):
        return "percent"
    if claim.figure_kind == "score":
        return "percent" if claim.unit == "percent" else "number"
    return claim.unit if claim.figure_kind in ("distance", "other", "duration") and claim.unit else "number"


def _one_unit(claims: Sequence[FigureClaim]) -> bool:
    """Whether all have the same unit, whatever the kind of each figure."""
    return len({claim.unit for claim in claims}) == 1 and bool(claims[0].unit)


def _one_measure(measures: set[str]) -> bool:
    """Whether these are comparable: coins with a currency, points with percent or with plain numbers."""
    if "coins" in measures:
        return len(measures) <= 2 and all(each == "coins" or each.startswith("money") for each in measures)
    if "points" in measures:
        return measures <= {"points", "percent"} or measures <= {"points", "number"}
    return len(measures) == 1


def finite(each: Amount) -> bool:
    """Whether both ends of an amount are finite."""
    return each.low.is_finite() and each.high.is_finite()


def positive(*amounts: Amount) -> bool:
    """Whether all amounts are certainly above zero."""
    return all(each.low > 0 for each in amounts)
