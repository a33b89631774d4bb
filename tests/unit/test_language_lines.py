from __future__ import annotations

import pytest

from onrecord.language.lines import inside_names, is_wrapped, line_starts, unwrapped

WRAPPED = """The harbour board said on Friday that it would close the north
quay for repairs after divers found cracks in two of the piers
that carry the fish market, and that boats would have to use
the south quay until the spring.

Traders said they had not been asked."""
PARAGRAPHS = """Harbour Board Closes Quay
The harbour board said on Friday that it would close the north quay for repairs after divers found cracks.
Traders Not Asked
"Nobody asked us," said Una Marl, who sells crabs."""


def test_wrapped_text_is_told_from_paragraphs() -> None:
    assert is_wrapped(WRAPPED)
    assert is_wrapped(WRAPPED.replace("\n", "\r\n"))
    assert not is_wrapped(PARAGRAPHS)
    assert not is_wrapped("")
    assert not is_wrapped("One line")


def test_a_table_of_results_is_not_wrapped() -> None:
    assert not is_wrapped("Eastport 3 Westport 1\nNorthport 2 Southport 2\nMidport 0 Lowport 4\n")


@pytest.mark.parametrize(
    ("words", "wrapped", "wanted"),
    [
        (["Quay", "shut", "\n", "Boats", "wait"], False, [3]),
        (["quay", "\n", "shut"], True, []),
        (["Quay", "shut", "\n\n", "Boats"], True, [3]),
        (["Quay", "shut", "\n \n", "Boats"], True, [3]),
        (["Quay", "\r\n", "Boats"], True, []),
        (["Quay", "\r\n\r\n", "Boats"], True, [2]),
        (["\n\n", "Quay"], False, []),
        (["Quay", "  ", "shut"], False, []),
        (["Quay", "\n"], False, []),
        ([], False, []),
    ],
)
def test_line_starts(words: list[str], wrapped: bool, wanted: list[int]) -> None:
    starts = line_starts(words, wrapped)
    assert len(starts) == len(words)
    assert [place for place, start in enumerate(starts) if start] == wanted


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        (["Ada", "M.", "Crane"], True),
        (["Ada", "M.", "crane"], False),
        (["War", "I.", "The"], False),
        (["plan", "B.", "Crane"], False),
    ],
)
def test_a_middle_initial_ends_no_sentence(words: list[str], inside: bool) -> None:
    assert inside_names(words) == [False, False, inside]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_end_that_only_wraps_is_a_blank_and_no_other(end: str):
    text = WRAPPED.replace("\n", end)
    prose = unwrapped(text)
    assert len(prose) == len(text)
    assert prose.split() == text.split()
    assert prose.count(end + end) == text.count(end + end)
    assert prose.count(end) < text.count(end)
    assert unwrapped(PARAGRAPHS) == PARAGRAPHS


def test_one_long_line_behind_wrapped_ones_is_read_once():
    text = f"{WRAPPED}\n\n{'x' * 1_000_000}"  # for hours, if each of its characters began a line
    assert unwrapped(text).endswith(text[-1_000_000:])
