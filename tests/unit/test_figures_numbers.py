from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.pipes.figures.figure import Numeral, as_text
from onrecord.pipes.figures.numbers.lexer import LexedText, lex
from onrecord.pipes.figures.numbers.words import read_numeral

UNTIMED = settings(deadline=None)
SMALL = [
    *[
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ],
    *["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = {1_000_000_000: "billion", 1_000_000: "million", 1_000: "thousand"}


def read(text: str) -> Numeral | None:
    """The numeral a text begins with."""
    return read_numeral(LexedText(text), 0)


def spell(number: int) -> str:
    """A whole number in words, British style."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {spell(number % 100)}" if number % 100 else ""
        return f"{SMALL[number // 100]} hundred{rest}"
    for size, scale in SCALES.items():
        if number >= size:
            left = number % size
            joint = " and " if left < 100 else " "
            return f"{spell(number // size)} {scale}{joint + spell(left) if left else ''}"
    raise AssertionError(number)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", "1234.5"),
        ("816 000", "816000"),
        ("1 234 567", "1234567"),
        (".08", "0.08"),
        ("4.5bn", "4500000000"),
        ("25k", "25000"),
        ("2.5 million", "2500000"),
        ("4 hundred million", "400000000"),
        ("2½", "2.5"),
        ("2 1/4", "2.25"),
        ("3 dozen", "36"),
        ("12,34,567", "1234567"),
        ("25 lakh", "2500000"),
        ("two hundred and fifty", "250"),
        ("four hundred and twenty million", "420000000"),
        ("twenty-eight thousand six hundred forty-two", "28642"),
        ("twenty-five hundred", "2500"),
        ("a thousand", "1000"),
        ("a dozen", "12"),
        ("half a dozen", "6"),
        ("half a million", "500000"),
        ("a quarter of a million", "250000"),
        ("two and a half million", "2500000"),
        ("a million and a half", "1500000"),
        ("two-thirds", "0.666666666667"),
        ("three quarters", "0.75"),
        ("a third", "0.333333333333"),
        ("a couple of hundred", "200"),
        ("twenty-first", "21"),
        ("22nd", "22"),
    ],
)
def test_value(text: str, value: str):
    found = read(text)
    assert found is not None
    assert found.value is not None
    assert (as_text(found.value), found.stop) == (value, len(LexedText(text)))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("between one hundred and two hundred", " and two hundred"),
        ("one million and three million", " and three million"),
    ],
)
def test_and_joins_no_two_numbers(text: str, rest: str):
    line = LexedText(text)
    start = 1 if text.startswith("between") else 0
    found = read_numeral(line, start)
    assert found is not None
    assert text[line.lexemes[found.stop - 1].end :] == rest


@pytest.mark.parametrize(
    "text", ["1.2.3", "007", "12.05.2019", "1,2,3", "1" * 30, "an", "and", "hundred", "of", "½½½x"[3:]]
)
def test_no_number(text: str):
    assert read(text) is None


@pytest.mark.parametrize(
    "text", ["dozens", "hundreds", "tens of thousands", "several hundred", "a few thousand"]
)
def test_vague_numbers_have_no_value(text: str):
    found = read(text)
    assert found is not None
    assert (found.form, found.value, found.stop) == ("vague", None, len(LexedText(text)))


def test_no_number_runs_over_a_line_end():
    found = read("2.5\nmillion")
    assert found is not None
    assert found.value == Decimal("2.5")


@UNTIMED
@given(st.integers(0, 999_999_999_999))
def test_words_come_back(number: int):
    found = read(spell(number))
    assert found is not None
    assert found.value == number


@UNTIMED
@given(st.integers(0, 10**15), st.integers(0, 999))
def test_grouped_digits_come_back(whole: int, thousandths: int):
    value = Decimal(whole) + Decimal(thousandths).scaleb(-3)
    found = read(f"{value:,}")
    assert found is not None
    assert found.value == value


@UNTIMED
@given(st.integers(1, 99_999), st.sampled_from(["million", "m ", "bn", " billion", "k", " trillion"]))
def test_scales_come_back(tenths: int, scale: str):
    powers = {"m": 6, "million": 6, "bn": 9, "billion": 9, "k": 3, "trillion": 12}
    value = Decimal(tenths).scaleb(-1)
    found = read(f"{value}{scale if scale.strip() != 'million' else ' million'}")
    assert found is not None
    assert found.value == value.scaleb(powers[scale.strip()])


@UNTIMED
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18, places=4))
def test_text_of_a_value_is_that_value(value: Decimal):
    text = as_text(value)
    assert Decimal(text) == value
    assert "E" not in text
    assert not (text.endswith("0") and "." in text)


@UNTIMED
@given(st.text(max_size=300))
def test_lexemes_lie_in_the_text_and_in_order(text: str):
    end = 0
    for lexeme in lex(text):
        assert text[lexeme.start : lexeme.end] == lexeme.text
        assert text[end : lexeme.start].strip() == ""
        end = lexeme.end
    assert text[end:].strip() == ""
