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
from onrecord.pipes.figures.exclusion_words import exclusion_rules
from onrecord.pipes.figures.exclusions import exclusion, exclusion_by_shape
from onrecord.pipes.figures.grammar import find_candidates

NLP = spacy.blank("en")
WORDS = st.sampled_from(
    [
        *["3", "4.5", "%", "$", "m", "to", "of", "a", "and", "half", "one", "in", "-", ",", "people", "old"],
        *["up", "from", "than", "per", "for", "them", "third", "out", "wickets", "times", "or"],
    ]
)
MakeDoc = Callable[[str], Doc]
REMOVED = """
Only only ADV advmod 3 -
281 281 NUM nummod 3 -
clerks clerk NOUN nsubj:pass 5 -
were be AUX aux:pass 5 -
removed remove VERB ROOT 5 -
from from ADP case 8 -
the the DET det 8 -
office office NOUN obl 5 -
last last ADJ amod 10 -
year year NOUN obl:tmod 5 - _
. . PUNCT punct 5 -
"""
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
MORE = """
Thirty thirty NUM nummod 2 -
pupils pupil NOUN nsubj:pass 4 -
were be AUX aux:pass 4 -
hurt hurt VERB ROOT 4 -
and and CCONJ cc 8 -
12 12 NUM nsubj 8 -
more more ADJ amod 6 -
left leave VERB conj 4 - _
. . PUNCT punct 4 -
"""
INFLOW = """
This this PRON nsubj 2 -
makes make VERB ROOT 2 -
a a DET det 5 -
net net ADJ amod 5 -
inflow inflow NOUN obj 2 -
of of ADP case 8 -
69 69 NUM nummod 8 -
nurses nurse NOUN nmod 5 -
under under ADP case 11 -
the the DET det 11 -
plan plan NOUN nmod 5 - _
. . PUNCT punct 2 -
"""


def figures(doc: Doc) -> list[dict[str, Any]]:
    return [dict(figure) for figure in Figures()(doc)._.figures]


def test_an_indefinite_subject_is_measured_with_its_clause_and_without_the_time(make_doc: MakeDoc):
    doc = make_doc(REMOVED)
    start = doc.text.index("last year")
    doc._.periods = [
        {
            "span": [start, start + 9],
            "first": "2025-01-01",
            "last": "2025-12-31",
            "granularity": "year",
            "rule": "p",
        }
    ]
    (figure,) = figures(doc)
    assert doc.text[slice(*figure["span"])] == "281 clerks"
    assert (figure["value"], figure["unit"], figure["kind"], figure["period"]) == (
        ["281"],
        "clerk",
        "count",
        0,
    )
    assert figure["measured"]["text"] == "clerks removed from the office"
    assert doc.text[slice(*figure["measured"]["span"])] == "clerks were removed from the office"


def test_amount_and_level_of_a_change_are_two_linked_figures(make_doc: MakeDoc):
    amount, level = figures(make_doc(ROSE))
    assert (amount["value"], amount["unit"], amount["change"], amount["related"]) == (
        ["0.3"],
        "percentage point",
        "up",
        1,
    )
    assert (level["value"], level["unit"], level["change"], level["related"]) == (
        ["5.1"],
        "percent",
        "up",
        None,
    )
    assert level["measured"]["text"] == "Unemployment"


def test_before_and_after_are_two_linked_figures(make_doc: MakeDoc):
    before, after = figures(make_doc(FELL))
    assert (before["value"], before["unit"], before["change"], before["related"]) == (["9"], "GBP", "=", 1)
    assert (after["value"], after["change"]) == (["7"], "down")
    assert before["measured"] == after["measured"]


def test_an_elided_noun_is_filled_in(make_doc: MakeDoc):
    first, second = figures(make_doc(MORE))
    assert (first["unit"], second["unit"], second["rule"]) == ("pupil", "pupil", "figure.elided")


def test_a_flow_is_measured_with_its_noun(make_doc: MakeDoc):
    (figure,) = figures(make_doc(INFLOW))
    assert figure["measured"]["text"] == "net inflow of nurses under the plan"


def test_works_without_a_parse_and_without_periods():
    doc = NLP.make_doc("More than 40 boats sank, 3.5 per cent of the fleet, worth £2m.")
    found = [(doc.text[slice(*f["span"])], f["value"], f["comparator"], f["unit"]) for f in figures(doc)]
    assert found == [
        ("More than 40 boats", ["40"], ">", "boats"),
        ("3.5 per cent", ["3.5"], "=", "percent"),
        ("£2m", ["2000000"], "=", "GBP"),
    ]


def test_figures_are_compared_without_a_parse_too():
    found = figures(NLP.make_doc("The age was 43.1 years, up from 40.6."))
    assert [figure["unit"] for figure in found] == ["year", "year"]


def test_span_group_shows_the_figures_widened_to_tokens():
    doc = Figures()(NLP.make_doc("A 10-year plan."))
    assert [(span.text, span.label_) for span in doc.spans["figures"]] == [("10-year", "figure.duration")]


def test_records_are_plain_data_and_travel_with_the_doc():
    doc = Figures()(NLP.make_doc("It cost $5m, 3 % more."))
    assert Doc(NLP.vocab).from_bytes(doc.to_bytes())._.figures == doc._.figures


def test_factory_makes_the_component():
    assert isinstance(make_figures(NLP, "onrecord_figures", units=[]), Figures)


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
        out = {
            exclusion_by_shape(context, one) or exclusion(context, one)
            for one in find_candidates(context.line)
        }
        assert rule["id"] in out, text
        assert context.doc._.figures == [], text
    for text in rule["no_match"]:
        assert read(text)._.figures, text


def test_a_day_of_the_month_begins_no_range(read) -> None:
    doc = read("Support rose from 41 percent on July 14 to 46 percent.")
    assert [figure["value"] for figure in doc._.figures] == [["41"], ["46"]]


def test_a_year_ago_is_a_time_though_something_is_lower_than_it(read) -> None:
    doc = read("The average rent was £910 in March, 2.4% lower than a year ago.")
    assert [figure["value"] for figure in doc._.figures] == [["910"], ["2.4"]]


def test_what_a_unit_holds_may_stand_before_the_time_it_is_reckoned_by(read) -> None:
    (figure,) = read("The quay handles 3.5m tonnes of grain a year.")._.figures
    assert (figure["unit"], figure["per"]) == ("tonne", "year")


def test_a_reporting_verb_is_not_what_is_counted(read) -> None:
    (figure,) = read("A third of voters said they would not turn out.")._.figures
    assert figure["measured"]["text"] == "voters"


def test_times_are_not_the_unit_of_the_numbers_between_them(read) -> None:
    units = {f["value"][0]: f["unit"] for f in read("Membership doubled from 410 to 830.")._.figures}
    assert (units["410"], units["830"]) == ("", "")


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


def test_a_level_takes_the_unit_of_the_level_before(make_doc: MakeDoc):
    doc = make_doc("""
Managers manager NOUN nsubj 2 -
cut cut VERB ROOT 2 -
delays delay NOUN obj 2 -
from from ADP case 6 -
14 14 NUM nummod 6 -
minutes minute NOUN obl 2 -
to to ADP case 8 -
nine nine NUM obl 2 - _
. . PUNCT punct 2 -
""")
    assert [(figure["value"], figure["unit"]) for figure in figures(doc)] == [
        (["14"], "minute"),
        (["9"], "minute"),
    ]


def test_a_number_of_people_counts_people(make_doc: MakeDoc):
    doc = make_doc("""
The the DET det 2 -
number number NOUN nsubj 5 -
of of ADP case 4 -
clerks clerk NOUN nmod 2 -
rose rise VERB ROOT 5 -
to to ADP case 7 -
150 150 NUM obl 5 - _
. . PUNCT punct 5 -
""")
    doc[3].tag_ = "NNS"
    (figure,) = figures(doc)
    assert (figure["unit"], figure["rule"]) == ("clerk", "figure.elided")


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


def test_the_date_of_a_dateline_is_no_period(make_doc: MakeDoc):
    doc = make_doc("""
BRANDT Brandt PROPN nsubj 6 - _
, , PUNCT punct 3 -
May May PROPN obl 6 -
- - PUNCT punct 6 -
Bills bill NOUN nsubj 6 -
rose rise VERB ROOT 6 -
6 6 NUM nummod 8 -
percent percent NOUN obl:unmarked 6 - _
. . PUNCT punct 6 -
""")
    doc._.periods = [
        {"span": [8, 11], "first": "2025-05-01", "last": "2025-05-31", "granularity": "month", "rule": "p"}
    ]
    (figure,) = figures(doc)
    assert figure["period"] is None


def test_a_part_is_told_apart_by_what_it_does(make_doc: MakeDoc):
    doc = make_doc("""
One one NUM nsubj 5 -
in in ADP case 4 -
five five NUM nummod 4 -
clerks clerk NOUN nmod 1 -
resigned resign VERB ROOT 5 - _
. . PUNCT punct 5 -
""")
    (figure,) = figures(doc)
    assert (figure["value"], figure["measured"]["text"]) == (["0.2"], "clerks resigned")
