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
