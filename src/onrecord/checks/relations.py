"""The arithmetic: each relation calculates a result and compares it with the printed one.

A relation takes the figures of a match by role and returns an ``Outcome``, or None if the relation does not
apply: different currencies, a bound, a negative number.
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
"""A relation that rounding may explain still holds if it is off by at most this share of the result."""
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The calculated amount, the printed amount, and the calculation written out."""

    computed: Amount
    printed: Amount
    relation: str
    step: Decimal
    """One unit in the last printed digit of the result; differences are shown to a hundredth of it."""

    @property
    def fails(self) -> bool:
        """Whether rounding cannot explain the difference."""
        return not self.computed.meets(self.printed)

    @property
    def holds(self) -> bool:
        """Whether the printed number is close to the calculated one; also false if it is uncertain.

        "From £10m to £12m, a rise of 30 per cent" may be right (from £9.6m to £12.4m), but need not be.
        """
        inside = self.printed.low <= self.computed.value <= self.printed.high
        near = abs(self.printed.value - self.computed.value) <= _NEAR * abs(self.printed.value)
        return not self.fails and (inside or near)

    @property
    def above(self) -> bool:
        """Whether the calculated value is above the printed one."""
        return self.computed.value > self.printed.value

    @property
    def difference(self) -> Decimal:
        """The printed value minus the calculated one."""
        return (self.printed.value - self.computed.value).quantize(self.step / HUNDRED).normalize()


def difference(roles: Roles) -> Outcome | None:
    """The result is the larger figure minus the smaller one."""
    terms = in_one_measure([*_many(roles, "a"), *_many(roles, "b")], roles["result"][0])
    if terms is None or len(terms) != 3:
        return None
    large, small = sorted(terms[:2], key=lambda each: each.value, reverse=True)
    return _outcome(large - small, terms[2], f"{show(large.value)} - {show(small.value)}", roles["result"][0])


def total(roles: Roles) -> Outcome | None:
    """The parts add up to the total."""
    terms = in_one_measure(roles["parts"], roles["total"][0])
    if terms is None or len(terms) < 3:
        return None
    if len(terms) > 3 and terms[0].value == terms[-1].value:  # "22 schools, 12 here and 10 there, 22 in all"
        del terms[0]
    computed = terms[0]
    for part in terms[1:-1]:
        computed += part
    left = " + ".join(show(part.value) for part in terms[:-1])
    return _outcome(computed, terms[-1], left, roles["total"][0])


def percent_of(roles: Roles) -> Outcome | None:
    """The part is the given percentage of the whole."""
    terms = in_one_measure(roles["part"], roles["whole"][0])
    if terms is None or not positive(*terms) or terms[0].value > terms[1].value:
        return None
    part, whole = terms
    return _percentage(part / whole, f"{show(part.value)} / {show(whole.value)}", roles["percent"][0])


def same_share(roles: Roles) -> Outcome | None:
    """A share ("a third", "12 out of 40") equals the percentage given for it."""
    claim = roles["share"][0]
    share = amount(claim)
    if share is None or not finite(share) or not positive(share):
        return None
    return _percentage(share, " ".join(claim.text.split()), roles["percent"][0])


def percent_change(roles: Roles) -> Outcome | None:
    """The change from before to after is the given percentage.

    The change between percentages may also be meant in points; if that fits, the relation holds.
    """
    terms = in_one_measure(roles["before"], roles["after"][0])
    if terms is None or not positive(*terms):
        return None
    before, after = terms
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
    """A move by the amount to the level is the given percentage; a ``down`` role reverses the direction."""
    terms = in_one_measure(roles["amount"], roles["level"][0])
    if terms is None or not positive(*terms):
        return None
    moved, level = terms
    before = level + moved if "down" in roles else level - moved
    if not positive(before):
        return None
    sign = "+" if "down" in roles else "-"
    written = f"{show(moved.value)} / ({show(level.value)} {sign} {show(moved.value)})"
    return _percentage(moved / before, written, roles["percent"][0])


def multiple(roles: Roles) -> Outcome | None:
    """After is the given multiple of before."""
    terms = in_one_measure(roles["before"], roles["after"][0])
    claim = roles["times"][0]
    printed = amount(claim)
    if terms is None or printed is None or not positive(*terms) or printed.value <= 0:
        return None
    if printed.value < 1:  # "halved" is as loose as "doubled"
        inverse = Decimal(1) / printed.value
        low, high = Decimal(1) / (inverse + HALF), Decimal(1) / (inverse - HALF)
    else:
        low, high = printed.value - HALF, printed.value + HALF
    loose = Amount(printed.value, max(low, printed.low) if claim.comparator in (">", ">=") else low, high)
    before, after = terms
    ratio = after / before
    sign = "≈" if ratio.meets(loose) else "≠"
    written = f"{show(after.value)} / {show(before.value)} = {show(ratio.value.quantize(_TENTH))}"
    return Outcome(ratio, loose, f"{written} {sign} {show(printed.value)}", _TENTH)


def shares(roles: Roles) -> Outcome | None:
    """Answers to one question add up to at most 100 percent."""
    terms = [amount(claim) for claim in roles["parts"]]
    if any(each is None or not finite(each) for each in terms):
        return None
    computed = Amount.about(Decimal(0), Decimal(0))
    for part in terms:
        computed += part or computed
    printed = Amount(HUNDRED, HUNDRED - 1, HUNDRED)
    left = " + ".join(show(part.value) for part in terms if part)
    sign = ">" if computed.low > HUNDRED else "≈" if computed.value != HUNDRED else "="
    return Outcome(computed, printed, f"{left} {sign} 100 %", Decimal(1))


def share(roles: Roles) -> Outcome | None:
    """One share is at most 100 percent; a share that is gives no outcome."""
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
    """A share against a printed percentage, which may be rounded or truncated."""
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
