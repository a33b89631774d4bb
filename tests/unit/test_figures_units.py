"""Units: every one of them, pairs of them, letters that may be one, and what an amount is reckoned by."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.pipes.figures.amounts import read_amount
from onrecord.pipes.figures.figure import Amount, as_text
from onrecord.pipes.figures.numbers.grammar import read_figures
from onrecord.pipes.figures.numbers.lexer import LexedText
from onrecord.pipes.figures.units.measure_lists import units

ROOT = Path(__file__).parents[2]
Found = tuple[list[str], str, str]
ELSEWHERE = {"m", "b"}
"""Symbols that are scales of numbers too."""


def read(text: str) -> list[Found]:
    return [
        ([as_text(value) for value in one.values], one.kind, one.unit)
        for one in read_figures(LexedText(text))
    ]


def first(text: str) -> Amount:
    line = LexedText(text)
    found = [amount for i in range(len(line)) if (amount := read_amount(line, i)) is not None]
    return found[0]


def test_the_generated_file_is_what_cldr_says() -> None:
    pytest.importorskip("babel")
    done = subprocess.run([sys.executable, ROOT / "tools/make_units.py", "--check"], check=False)
    assert done.returncode == 0, "run tools/make_units.py"


def test_every_word_of_every_unit_in_digits_and_in_words() -> None:
    lists = units()
    wrong = []
    for key, name in lists.words.entries.items():
        for number in ("40", "forty"):
            text = f"it took {number} {' '.join(key)} there"
            if read(text) != [(["40"], lists.kinds[name], name)]:
                wrong.append((text, read(text)))
    assert not wrong


def test_every_symbol_of_every_unit() -> None:
    lists = units()
    wrong = []
    for key, name in lists.symbols.entries.items():
        if "".join(key) in ELSEWHERE:
            continue
        texts = [f"it took 40 {' '.join(key)} there", f"it took 40{''.join(key)} there"]
        texts += [f"it took 40 {''.join(key)} there", f"it took 40{' '.join(key)} there"]
        if (["40"], lists.kinds[name], name) not in [found for text in texts for found in read(text)]:
            wrong.append((key, name))
    assert not wrong


@pytest.mark.parametrize(
    ("text", "value", "unit", "per"),
    [
        ("three years and four months in jail", "40", "month", None),
        ("at 43.305 rupees per US dollar on Thursday", "43.305", "INR", "dollar"),
        ("2 hours 15 minutes", "135", "minute", None),
        ("an hour and 20 minutes", "80", "minute", None),
        ("he is 5 ft 2 in tall", "5.16666666667", "foot", None),
        ("he is 6ft 3in tall", "6.25", "foot", None),
        ("he is 6'3\" tall", "6.25", "foot", None),
        ("he is 5 ft. 3 in. tall", "5.25", "foot", None),
        ("a quarter of a percentage point", "0.25", "percentage point", None),
        ("three quarters of a mile", "0.75", "mile", None),
        ("3/4 of an hour", "0.75", "hour", None),
        ("it makes 300 pound-feet", "300", "pound-foot", None),
        ("it makes 60 m.p.h. now", "60", "mile per hour", None),
        ("it blew 2.5m/s", "2.5", "metre per second", None),
        ("he has 16.4 ppg", "16.4", "point per game", None),
        ("the plant reached 35 TeV.", "35", "teraelectronvolt", None),
        ("gas is $3.2 per mmBtu", "3.2", "USD", "million British thermal unit"),
        ("3 roentgen a day", "3", "roentgen", "day"),
        ("$70 a barrel", "70", "USD", "barrel"),
        ("$70 per barrel", "70", "USD", "barrel"),
        ("$9,000 yearly", "9000", "USD", "year"),
        ("6,000 shillings per 50 kg bag", "6000", "KES", "50 kg bag"),
        ("$200 to every household", "200", "USD", "household"),
        ("pumps 40 litres a second.", "40", "litre", "second"),
        ("went 60mph a second faster", "60", "mile per hour", None),
        ('a 10.5" screen', "10.5", "inch", None),
        ("shipped 50,000 MT of rice", "50000", "tonne", None),
    ],
)
def test_compounds(text: str, value: str, unit: str, per: str | None) -> None:
    found = first(text)
    assert (as_text(found.value or 0), found.unit, found.per) == (value, unit, per)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("He served three years. Four months later he left.", ["3", "4"]),
        ("one year and 18 months", ["1", "18"]),
        ("for 3 years, 2 months, 14 days, and so on", ["3", "2", "14"]),
        ('"We sold 14" he said', ["14"]),
        ("of the two items three bars", ["2", "3"]),
    ],
)
def test_no_pairs_and_no_marks_where_there_are_none(text: str, values: list[str]) -> None:
    assert [value for found in read(text) for value in found[0]] == values
