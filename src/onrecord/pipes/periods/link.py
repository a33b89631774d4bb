"""Joining simple expressions: "September" + "last year", "late" + "2019", "1980" + "2012".

Only neighbours are joined, so each kind of join takes one pass over the expressions.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.pipes.periods.scan import PREFIX, Expression, compile_pattern
from onrecord.rules import load_rules

INNER = {
    "period.month": "year",
    "period.month_name": "year",
    "period.month_day": "year",
    "period.holiday": "year",
    "period.bare_quarter": "year",
    "period.short_quarter": "year",
    "period.feast": "year",
    "period.bare_season": "year",
    "period.weekday": "week",
}
"""Expressions that take their year or week from the one that follows: rule -> the unit they need."""

_YEAR_GIVERS = (
    "period.year",
    "period.old_year",
    "period.near_unit",
    "period.that",
    "period.later",
    "period.ago",
)
_OF = re.compile(r",?(?:\x20{1,2}|\x20?\n)(?:(?:of|in|during)\x20(?:the\x20)?)?")
_NEXT = re.compile(r"\x20")
PREFIXED = ("period.part", "period.edge_of", "period.share_of", "period.week_of", "period.up_to")
_DAYS_ONLY = ("period.date", "period.month_day", "period.numeric_date")


def link(folded: str, simple: list[Expression]) -> list[Expression]:
    """Join neighbouring simple expressions of one text into composed ones.

    Args:
        folded: The text, folded.
        simple: The expressions from ``scan``.
    """
    inside = _join_inner(folded, simple)
    before = _join_prefixes(folded, inside)
    return _join_ranges(folded, before)


def _join_inner(folded: str, expressions: list[Expression]) -> list[Expression]:
    joined: list[Expression] = []
    for expression in expressions:
        last = joined[-1] if joined else None
        if last is not None and _takes(folded, last, expression):
            joined[-1] = Expression(last.start, expression.end, last.rule, last.groups, [expression])
        else:
            joined.append(expression)
    return [
        expression for expression in joined if expression.rule != "period.bare_season" or expression.parts
    ]


def _takes(folded: str, last: Expression, whole: Expression) -> bool:
    if last.parts or last.get("year") or last.get("rel"):
        return False
    gap = folded[last.end : whole.start]
    if last.rule == "period.ago" and last.get("unit").rstrip("s") in ("year", "month", "week", "decade"):
        return bool(_NEXT.fullmatch(gap)) and whole.rule in ("period.day_word", "period.near_unit")
    need = INNER.get(last.rule)
    if need is None or whole.rule not in _YEAR_GIVERS or not _OF.fullmatch(gap):
        return False
    unit = whole.get("unit").rstrip("s")
    if whole.rule in ("period.year", "period.old_year"):
        return need == "year" and gap.strip(" ,\n") != ""
    if whole.rule == "period.ago" and gap.strip(" \n") == ",":
        return False
    return unit == need


@cache
def _prefixes() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    rules = load_rules("periods")
    return tuple(
        (
            ident,
            compile_pattern(rf"(?<!\w)(?:{template})", ident, ends=r"\Z"),
            re.compile(rules[ident].data["not_before"]) if "not_before" in rules[ident].data else None,
        )
        for ident in PREFIXED
        for template in rules[ident].data["prefix"]
    )


def _prefixed(folded: str, floor: int, whole: Expression) -> Expression | None:
    """The expression extended by the longest prefix directly before it that begins at or after floor."""
    base = max(floor, whole.start - PREFIX)
    window = folded[base : whole.start]
    best: Expression | None = None
    for ident, pattern, not_before in _prefixes():
        match = pattern.search(window)
        if match is None or (not_before and not_before.search(window[: match.start()])):
            continue
        if ident == "period.week_of" and whole.rule not in _DAYS_ONLY:
            continue
        start = base + match.start()
        if best is None or start < best.start:
            groups = {name: value for name, value in match.groupdict().items() if value is not None}
            best = Expression(start, whole.end, ident, groups, [whole])
    return best


def _join_prefixes(folded: str, expressions: list[Expression]) -> list[Expression]:
    joined: list[Expression] = []
    for expression in expressions:
        floor = joined[-1].end if joined else 0
        for _ in range(2):
            longer = _prefixed(folded, floor, expression)
            if longer is None:
                break
            expression = longer
        joined.append(expression)
    return joined


@cache
def _joiners() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    rules = load_rules("periods")
    data = rules["period.range"].data
    joiner = compile_pattern("(?:" + "|".join(data["joiners"]) + ")", "period.range", ends="")
    between = compile_pattern(data["between"], "period.range", ends="")
    suffix = compile_pattern(
        "(?:" + "|".join(rules["period.to_present"].data["suffix"]) + ")", "period.to_present"
    )
    return joiner, between, suffix


def _join_ranges(folded: str, expressions: list[Expression]) -> list[Expression]:
    joiner, between, suffix = _joiners()
    joined: list[Expression] = []
    for expression in expressions:
        last = joined[-1] if joined else None
        if last is not None and last.rule != "period.range":
            gap = folded[last.end : expression.start]
            opened = folded[max(0, last.start - 12) : last.start]
            if len(gap) < 40 and (
                joiner.fullmatch(gap)
                or (between.fullmatch(gap) and re.search(r"(?<!\w)between\s(?:the\s)?\Z", opened))
            ):
                joined[-1] = Expression(last.start, expression.end, "period.range", {}, [last, expression])
                continue
        joined.append(expression)
    for index, expression in enumerate(joined):
        match = suffix.match(folded, expression.end)
        if match and expression.rule != "period.range":
            joined[index] = Expression(expression.start, match.end(), "period.to_present", {}, [expression])
    return joined
