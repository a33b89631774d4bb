"""Currencies: every legal tender, whose dollar is meant, hundredths, and everyday words that are none."""

from __future__ import annotations

import pytest

from onrecord.pipes.figures.figure import as_text
from onrecord.pipes.figures.lexicon import cldr, overlay
from onrecord.pipes.figures.numbers.grammar import read_figures
from onrecord.pipes.figures.numbers.lexer import LexedText
from onrecord.pipes.figures.units.currency_lists import currencies

TENDERS = {code: table for code, table in cldr()["currencies"].items() if table["tender"]}


def read(text: str) -> list[tuple[list[str], str]]:
    return [([as_text(value) for value in one.values], one.unit) for one in read_figures(LexedText(text))]


def test_cldr_knows_some_hundred_and_fifty_tenders() -> None:
    assert len(TENDERS) > 150


@pytest.mark.parametrize("code", TENDERS)
def test_every_tender(code: str) -> None:
    pytest.importorskip("babel")
    from babel import Locale

    names = Locale("en")._data["currency_names_plural"][code]
    one, many, country = names["one"], names["other"], (TENDERS[code]["countries"] or ["Europe"])[0].title()
    wanted = {
        f"it cost 500 {many} there": "500",
        f"it cost five hundred {many.lower()} there": "500",
        f"it cost 40 million {many}.": "40000000",
        f"it cost one {one} there": "1",
        f"In {country} it cost {code} 500.": "500",
        f"In {country} it cost {code}4.5 million.": "4500000",
        f"In {country} it cost 500 {code}.": "500",
        f"In {country} it cost a thousand {code}.": "1000",
    }
    assert {text: read(text) for text in wanted} == {
        text: [([value], code)] for text, value in wanted.items()
    }


def test_no_word_of_ours_is_overridden() -> None:
    ours = overlay("currencies")["family"]
    words = {(word, name) for name, table in ours.items() for word in table.get("words", ())}
    assert ("rouble", "ruble") in words
    read_as = {(word, currencies().nouns.entries.get(tuple(word.split()))) for word, _ in words}
    assert {(word, name) for word, name in words if "-" not in word} <= read_as


def test_every_code_is_known() -> None:
    assert set(cldr()["currencies"]) <= set(currencies().codes)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("lost Tk50 crore", "500000000", "BDT"),
        ("KARACHI: Pakistan will spend Rs 9 billion. India objected.", "9000000000", "PKR"),
        ("KATHMANDU: fined Rs 2 million", "2000000", "NPR"),
        ("MUMBAI: gold worth Rs 3.5L, he said", "350000", "INR"),
        ("costs GH¢25 now", "25", "GHS"),
        ("fined him GHC475", "475", "GHS"),
        ("paid Kshs 40,000", "40000", "KES"),
        ("paid Sh. 900", "900", "KES"),
        ("KAMPALA: paid Sh. 900", "900", "UGX"),
        ("the fare is Tsh20,000", "20000", "TZS"),
        ("cost K12 million, the Zambian minister said", "12000000", "ZMW"),
        ("cost R 500 in South Africa", "500", "ZAR"),
        ("cost 5000 FCFA in Dakar", "5000", "XOF"),
        ("cost EC$20", "20", "XCD"),
        ("cost $300 CAD", "300", "CAD"),
        ("Ottawa: it cost $300 in Canada", "300", "CAD"),
        ("Ottawa: it cost C$400, in Canada ($300)", "300", "USD"),
        ("Ottawa: it cost $300 (£220) in Canada", "300", "USD"),
        ("cost 50p", "0.5", "GBP"),
        ("cost 75 cents", "0.75", "USD"),
        ("cost 75 Australian cents", "0.75", "AUD"),
        ("cost 20 euro cents", "0.2", "EUR"),
        ("one is €3, cost 75 cents", "0.75", "EUR"),
        ("cost 3 dollars 50 cents", "3.5", "USD"),
        ("cost thirteen pounds and forty-five pence", "13.45", "GBP"),
        ("was fined 2,000 pounds", "2000", "GBP"),
        ("a book for 2,000 pounds ($2,600)", "2000", "GBP"),
        ("posted negative $71.5 million", "-71500000", "USD"),
        ("lost -£23 million", "-23000000", "GBP"),
        ("cost 40 billion won", "40000000000", "KRW"),
        ("In Seoul it cost 5,000 won a month", "5000", "KRW"),
        ("cost 500 Brazilian reais", "500", "BRL"),
        ("paid 260.75bn roubles for it", "260750000000", "RUB"),
        ("faces a 1bn rouble claim", "1000000000", "RUB"),
        ("paid 40 Soviet roubles", "40", "SUR"),
        ("cost COP 5,000", "5000", "COP"),
    ],
)
def test_local_habits(text: str, value: str, code: str) -> None:
    assert ([value], code) in read(text)


def test_a_range_of_pence_is_all_pence() -> None:
    assert read("between 5 and 10p") == [(["0.05", "0.1"], "GBP")]


@pytest.mark.parametrize(
    "text",
    [
        "The 12 won prizes.",
        "In Korea 12 won the cup.",
        "They had 3 real chances.",
        "He took three gold medals.",
        "He took 2 drams of whisky.",
        "COP 26 in Glasgow",
        "the TOP 10 schools",
        "ALL 500 JOBS",
        "In Albania ALL 500 JOBS went",
        "TRY 3 times",
        "CUP 2026",
        "PHP 8 is out",
        "SDG 16 is peace",
        "the N7 road",
        "the K2 summit",
        "the R4 ward, group D3, plan E5",
        "1080p video",
        "He weighed 200 pounds.",
        "three top marks",
        "two lats and two soles",
        "five colons and 8 units",
    ],
)
def test_what_is_no_money(text: str) -> None:
    assert [one.kind for one in read_figures(LexedText(text)) if one.kind == "money"] == []
