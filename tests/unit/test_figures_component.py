from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from onrecord.pipes.figures import Figures, make_figures
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.exclusions import exclusion, exclusion_rules
from onrecord.pipes.figures.numbers.grammar import read_figures

NLP = spacy.blank("en")
WORDS = st.sampled_from(
    [
        *["3", "4.5", "%", "$", "m", "to", "of", "a", "and", "half", "one", "in", "-", ",", "people", "old"],
        *["up", "from", "than", "per", "for", "them", "third", "out", "wickets", "times", "or"],
    ]
)
MakeDoc = Callable[[str], Doc]
ROSE = """
Unemployment unemployment NOUN nsubj 2 -
rose rise VERB ROOT 2 -
0.3 0.3 NUM nummod 4 -
points point NOUN obj 2 -
to to ADP case 7 -
5.1 5.1 NUM nummod 7 - _
% % SYM obl 2 - _
. . PUNCT punct 2 -
"""
FELL = """
Fees fee NOUN nsubj 2 -
fell fall VERB ROOT 2 -
from from ADP case 4 -
£ £ SYM obl 2 - _
9 9 NUM nummod 4 -
to to ADP case 7 -
£ £ SYM obl 2 - _
7 7 NUM nummod 7 - _
. . PUNCT punct 2 -
"""


def figures(doc: Doc) -> list[dict[str, Any]]:
    return [dict(figure) for figure in Figures()(doc)._.figures]


def test_without_pointers_a_change_is_told_by_its_words(make_doc: MakeDoc):
    amount, level = figures(make_doc(ROSE))
    values = [(one["value"], one["unit"], one["change"]) for one in (amount, level)]
    assert values == [(["0.3"], "percentage point", "up"), (["5.1"], "percent", "up")]
    assert level["measured"]["text"] == "Unemployment"


def test_without_pointers_before_and_after_are_two_figures_of_one_thing(make_doc: MakeDoc):
    before, after = figures(make_doc(FELL))
    values = [(one["value"], one["unit"], one["change"]) for one in (before, after)]
    assert values == [(["9"], "GBP", "="), (["7"], "GBP", "down")]
    assert before["measured"] == after["measured"]


def test_works_without_a_parse_and_without_periods():
    doc = NLP.make_doc("More than 40 boats sank, 3.5 per cent of the fleet, worth £2m.")
    found = [(doc.text[slice(*f["span"])], f["value"], f["comparator"], f["unit"]) for f in figures(doc)]
    assert found == [
        ("More than 40 boats", ["40"], ">", "boats"),
        ("3.5 per cent", ["3.5"], "=", "percent"),
        ("£2m", ["2000000"], "=", "GBP"),
    ]


def test_span_group_shows_the_figures_widened_to_tokens():
    doc = Figures()(NLP.make_doc("A 10-year plan."))
    assert [(span.text, span.label_) for span in doc.spans["figures"]] == [("10-year", "figure.duration")]


def test_records_are_plain_data_and_travel_with_the_doc():
    doc = Figures()(NLP.make_doc("It cost $5m, 3 % more."))
    assert Doc(NLP.vocab).from_bytes(doc.to_bytes())._.figures == doc._.figures


def test_factory_makes_the_component():
    assert isinstance(make_figures(NLP, "onrecord_figures", units=[], currencies=[]), Figures)


@settings(deadline=None)
@given(st.text(max_size=200) | st.lists(WORDS).map(" ".join))
def test_no_text_raises_and_spans_lie_in_it(text: str):
    for figure in figures(NLP.make_doc(text)):
        start, end = figure["span"]
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        assert len(figure["value"]) <= 2
        assert figure["kind"] != "score" or len(figure["value"]) == 2


@pytest.mark.model
@pytest.mark.parametrize("rule", exclusion_rules().values(), ids=lambda rule: str(rule["id"]))
def test_exclusions_run_their_examples(rule: dict[str, Any], read: Callable[[str], Doc]):
    for text in rule["match"]:
        context = Context(read(text))
        out = {exclusion(context, figure) for figure in read_figures(context.text)}
        assert rule["id"] in out, text
        assert context.doc._.figures == [], text
    for text in rule["no_match"]:
        assert read(text)._.figures, text


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        *["The mill closed in 1987.", "The 2016 budget was late.", "Sales fell from 2010 to 2014."],
        *["The club won nothing in 2012-13.", "The 2019/20 term was cut short.", "He ruled from 1951–1955."],
        *["Article 50 was invoked.", "Flight 212 left from gate 14.", "See page 4, section 230."],
        *["The new Delta 600 truck was shown.", "Shares in the Kestrel 100 index fell."],
        *["She stars in Seven Rivers again.", "It is one of the best towns.", "A third man was held."],
        *["No one came, and one never knows.", "The old bridge is the one they loved."],
        *[
            "It was her third book.",
            "The 22nd amendment passed.",
            "1. The roof leaks.",
            "(2) The lift is slow.",
        ],
    ],
)
def test_what_the_language_model_takes_for_no_figure(text: str, read: Callable[[str], Doc]):
    assert read(text)._.figures == []


@pytest.mark.parametrize("text", ["It shut in 1987.", "It was her third book.", "There is only one."])
def test_without_a_language_model_years_ordinals_and_pronouns_are_no_figures(text: str):
    assert figures(NLP.make_doc(text)) == []


def test_a_day_of_the_month_begins_no_range(read) -> None:
    doc = read("Support rose from 41 percent on July 14 to 46 percent.")
    assert [figure["value"] for figure in doc._.figures] == [["41"], ["46"]]


def test_what_a_unit_holds_may_stand_before_the_time_it_is_reckoned_by(read) -> None:
    (figure,) = read("The quay handles 3.5m tonnes of grain a year.")._.figures
    assert (figure["unit"], figure["per"]) == ("tonne", "year")


def test_the_dateline_is_not_what_is_measured(make_doc: MakeDoc):
    doc = make_doc("""
BRANDT Brandt PROPN nsubj 4 -
– – PUNCT punct 1 -
Bills bill NOUN nsubj 4 -
rose rise VERB ROOT 4 -
6 6 NUM nummod 6 -
percent percent NOUN obl:unmarked 4 - _
. . PUNCT punct 4 -
""")
    (figure,) = figures(doc)
    assert figure["measured"] is None or "BRANDT" not in figure["measured"]["text"]


@pytest.mark.parametrize(("noun", "tag", "unit"), [("cost", "NN", ""), ("clerks", "NNS", "clerk")])
def test_a_part_of_one_thing_has_no_unit(make_doc: MakeDoc, noun: str, tag: str, unit: str):
    doc = make_doc(f"""
We we PRON nsubj 2 -
lost lose VERB ROOT 2 -
half half NOUN obj 2 -
of of ADP case 6 -
the the DET det 6 -
{noun} {noun.removesuffix("s")} NOUN nmod 3 - _
. . PUNCT punct 2 -
""")
    doc[5].tag_ = tag
    assert [figure["unit"] for figure in figures(doc)] == [unit]
