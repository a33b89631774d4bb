"""The form in which a text is stored."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.readers import Article, Failure, stored_text

Read = Callable[..., list[Article | Failure]]

text = st.text(alphabet="aB .\n\r-onq£5\u0301\u00ad\u200b\t(“”")


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("Jose\u0301 Pen\u0303a", "José Peña"),
        ("The wee\u00adkly £4\u200b0m", "The weekly £40m"),
        ("One.\r\nTwo.\rThree.", "One.\nTwo.\nThree."),
        ("Body.\n\n \t\n", "Body."),
        ("It will cost £45\nmillion, she said.", "It will cost £45 million, she said."),
        ("The board said on\nFriday that it\nhad closed.", "The board said on Friday that it had closed."),
        ("Storm hits coast\nTrees fell near Hove.", "Storm hits coast\nTrees fell near Hove."),
        ("according  to Ms \u00a0Quist,\u00a040  boats", "according to Ms Quist,\u00a040 boats"),
        ("It will cost £45 \n  million.\n  - so", "It will cost £45 million.\n  - so"),
        ("He sells:\n- apples\n- pears", "He sells:\n- apples\n- pears"),
        ("eggs\nmilk\nbread", "eggs\nmilk\nbread"),
        ("Eastport 3 Westport 1\nNorthport 2 Southport 2", "Eastport 3 Westport 1\nNorthport 2 Southport 2"),
        (
            "Harbour Board Closes Quay\nThe harbour board said on Friday that it would close the north quay of\n"  # noqa: E501
            "Eastport and that boats would use the south\nquay.",
            "Harbour Board Closes Quay\nThe harbour board said on Friday that it would close the north quay of "  # noqa: E501
            "Eastport and that boats would use the south quay.",
        ),
    ],
)
def test_stored_text(written: str, stored: str) -> None:
    assert stored_text(written) == stored


@given(text)
def test_a_stored_text_stays_as_it_is(written: str) -> None:
    assert stored_text(stored_text(written)) == stored_text(written)


@given(text, st.text(alphabet=" \n\t", max_size=5))
def test_white_space_at_the_end_changes_nothing(written: str, more: str) -> None:
    assert stored_text(written + more) == stored_text(written)


@given(text)
def test_one_more_paragraph_changes_nothing_before_it(written: str) -> None:
    before = stored_text(written)
    assert stored_text(written.rstrip() + "\n\nOne more.").startswith(before)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("Tarn &amp; Sons paid &pound;4m &mdash; 5&#37; more.", "Tarn & Sons paid £4m — 5% more."),
        ("&amp;ldquo;Yes&amp;rdquo;", "“Yes”"),
        (
            "<p>It lost 40<sup>1</sup> boats.</p><p><q>Sad</q>, she said.</p>",
            "It lost 40 boats.\n\n“Sad”, she said.",
        ),
        ("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", "One.\n\nTwo."),
        ("One <b>bold</b> word.\nNext line.", "One bold word.\n\nNext line."),
        ("Cut off here… [+2345 chars]", "Cut off here"),
        ("Sales &c; a < b and c > d & so on", "Sales &c; a < b and c > d & so on"),
    ],
)
@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_entities_and_tags_are_unwrapped(read: Read, name: str, written: str, stored: str) -> None:
    cell = '"' + written.replace('"', '""') + '"'
    (found,) = read(
        name, (json.dumps({"text": written}) if name == "a.jsonl" else f"text\n{cell}\n").encode()
    )
    assert isinstance(found, Article)
    assert found.text == stored


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (
            "It cost <del>£4m</del> <s>£5m</s> <span style='text-decoration: line-through'>£6m</span> £7m.",
            "It cost £7m.",
        ),
        ("£45<sup>2</sup> million, 40<sup>[1]</sup> boats<sup>*</sup>", "£45 million, 40 boats"),
        ("12 km<sup>2</sup>, 4<sup>th</sup>, 3 × 10<sup>6</sup>", "12 km², 4th, 3 × 10⁶"),
        ("He said <q>so <q>quiet</q></q>.", "He said “so ‘quiet’”."),
        ("She said <q>“so”</q>.", "She said “so”."),
    ],
)
def test_elements_inside_a_sentence(read: Read, markup: str, words: str) -> None:
    item = {"uri": "u", "versioncreated": "2026-02-10", "body_html": f"<p>{markup}</p>"}
    (found,) = read("a.json", json.dumps(item).encode())
    assert isinstance(found, Article)
    assert found.text == words


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "“One.\n\n“Two.”"),
        ("Plain words.", "“Plain words.”"),
        ("Plain words.<cite>Ana Quist</cite>", "“Plain words.” — Ana Quist"),
        ("“Marked,” he said.", "“Marked,” he said."),
    ],
)
def test_block_quotations_have_marks(read: Read, quotation: str, text: str) -> None:
    item = {"uri": "u", "headline": "", "body_html": f"<blockquote>{quotation}</blockquote>"}
    (found,) = read("a.json", json.dumps(item).encode())
    assert isinstance(found, Article)
    assert found.text == text
