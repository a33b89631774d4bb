"""The arithmetic: each relation says what ought to come out, and what was printed.

A relation takes the figures of a match by role and gives an ``Outcome``, or None where the figures cannot
stand in that relation: another currency, a bound, a number below zero.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from onrecord.checks.amounts import HALF, Amount, amount, last_digit
from onrecord.checks.finding import show
from onrecord.checks.measures import finite, in_one_measure, positive
from onrecord.claims import FigureClaim

Roles = Mapping[str, Sequence[FigureClaim]]
HUNDRED = Decimal(100)
_NEAR = Decimal("0.1")
"""How far, relative to the result, a sum that rounding may explain can be off and still be said to hold."""
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was calculated, what was printed, and the sum written out."""

    computed: Amount
    printed: Amount
    relation: str
    step: Decimal
    """The last printed digit of the result: differences are shown a hundredth of it fine."""

    @property
    def fails(self) -> bool:
        """Whether no rounding makes the printed number the calculated one."""
        return not self.computed.meets(self.printed)

    @property
    def holds(self) -> bool:
        """Whether the printed number is the calculated one, near enough; false, too, where one cannot tell.

        "From £10m to £12m, a rise of 30 per cent" may be right, as of £9.6m and £12.4m, but it need not be.
        """
        inside = self.printed.low <= self.computed.value <= self.printed.high
        near = abs(self.printed.value - self.computed.value) <= _NEAR * abs(self.printed.value)
        return not self.fails and (inside or near)

    @property
    def above(self) -> bool:
        """Whether more was calculated than printed."""
        return self.computed.value > self.printed.value

    @property
    def difference(self) -> Decimal:
        """Printed less calculated."""
        return (self.printed.value - self.computed.value).quantize(self.step / HUNDRED).normalize()


def difference(roles: Roles) -> Outcome | None:
    """The larger less the smaller is the result."""
    found = in_one_measure([*_many(roles, "a"), *_many(roles, "b")], roles["result"][0])
    if found is None or len(found) != 3:
        return None
    large, small = sorted(found[:2], key=lambda each: each.value, reverse=True)
    return _outcome(large - small, found[2], f"{show(large.value)} - {show(small.value)}", roles["result"][0])


def total(roles: Roles) -> Outcome | None:
    """The parts make the total."""
    found = in_one_measure(roles["parts"], roles["total"][0])
    if found is None or len(found) < 3:
        return None
    if len(found) > 3 and found[0].value == found[-1].value:  # "22 schools, 12 here and 10 there, 22 in all"
        del found[0]
    computed = found[0]
    for part in found[1:-1]:
        computed += part
    left = " + ".join(show(part.value) for part in found[:-1])
    return _outcome(computed, found[-1], left, roles["total"][0])


def percent_of(roles: Roles) -> Outcome | None:
    """The part is so many percent of the whole."""
    found = in_one_measure(roles["part"], roles["whole"][0])
    if found is None or not positive(*found) or found[0].value > found[1].value:
        return None
    part, whole = found
    return _percentage(part / whole, f"{show(part.value)} / {show(whole.value)}", roles["percent"][0])


def same_share(roles: Roles) -> Outcome | None:
    """A share in words or as so many out of so many, and the percentage given for it, are the same."""
    claim = roles["share"][0]
    share = amount(claim)
    if share is None or not finite(share) or not positive(share):
        return None
    return _percentage(share, " ".join(claim.text.split()), roles["percent"][0])


def percent_change(roles: Roles) -> Outcome | None:
    """From before to after is a change of so many percent.

    Between percentages the change may be meant in points: what fits counts.
    """
    found = in_one_measure(roles["before"], roles["after"][0])
    if found is None or not positive(*found):
        return None
    before, after = found
    claim = roles["percent"][0]
    if claim.figure_kind == roles["after"][0].figure_kind:
        points = difference({"a": roles["before"], "b": roles["after"], "result": [claim]})
        if points is None or not points.fails:
            return points
    large, small = max(before.value, after.value), min(before.value, after.value)
    written = f"({show(large)} - {show(small)}) / {show(before.value)}"
    one = Amount.about(Decimal(1), Decimal(0))
    return _percentage(abs(after / before - one), written, claim)


def step_change(roles: Roles) -> Outcome | None:
    """A move by the amount that ends at the level is one of so many percent; ``down`` says which way."""
    found = in_one_measure(roles["amount"], roles["level"][0])
    if found is None or not positive(*found):
        return None
    moved, level = found
    before = level + moved if "down" in roles else level - moved
    if not positive(before):
        return None
    sign = "+" if "down" in roles else "-"
    written = f"{show(moved.value)} / ({show(level.value)} {sign} {show(moved.value)})"
    return _percentage(moved / before, written, roles["percent"][0])


def multiple(roles: Roles) -> Outcome | None:
    """After is so many times before."""
    found = in_one_measure(roles["before"], roles["after"][0])
    claim = roles["times"][0]
    printed = amount(claim)
    if found is None or printed is None or not positive(*found) or printed.value <= 0:
        return None
    if printed.value < 1:  # halved: a half as loosely as twice is two
        inverse = Decimal(1) / printed.value
        low, high = Decimal(1) / (inverse + HALF), Decimal(1) / (inverse - HALF)
    else:
        low, high = printed.value - HALF, printed.value + HALF
    loose = Amount(printed.value, max(low, printed.low) if claim.comparator in (">", ">=") else low, high)
    before, after = found
    ratio = after / before
    sign = "≈" if ratio.meets(loose) else "≠"
    written = f"{show(after.value)} / {show(before.value)} = {show(ratio.value.quantize(_TENTH))}"
    return Outcome(ratio, loose, f"{written} {sign} {show(printed.value)}", _TENTH)


def shares(roles: Roles) -> Outcome | None:
    """Answers to one question make at most 100 percent."""
    found = [amount(claim) for claim in roles["parts"]]
    if any(each is None or not finite(each) for each in found):
        return None
    computed = Amount.about(Decimal(0), Decimal(0))
    for part in found:
        computed += part or computed
    printed = Amount(HUNDRED, HUNDRED - 1, HUNDRED)
    left = " + ".join(show(part.value) for part in found if part)
    sign = ">" if computed.low > HUNDRED else "≈" if computed.value != HUNDRED else "="
    return Outcome(computed, printed, f"{left} {sign} 100 %", Decimal(1))


def share(roles: Roles) -> Outcome | None:
    """One share is no more than 100 percent; nothing is said of one that is not."""
    outcome = shares(roles)
    return outcome if outcome is not None and outcome.computed.low > HUNDRED else None


RELATIONS: dict[str, Callable[[Roles], Outcome | None]] = {
    "difference": difference,
    "total": total,
    "percent_of": percent_of,
    "same_share": same_share,
    "percent_change": percent_change,
    "step_change": step_change,
    "multiple": multiple,
    "shares": shares,
    "share": share,
}


def _outcome(computed: Amount, printed: Amount, left: str, claim: FigureClaim) -> Outcome:
    sign = "=" if computed.value == printed.value else "≈" if computed.meets(printed) else "≠"
    return Outcome(computed, printed, f"{left} {sign} {show(printed.value)}", last_digit(claim))


def _percentage(share: Amount, left: str, claim: FigureClaim) -> Outcome | None:
    """A share against a printed percentage, which may be rounded or cut off."""
    printed = amount(claim)
    if printed is None or not finite(printed) or claim.per is not None:
        return None
    step = last_digit(claim)
    wide = Amount(printed.value, printed.low, max(printed.high, printed.value + step))
    computed = share.times(HUNDRED)
    rounded = show(computed.value.quantize(step / 10))
    sign = "=" if computed.value == printed.value else "≈" if computed.meets(wide) else "≠"
    calculated = f" = {rounded} %" if sign != "=" else ""
    return Outcome(computed, wide, f"{left}{calculated} {sign} {show(printed.value)} %", step)


def _many(roles: Roles, name: str) -> Sequence[FigureClaim]:
    return roles.get(name, ())
