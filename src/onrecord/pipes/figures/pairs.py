"""Two numbers that are no range: before and after, amount and level, a day of the month and a number."""

from __future__ import annotations

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.tree import top
from onrecord.pipes.figures.trends import direction, directions

_MOVES = frozenset(
    {
        "go",
        "move",
        "change",
        "shift",
        "bring",
        "take",
        "push",
        "drive",
        "send",
        "revise",
        "swing",
        "turn",
        "upgrade",
    }
)
_RATIO = 4
"""In "rose by 10 to 15" the two are a range; in "rose by 10 to 150" an amount and a level."""


def split_pairs(context: Context, found: list[Candidate]) -> list[Candidate]:
    """Take "from X to Y" after a word of change apart into two figures, before and after."""
    out: list[Candidate] = []
    for candidate in found:
        line = context.line
        if _begins_with_a_date(context, candidate):
            right = _half(candidate, 1)
            right.bound_stop = max(right.stop, candidate.bound_stop)
            out.append(right)
            continue
        opener = line.low(candidate.bound_first - 1)
        joined = candidate.form in ("range", "versus") and line.low(candidate.amounts[0].stop) == "to"
        pair = opener == "from" or (_grows(candidate) and (opener == "by" or _is_moved(context, candidate)))
        if not (pair and joined and len(candidate.amounts) == 2 and _moves(context, candidate)):
            out.append(candidate)
            continue
        left, right = (_half(candidate, i) for i in (0, 1))
        right.bound_stop = max(right.stop, candidate.bound_stop)
        left.bound_first, left.comparator, left.related = candidate.bound_first, candidate.comparator, right
        out += [left, right]
    return out


def _begins_with_a_date(context: Context, found: Candidate) -> bool:
    """Is the first number of a range a day of the month: "rose on May 4 to 46 percent"?"""
    if found.form != "range" or len(found.amounts) != 2:
        return False
    lexemes, (one, two) = context.line.lexemes, found.amounts
    period = context.period_over(lexemes[one.first].start, lexemes[one.stop - 1].end)
    return period is not None and period[1] <= lexemes[two.first].start


def _is_moved(context: Context, candidate: Candidate) -> bool:
    """Does a verb of change stand right before it: "ore shed $2 to $104"?"""
    verb = context.token(candidate.bound_first - 1)
    return verb is not None and verb.pos_ == "VERB" and direction(verb) != "="


def _grows(candidate: Candidate) -> bool:
    """Two values, the second many times the first: "by 3 to 40" tells an amount and a level."""
    return len(candidate.values) == 2 and candidate.values[0] * _RATIO < candidate.values[1]


def _half(pair: Candidate, i: int) -> Candidate:
    amount = pair.amounts[i]
    # "fell 14 paise to 88.29": the level is in the whole currency, whichever that is
    level = i == 1 and not amount.kind and pair.kind == "money" and not pair.unit.isupper()
    unit, kind = ("", "") if level else (pair.unit, pair.kind)
    half = Candidate(
        amount.first,
        amount.stop,
        [amount],
        "single",
        [pair.values[i]],
        unit=unit,
        kind=kind,
        per=pair.per,
    )
    half.bound_first, half.bound_stop = amount.first, amount.stop
    return half


def _moves(context: Context, found: Candidate) -> bool:
    """Does a word of change govern this pair?"""
    token = context.number_token(found)
    if token is None:
        return False
    if not context.parsed:
        window = context.doc[max(token.i - 12, 0) : token.i]
        return any(one.lower_.rstrip("s").removesuffix("d") in directions() for one in window)
    first = context.token(found.first)
    node = top(context, found) or token
    for _ in range(4):
        if node != token and (direction(node) != "=" or node.lemma_.lower() in _MOVES):
            return True
        if node.head == node:
            break
        node = node.head
    before = context.doc[first.i - 2] if first is not None and first.i >= 2 else None
    return before is not None and direction(before) != "="
