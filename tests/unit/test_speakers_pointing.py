"""Who a mention is by the language model's pointers."""

from __future__ import annotations

import pytest
from pointing import label, point

from onrecord.pipes.speakers import MentionIndex, Speakers

TEACHER = """
A a DET det 3 -
retired retired ADJ amod 3 -
teacher teacher NOUN nsubj 4 -
spoke speak VERB ROOT 4 - _
. . PUNCT punct 4 -

She she PRON nsubj 2 -
swam swim VERB ROOT 2 - _
. . PUNCT punct 2 -

Moira Moira PROPN nsubj 3 B-PERSON
Keane Keane PROPN flat 1 I-PERSON
rested rest VERB ROOT 3 - _
. . PUNCT punct 3 -

Bo Bo PROPN nsubj 3 B-PERSON
Lind Lind PROPN flat 1 I-PERSON
left leave VERB ROOT 3 - _
. . PUNCT punct 3 -

Keane Keane PROPN nsubj 2 B-PERSON
slept sleep VERB ROOT 2 - _
. . PUNCT punct 2 -
"""
FIRM = """
Brandle Brandle PROPN compound 2 B-ORG
Systems Systems PROPN nsubj 3 I-ORG
grew grow VERB ROOT 3 - _
. . PUNCT punct 3 -

The the DET det 3 -
lock lock NOUN compound 3 -
maker maker NOUN nsubj 4 -
hired hire VERB ROOT 4 -
Bo Bo PROPN obj 4 B-PERSON
Lind Lind PROPN flat 5 I-PERSON _
. . PUNCT punct 4 -

It it PRON nsubj 2 -
paid pay VERB ROOT 2 - _
. . PUNCT punct 2 -
"""

PAIR = """
Cy Cy PROPN nsubj 6 B-PERSON
Orr Orr PROPN flat 1 I-PERSON
and and CCONJ cc 4 -
Ada Ada PROPN conj 1 B-PERSON
Crane Crane PROPN flat 4 I-PERSON
swam swim VERB ROOT 6 - _
. . PUNCT punct 6 -

{article} {article} DET det 2 -
{noun} {lemma} NOUN nsubj 3 -
rested rest VERB ROOT 3 - _
. . PUNCT punct 3 -

They they PRON nsubj 2 -
slept sleep VERB ROOT 2 - _
. . PUNCT punct 2 -
"""


def mentions(doc, name: str) -> list[tuple[str, str, float]]:
    cluster = next(c for c in Speakers()(doc)._.clusters if c["name"] == name)
    return [(doc.text[slice(*m["span"])], m["by"], m["score"]) for m in cluster["mentions"]]


def test_a_role_in_the_lead_is_who_is_named_later(make_doc):
    doc = make_doc(TEACHER)
    point(doc, "name", "teacher", Keane=0.5, Keane_2=0.3, new=0.2)
    point(doc, "name", "She", Keane=0.9, new=0.1)
    assert mentions(doc, "Moira Keane") == [
        ("A retired teacher", "model", 0.8),
        ("She", "model", 1.0),
        ("Moira Keane", "name", 1.0),
        ("Keane", "surname", 1.0),
    ]
    cluster = next(c for c in doc._.clusters if c["name"] == "Moira Keane")
    assert (cluster["role"], cluster["gender"], cluster["kind"]) == ("retired teacher", "f", "person")


def test_a_role_nobody_is_sure_of_stays_unnamed_and_takes_its_pronoun(make_doc):
    doc = make_doc(TEACHER)
    point(doc, "name", "teacher", Keane=0.3, Lind=0.25, new=0.45)
    point(doc, "name", "She", new=0.9)
    point(doc, "antecedent", "She", teacher=0.9, new=0.1)
    found = mentions(doc, "retired teacher")
    assert [(text, by) for text, by, _ in found] == [("A retired teacher", "description"), ("She", "model")]
    assert 0 < found[0][2] < 0.5


def test_a_pronoun_goes_to_the_likeliest_however_unsure(make_doc):
    doc = make_doc(TEACHER)  # "Bo" is rarely "she": 0.3 for Lind counts for little
    point(doc, "name", "She", Keane=0.4, Lind=0.3, teacher=0.3)
    assert ("She", "model", 0.5666) in mentions(doc, "Moira Keane")


def test_the_pronouns_of_the_whole_text_tell_a_gender(make_doc):
    doc = make_doc(
        TEACHER.replace("slept sleep VERB ROOT 2 - _", "met meet VERB ROOT 2 -\nhim he PRON obj 2 - _")
    )
    point(doc, "name", "She", Keane=0.9)
    point(doc, "name", "him", Keane=0.6, Lind=0.4)
    assert [text for text, _, _ in mentions(doc, "Moira Keane")] == ["She", "Moira Keane", "Keane"]
    assert [text for text, _, _ in mentions(doc, "Bo Lind")] == ["Bo Lind", "him"]


def test_one_sure_pronoun_tells_more_of_a_gender_than_several_unsure_ones(make_doc):
    table = (
        TEACHER.replace("Bo", "Ash").replace("Moira", "Robin")
        + """
She she PRON nsubj 2 -
waved wave VERB ROOT 2 - _
. . PUNCT punct 2 -

He he PRON nsubj 2 -
smiled smile VERB ROOT 2 - _
. . PUNCT punct 2 -
"""
    )
    doc = make_doc(table)
    point(doc, "name", "She", Lind=0.55, Keane=0.45)
    point(doc, "name", "She:2", Lind=0.55, Keane=0.45)
    point(doc, "name", "He", Lind=0.95, Keane=0.05)
    assert [text for text, _, _ in mentions(doc, "Ash Lind")] == ["Ash Lind", "He"]
    assert [text for text, _, _ in mentions(doc, "Robin Keane")] == ["She", "Robin Keane", "Keane", "She"]


def test_pointers_to_the_mention_before_are_followed(make_doc):
    doc = make_doc(FIRM)
    point(doc, "name", "maker", Systems=0.9, new=0.1)
    point(doc, "name", "It", Systems=0.4, Lind=0.5)
    point(doc, "antecedent", "It", maker=0.9)
    found = mentions(doc, "Brandle Systems")
    assert [text for text, _, _ in found] == ["Brandle Systems", "The lock maker", "It"]
    assert found[-1][1:] == ("model", 1.0), "nobody else can be it"


def test_what_cannot_be_is_refused_however_likely(make_doc):
    doc = make_doc(FIRM)
    point(doc, "name", "It", Lind=0.99)
    assert [text for text, _, _ in mentions(doc, "Bo Lind")] == ["Bo Lind"]
    assert mentions(make_doc(FIRM), "Brandle Systems")[0] == ("Brandle Systems", "name", 1.0)


def test_a_firm_is_both_they_and_it(make_doc):
    again = "\n\nThey they PRON nsubj 2 -\nlent lend VERB ROOT 2 - _\n. . PUNCT punct 2 -\n"
    for text in (FIRM + again, FIRM.replace("It it", "They they") + again.replace("They they", "It it")):
        doc = make_doc(text)
        point(doc, "name", "It", Systems=0.9)
        point(doc, "name", "They", Systems=0.9)
        found = [text for text, _, _ in mentions(doc, "Brandle Systems")]
        assert sorted(found) == ["Brandle Systems", "It", "They"], text


@pytest.mark.parametrize(
    ("article", "noun", "lemma"), [("The", "couple", "couple"), ("The", "teachers", "teacher")]
)
def test_several_who_are_one_of_a_list_are_all_of_it(make_doc, article, noun, lemma):
    doc = make_doc(PAIR.format(article=article, noun=noun, lemma=lemma))
    doc[8].tag_ = "NNS" if noun.endswith("s") else "NN"
    point(doc, "name", noun, Orr=0.7, Crane=0.2)
    point(doc, "name", "They", Crane=0.8)
    found = [text for text, _, _ in mentions(doc, "Cy Orr and Ada Crane")]
    assert found == ["Cy Orr and Ada Crane", f"The {noun}", "They"]
    assert [text for text, _, _ in mentions(doc, "Cy Orr")] == ["Cy Orr"]


def test_one_who_is_one_of_a_list_is_not_all_of_it(make_doc):
    doc = make_doc(PAIR.format(article="The", noun="teacher", lemma="teacher"))
    point(doc, "name", "teacher", Cy=0.9)
    assert [text for text, _, _ in mentions(doc, "Cy Orr")] == ["Cy Orr", "The teacher"]


def test_the_index_says_how_sure_it_is(make_doc):
    doc = make_doc(TEACHER)
    point(doc, "name", "She", Keane=0.6, Lind=0.2, new=0.2)
    hit = MentionIndex(Speakers()(doc)).at(doc.text.index("She"), doc.text.index("She") + 3)
    assert hit is not None
    assert (hit.by, hit.score, doc._.clusters[hit.cluster]["name"]) == ("model", 0.9934, "Moira Keane")


def test_a_pronoun_ties_a_role_to_a_name(make_doc):
    for tie, name in ((0.8, "Moira Keane"), (0.4, "retired teacher")):
        doc = make_doc(TEACHER)
        point(doc, "name", "teacher", Keane=0.1, new=0.9)
        point(doc, "name", "She", Keane=0.9, new=0.1)
        point(doc, "antecedent", "She", teacher=tie, new=1 - tie)
        assert "A retired teacher" in [text for text, _, _ in mentions(doc, name)]


def test_a_given_name_outweighs_the_pointers_of_a_pronoun(make_doc):
    table = """
{} {} PROPN nsubj 3 B-PERSON
Webb Webb PROPN flat 1 I-PERSON
met meet VERB ROOT 3 -
{} {} PROPN obj 3 B-PERSON
Parry Parry PROPN flat 4 I-PERSON _
. . PUNCT punct 3 -

He he PRON nsubj 2 -
spoke speak VERB ROOT 2 -
"""
    for first, second, he in (("Susan", "Robert", "Robert Parry"), ("Susan", "Orla", "Susan Webb")):
        doc = make_doc(table.format(first, first, second, second))
        point(doc, "name", "He", Webb=0.95, new=0.05)
        point(doc, "antecedent", "He", Webb=0.6, Parry=0.4)
        assert ("He", "model") in [(text, by) for text, by, _ in mentions(doc, he)]


def test_a_couple_is_not_one_of_the_two(make_doc):
    table = """
Al Al PROPN nsubj 3 B-PERSON
Poole Poole PROPN flat 1 I-PERSON
married marry VERB ROOT 3 -
Jo Jo PROPN obj 3 B-PERSON _
. . PUNCT punct 3 -

The the DET det 2 -
{} {} NOUN nsubj 3 -
said say VERB ROOT 3 -
they they PRON nsubj 5 -
laughed laugh VERB ccomp 3 -
"""
    for noun, is_one in (("couple", False), ("baker", True)):
        doc = make_doc(table.format(noun, noun))
        point(doc, "name", noun, Poole=0.8, new=0.2)
        assert (f"The {noun}" in [text for text, _, _ in mentions(doc, "Al Poole")]) is is_one


def test_who_is_whom_the_relative_clause_modifies(make_doc):
    """But the model tells who a role without a name is."""
    table = """
Al Al PROPN nsubj 3 B-PERSON
Poole Poole PROPN flat 1 I-PERSON
met meet VERB ROOT 3 -
{}
{} {} PRON nsubj 8 -
now now ADV advmod 8 -
says say VERB acl:relcl 5 -
he he PRON nsubj 10 -
lied lie VERB ccomp 8 -
"""
    named = "Jo Jo PROPN obj 3 B-PERSON\nMarsh Marsh PROPN flat 4 I-PERSON"
    noun = "a a DET det 5 -\n{0} {0} NOUN obj 3 -"
    for rows, who, head, name in (
        (named, "who", 4, "Jo Marsh"),
        (noun.format("report"), "which", 5, "report"),
        (noun.format("report"), "who", 5, "Al Poole"),
        (noun.format("sheriff"), "who", 5, "Al Poole"),
    ):
        doc = make_doc(table.format(rows, who, who).replace("acl:relcl 5", f"acl:relcl {head}"))
        point(doc, "name", who, Poole=0.9, new=0.1)
        label(doc, (who, "SOURCE", None), ("says", "CUE", 0))
        assert who in [text for text, _, _ in mentions(doc, name)]
