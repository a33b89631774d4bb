"""The text's own time: its dateline, its date format, and whether it is a narrative about the past."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
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
"""Expressions that count from the publication date; a text that has one is not a narrative."""
OPENING = 300
"""How many characters at the start of an article are searched for the dateline."""
INDENT = 40
"""How many characters of its line may precede a dateline's date: the town."""

MANY = 4
"""A text is a narrative only if it names at least this many years away from its publication date."""

WEEK = timedelta(7)
"""How long before its publication an article quotes what was said "today"."""

COMPARABLE = ("period.later", "period.ago", "period.running_units")
"""Expressions that, in a comparison, count from the time just named in the same sentence."""

_STOP = re.compile(r"[.!?]['\")]*\s|\n")
_BUDGET = re.compile(r"(?<!\w)(?:financial|fiscal|tax|accounting) years?(?!\w)")
_SEASON = re.compile(r"\s(?:season|campaign|winter|school|academic|premier)")
_PERSON = re.compile(
    r"(?<!\w)(?:theresa|mrs?\.?|ms\.?|miss|dr\.?|sir|lady) (may|june|april|august|march)(?!\w)"
)
_TIMED = re.compile(r"(?<!\w)(?:in|since|until|till|during|by|last|next|early|late|mid)[ -]\Z")
_WORD = re.compile(r"[a-z]+")
_YEAR = re.compile(r"(?<!\w)[12][0-9]{3}(?!\w)")


def iso_date(text: str) -> date | None:
    """The day of an ISO 8601 date or time, None for anything else."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def dateline(folded: str, expressions: list[Expression]) -> date | None:
    """The first full date in an article's opening that starts a line or follows a town."""
    frame = Frame(published=None, lean=lambda _: 0)
    for expression in expressions:
        if expression.start > OPENING:
            break
        line = folded.rfind("\n", 0, expression.start) + 1
        if expression.rule == "period.date" and expression.start - line <= INDENT:
            day = frame.try_read(expression)
            return day.first if day else None
    return None


def is_narrative(folded: str, expressions: list[Expression], published: date | None) -> bool:
    """Whether most years in the text are far from the publication date, and nothing counts from that date.

    "Today" is ignored: any biography may say "the method is still in use today".
    """
    if any(each.rule in POINTING and each.get("word") != "today" for each in expressions):
        return False
    years = [int(year) for year in _YEAR.findall(folded)]
    if published is None:
        return True
    away = sum(abs(year - published.year) > 1 for year in years)
    return away >= MANY and 5 * away > 3 * len(years)


def day_first(expressions: list[Expression]) -> bool | None:
    """True if the text writes 25/12, False if it writes 12/25, None if it writes neither."""
    for expression in expressions:
        left, right = int(expression.get("one") or 0), int(expression.get("two") or 0)
        if max(left, right) > 12:
            return left > 12
    return None


def name_event(folded: str, expression: Expression) -> None:
    """Add the year to "Sept. 11" if "attacks" follows."""
    if expression.rule != "period.month_day" or expression.parts:
        return
    day = f"{month_number(expression)}-{ordinal(expression.get('day'))}"
    event = LEXICON["anniversaries"].get(day)
    if event and set(_WORD.findall(folded, expression.end, expression.end + 24)[:2]) & set(event["words"]):
        expression.groups["event_year"] = str(event["year"])


def settle(folded: str, expression: Expression, frame: Frame) -> None:
    """Change an expression's rule if its context calls for another.

    In a comparison, "a year earlier" counts from the time just named; "2021/22" is a financial year in a text
    that mentions financial years.
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
    """Month names that are people's names in this text: "Mrs May"."""
    return frozenset(_PERSON.findall(folded))


def is_person(folded: str, expression: Expression, people: frozenset[str]) -> bool:
    """Whether a month name is a person here."""
    named = expression.rule == "period.month_name" and expression.get("month") in people
    return named and not _TIMED.search(folded, max(0, expression.start - 16), expression.start)


def compared(frame: Frame, folded: str, before: int, expression: Expression) -> Frame:
    """The frame for reading an expression: the base of a comparison is dropped at the end of its sentence.

    Args:
        frame: The frame so far.
        folded: The text.
        before: Where the previous expression ended.
        expression: The expression to read.
    """
    if frame.compared is not None and _STOP.search(folded, before, expression.start):
        return replace(frame, compared=None, before=frame.compared)
    return frame


def heard(frame: Frame, expression: Expression) -> Frame:
    """The frame for reading an expression in a quotation: "today" is the day the words were spoken."""
    if expression.rule == "period.day_word" and frame.spoken is not None:
        return frame.moved(frame.spoken)
    return frame


def remember(frame: Frame, folded: str, expression: Expression, interval: Days, *, quoted: bool) -> Frame:
    """The frame after an expression was read.

    "A year later" now counts from its interval, unless that is longer than a year or opens a bracket.
    """
    if interval.granularity == "day" and not quoted and frame.published is not None:
        recent = timedelta() <= frame.published - interval.first <= WEEK
        frame = replace(frame, spoken=interval.first) if recent else frame
    if interval.granularity != "day" or frame.compared is None:
        frame = replace(frame, compared=interval)
    bracket = folded[expression.start - 1 : expression.start] == "("
    if bracket or interval.granularity in ("decade", "century", "range"):
        return frame
    return replace(frame, anchor=interval)
