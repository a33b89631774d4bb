"""Titles that list what somebody is responsible for."""

from __future__ import annotations

import pytest

from onrecord.pipes.speakers import Speakers
from onrecord.pipes.speakers.portfolios import portfolio_before, portfolio_from

MENON = """
Minister minister PROPN nmod:desc 8 -
for for ADP case 3 -
Housing Housing PROPN nmod 1 - _
, , PUNCT punct 5 -
Land Land PROPN conj 3 B-PERSON
and and CCONJ cc 7 -
Water Water PROPN conj 3 B-PERSON
Ravi Ravi PROPN nsubj 10 I-PERSON
Menon Menon PROPN flat 8 I-PERSON
spoke speak VERB ROOT 10 -
"""


def test_the_name_begins_after_the_list(make_doc):
    """The model sees two people, "Land" and "Water Ravi Menon"."""
    (cluster,) = (c for c in Speakers()(make_doc(MENON))._.clusters if c["kind"] == "person")
    assert (cluster["name"], cluster["role"]) == ("Ravi Menon", "Minister for Housing, Land and Water")


def test_a_list_the_parse_coordinates_is_one_person(make_doc):
    doc = make_doc("""
The the DET det 2 -
Minister minister PROPN nsubj 9 -
for for ADP case 4 -
Housing Housing PROPN nmod 2 - _
, , PUNCT punct 6 -
Land Land PROPN conj 2 -
and and CCONJ cc 8 -
Water Water PROPN conj 2 -
spoke speak VERB ROOT 9 -
""")
    clusters = Speakers()(doc)._.clusters
    assert [c["name"] for c in clusters if c["kind"] == "group"] == []
    assert "Minister for Housing, Land and Water" in [c["name"] for c in clusters]


@pytest.mark.parametrize(
    ("words", "end", "start"),
    [
        ("said Deputy Minister of Justice , Prisons and Courts Amos Bell", 9, 2),
        ("leaders of Spain , Italy and France left", 7, None),
        ("the Minister for Health , who left", 5, None),
        ("Minister for Land and Water Ravi Menon", 5, None),
    ],
)
def test_where_such_a_title_begins(make_doc, words: str, end: int, start: int | None):
    doc = make_doc("\n".join(f"{word} {word} PROPN dep 1 -" for word in words.split()))
    assert portfolio_before(doc, end) == start


def test_names_are_no_responsibilities(make_doc):
    words = ["Minister", "for", "Health", ",", "Ana", "and", "Bo", "left"]
    rows = [f"{word} {word} PROPN dep 1 {'B-PERSON' if word in ('Ana', 'Bo') else '-'}" for word in words]
    assert portfolio_from(make_doc("\n".join(rows)), 0) is None
