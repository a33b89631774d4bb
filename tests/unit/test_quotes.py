from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pipes.quotes import scan_quotes
from onrecord.rules import load_rules


def inner(text: str) -> list[str]:
    return [text[slice(*quote["inner"])] for quote in scan_quotes(text)]


@pytest.mark.parametrize("rule", load_rules("quotes").values(), ids=lambda rule: rule.id)
def test_rule_examples(rule):
    for text in rule.match:
        assert rule.id in {quote["rule"] for quote in scan_quotes(text)}, text
    for text in rule.no_match:
        assert rule.id not in {quote["rule"] for quote in scan_quotes(text)}, text


def test_nested_single_inside_double():
    text = "“He told us ‘never again’ and left,” said Ada Crane."
    assert [(q["level"], text[slice(*q["inner"])]) for q in scan_quotes(text)] == [
        (1, "He told us ‘never again’ and left,"),
        (2, "never again"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„We will close the pool“, Ada Crane said.", ["We will close the pool"]),
        (
            "„Close the ‚old‘ pool“ and “open the new one today”.",
            ["Close the ‚old‘ pool", "old", "open the new one today"],
        ),
        ("„A „nested one“ is odd“, he said.", ["A „nested one“ is odd", "nested one"]),
        ("“She said „we go now“ to me,” he said.", ["She said „we go now“ to me,", "we go now"]),
        ("„We will close it”, she said.", ["We will close it"]),
    ],
)
def test_low_marks_close_high(text: str, expected: list[str]):
    assert inner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "''We go now,'' he said.",
        "``We go now,'' he said.",
        "‘‘We go now,’’ he said.",
        "＂We go now,＂ he said.",
    ],
)
def test_two_single_marks_and_wide_marks_are_double_ones(text: str):
    assert inner(text) == ["We go now,"]
    assert scan_quotes(text)[0]["rule"] == "quote.double"


def test_a_single_mark_inside_two_single_marks():
    assert inner("''The 'old' pool is closed,'' he said.") == ["The 'old' pool is closed,", "old"]


def test_nested_straight_marks():
    text = "\"He told us 'never again' and left,\" said Ada Crane."
    assert inner(text) == ["He told us 'never again' and left,", "never again"]


def test_straight_marks_inside_straight_marks():
    assert inner('"He said "no" twice," she said.') == ['He said "no" twice,', "no"]


def test_a_quotation_opened_again_after_a_closed_one():
    assert inner('"It ran." "It ran well. "It ran late."') == ["It ran.", "It ran well.", "It ran late."]


def test_split_quotation_is_two_quotes():
    assert inner('"One of them," she said, "was open."') == ["One of them,", "was open."]


def test_a_missing_closing_mark_costs_one_line_only():
    text = '"The first line has no end, he said.\nThen "a second one" followed.'
    assert inner(text) == ["The first line has no end, he said.", "a second one"]


def test_heading_glued_above_is_not_part_of_the_quotation():
    text = "Numbers In Doubt\n“We counted twice,” the clerk said."
    assert inner(text) == ["We counted twice,"]


def test_scheme_name_in_single_marks_is_no_speech():
    text = "the flagship 'two up, two down' scheme with Norland"
    (quote,) = scan_quotes(text)
    assert text[slice(*quote["inner"])] == "two up, two down"
    assert not quote["speech"]


def test_possessives_inside_single_marks():
    text = "'We took the workers' views and the board's into account,' said Ms Hale."
    assert inner(text) == ["We took the workers' views and the board's into account,"]


def test_three_paragraphs_are_chained():
    text = "“One two three four.\n\n“Five six seven eight.\n\n“Nine ten,” he said."
    assert [quote["continues"] for quote in scan_quotes(text)] == [None, 0, 1]


def test_a_quotation_inside_one_with_the_same_marks():
    text = "“I would rather live in what he calls “hell” than leave this town,” she said."
    assert [(q["level"], text[slice(*q["inner"])]) for q in scan_quotes(text)] == [
        (1, "I would rather live in what he calls “hell” than leave this town,"),
        (2, "hell"),
    ]


def test_a_stray_mark_of_another_style_opens_no_chain():
    text = '"Nobody slept that night, he wrote.\n\n“It was over by noon,” she said.'
    assert [quote["continues"] for quote in scan_quotes(text)] == [None, None]


def test_component_shows_spans():
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord_quotes")
    doc = nlp("She said “no comment at all today” and left.")
    assert [span.text for span in doc.spans["quotes"]] == ["“no comment at all today”"]


@given(st.text(alphabet=st.sampled_from(list("ab ,.\n\"'“”‘’«»5s")), max_size=200) | st.text(max_size=80))
def test_any_text_gives_well_formed_quotes(text):
    quotes = scan_quotes(text)
    for number, quote in enumerate(quotes):
        (start, stop), (first, last) = quote["span"], quote["inner"]
        assert 0 <= start <= first <= last <= stop <= len(text)
        assert start < first or quote["continues"] is not None
        assert "\n" not in text[start:stop]
        assert quote["level"] >= 1
        assert quote["continues"] is None or quote["continues"] < number
    starts = [quote["span"][0] for quote in quotes]
    assert starts == sorted(starts)


def test_quotation_over_a_paragraph_break_without_a_mark_of_its_own():
    text = 'He said, "We have learned a lot.\n\nIt was a hard day." Then he left.'
    first, second = scan_quotes(text)
    assert text[slice(*second["inner"])] == "It was a hard day."
    assert second["continues"] == 0
    assert not first["closed"]
