"""Sources that are a share of a group, and sources that end in a name, where the parse is wrong."""

from __future__ import annotations

import pytest
import spacy

from onrecord.pipes.speakers.nouns import shared
from onrecord.pipes.speakers.phrases import source_head
from onrecord.pipes.speakers.shares import share_in

WORDS = spacy.blank("en")


@pytest.mark.parametrize(
    ("source", "share", "whole"),
    [
        ("More than half (53%) of the ferry users", "half", "ferry users"),
        ("Nearly a third (31%) of those asked by the Gazette", "third", "those asked by the Gazette"),
        ("Two-thirds of those who replied, 67%", "thirds", "those who replied"),
        ("A total of 48% of ferry pilots in Wenlow", "total", "ferry pilots in Wenlow"),
        ("A third of 2,000 nurses", "third", "nurses"),
        ("Half of those who replied,", "Half", "those who replied"),
    ],
)
def test_a_share_and_its_whole(source: str, share: str, whole: str):
    doc = WORDS(source)
    found = share_in(doc[:])
    assert found is not None
    assert (found[0].text, found[1].text) == (share, whole)
    assert source_head(doc[:]) == found[0]
    one = shared(doc[:])
    assert one is not None
    assert (one.start, one.head, one.name, one.plural) == (0, found[0].i, whole, True)


@pytest.mark.parametrize(
    "source",
    [
        "The Quarter Horse Club of Wenlow",
        "half the nurses",
        "A majority",
        "the third mate of the ship",
        "half of",
    ],
)
def test_no_share(source: str):
    doc = WORDS(source)
    assert share_in(doc[:]) is None
    assert shared(doc[:]) is None


DIRECTOR = """
Wrath Wrath PROPN nsubj 8 -
of of ADP case 4 -
the the DET det 4 -
Wind Wind PROPN compound 5 -
{office} {office} NOUN nmod 1 -
Mel Mel PROPN {dep} 1 B-PERSON
Crane Crane PROPN flat 6 I-PERSON
sang sing VERB ROOT 8 -
"""


@pytest.mark.parametrize(
    ("office", "dep", "head"),
    [("director", "flat", "Mel"), ("starring", "flat", "Wrath"), ("director", "conj", "Wrath")],
)
def test_the_person_after_an_office_is_the_head_of_a_title(make_doc, office: str, dep: str, head: str):
    doc = make_doc(DIRECTOR.format(office=office, dep=dep))
    assert source_head(doc[:7]).text == head


def test_somebody_of_a_persons_is_not_that_person(make_doc):
    doc = make_doc(
        DIRECTOR.format(office="director", dep="flat").replace("Wrath Wrath PROPN", "friend friend NOUN")
    )
    assert source_head(doc[:7]).text == "friend"


@pytest.mark.parametrize(("first", "part"), [("survey", "NOUN"), ("almost", "ADV")])
def test_a_share_begins_its_source(make_doc, first: str, part: str):
    doc = make_doc(f"""
{first} {first} {part} nsubj 7 -
of of ADP case 3 -
half half NOUN nmod 1 -
of of ADP case 6 -
the the DET det 6 -
nurses nurse NOUN nmod 3 -
found find VERB ROOT 7 -
""")
    assert (share_in(doc[:6]) is None) is (part == "NOUN")


def test_whose_brother_somebody_is_does_not_speak(make_doc):
    doc = make_doc("""
Ada Ada PROPN nsubj 8 B-PERSON
Crane Crane PROPN flat 1 I-PERSON _
, , PUNCT punct 4 -
sister sister NOUN appos 1 -
of of ADP case 7 -
director director NOUN nmod:desc 7 -
Bo Bo PROPN nmod 4 B-PERSON
sang sing VERB ROOT 8 -
""")
    assert source_head(doc[:7]).text == "Ada"
