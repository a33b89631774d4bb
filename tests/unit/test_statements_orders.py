"""Shapes in which labels or parse err, mended by the order of words; on the real model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from onrecord.pipes.statements.datelines import datelines


def told(read, text: str) -> list[tuple[str | None, str, list[str]]]:
    doc = read(text)
    found = []
    for statement in doc._.statements:
        chain = statement["chain"]
        name = doc._.chains[chain]["name"] if chain is not None else None
        content = [text[slice(*piece)] for piece in statement["content"]]
        found.append((name, statement["cue_lemma"], content))
    return found


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Dogs that sleep near a stove live longer than those that sleep outside or anywhere, "
            "suggests a study that followed 4,100 of them for nine years.",
            (
                "study that followed 4,100 of them for nine years",
                "suggest",
                ["Dogs that sleep near a stove live longer than those that sleep outside or anywhere"],
            ),
            id="a study behind its finding",
        ),
        pytest.param(
            "Harbour master Edda Voss put the cost of the new crane at £1.4 million.",
            ("Edda Voss", "put", ["the cost of the new crane at £1.4 million"]),
            id="puts a cost at",
        ),
        pytest.param(
            "The damage was put at €3 million by the insurer.",
            ("insurer", "put", ["at €3 million"]),
            id="is put at",
        ),
        pytest.param(
            "The leak, according to chief engineer Tom Hale, was found on Monday.",
            ("Tom Hale", "accord", ["The leak", "was found on Monday"]),
            id="a source in the middle",
        ),
        pytest.param(
            "KELDWICK: The council approved the ferry contract on Tuesday, Mayor Una Marl said.",
            ("Una Marl", "say", ["The council approved the ferry contract on Tuesday"]),
            id="a dateline is nobody's words",
        ),
        pytest.param(
            "IMF: Growth in Marrova to slow for a third year\n\nThe island's economy will grow less.",
            ("IMF", "", ["Growth in Marrova to slow for a third year"]),
            id="a body with a colon speaks",
        ),
        pytest.param(
            "How it got there, said Sir Piet Marsh, “is a riddle I have put to myself many times”.",
            ("Piet Marsh", "say", ["How it got there", "is a riddle I have put to myself many times"]),
            id="a source between two pieces",
        ),
        pytest.param(
            "The keeper dropped his claim after objections from drivers who say the road will flood.",
            ("drivers", "say", ["the road will flood"]),
            id="who is the noun before it",
        ),
        pytest.param(
            "Friends of the mayor suggested the letter was forged.",
            ("Friends of the mayor", "suggest", ["the letter was forged"]),
            id="friends of somebody are not somebody",
        ),
        pytest.param(
            "Her office last night said she “stands by every page”.",
            ("Her office", "say", ["she “stands by every page”"]),
            id="a time before the verb",
        ),
        pytest.param(
            "Members who filled the hall shouted “shame” as the result was read out.",
            ("Members who filled the hall", "shout", ["shame"]),
            id="a word and when it was shouted",
        ),
    ],
)
def test_orders_on_the_real_model(read, text: str, expected: tuple[str, str, list[str]]):
    assert told(read, text) == [expected]


@pytest.mark.model
def test_a_content_that_runs_into_the_next_quotation_is_two(read):
    text = (
        "Piet Marsh, now a columnist, believes the season is “all but over”. “I said in May that nine wins "
        "would do,” he wrote in his column."
    )
    assert told(read, text) == [
        ("Piet Marsh", "believe", ["the season is “all but over”"]),
        ("Piet Marsh", "write", ["I said in May that nine wins would do,"]),
    ]


@pytest.mark.model
def test_words_around_a_cue_belong_to_it_though_a_quotation_follows(read):
    text = "She took the boys and ran. Behind her, she says, people were shouting. “You could not see them.”"
    assert [content for _, _, content in told(read, text)] == [
        ["people were shouting"],
        ["You could not see them."],
    ]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The company failed to show that the pier was safe.",
        "She put the children to bed at 8pm.",
        "They put the boat in at the old quay.",
        "They put the blame squarely on the harbour board.",
        "The keeper has said little about how she would mend the road.",
        "The talks collapsed, with each side blaming the other.",
        "A cook, who asked not to be named for fear of her job, left at noon.",
    ],
)
def test_nothing_is_said(read, text: str):
    assert told(read, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PORT ELLERY, March 3 (Coastwire) - The ferry", "PORT ELLERY, March 3 (Coastwire) - "),
        ("TULL CITY — One in eight", "TULL CITY — "),
        ("Rise\n\nKELDWICK: The council", "KELDWICK: "),
        ("ST. BRANN, Wenlow (AB) -- The", "ST. BRANN, Wenlow (AB) -- "),
        ("VOSS: We did.\nMARL: We did not.", None),
        ("CRANE: No deal before May", None),
        ("The ferry — an old one — sank", None),
        ("A: yes", None),
    ],
)
def test_what_is_a_dateline(text: str, found: str | None):
    spans = [text[slice(*span)] for span in datelines(text, lambda start, end: text[start:end] == "CRANE")]
    assert spans == ([found] if found else [])


@given(st.text(alphabet="AB.,: -—()\nx1", max_size=200))
def test_datelines_lie_in_their_line_one_behind_another(text: str):
    end = 0
    for start, stop in datelines(text, lambda start, end: False):
        assert end <= start < stop
        assert "\n" not in text[start:stop]
        end = stop
