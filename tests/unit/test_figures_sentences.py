"""Whole sentences: what the figures of one say, read with the shipped pipeline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from spacy.tokens import Doc

Read = Callable[[str], Doc]


def told(doc: Doc, *fields: str) -> list[tuple[Any, ...]]:
    """The span and these fields of every figure of a Doc."""
    return [(doc.text[slice(*one["span"])], *(one[field] for field in fields)) for one in doc._.figures]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The dam has a one-in-eight chance of leaking.", ["0.125"], ""),
        ("One ferry in four runs late.", ["0.25"], "ferry"),
        ("Three ferries out of every four run late.", ["0.75"], "ferry"),
    ],
)
def test_a_share_is_a_ratio_however_it_is_strung(read: Read, text: str, value: list[str], unit: str):
    (figure,) = read(text)._.figures
    assert (figure["value"], figure["unit"], figure["kind"]) == (value, unit, "ratio")


def test_games_are_no_whole_that_goals_are_a_share_of(read: Read):
    assert told(read("Penn has 11 goals in 20 cup games."), "unit") == [
        ("11 goals", "goal"),
        ("20 cup games", "cup game"),
    ]


@pytest.mark.parametrize(
    ("text", "span", "per"),
    [
        (
            "The rate was 17 falls per 1,000 patient-days.",
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
    assert told(read(text), "per") == [(span, per)]


def test_words_strung_on_hyphens_are_one_unit(read: Read):
    units = [unit for _, unit in told(read("It cut 12 part-time posts and 700 man-hours."), "unit")]
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
    assert told(read(text), "comparator", "kind") == [(span, "=", "score")]


@pytest.mark.parametrize(
    ("text", "span", "comparator"),
    [
        ("The loan of £9,000 runs over 25 years.", "25 years", "="),
        ("It will spend $3m over four years.", "four years", "="),
        ("The trial lasted over three weeks.", "over three weeks", ">"),
        ("The pit closed over 30 years ago.", "over 30 years", ">"),
        ("The boat took just over three hours.", "just over three hours", ">"),
    ],
)
def test_over_is_the_course_of_time_or_a_bound(read: Read, text: str, span: str, comparator: str):
    assert told(read(text), "comparator")[-1] == (span, comparator)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("The shares fell as much as 7.2% on Monday.", ["down"]),
        ("Costs rose by as much as 4%.", ["up"]),
        ("Sales dropped more than 5%.", ["down"]),
        ("Wages rose to more than £400 a week.", ["up"]),
        ("Membership had gone up from 31.4 per cent to 38.9 per cent.", ["=", "up"]),
        ("The coin was off 7.4% at noon.", ["down"]),
        ("The index was trading up 2%.", ["up"]),
        ("Women make up 41 percent of the clerks.", ["="]),
        ("Ore shed $2 to $104.", ["down", "down"]),
        ("Add 20 grams of salt.", ["="]),
    ],
)
def test_which_way_a_figure_moved(read: Read, text: str, change: list[str]):
    assert [figure["change"] for figure in read(text)._.figures] == change


def test_what_many_did_something_to_is_not_what_they_are(read: Read):
    doc = read("Some 900 homes were flooded and a further 4,000 lost power.")
    assert told(doc, "unit", "rule") == [
        ("Some 900 homes", "home", "figure.count"),
        ("4,000", "home", "figure.elided"),
    ]


def test_a_part_of_a_group_is_counted_by_the_noun_the_group_names(read: Read):
    (figure,) = read("Twelve of his party colleagues left.")._.figures
    assert figure["unit"].split()[-1] == "colleague"


@pytest.mark.parametrize(
    ("text", "span", "measured"),
    [
        ("The act bars anyone under 16 from the site.", "under 16", "anyone"),
        ("Children under six ride free.", "under six", "Children"),
    ],
)
def test_persons_over_or_under_a_number_have_an_age(read: Read, text: str, span: str, measured: str):
    doc = read(text)
    assert told(doc, "kind", "unit") == [(span, "age", "year")]
    assert doc._.figures[0]["measured"]["text"] == measured


@pytest.mark.parametrize("text", ["A crowd of 8,406 watched.", "The population grew to 81,400."])
def test_the_size_of_a_crowd_is_a_number_of_persons(read: Read, text: str):
    assert [figure["unit"] for figure in read(text)._.figures] == ["person"]
