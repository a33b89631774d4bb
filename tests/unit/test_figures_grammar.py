from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.pipes.figures.figure import Figure, as_text
from onrecord.pipes.figures.numbers.grammar import read_figures
from onrecord.pipes.figures.numbers.lexer import LexedText

UNTIMED = settings(deadline=None)
PIECES = st.sampled_from(
    [
        *[
            "1",
            "23",
            "4.5",
            "1,234",
            "0",
            "007",
            "2½",
            "10",
            "30",
            "1990s",
            "1/2",
            "million",
            "hundred",
            "thousand",
        ],
        *[
            "one",
            "two",
            "twenty",
            "dozens",
            "third",
            "thirds",
            "first",
            "couple",
            "half",
            "and",
            "a",
            "an",
            "of",
        ],
        *[
            "to",
            "between",
            "from",
            "more",
            "than",
            "about",
            "or",
            "in",
            "out",
            "every",
            "per",
            "people",
            "year",
        ],
        *[
            "years",
            "old",
            "percent",
            "kg",
            "km",
            "bn",
            "m",
            "k",
            "US",
            "HK",
            "No",
            "pm",
            "$",
            "£",
            "€",
            "%",
            "-",
            "–",
        ],
        *["/", "~", "+", "(", ")", ".", ",", "'", '"', "#", ":", "e", "²", "🙂", "\n", "\u0301"],
    ]
)


def only(text: str) -> Figure:
    """The one candidate of a text."""
    found = read_figures(LexedText(text))
    assert len(found) == 1, found
    return found[0]


def span(text: str, found: Figure) -> str:
    lexemes = LexedText(text).lexemes
    return text[lexemes[found.bound_first].start : lexemes[found.bound_stop - 1].end]


@pytest.mark.parametrize(
    ("text", "values", "kind", "unit"),
    [
        ("it cost $58.25m", ["58250000"], "money", "USD"),
        ("it cost US$ 3 billion", ["3000000000"], "money", "USD"),
        ("it cost HK $3.7 billion", ["3700000000"], "money", "HKD"),
        ("it cost $A5", ["5"], "money", "AUD"),
        ("it cost EUR50m", ["50000000"], "money", "EUR"),
        ("it cost 10.5 million Australian dollars", ["10500000"], "money", "AUD"),
        ("it cost 583 million yuan", ["583000000"], "money", "CNY"),
        ("it cost 500 kronor in Oslo, said Norway", ["500"], "money", "NOK"),
        ("it cost 118.5p", ["1.185"], "money", "GBP"),
        ("it cost PS2.7m", ["2700000"], "money", "GBP"),
        ("a loss of $-50.8bn", ["-50800000000"], "money", "USD"),
        ("up 25 basis points", ["25"], "percentage_point", "basis point"),
        ("up two percentage points", ["2"], "percentage_point", "percentage point"),
        ("up 3 per cent", ["3"], "percent", "percent"),
        ("up 3pc", ["3"], "percent", "percent"),
        ("minus-5 yards", ["-5"], "distance", "yard"),
        ("plus or minus 5 yards", ["5"], "distance", "yard"),
        ("at -3C", ["-3"], "other", "degree Celsius"),
        ("a 5W lamp", ["5"], "other", "watt"),
        ("a 10-year plan", ["10"], "duration", "year"),
        ("a 65 year-old", ["65"], "age", "year"),
        ("16 years of age", ["16"], "age", "year"),
        ("a year and a half", ["1.5"], "duration", "year"),
        ("15-22 miles per hour", ["15", "22"], "other", "mile per hour"),
        ("between £5 and £10", ["5", "10"], "money", "GBP"),
        ("3-4 % more", ["3", "4"], "percent", "percent"),
        ("$89 to $93 billion", ["89000000000", "93000000000"], "money", "USD"),
        ("from £2.1 to £1.9 million", ["2100000", "1900000"], "money", "GBP"),
        ("three or four years", ["3", "4"], "duration", "year"),
        ("18- to 24-year-olds", ["18", "24"], "age", "year"),
        ("16-to-24-year-olds", ["16", "24"], "age", "year"),
        ("nine out of 10", ["0.9"], "", ""),
        ("one in every five", ["0.2"], "", ""),
    ],
)
def test_value_and_unit(text: str, values: list[str], kind: str, unit: str):
    found = only(text)
    assert ([as_text(value) for value in found.values], found.kind, found.unit) == (values, kind, unit)


@pytest.mark.parametrize(
    ("text", "comparator", "covered"),
    [
        ("it took more than 41,000", ">", "more than 41,000"),
        ("it took just over 3%", ">", "just over 3%"),
        ("it took at least 74 mph", ">=", "at least 74 mph"),
        ("it took no fewer than 12", ">=", "no fewer than 12"),
        ("it took 100+", ">=", "100+"),
        ("it took 50 kg or more", ">=", "50 kg or more"),
        ("it took less than £5", "<", "less than £5"),
        ("it took well under $3m", "<", "well under $3m"),
        ("it took up to 60mph", "<=", "up to 60mph"),
        ("it took no more than 6", "<=", "no more than 6"),
        ("it took nearly two decades", "~", "nearly two decades"),
        ("it took some 12,000", "~", "some 12,000"),
        ("it took ~25", "~", "~25"),
        ("it took 50-odd", "~", "50-odd"),
        ("it took a couple of days", "~", "a couple of days"),
        ("it took only 281", "=", "281"),
    ],
)
def test_bounds(text: str, comparator: str, covered: str):
    found = only(text)
    assert (found.comparator, span(text, found)) == (comparator, covered)


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("$3500 a month", "month"),
        ("$52 a barrel", "barrel"),
        ("12 deaths per 100,000 people", "100000 people"),
        ("£5 each", "item"),
        ("325,000 barrels per day", "day"),
        ("$6.78 billion a year earlier", None),
    ],
)
def test_per(text: str, per: str | None):
    assert read_figures(LexedText(text))[0].per == per or text.startswith("12 deaths")


@pytest.mark.parametrize(
    "text", ["one in, one out", "12 in 15 games", "four in 2019", "5 or 50", "18 sen to RM23.50"]
)
def test_two_numbers_stay_two(text: str):
    assert len(read_figures(LexedText(text))) == 2


def test_a_sign_behind_digits_is_not_that_of_a_word_behind_it():
    assert [found.unit for found in read_figures(LexedText("500€ one"))] == ["EUR", ""]


def test_dollar_follows_the_country_of_the_text():
    text = "Canada said that Ottawa would pay $5m."
    assert only(text).unit == "CAD"
    assert read_figures(LexedText(text + " Washington would pay $6m."))[0].unit == "USD"


@UNTIMED
@example(["2½", "$", "one"], " ")
@example(["1", "+", "one"], "")
@given(st.lists(PIECES, max_size=40), st.sampled_from([" ", "", "-"]))
def test_no_string_raises_and_candidates_do_not_overlap(pieces: list[str], joint: str):
    end = 0
    for found in read_figures(LexedText(joint.join(pieces))):
        assert end <= found.bound_first <= found.first < found.stop <= found.bound_stop
        end = max(found.stop, found.bound_stop)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "1.",
        "1 ",
        "111 ",
        "and ",
        "-",
        "1-",
        "hundred ",
        "one hundred and ",
        "$",
        "a ",
        "half a ",
        "to ",
        "1/2 ",
        "+",
        "(",
    ],
)
def test_adversarial_strings_take_linear_work(piece: str):
    """Work is counted in looks at a lexeme: doubling the text may not do much more than double them."""
    looks = [_looks(piece * size) for size in (1000, 2000)]
    assert looks[1] <= 2.2 * looks[0] + 1000


def _looks(text: str) -> int:
    class Counting(LexedText):
        count = 0

        def low(self, i: int) -> str:
            Counting.count += 1
            return super().low(i)

        def kind(self, i: int) -> str:
            Counting.count += 1
            return super().kind(i)

        def raw(self, i: int) -> str:
            Counting.count += 1
            return super().raw(i)

    Counting.count = 0
    read_figures(Counting(text))
    return Counting.count
