"""Whole sentences, read with the shipped pipeline: what the grammar of numbers and units makes exact."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from spacy.tokens import Doc

Read = Callable[[str], Doc]


def figure_fields(doc: Doc, *fields: str) -> list[tuple[Any, ...]]:
    """The span and these fields of every figure of a Doc."""
    return [(doc.text[slice(*one["span"])], *(one[field] for field in fields)) for one in doc._.figures]


def test_games_are_no_whole_that_goals_are_a_share_of(read: Read):
    found = figure_fields(read("Penn has 11 goals in 20 cup games."), "unit", "kind")
    assert found[0] == ("11 goals", "goal", "count")


@pytest.mark.parametrize(
    ("text", "span", "per"),
    [
        (
            "The ward saw 17 falls per 1,000 patient-days.",
            "17 falls per 1,000 patient-days",
            "1000 patient-days",
        ),
        ("There is one clerk for every six judges.", "one clerk for every six judges", "6 judges"),
        ("The rate is 41 cents per $100 of value.", "41 cents per $100", "$100"),
        ("Diesel costs 9 cents per passenger-mile.", "9 cents per passenger-mile", "passenger-mile"),
        ("Power costs 9 cents per kilowatt-hour.", "9 cents per kilowatt-hour", "kilowatt hour"),
        ("It found four cases per million births.", "four cases per million births", "million births"),
        ("Eggs sell at $4.10 a dozen.", "$4.10 a dozen", "dozen"),
    ],
)
def test_what_a_figure_is_reckoned_by_is_no_second_figure(read: Read, text: str, span: str, per: str):
    assert figure_fields(read(text), "per") == [(span, per)]


def test_words_strung_on_hyphens_are_one_unit(read: Read):
    units = [unit for _, unit in figure_fields(read("It cut 12 part-time posts and 700 man-hours."), "unit")]
    assert units == ["part-time post", "man-hour"]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("The senate passed 31-9 a bill on fishing.", "31-9"),
        ("Wick topped Orla 4-1 in the final.", "4-1"),
        ("The measure passed 54% to 46%.", "54% to 46%"),
    ],
)
def test_a_result_is_bounded_by_nothing(read: Read, text: str, span: str):
    assert figure_fields(read(text), "comparator", "kind") == [(span, "=", "score")]


@pytest.mark.parametrize(
    ("text", "span", "per"),
    [("Rates slipped to $1,890 per 40-foot container.", "$1,890 per 40-foot container", "40-foot container")],
)
def test_an_amount_is_reckoned_by_things_of_a_size(read: Read, text: str, span: str, per: str):
    assert figure_fields(read(text), "per") == [(span, per)]


def test_times_out_of_ten_are_a_share(read: Read):
    assert figure_fields(read("It works nine times out of ten."), "value", "kind") == [
        ("nine times out of ten", ["0.9"], "ratio")
    ]


def test_a_crown_is_of_no_country_unless_one_is_named(read: Read):
    assert figure_fields(read("The pier will cost 90 million crowns."), "unit") == [
        ("90 million crowns", "crown")
    ]
    assert figure_fields(read("The pier will cost 90 million Czech crowns."), "unit") == [
        ("90 million Czech crowns", "CZK")
    ]


def test_an_n_before_a_large_number_is_a_naira(read: Read):
    assert figure_fields(read("He took N4.2 billion and paid N500,000 back."), "unit") == [
        ("N4.2 billion", "NGN"),
        ("N500,000", "NGN"),
    ]
    assert figure_fields(read("She wore an N95 mask on the N7."), "unit") == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Penn has 11 goals in 20 cup games.", "20 cup games"),
        ("She scored 14 in 20 cup games.", "20 cup games"),
        ("The stock closed at 21.48.", "21.48"),
    ],
)
def test_a_number_whose_form_speaks_for_a_figure_is_one(read: Read, text: str, span: str):
    assert (span,) in figure_fields(read(text))


def test_figures_of_one_change_belong_together_by_their_words(read: Read):
    doc = read("Sales rose 3% to $40m, up from $30m. Costs were $9m, down 2%.")
    spans = [doc.text[slice(*one["span"])] for one in doc._.figures]
    related = {
        spans[i]: spans[one["related"]] for i, one in enumerate(doc._.figures) if one["related"] is not None
    }
    assert related == {"3%": "$40m", "$30m": "$40m", "2%": "$9m"}


@pytest.mark.parametrize(
    ("text", "span", "comparator"),
    [
        ("Guards held a clerk over two thefts.", "two thefts", "="),
        ("It lasted over two hours.", "over two hours", ">"),
        ("The toll has gone up to $7.", "$7", "="),
        ("Ferrymen are in a row over 60 berths.", "60 berths", "="),
        ("The hut sleeps up to 7 walkers.", "up to 7 walkers", "<="),
        ("Losers face up to a $90 fine.", "up to a $90", "<="),
        ("Tolls are higher than three years ago.", "three years", "="),
        ("An estimated cost of $6m was named.", "$6m", "~"),
        ("A couple of dozen ferries sank.", "A couple of dozen ferries", "~"),
    ],
)
def test_what_bounds_a_number_and_what_does_not(read: Read, text: str, span: str, comparator: str):
    assert (span, comparator) in figure_fields(read(text), "comparator")


@pytest.mark.parametrize(
    ("text", "span", "change"),
    [
        ("The toll is now $7, down from $9.", "$7", "down"),
        ("Some 40 walkers came, a steep fall from 90.", "Some 40 walkers", "down"),
        ("The number of ferries rose from 20 to 35.", "35", "up"),
        ("Headcount fell to 900 clerks last year.", "900 clerks", "down"),
    ],
)
def test_the_words_between_two_levels_say_which_way_it_went(read: Read, text: str, span: str, change: str):
    assert (span, change) in figure_fields(read(text), "change")


@pytest.mark.parametrize(
    ("text", "span", "unit", "kind", "per"),
    [
        ("The 30-strong band played.", "30-strong", "person", "count", None),
        ("Wick won the series 3-1.", "3-1", "game", "score", None),
        ("The swim is for under 14s.", "under 14s", "year", "age", None),
        ("She draws a monthly salary of $900.", "$900", "USD", "money", "month"),
        ("Some 50 ferries are built annually in Wick.", "Some 50 ferries", "ferry", "count", "year"),
        ("CAPE TOWN: The dam cost R2,4bn.", "R2,4bn", "ZAR", "money", None),
    ],
)
def test_a_number_is_of_what_the_words_around_it_say(
    read: Read, text: str, span: str, unit: str, kind: str, per: str | None
):
    assert (span, unit, kind, per) in figure_fields(read(text), "unit", "kind", "per")


def test_a_base_is_no_period_and_a_time_right_behind_is(read: Read):
    doc = read(
        "In 2021 it sold 40 boats, up from 30 boats the year before. Theft is 9% lower than it was in 2018."
    )
    times = {
        text: None if at is None else doc._.periods[at]["span"] for text, at in figure_fields(doc, "period")
    }
    assert doc.text[slice(*times["30 boats"])] == "the year before"
    assert times["9%"] is None


def test_since_a_clause_runs_until_publication(read: Read):
    assert ("6 cups", True) in figure_fields(
        read("Since it was founded in 2011, the club has won 6 cups."), "since"
    )
