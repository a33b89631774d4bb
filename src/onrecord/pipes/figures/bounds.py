"""The words around a number that bound it: "well over 40", "50 or more", "100+"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.lexicon import Phrases, word_set
from onrecord.pipes.figures.numbers.lexer import HYPHENS, LexedText
from onrecord.records import Comparator
from onrecord.rules import read_toml


@cache
def bounds() -> dict[str, Phrases]:
    """The lists of ``bounds.toml``; the phrases in "before" and "after" map to comparators."""
    raw = read_toml("figures", "bounds.toml")
    lists = {where: Phrases() for where in ("before", "after")}
    for where, phrases in lists.items():
        for bound in raw["bound"]:
            phrases.add_all(bound[where], bound["comparator"])
    return lists | {key: Phrases.of({key: raw[key]["words"]}) for key in ("modifiers", "between")}


def with_bounds(text: LexedText, figure: Figure, floor: int = 0) -> Figure:
    """A figure with its bound; ``floor`` is the first lexeme that may belong to it."""
    if figure.form == "ordinal":
        return unbound(figure)
    figure = _with_bound_before(text, unbound(figure), floor)
    after = bound_after(text, figure.stop)
    return figure if after is None else replace(figure, comparator=after[0], bound_stop=after[1])


def unbound(figure: Figure) -> Figure:
    """The figure without its bound."""
    return replace(figure, comparator="=", bound_first=figure.first, bound_stop=figure.stop)


def bound_before(text: LexedText, i: int) -> tuple[Comparator, int] | None:
    """The comparator of a phrase just before lexeme ``i`` or its hyphen, and the phrase's first lexeme."""
    i -= text.low(i - 1) in HYPHENS and text.low(i - 2) in ("over", "under")  # "the over-55s"
    article = text.low(i - 1) in ("a", "an")  # "up to a £200 voucher", but not "about a £200 voucher"
    found = bounds()["before"].before(text, i - article)
    return None if article and found is not None and found[1] == i - 2 else found  # type: ignore[return-value]


def bound_after(text: LexedText, i: int) -> tuple[Comparator, int] | None:
    """The comparator of a phrase at lexeme ``i``, and the index after it: "or more", "-odd", "+"."""
    if text.low(i) == "+" and text.glued(i) and not (text.kind(i + 1) == "digits" and text.glued(i + 1)):
        return ">=", i + 1
    at = text.over_hyphen(i)
    after = bounds()["after"].after(text, at)
    if after is None or (at > i and after[0] != "~") or (at == i and text.low(at) in ("odd", "ish")):
        return None
    if text.low(at) == "plus" and (text.kind(after[1]) == "digits" or not text.glued(at)):
        return None
    return after  # type: ignore[return-value]


def _with_bound_before(text: LexedText, figure: Figure, floor: int) -> Figure:
    comparator, first = bound_before(text, figure.first) or ("~", -1)
    past = figure.kind == "duration" and text.low(figure.stop) in ("ago", "earlier")
    free = f"{text.low(first - 1)} {text.low(first)}" in word_set("amounts", "unbinding")
    free |= text.low(first) == "over" and text.kind(first - 1) == "digits" and not text.is_year(first - 1)
    if first < floor or free or (past and text.low(first) in word_set("amounts", "qualities")):
        return replace(figure, comparator="~") if figure.amounts[0].numeral.loose else figure
    modifier = bounds()["modifiers"].before(text, first)
    first = modifier[1] if modifier is not None and modifier[1] >= floor else first
    return replace(figure, comparator=comparator, bound_first=first)
