"""The language model points, the pipe holds its word to what can be: hand-made pointers, hand-made Docs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from pointing import add_period, add_pointer, offsets, say
from spacy.tokens import Doc, Span

from onrecord.pipes.figures import Figures
from onrecord.pipes.figures.attach.pointers import LEAST_PERIOD
from onrecord.pipes.figures.kinds.classify import MOST_NONE, MOST_NONE_MARKED, UNBOUND
from onrecord.pipes.scoring import log_odds, probability

MakeDoc = Callable[[str], Doc]
NLP = spacy.blank("en")
KILLED = """
In in ADP case 2 -
May May PROPN obl 6 -
12 12 NUM nummod 4 -
people people NOUN nsubj:pass 6 -
were be AUX aux:pass 6 -
killed kill VERB ROOT 6 -
and and CCONJ cc 9 -
40 40 NUM nsubj:pass 9 -
injured injure VERB conj 6 -
in in ADP case 11 -
Orla Orla PROPN obl 9 - _
. . PUNCT punct 6 -
"""


def tagged(text: str, *nouns: str) -> Doc:
    """A Doc without a parse whose words are nouns where they are named, and verbs elsewhere."""
    doc = NLP.make_doc(text)
    for token in doc:
        token.pos_ = "NOUN" if token.text in nouns else "PUNCT" if token.is_punct else "VERB"
        token.lemma_ = token.lower_
        token.tag_ = "NNS" if token.text in nouns and token.text.endswith("s") else "NN"
    return doc


def figures(doc: Doc) -> list[dict[str, Any]]:
    return [dict(figure) for figure in Figures()(doc)._.figures]


def only(doc: Doc) -> dict[str, Any]:
    (figure,) = figures(doc)
    return figure


def words(doc: Doc, figure: dict[str, Any]) -> str:
    return doc.text[slice(*figure["span"])]


# ------------------------------------------------------------ unit


def test_the_counted_noun_is_what_the_unit_pointer_says_also_where_it_is_left_out(make_doc: MakeDoc):
    doc = make_doc(KILLED)
    say(doc, "12", unit="people")
    say(doc, "40", unit="people")
    values = [(words(doc, one), one["unit"], one["rule"]) for one in figures(doc)]
    assert values == [("12 people", "person", "figure.count"), ("40", "person", "figure.elided")]


def test_a_count_without_a_target_is_of_people(make_doc: MakeDoc):
    doc = make_doc(KILLED)
    say(doc, "12", unit=None)
    say(doc, "40", unit=None, kind="other")
    assert [(one["unit"], one["rule"]) for one in figures(doc)] == [
        ("person", "figure.people"),
        ("", "figure.bare"),
    ]


def test_only_a_noun_can_be_counted(make_doc: MakeDoc):
    doc = make_doc(KILLED)
    say(doc, "12", unit="killed")
    say(doc, "40", unit="40")
    assert [one["unit"] for one in figures(doc)] == ["", ""]


def test_a_size_before_the_counted_noun_is_not_counted(make_doc: MakeDoc):
    doc = make_doc("""
300 300 NUM nummod 5 -
50 50 NUM nummod 4 - _
- - PUNCT punct 2 - _
kg kg NOUN compound 5 -
bags bag NOUN nsubj 6 -
sank sink VERB ROOT 6 -
""")
    doc[3].nbor(-1).tag_ = "HYPH"
    say(doc, "300", unit="kg")
    say(doc, "50", kind="other", unit="kg")
    assert [one["unit"] for one in figures(doc)] == ["bag", "kilogram"]
    team = make_doc("""
six six NUM nummod 3 - _
- - PUNCT punct 1 - _
member member NOUN compound 4 -
team team NOUN ROOT 4 -
""")
    team[1].tag_ = "HYPH"
    say(team, "six", unit="member")
    assert only(team)["unit"] == "member", "its own noun"


def test_the_span_does_not_reach_over_another_number():
    doc = tagged("six and seven boats", "boats")
    for number in ("six", "seven"):
        say(doc, number, unit="boats")
    assert [words(doc, one) for one in figures(doc)] == ["six", "seven boats"]


def test_the_grammar_keeps_exact_units():
    doc = tagged("fees of 3 percent", "fees", "percent")
    say(doc, "3", kind="percent", unit="fees")
    assert (only(doc)["unit"], only(doc)["kind"]) == ("percent", "percent")


def test_a_unit_left_out_is_that_of_the_last_figure_of_its_kind():
    doc = tagged("fees of £3 and fines of 4", "fees", "fines")
    say(doc, "3", kind="money", unit=None)
    say(doc, "4", kind="money", unit=None)
    assert [one["unit"] for one in figures(doc)] == ["GBP", "GBP"]


def test_an_exact_kind_without_a_unit_anywhere_is_other():
    doc = tagged("fines of 4", "fines")
    say(doc, "4", kind="money", unit=None)
    assert (only(doc)["unit"], only(doc)["kind"]) == ("", "other")


# ------------------------------------------------------------ measured


def test_what_is_measured_is_the_stretches_with_one_space_between():
    doc = tagged("boats came late; 40 of them from the north", "boats", "north")
    say(doc, "40", measured=["boats", "from the north"])
    figure = only(doc)
    assert figure["measured"] == {"text": "boats from the north", "span": [0, len(doc.text)]}
    assert figure["measured_by"] == "model"


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("40 old boats sank", "40 old boats", "old boats"),
        ("old boats of 40 owners sank", "old boats of 40 owners", "old boats of owners"),
        ("some 40 boats sank", "40", None),
        ("some 40 boats sank", "some 40", None),
        ("the “boats” sank, 40 in all", "“boats", "boats"),
        ("the “red boats” sank, 40 in all", "“red boats”", "“red boats”"),
        ("boats, sank (40 in all)", "boats,", "boats"),
        ("PORT ORLA (Coastwire) - Boats sank, 40", "PORT ORLA (Coastwire) - Boats", "Boats"),
    ],
)
def test_a_target_is_trimmed(text: str, target: str, expected: str | None):
    doc = tagged(text, "boats", "Boats", "owners")
    say(doc, "40", comparator="~", measured=target, unit=None)
    figure = only(doc)
    assert (figure["measured"] and figure["measured"]["text"]) == expected
    assert (figure["measured_by"] is None) == (expected is None)


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [("had 3 inches of snow", "3", "snow"), ("had 3 bags of snow", "3", "had bags of snow")],
)
def test_what_a_unit_of_length_is_of_is_measured(text: str, number: str, expected: str):
    doc = tagged(text, "snow", "bags")
    say(doc, number, kind="other" if "bags" in text else "distance", measured=text)
    measured = only(doc)["measured"]
    assert measured["text"] == expected


def test_a_preposition_at_the_edge_is_no_part_of_what_is_measured(make_doc: MakeDoc):
    doc = make_doc(KILLED)
    say(doc, "12", measured="in Orla", unit=None)
    assert figures(doc)[0]["measured"]["text"] == "Orla"


# ------------------------------------------------------------ period, place, related


def test_a_period_is_one_the_periods_pipe_found(make_doc: MakeDoc):
    doc = make_doc(KILLED)
    add_period(doc, "May")
    say(doc, "12", period="In May", unit="people")
    say(doc, "40", period="people", unit="people")
    assert [one["period"] for one in figures(doc)] == [0, None]


def test_a_period_never_shares_a_word_with_its_figure():
    doc = tagged("for two years now", "years")
    add_period(doc, "two years now")
    say(doc, "two", kind="duration", period="years now")
    assert only(doc)["period"] is None


def test_the_next_candidate_is_taken_where_the_first_is_no_period(make_doc: MakeDoc):
    doc = make_doc(KILLED)
    add_period(doc, "May")
    say(doc, "12", period="people", score=0.7)
    add_pointer(doc, "period", offsets(doc, "12"), [offsets(doc, "May")], LEAST_PERIOD)
    assert figures(doc)[0]["period"] == 0


@pytest.mark.parametrize(("less", "found"), [(0.0, 0), (0.01, None)])
def test_an_unlikely_period_is_dropped(less: float, found: int | None):
    doc = tagged("In May they sold 40")
    add_period(doc, "May")
    say(doc, "40", period="May", score=LEAST_PERIOD - less)
    assert only(doc)["period"] == found


@pytest.mark.parametrize("between", ["", "peak of ", "total peak of "])
def test_the_owner_of_a_figure_is_its_period(between: str):
    doc = tagged(f"below last year's {between}£40")
    add_period(doc, "last year")
    say(doc, "40", period=None)
    assert only(doc)["period"] == 0


def test_a_year_earlier_belongs_to_the_number_before_it():
    """The first number keeps its own period, however much points to the other one."""
    doc = tagged("in May profit fell to $40 from $52 a year earlier")
    add_period(doc, "May")
    add_period(doc, "a year earlier")
    doc._.periods[1]["rule"] = "period.compared"
    for number in ("40", "52"):
        say(doc, number, kind="money", period="year earlier", score=0.5)
        add_pointer(doc, "period", offsets(doc, number), [offsets(doc, "May")], LEAST_PERIOD)
    assert [one["period"] for one in figures(doc)] == [0, 1]


@pytest.mark.parametrize(
    ("text", "base", "found"),
    [
        ("In May sales rose $40 on the previous year", "the previous year", 0),
        ("In May sales rose $40 on last year", "last year", 0),
        ("In May sales rose $40 to $52 from April", "April", 0),
        ("In May sales rose $40 on Monday", "Monday", 1),
        ("In May sales rose $40 to $52 from June to July", "June to July", 1),
    ],
)
def test_what_a_change_is_compared_with_is_not_when(text: str, base: str, found: int):
    doc = tagged(text)
    add_period(doc, "May")
    add_period(doc, base)
    doc._.periods[1]["rule"] = "period.range" if " to " in base else "period.test"
    doc._.periods[1]["granularity"] = "day" if base == "Monday" else "year"
    say(doc, "40", kind="money", change="up", period=base, score=0.5)
    add_pointer(doc, "period", offsets(doc, "40"), [offsets(doc, "May")], LEAST_PERIOD)
    assert figures(doc)[0]["period"] == found


def test_a_place_is_a_name_of_a_place(make_doc: MakeDoc):
    doc = make_doc(KILLED)
    doc.ents = [Span(doc, 1, 2, "PERSON"), Span(doc, 10, 11, "LOC")]
    say(doc, "12", place="May")
    say(doc, "40", place="in Orla")
    assert [one["place"] for one in figures(doc)] == [None, offsets(doc, "Orla")]


def test_the_related_figure_is_another_one(make_doc: MakeDoc):
    doc = make_doc(KILLED)
    say(doc, "12", related="12")
    say(doc, "40", related="12")
    assert [one["related"] for one in figures(doc)] == [None, 0]


# ------------------------------------------------------------ figure or not, kind, bound, change


@pytest.mark.parametrize(
    ("text", "number", "limit"),
    [
        ("40 sank", "40", MOST_NONE),
        ("over 40 sank", "40", MOST_NONE_MARKED),
        ("40 years", "40", MOST_NONE_MARKED),
        ("#2 browser", "2", MOST_NONE_MARKED),
        ("R800 printers", "R800", MOST_NONE_MARKED),
        ("held at 1932 with", "1932", MOST_NONE),
    ],
)
def test_a_number_is_no_figure_from_a_threshold_on(text: str, number: str, limit: float):
    for odds, found in ((limit - 0.02, 1), (limit + 0.02, 0)):
        doc = tagged(text)
        say(doc, number, kind="none", odds=odds)
        assert len(figures(doc)) == found


@pytest.mark.parametrize("text", ["now at 1932 with", "stood at 1932.", "1932 short of"])
def test_words_that_only_a_level_has_make_a_figure_of_a_year(text: str):
    doc = tagged(text)
    say(doc, "1932", kind="none", odds=0.99)
    assert only(doc)["value"] == ["1932"]


@pytest.mark.parametrize("text", ["£40 sank", "40 % sank", "40 km off"])
def test_an_exact_unit_makes_a_figure_of_any_number(text: str):
    doc = tagged(text)
    say(doc, "40", kind="none", odds=1.0)
    assert len(figures(doc)) == 1


@pytest.mark.parametrize("text", ["at 9:30 today", "the B52 flew", "in the 1990s", "call 555-0142-88"])
def test_what_shape_excludes_no_model_brings_back(text: str):
    doc = tagged(text)
    for token in doc:
        if any(map(str.isdigit, token.text)):
            say(doc, token.text)
    assert figures(doc) == []


@pytest.mark.parametrize(
    ("text", "number", "kind", "expected"),
    [
        ("he was 40 then", "40", "age", ("age", "year", ["40"])),
        ("he was 400 then", "400", "age", ("count", "person", ["400"])),
        ("after 12 years", "12", "age", ("age", "year", ["12"])),
        ("after 12 years", "12", "duration", ("duration", "year", ["12"])),
        ("after 12 km", "12", "count", ("distance", "kilometre", ["12"])),
        ("won 3-1 then", "3", "score", ("score", "", ["3", "1"])),
        ("won 1-3 then", "1", "count", ("count", "person", ["1", "3"])),
        ("came third then", "third", "rank", ("rank", "", ["3"])),
        ("the 1500m title", "1500", "distance", ("distance", "metre", ["1500"])),
        ("the 10k race then", "10", "count", ("distance", "kilometre", ["10"])),
        ("pay of 10k then", "10", "count", ("count", "person", ["10000"])),
        ("jumps of 3-4m then", "3", "distance", ("distance", "metre", ["3", "4"])),
        ("profits of 4.2m then", "4.2", "count", ("count", "person", ["4200000"])),
        ("the river reached 4.2m then", "4.2", "distance", ("distance", "metre", ["4.2"])),
    ],
)
def test_the_kind_is_the_model_s_within_what_the_grammar_allows(
    text: str, number: str, kind: str, expected: tuple[str, str, list[str]]
):
    doc = tagged(text)
    token = next(token for token in doc if token.text.startswith(number))
    say(doc, token.text, kind=kind, unit=None)
    figure = only(doc)
    assert (figure["kind"], figure["unit"], figure["value"]) == expected


def test_what_is_counted_tells_millions_from_metres():
    doc = tagged("has 3.4m customers", "customers")
    say(doc, "3.4", kind="distance", unit="customers")
    assert (only(doc)["kind"], only(doc)["unit"], only(doc)["value"]) == ("count", "customer", ["3400000"])


@pytest.mark.parametrize(
    ("bound", "expected"), [(UNBOUND + 0.05, ("=", "40")), (UNBOUND - 0.05, (">", "over 40"))]
)
def test_a_bound_is_kept_unless_the_model_clearly_says_there_is_none(bound: float, expected: tuple[str, str]):
    doc = tagged("over 40")
    say(doc, "40", comparator="=", bound=bound)
    assert (only(doc)["comparator"], words(doc, only(doc))) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("passed 40 million.", ">"), ("passed 40 laws", "="), ("passed 40 of", "=")]
)
def test_what_is_passed_is_a_level_unless_things_are_counted(text: str, expected: str):
    doc = tagged(text)
    say(doc, "40", comparator="=", bound=1.0)
    assert only(doc)["comparator"] == expected


def test_no_bound_between_two_numbers():
    doc = tagged("measured 160 over 95")
    say(doc, "160")
    say(doc, "95", comparator=">")
    assert [one["comparator"] for one in figures(doc)] == ["=", "="]


def test_no_bound_is_invented():
    doc = tagged("it sank 40")
    say(doc, "40", comparator=">")
    assert only(doc)["comparator"] == "="


def test_the_change_is_the_model_s():
    doc = tagged("was 40")
    say(doc, "40", change="down")
    assert only(doc)["change"] == "down"


@pytest.mark.parametrize(
    ("text", "change", "expected"),
    [("down £40", "up", "down"), ("down £40", "=", "="), ("£40", "up", "up")],
)
def test_words_say_which_way_where_the_model_sees_a_move(text: str, change: str, expected: str):
    doc = tagged(text)
    say(doc, "40", change=change)
    assert only(doc)["change"] == expected


def test_from_one_level_to_another_are_two_figures_where_the_model_sees_a_change():
    for change, values in (("up", [["3"], ["4"]]), ("=", [["3", "4"]])):
        doc = tagged("from 3 to 4")
        say(doc, "3")
        say(doc, "4", change=change)
        assert [one["value"] for one in figures(doc)] == values


def test_a_score_begins_with_the_product_of_what_was_decided(make_doc: MakeDoc):
    doc = make_doc(KILLED)
    say(doc, "12", odds=0.9, unit="people", measured="people", period=None, score=0.5)
    figure, features = Figures().find(doc)[0]
    # The text has no period: that there is none was not decided.
    assert features["product"] == pytest.approx(log_odds(0.9 * 0.5**2))
    assert figure["score"] == probability("figures", features)


def test_surer_pointers_give_a_higher_score(make_doc: MakeDoc):
    scores = []
    for score in (0.4, 0.9):
        doc = make_doc(KILLED)
        say(doc, "12", unit="people", measured="people", period=None, score=score)
        scores.append(figures(doc)[0]["score"])
    assert scores[0] < scores[1]


# ------------------------------------------------------------ whatever it says


TARGETS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=3)


@settings(deadline=None)
@given(st.sampled_from(["measured", "unit", "period", "place", "related"]), TARGETS, st.integers(0, 30))
def test_no_pointer_makes_a_record_that_does_not_hold(kind: Any, target: list[tuple[int, int]], at: int):
    doc = tagged("May 12 boats and 40 others sank, up from £3m in May", "boats", "others", "May")
    add_period(doc, "May")
    size = len(doc.text)
    stretches = [[start, min(start + length, size)] for start, length in target]
    token = doc[at % len(doc)]
    add_pointer(doc, kind, [token.idx, token.idx + len(token)], stretches, 0.5)
    for figure in figures(doc):
        start, end = figure["span"]
        assert 0 <= start < end <= size
        measured = figure["measured"]
        assert measured is None or (
            measured["text"] and 0 <= measured["span"][0] < measured["span"][1] <= size
        )
        if figure["period"] is not None:
            left, right = doc._.periods[figure["period"]]["span"]
            assert right <= start or end <= left
        assert figure["related"] is None or doc._.figures[figure["related"]] != figure
        assert 0.0 <= figure["score"] <= 1.0
