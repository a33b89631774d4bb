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
from onrecord.pipes.figures.exclusions import exclusion_by_sense, exclusion_by_shape
from onrecord.pipes.figures.exclusions.lists import exclusion_rules
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


def figures(doc: Doc) -> list[dict[str, Any]]:
    return [dict(figure) for figure in Figures()(doc)._.figures]


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
        out = {
            exclusion_by_shape(context, one) or exclusion_by_sense(context, one)
            for one in read_figures(context.text)
        }
        assert rule["id"] in out, text
        assert context.doc._.figures == [], text
    for text in rule["no_match"]:
        assert read(text)._.figures, text


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
