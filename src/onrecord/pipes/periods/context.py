"""What a text says about its own time: its dateline, how it writes dates, whether it tells of another age."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from onrecord.pipes.periods.absolute import month_number
from onrecord.pipes.periods.days import Days
from onrecord.pipes.periods.reading import Frame
from onrecord.pipes.periods.scan import PREFIX, Expression
from onrecord.pipes.periods.words import LEXICON, ordinal
from onrecord.rules import load_rules

POINTING = (
    "period.day_word",
    "period.near_unit",
    "period.near_weekday",
    "period.near_month",
    "period.weekday",
    "period.weekend",
    "period.running_units",
    "period.ago",
    "period.ahead",
    "period.edge",
)
"""Expressions that count from the publication date: a text that has one is about its own days."""
OPENING = 300
"""How many characters of an article may hold its dateline."""
INDENT = 40
"""How far into its line a dateline may begin, behind the town."""

MANY = 4
"""How many years of another age make a text a narrative."""

COMPARABLE = ("period.later", "period.ago", "period.running_units")
"""Expressions that count from the time just named in the sentence where they stand in a comparison."""

_STOP = re.compile(r"[.!?]['\")]*\s|\n")
_BUDGET = re.compile(r"(?<!\w)(?:financial|fiscal|tax|accounting) years?(?!\w)")
_SEASON = re.compile(r"\s(?:season|campaign|winter|school|academic|premier)")
_PERSON = re.compile(
    r"(?<!\w)(?:theresa|mrs?\.?|ms\.?|miss|dr\.?|sir|lady) (may|june|april|august|march)(?!\w)"
)
_TIMED = re.compile(r"(?<!\w)(?:in|since|until|till|during|by|last|next|early|late|mid)[ -]\Z")
_WORD = re.compile(r"[a-z]+")
_YEAR = re.compile(r"(?<!\w)[12][0-9]{3}(?!\w)")


def iso_date(found: str) -> date | None:
    """The day an ISO 8601 date or time begins with, None for anything else."""
    try:
        return date.fromisoformat(found[:10])
    except ValueError:
        return None


def dateline(folded: str, expressions: list[Expression]) -> date | None:
    """The first full date in the opening of an article, at the beginning of a line or behind a town."""
    frame = Frame(published=None, lean=lambda _: 0)
    for expression in expressions:
        if expression.start > OPENING:
            break
        line = folded.rfind("\n", 0, expression.start) + 1
        if expression.rule == "period.date" and expression.start - line <= INDENT:
            found = frame.try_read(expression)
            return found.first if found else None
    return None


def is_narrative(folded: str, expressions: list[Expression], published: date | None) -> bool:
    """Whether most years in the text are not the publication date's, and nothing in it points to that date.

    "Today" does not count: "the method is still in use today" stands in any life of a mathematician.
    """
    if any(found.rule in POINTING and found.get("word") != "today" for found in expressions):
        return False
    years = [int(year) for year in _YEAR.findall(folded)]
    if published is None:
        return True
    away = sum(abs(year - published.year) > 1 for year in years)
    return away >= MANY and 5 * away > 3 * len(years)


def day_first(expressions: list[Expression]) -> bool | None:
    """True where the text writes 25/12, False where it writes 12/25, None where it writes neither."""
    for expression in expressions:
        one, two = int(expression.get("one") or 0), int(expression.get("two") or 0)
        if max(one, two) > 12:
            return one > 12
    return None


def name_event(folded: str, expression: Expression) -> None:
    """Give "Sept. 11" its year where "attacks" follows."""
    if expression.rule != "period.month_day" or expression.parts:
        return
    day = f"{month_number(expression)}-{ordinal(expression.get('day'))}"
    event = LEXICON["anniversaries"].get(day)
    if event and set(_WORD.findall(folded, expression.end, expression.end + 24)[:2]) & set(event["words"]):
        expression.groups["event_year"] = str(event["year"])


def settle(folded: str, expression: Expression, frame: Frame) -> None:
    """Give an expression another rule where the text around it says what it is.

    "A year earlier" counts from the time just named where something is compared; "2021/22" is a financial
    year in a text that tells of one.
    """
    left = folded[max(0, expression.start - PREFIX) : expression.start]
    if _may_compare(expression, frame) and _compares().search(left):
        expression.rule, expression.groups["here"] = "period.compared", left
    span = expression.rule == "period.year_span" and not _SEASON.match(folded, expression.end)
    if span and _BUDGET.search(folded):
        expression.rule = "period.financial_year"


def _may_compare(expression: Expression, frame: Frame) -> bool:
    base = frame.compared
    if expression.rule not in COMPARABLE or expression.parts or base is None or base.granularity == "day":
        return False
    if expression.rule == "period.running_units" and expression.get("rel") not in ("previous", "preceding"):
        return False
    return expression.get("how") in ("earlier", "previously", "before", "")


@cache
def _compares() -> re.Pattern[str]:
    return re.compile(load_rules("periods")["period.compared"].data["compares"])


def persons(folded: str) -> frozenset[str]:
    """Names of months that are people's names in this text: "Mrs May"."""
    return frozenset(_PERSON.findall(folded))


def is_person(folded: str, expression: Expression, people: frozenset[str]) -> bool:
    """Whether the name of a month stands for somebody of that name."""
    named = expression.rule == "period.month_name" and expression.get("month") in people
    return named and not _TIMED.search(folded, max(0, expression.start - 16), expression.start)


def compared(frame: Frame, folded: str, before: int, expression: Expression) -> Frame:
    """The frame for an expression: what a comparison counts from lasts to the end of its sentence.

    Args:
        frame: The frame so far.
        folded: The text.
        before: Where the expression before ended.
        expression: The one to be read.
    """
    if frame.compared is not None and _STOP.search(folded, before, expression.start):
        return replace(frame, compared=None, before=frame.compared)
    return frame


def remember(frame: Frame, folded: str, expression: Expression, interval: Days) -> Frame:
    """The frame with a date as the one "a year later" counts from, unless it is long or opens a bracket."""
    if interval.granularity != "day" or frame.compared is None:
        frame = replace(frame, compared=interval)
    bracket = folded[expression.start - 1 : expression.start] == "("
    if bracket or interval.granularity in ("decade", "century", "range"):
        return frame
    return replace(frame, anchor=interval)
