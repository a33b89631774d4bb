from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pointing import label, point

from onrecord.pipes.quotes import Quotes
from onrecord.pipes.speakers import MentionIndex, Speakers
from onrecord.pipes.speakers.names import cut_short, near, same_body, same_person
from onrecord.pipes.speakers.nouns import described
from onrecord.pipes.speakers.phrases import phrase

HARBOUR = """
Harbour harbour NOUN compound 2 -
master master NOUN nmod:desc 3 -
Ada Ada PROPN nsubj 5 B-PERSON
Crane Crane PROPN flat 3 I-PERSON
said say VERB ROOT 5 -
the the DET det 7 -
pier pier NOUN nsubj 9 -
was be AUX cop 9 -
safe safe ADJ ccomp 5 - _
. . PUNCT punct 5 -

She she PRON nsubj 2 -
denied deny VERB ROOT 2 -
it it PRON obj 2 - _
. . PUNCT punct 2 -

The the DET det 3 -
harbour harbour NOUN compound 3 -
master master NOUN nsubj 4 -
left leave VERB ROOT 4 - _
. . PUNCT punct 4 -
"""

TWO_CRANES = """
Bo Bo PROPN nsubj 3 B-PERSON
Crane Crane PROPN flat 1 I-PERSON
met meet VERB ROOT 3 -
Ada Ada PROPN obj 3 B-PERSON
Crane Crane PROPN flat 4 I-PERSON _
. . PUNCT punct 3 -

Ms Ms PROPN nmod:desc 2 -
Crane Crane PROPN nsubj 3 B-PERSON
spoke speak VERB ROOT 3 - _
. . PUNCT punct 3 -

Mr Mr PROPN nmod:desc 2 -
Crane Crane PROPN nsubj 3 B-PERSON
left leave VERB ROOT 3 - _
. . PUNCT punct 3 -
"""

OWNER = """
Its its PRON nmod:poss 2 -
owner owner NOUN nsubj 7 - _
, , PUNCT punct 4 -
Dale Dale PROPN appos 2 B-PERSON
Forsythe Forsythe PROPN flat 4 I-PERSON _
, , PUNCT punct 2 -
slept sleep VERB ROOT 7 - _
. . PUNCT punct 7 -
"""

AGENCY = """
The the DET det 4 -
Wenlow Wenlow PROPN compound 4 B-ORG
Bay Bay PROPN compound 4 I-ORG
Authority Authority PROPN nsubj 5 I-ORG
met meet VERB ROOT 5 - _
. . PUNCT punct 5 -

The the DET det 2 -
authority authority NOUN nsubj 3 -
voted vote VERB ROOT 3 - _
. . PUNCT punct 3 -

WBA WBA PROPN nsubj 2 B-ORG
adjourned adjourn VERB ROOT 2 - _
. . PUNCT punct 2 -
"""


SHOP = """
The the DET det 4 -
Brandle Brandle PROPN nmod:poss 4 B-ORG _
's 's PART case 2 -
boss boss NOUN nsubj 5 -
met meet VERB ROOT 5 -

Brandle Brandle PROPN nsubj 3 B-PERSON _
's 's PART case 1 -
adjourned adjourn VERB ROOT 3 -
"""


KING = """
Charlie Charlie PROPN nsubj 3 B-PERSON
King King PROPN flat 1 I-PERSON
slept sleep VERB ROOT 3 - _
. . PUNCT punct 3 -

Mr Mr PROPN nmod:desc 2 -
King King PROPN nsubj 3 B-PERSON
woke wake VERB ROOT 3 - _
. . PUNCT punct 3 -
"""

IT_AND_SHE = """
Ada Ada PROPN nsubj 3 B-PERSON
Crane Crane PROPN flat 1 I-PERSON
slept sleep VERB ROOT 3 - _
. . PUNCT punct 3 -

It it PRON nsubj 2 -
rained rain VERB ROOT 2 - _
. . PUNCT punct 2 -

She she PRON nsubj 2 -
woke wake VERB ROOT 2 - _
. . PUNCT punct 2 -
"""

MAYORS = """
The the DET det 3 -
deputy deputy NOUN compound 3 -
mayor mayor NOUN nsubj 4 -
left leave VERB ROOT 4 - _
. . PUNCT punct 4 -

The the DET det 2 -
mayor mayor NOUN nsubj 3 -
stayed stay VERB ROOT 3 - _
. . PUNCT punct 3 -
"""


GOVERNOR_FIRST = """
The the DET det 2 -
governor governor NOUN nsubj 3 -
smiled smile VERB ROOT 3 - _
. . PUNCT punct 3 -

Gov. Gov. PROPN nmod:desc 2 -
Bo Bo PROPN nsubj 4 B-PERSON
Lind Lind PROPN flat 2 I-PERSON
won win VERB ROOT 4 - _
. . PUNCT punct 4 -
"""

MISSPELT = """
Lydia Lydia PROPN nsubj 3 B-PERSON
Buchtmann Buchtmann PROPN flat 1 I-PERSON
spoke speak VERB ROOT 3 - _
. . PUNCT punct 3 -

Ms Ms PROPN nmod:desc 2 -
Bauchtman Bauchtman PROPN nsubj 3 B-PERSON
left leave VERB ROOT 3 - _
. . PUNCT punct 3 -
"""

HEALTH = """
The the DET det 4 -
World World PROPN compound 4 B-ORG
Health Health PROPN compound 4 I-ORG
Organisation Organisation PROPN nsubj 5 I-ORG
met meet VERB ROOT 5 - _
. . PUNCT punct 5 -

WHO who PRON nsubj 2 -
said say VERB ROOT 2 -
no no INTJ obj 2 - _
. . PUNCT punct 2 -
"""

OWNED = """
Crane Crane PROPN nmod:poss 3 B-PERSON _
's 's PART case 1 -
letter letter NOUN nsubj 4 -
arrived arrive VERB ROOT 4 - _
. . PUNCT punct 4 -
"""


def clusters(doc) -> dict[str, list[tuple[str, str]]]:
    doc = Speakers()(doc)
    text = doc.text
    return {c["name"]: [(text[slice(*m["span"])], m["kind"]) for m in c["mentions"]] for c in doc._.clusters}


def test_four_names_are_one_person(make_doc):
    found = clusters(make_doc(HARBOUR))
    assert found["Ada Crane"] == [
        ("Harbour master Ada Crane", "name"),
        ("She", "pronoun"),
        ("The harbour master", "role"),
    ]


def test_role_and_gender_of_a_cluster(make_doc):
    doc = Speakers()(make_doc(HARBOUR))
    cluster = next(c for c in doc._.clusters if c["name"] == "Ada Crane")
    assert (cluster["kind"], cluster["role"], cluster["gender"]) == ("person", "Harbour master", "f")


def test_every_source_has_a_cluster(make_doc):
    assert "pier" in clusters(make_doc(HARBOUR))


def test_two_people_with_one_surname_stay_two(make_doc):
    found = clusters(make_doc(TWO_CRANES))
    assert found["Ada Crane"] == [("Ada Crane", "name"), ("Ms Crane", "title")]
    assert found["Bo Crane"] == [("Bo Crane", "name"), ("Mr Crane", "title")]


def test_name_in_apposition_takes_the_description_into_its_cluster(make_doc):
    found = clusters(make_doc(OWNER))
    assert ("Its owner", "role") in found["Dale Forsythe"]


def test_body_by_name_noun_and_acronym(make_doc):
    found = clusters(make_doc(AGENCY))
    assert [text for text, _ in found["Wenlow Bay Authority"]] == [
        "The Wenlow Bay Authority"[4:],
        "The authority",
        "WBA",
    ]


def test_a_firm_named_like_a_shop_is_named_whole(make_doc):
    assert [text for text, _ in clusters(make_doc(SHOP))["Brandle's"]] == ["Brandle", "Brandle's"]


FULL = "Ida Ida PROPN nsubj 3 B-PERSON\nBrandle Brandle PROPN flat 1 I-PERSON"
ALONE = "Then then ADV advmod 3 -\nBrandle Brandle PROPN nsubj 3 B-PERSON"


@pytest.mark.parametrize("subject", [FULL, ALONE])
def test_a_person_who_owns_something_keeps_the_name(make_doc, subject: str):
    assert "Brandle's" not in clusters(make_doc(f"{SHOP}\n{subject}\nwaited wait VERB ROOT 3 -\n"))


def test_a_surname_that_is_a_role_too(make_doc):
    assert clusters(make_doc(KING)) == {"Charlie King": [("Charlie King", "name"), ("Mr King", "title")]}


def test_she_is_never_what_it_stands_for(make_doc):
    assert ("She", "pronoun") in clusters(make_doc(IT_AND_SHE))["Ada Crane"]


def test_the_mayor_is_not_the_deputy_mayor(make_doc):
    assert len(clusters(make_doc(MAYORS))) == 2


def test_a_role_in_the_lead_is_the_one_person_who_has_it(make_doc):
    assert ("The governor", "role") in clusters(make_doc(GOVERNOR_FIRST))["Bo Lind"]


def test_a_misspelt_surname_is_the_one_person_named_almost_so(make_doc):
    assert ("Ms Bauchtman", "title") in clusters(make_doc(MISSPELT))["Lydia Buchtmann"]


def test_an_acronym_spelt_like_a_pronoun(make_doc):
    assert ("WHO", "name") in clusters(make_doc(HEALTH))["World Health Organisation"]


def test_index_takes_the_owner_of_a_statement(make_doc):
    doc = Speakers()(make_doc(OWNED))
    hit = MentionIndex(doc).at(0, len("Crane"))
    assert doc._.clusters[hit.cluster]["name"] == "Crane"


def test_index_prefers_the_mention_that_shares_most(make_doc):
    doc = Speakers()(make_doc(HARBOUR))
    start = doc.text.index("Ada")
    hit = MentionIndex(doc).at(start, start + 9)
    assert (doc._.clusters[hit.cluster]["name"], hit.kind, hit.score) == ("Ada Crane", "name", 1.0)


BROKERS = """
The the DET det 3 -
ferry ferry NOUN compound 3 -
broker broker NOUN nsubj 5 -
Marl Marl PROPN flat 3 B-ORG
spoke speak VERB ROOT 5 - _
. . PUNCT punct 5 -

A a DET det 2 -
broker broker NOUN nsubj 5 -
at at ADP case 4 -
Orrin Orrin PROPN nmod 2 B-ORG
spoke speak VERB ROOT 5 - _
. . PUNCT punct 5 -
"""


def test_a_body_whose_name_follows_a_noun_ends_a_source_but_not_after_a_preposition(make_doc):
    doc = Speakers()(make_doc(BROKERS))
    index, text = MentionIndex(doc), doc.text
    hit = index.name_at_end(0, text.index(" spoke"))
    assert hit is not None
    assert doc._.clusters[hit.cluster]["name"] == "Marl"
    assert index.name_at_end(text.index("A broker"), text.rindex(" spoke")) is None


def test_names_of_one_person():
    assert same_person("Ada Crane", "Ada M. Crane")
    assert same_person("A. Crane", "Ada Crane")
    assert same_person("Zoé Gauthier", "Zoe Gauthier")
    assert same_person("Lydia Buchtmann", "Lydia Bauchtmann")
    assert not same_person("Ada Crane", "Bo Crane")
    assert not same_person("Ada Crane", "Ada Lind")
    assert not same_person("Crane", "Ada Crane")
    assert same_person("Zoe\u0301 Gauthier", "Zoé Gau\u00adthier")
    assert same_person("Wanda Soto", "Wanda Soto Prieto")
    assert same_person("Mark Ellis", "Mark Ellis Jr.")


def test_names_of_one_body():
    assert same_body("Wenlow Bay Authority", "WBA")
    assert same_body("the Wenlow Bay Authority", "Wenlow Bay Authority")
    assert not same_body("Wenlow Bay Authority", "Tarn Hill Authority")
    assert same_body("UK Pier Party", "UKPP")
    assert same_body("Brandle & Spear", "B&S")
    assert same_body("Brandle & Poe's", "B&P")
    assert same_body("Lib Dems", "Liberal Democrats")
    assert same_body("Tory", "the Tories")
    assert same_body("Brandle's", "Brandle")
    assert not same_body("Lib Dems", "Liberal Party")
    assert not same_body("East Ham", "East Hampton")
    assert not same_body("Rolls-Royce", "R")
    assert cut_short("Brandle", "Brandle Inc.")
    assert cut_short("Tarn Hill Water Ltd", "Tarn Hill")
    assert not cut_short("Brandle Motors", "Brandle Foods")
    assert not cut_short("Wenlow", "Wenlow Bay Authority")
    assert not cut_short("Brandle", "Brandle")


@given(st.text(alphabet="abcdef", min_size=5, max_size=9), st.integers(1, 8), st.sampled_from("abcdef"))
def test_one_letter_more_is_near(word: str, place: int, letter: str):
    longer = word[:place] + letter + word[place:]
    assert near(word, longer)
    assert near(longer, word)
    assert not near(word, "zz" + longer)


def cluster(doc, name: str):
    return next(c for c in Speakers()(doc)._.clusters if c["name"] == name)


def test_an_office_somebody_without_a_name_speaks_for(make_doc):
    doc = make_doc("""
A a DET det 2 -
spokeswoman spokeswoman NOUN nsubj 7 -
for for ADP case 6 -
the the DET det 6 -
Harbour Harbour PROPN compound 6 B-ORG
Board Board PROPN nmod 2 I-ORG
spoke speak VERB ROOT 7 - _
. . PUNCT punct 7 -
""")
    found = cluster(doc, "spokeswoman for the Harbour Board")
    assert (found["role"], found["affiliation"], found["gender"]) == ("spokeswoman", "Harbour Board", "f")


def test_its_secretary_belongs_to_the_body_just_named(make_doc):
    doc = make_doc("""
Seafarers Seafarers PROPN nsubj 3 B-ORG
United United PROPN flat 1 I-ORG
spoke speak VERB ROOT 3 - _
. . PUNCT punct 3 -

Its its PRON nmod:poss 2 -
secretary secretary NOUN nsubj 7 - _
, , PUNCT punct 4 -
Olu Olu PROPN appos 2 B-PERSON
Marl Marl PROPN flat 4 I-PERSON _
, , PUNCT punct 2 -
slept sleep VERB ROOT 7 - _
. . PUNCT punct 7 -
""")
    found = cluster(doc, "Olu Marl")
    assert (found["role"], found["affiliation"]) == ("secretary", "Seafarers United")


def test_a_body_is_named_without_the_noun_before_it_or_capitals(make_doc):
    union = make_doc("""
The the DET det 3 -
union union NOUN compound 3 B-ORG
Seafarers Seafarers PROPN nsubj 4 I-ORG
spoke speak VERB ROOT 4 - _
. . PUNCT punct 4 -
""")
    assert [c["name"] for c in Speakers()(union)._.clusters] == ["Seafarers"]
    ministry = make_doc("""
MINISTRY ministry PROPN nsubj 2 B-ORG
DEFIANT defiant ADJ ROOT 2 -

The the DET det 2 -
ministry ministry NOUN nsubj 3 -
spoke speak VERB ROOT 3 - _
. . PUNCT punct 3 -
""")
    assert [c["name"] for c in Speakers()(ministry)._.clusters] == ["ministry"]


def test_mr_anywhere_tells_that_she_is_somebody_else(make_doc):
    doc = make_doc("""
Ada Ada PROPN nsubj 3 B-PERSON
Crane Crane PROPN flat 1 I-PERSON
left leave VERB ROOT 3 - _
. . PUNCT punct 3 -

Wynne Wynne PROPN nsubj 3 B-PERSON
Tarn Tarn PROPN flat 1 I-PERSON
said say VERB ROOT 3 -
she she PRON nsubj 5 -
stole steal VERB ccomp 3 - _
. . PUNCT punct 3 -

Mr Mr PROPN nmod:desc 2 -
Tarn Tarn PROPN nsubj 3 B-PERSON
laughed laugh VERB ROOT 3 - _
. . PUNCT punct 3 -
""")
    words = {
        c["name"]: [doc.text[slice(*m["span"])] for m in c["mentions"]] for c in Speakers()(doc)._.clusters
    }
    assert words == {"Ada Crane": ["Ada Crane", "she"], "Wynne Tarn": ["Wynne Tarn", "Mr Tarn"]}


def test_whose_brother_is_no_role(make_doc):
    doc = make_doc("""
Ada Ada PROPN nsubj 7 B-PERSON
Crane Crane PROPN flat 1 I-PERSON _
, , PUNCT punct 5 -
whose whose PRON nmod:poss 5 -
brother brother NOUN appos 1 - _
, , PUNCT punct 1 -
left leave VERB ROOT 7 - _
. . PUNCT punct 7 -
""")
    assert {c["name"]: c["role"] for c in Speakers()(doc)._.clusters}["Ada Crane"] is None


def test_the_role_of_one_of_several_is_singular(make_doc):
    doc = make_doc("""
Members member NOUN nmod:desc 2 -
Ada Ada PROPN nsubj 5 B-PERSON
and and CCONJ cc 4 -
Bo Bo PROPN conj 2 B-PERSON
left leave VERB ROOT 5 - _
. . PUNCT punct 5 -
""")
    doc[0].tag_ = "NNS"
    assert cluster(doc, "Ada")["role"] == "member"


def test_she_who_speaks_is_not_who_is_spoken_of_in_the_quotation(make_doc):
    doc = make_doc("""
Wilma Wilma PROPN nsubj 3 B-PERSON
Dace Dace PROPN flat 1 I-PERSON
laughed laugh VERB ROOT 3 - _
. . PUNCT punct 3 -

“ “ PUNCT punct 4 - _
Ida Ida PROPN nsubj 4 B-PERSON
Lovell Lovell PROPN flat 2 I-PERSON
falls fall VERB ccomp 8 - _
, , PUNCT punct 4 - _
” ” PUNCT punct 4 -
she she PRON nsubj 8 -
said say VERB ROOT 8 - _
. . PUNCT punct 8 -
""")
    found = cluster(Quotes()(label(doc, ("she", "SOURCE", None))), "Wilma Dace")
    assert [doc.text[slice(*m["span"])] for m in found["mentions"]] == ["Wilma Dace", "she"]


def test_a_percentage_is_named_by_its_number(make_doc):
    doc = make_doc("""
Some some DET det 3 -
22 22 NUM nummod 3 - _
% % SYM nsubj 4 -
moved move VERB ROOT 4 - _
. . PUNCT punct 4 -
""")
    assert list(clusters(doc)) == ["Some 22%"]


def test_honorifics_are_no_part_of_a_name(make_doc):
    doc = make_doc("""
Datuk Datuk PROPN nsubj 4 B-PERSON
Halim Halim PROPN flat 1 I-PERSON
Noor Noor PROPN flat 1 I-PERSON
left leave VERB ROOT 4 - _
. . PUNCT punct 4 -

Halim Halim PROPN nsubj 2 B-PERSON
waved wave VERB ROOT 2 - _
. . PUNCT punct 2 -
""")
    assert clusters(doc) == {"Halim Noor": [("Datuk Halim Noor", "name"), ("Halim", "surname")]}


LISTED = """
The the DET det 2 -
mayors mayor NOUN nsubj 9 -
of of ADP case 4 -
Hull Hull PROPN nmod 2 B-LOC _
, , PUNCT punct 6 -
Leeds Leeds PROPN conj 4 B-LOC
and and CCONJ cc 8 -
York York PROPN conj 4 B-LOC
spoke speak VERB ROOT 9 - _
. . PUNCT punct 9 -
"""
BASED = """
The the DET det 7 -
Hull Hull PROPN compound 7 B-LOC _
, , PUNCT punct 4 -
Kent Kent PROPN appos 2 B-LOC _
- - PUNCT punct 2 - _
based based ADJ amod 7 -
firm firm NOUN nsubj 10 - _
, , PUNCT punct 9 -
Novar Novar PROPN appos 7 B-ORG
spoke speak VERB ROOT 10 - _
. . PUNCT punct 10 -
"""


def test_a_phrase_keeps_the_commas_of_lists_and_places(make_doc):
    mayors, firm = make_doc(LISTED), make_doc(BASED)
    assert mayors[slice(*phrase(mayors[1]))].text == "The mayors of Hull, Leeds and York"
    assert firm[slice(*phrase(firm[6]))].text == "The Hull, Kent-based firm"


ANGLER = """
Ada Ada PROPN ROOT 1 B-PERSON
Crane Crane PROPN flat 1 I-PERSON _
, , PUNCT punct 4 -
angler angler NOUN appos 1 - _
. . PUNCT punct 1 -
"""


def test_a_bare_noun_after_a_name_and_comma_is_a_role(make_doc):
    doc = make_doc(ANGLER)
    doc[3].tag_ = "NN"
    (found,) = [cluster for cluster in Speakers()(doc)._.clusters if cluster["name"] == "Ada Crane"]
    assert found["role"] == "angler"


def test_who_speaks_is_not_who_is_named_in_what_is_said(make_doc):
    """A pronoun that is a source; without labels it is who was named last."""
    table = """
Bea Bea PROPN nsubj 2 B-PERSON
left leave VERB ROOT 2 - _
. . PUNCT punct 2 -

Milo Milo PROPN nsubj 2 B-PERSON
fell fall VERB ccomp 4 - _
, , PUNCT punct 2 -
she she PRON nsubj 5 -
said say VERB ROOT 5 - _
. . PUNCT punct 5 -
"""
    doc = make_doc(table)
    assert [doc.text[slice(*m["span"])] for m in cluster(doc, "Milo")["mentions"]] == ["Milo", "she"]
    doc = label(make_doc(table), ("Milo fell", "CONTENT", 1), ("said", "CUE", 2), ("she", "SOURCE", None))
    assert [doc.text[slice(*m["span"])] for m in cluster(doc, "Bea")["mentions"]] == ["Bea", "she"]


def test_one_name_twice_is_a_firm(make_doc):
    doc = make_doc("""
Johnson Johnson PROPN nsubj 4 B-PERSON
and and CCONJ cc 3 -
Johnson Johnson PROPN conj 1 B-PERSON
grew grow VERB ROOT 4 -
""")
    assert [(c["name"], c["kind"]) for c in Speakers()(doc)._.clusters] == [
        ("Johnson and Johnson", "organization")
    ]


def test_a_constituency_is_no_person(make_doc):
    doc = make_doc("""
MP mp NOUN nmod:desc 2 -
Neil Neil PROPN nsubj 4 B-PERSON
Dart Dart PROPN flat 2 I-PERSON
spoke speak VERB ROOT 4 - _
. . PUNCT punct 4 -

The the DET det 2 -
Ludlow Ludlow PROPN nsubj 4 B-PERSON
MP mp NOUN appos 2 -
left leave VERB ROOT 4 -
""")
    assert [doc.text[slice(*m["span"])] for m in cluster(doc, "Neil Dart")["mentions"]] == [
        "MP Neil Dart",
        "The Ludlow MP",
    ]


def test_a_number_can_end_a_name(make_doc):
    doc = make_doc("""
Number number PROPN nsubj 3 B-ORG
10 10 NUM flat 1 -
denied deny VERB ROOT 3 -
""")
    assert list(clusters(doc)) == ["Number 10"]


@pytest.mark.parametrize(("age", "affiliation"), [("48", None), ("herself", "Marlow")])
def test_a_home_town_is_no_affiliation(make_doc, age: str, affiliation: str | None):
    doc = make_doc(f"""
Ida Ida PROPN nsubj 9 B-PERSON
Fern Fern PROPN flat 1 I-PERSON _
, , PUNCT punct 4 -
{age} {age} NUM amod 1 - _
, , PUNCT punct 4 -
from from ADP case 7 -
Marlow Marlow PROPN nmod 1 B-ORG _
, , PUNCT punct 1 -
left leave VERB ROOT 9 -
""")
    assert cluster(doc, "Ida Fern")["affiliation"] == affiliation


def test_the_head_of_state_is_the_president(make_doc):
    doc = make_doc("""
President president NOUN nmod:desc 2 -
Nadia Nadia PROPN nsubj 4 B-PERSON
Kone Kone PROPN flat 2 I-PERSON
spoke speak VERB ROOT 4 - _
. . PUNCT punct 4 -

The the DET det 2 -
head head NOUN nsubj 5 -
of of ADP case 4 -
state state NOUN nmod 2 -
left leave VERB ROOT 5 -
""")
    assert len(cluster(doc, "Nadia Kone")["mentions"]) == 2


def test_an_office_before_a_comma_and_a_name_is_its_role(make_doc):
    doc = make_doc("""
According accord ADP case 4 -
to to ADP fixed 1 -
the the DET det 4 -
Bishop bishop PROPN nmod:desc 9 -
of of ADP case 6 -
Ely Ely PROPN nmod 4 B-LOC _
, , PUNCT punct 9 -
Dr Dr PROPN nmod:desc 9 -
Bo Bo PROPN obl 12 B-PERSON
Lind Lind PROPN flat 9 I-PERSON _
, , PUNCT punct 9 -
sank sink VERB ROOT 12 -
""")
    assert cluster(doc, "Bo Lind")["role"] == "Bishop of Ely"


def test_an_office_and_a_rank_before_a_name_are_its_role(make_doc):
    doc = make_doc("""
Harbour harbour PROPN compound 2 -
Chief chief PROPN nmod:desc 5 - _
, , PUNCT punct 5 -
Captain captain PROPN nmod:desc 5 -
Noor Noor PROPN nsubj 7 B-PERSON
Ismail Ismail PROPN flat 5 I-PERSON
left leave VERB ROOT 7 -
""")
    assert cluster(doc, "Noor Ismail")["role"] == "Harbour Chief, Captain"


def test_an_exchequer_is_no_body(make_doc):
    doc = make_doc("""
Ann Ann PROPN nsubj 9 B-PERSON
Pell Pell PROPN flat 1 I-PERSON _
, , PUNCT punct 4 -
Chancellor chancellor PROPN appos 1 -
of of ADP case 7 -
the the DET det 7 -
Exchequer Exchequer PROPN nmod 4 B-ORG _
, , PUNCT punct 1 -
left leave VERB ROOT 9 -
""")
    pell = cluster(doc, "Ann Pell")
    assert (pell["role"], pell["affiliation"]) == ("Chancellor of the Exchequer", None)


def test_a_fly_half_is_no_group(make_doc):
    doc = make_doc("""
The the DET det 4 -
fly fly NOUN compound 4 - _
- - PUNCT punct 2 - _
half half NOUN nsubj 5 -
left leave VERB ROOT 5 -
""")
    doc[2].tag_ = "HYPH"
    assert [c["kind"] for c in Speakers()(doc)._.clusters] == ["unnamed"]


def test_a_surname_nothing_points_to_is_of_the_one_mentioned_most(make_doc):
    doc = make_doc("""
Ada Ada PROPN nsubj 3 B-PERSON
Orr Orr PROPN flat 1 I-PERSON
met meet VERB ROOT 3 -
Bo Bo PROPN obj 3 B-PERSON
Orr Orr PROPN flat 4 I-PERSON
and and CCONJ cc 7 -
left leave VERB conj 3 - _
. . PUNCT punct 3 -

Ada Ada PROPN nsubj 3 B-PERSON
Orr Orr PROPN flat 1 I-PERSON
slept sleep VERB ROOT 3 - _
. . PUNCT punct 3 -

Ada Ada PROPN nsubj 2 B-PERSON
rose rise VERB ROOT 2 - _
. . PUNCT punct 2 -

Bo Bo PROPN nsubj 2 B-PERSON
woke wake VERB ROOT 2 - _
. . PUNCT punct 2 -

Orr Orr PROPN nsubj 2 B-PERSON
spoke speak VERB ROOT 2 -
""")
    found = [doc.text[slice(*m["span"])] for m in cluster(doc, "Ada Orr")["mentions"]]
    assert found == ["Ada Orr", "Ada Orr", "Ada", "Orr"]


def test_the_bishop_of_a_town_is_not_the_town(make_doc):
    """The parse makes the office a part of the name."""
    doc = make_doc("""
The the DET det 2 -
Bishop bishop PROPN nmod:desc 4 -
of of ADP case 4 -
Ely Ely PROPN obl 5 B-LOC
said say VERB ROOT 5 -
""")
    assert list(clusters(doc)) == ["Ely"]
    assert set(clusters(label(doc, ("The Bishop of Ely", "SOURCE", None)))) == {"Ely", "Bishop of Ely"}


def test_a_source_lends_its_body_to_a_description(make_doc):
    """The parse gives the verb two subjects."""
    doc = make_doc("""
A a DET det 2 -
spokesman spokesman NOUN nsubj 6 -
for for ADP case 5 -
Kettle Kettle PROPN compound 5 B-ORG
Airlines Airlines PROPN nsubj 6 I-ORG
said say VERB ROOT 6 -
""")
    found = cluster(
        label(doc, ("A spokesman for Kettle Airlines", "SOURCE", None)), "spokesman for Kettle Airlines"
    )
    assert (found["role"], found["affiliation"]) == ("spokesman", "Kettle Airlines")


def test_the_leader_of_a_union_is_not_the_union(make_doc):
    table = """
The the DET det 2 -
leader leader NOUN nsubj 7 -
of of ADP case 6 -
the the DET det 6 -
union union NOUN nmod 2 -
Kettle Kettle PROPN nmod 2 B-{}
said say VERB ROOT 7 -
"""
    doc = label(make_doc(table.format("ORG")), ("The leader of the union Kettle", "SOURCE", None))
    assert [doc.text[slice(*m["span"])] for m in cluster(doc, "Kettle")["mentions"]] == ["the union Kettle"]
    assert cluster(doc, "leader of the union Kettle")["kind"] == "unnamed"


def test_the_mother_of_a_singer_is_not_the_singer(make_doc):
    doc = make_doc("""
The the DET det 2 -
mother mother NOUN nsubj 7 -
of of ADP case 5 -
the the DET det 5 -
singer singer NOUN nmod 2 -
Ada Ada PROPN appos 2 B-PERSON
said say VERB ROOT 7 -
""")
    point(doc, "name", "mother", Ada=0.9, new=0.1)
    found = cluster(label(doc, ("The mother of the singer Ada", "SOURCE", None)), "mother of the singer Ada")
    assert [doc.text[slice(*m["span"])] for m in found["mentions"]] == ["The mother of the singer Ada"]
    assert cluster(doc, "Ada")["role"] == "singer"


def test_a_noun_beside_a_name_describes_it(make_doc):
    doc = make_doc("""
Lock lock NOUN compound 2 -
firm firm NOUN nsubj 4 -
Brandle Brandle PROPN nsubj 4 B-ORG
said say VERB ROOT 4 -
""")
    assert [(c["name"], c["role"]) for c in Speakers()(doc)._.clusters] == [("Brandle", "firm")]


def test_words_before_an_office_belong_to_it(make_doc):
    """The parse attaches "Higher" to the name."""
    doc = make_doc("""
Higher higher PROPN amod 4 -
minister minister NOUN nmod:desc 4 - _
, , PUNCT punct 4 -
Kim Kim PROPN nsubj 6 B-PERSON
Howells Howells PROPN flat 4 I-PERSON
left leave VERB ROOT 6 -
""")
    assert cluster(doc, "Kim Howells")["role"] == "Higher minister"


def test_a_name_attached_to_a_body_is_a_mention_of_its_own(make_doc):
    doc = make_doc("""
Orrin Orrin PROPN nsubj 5 B-ORG
analyst analyst NOUN nmod:desc 3 -
Ada Ada PROPN flat 1 B-PERSON
Crane Crane PROPN flat 3 I-PERSON
spoke speak VERB ROOT 5 -
""")
    names = {cluster["name"]: cluster["kind"] for cluster in Speakers()(doc)._.clusters}
    assert names == {"Ada Crane": "person", "Orrin": "organization"}


SECRETARY = """
Chief Chief ADJ amod 2 -
Secretary secretary NOUN nmod:desc 6 -
to to ADP case 5 -
the the DET det 5 -
Treasury treasury NOUN nmod 2 -
Ada Ada PROPN nsubj 8 B-PERSON
Crane Crane PROPN flat 6 I-PERSON
spoke speak VERB ROOT 8 - _
. . PUNCT punct 8 -

The the DET det 2 -
founder founder NOUN nmod:desc 6 -
of of ADP case 5 -
ferry ferry NOUN compound 5 -
firm firm NOUN nmod 2 -
Bo Bo PROPN nsubj 8 B-PERSON
Lind Lind PROPN flat 6 I-PERSON
left leave VERB ROOT 8 - _
. . PUNCT punct 8 -

Hope hope NOUN ROOT 1 -
not not CCONJ cc 3 -
fear fear NOUN conj 1 -
- - PUNCT punct 5 -
Orr Orr PROPN appos 3 B-PERSON
"""


def test_an_office_keeps_the_body_between_it_and_the_name(make_doc):
    doc = make_doc(SECRETARY)
    assert cluster(doc, "Ada Crane")["role"] == "Chief Secretary to the Treasury"
    assert cluster(doc, "Bo Lind")["role"] == "founder of ferry firm"


def test_what_a_dash_separates_from_a_name_is_no_role(make_doc):
    assert cluster(make_doc(SECRETARY), "Orr")["role"] is None


def test_a_bracket_is_no_part_of_a_name(make_doc):
    doc = make_doc("""
Orrin Orrin PROPN compound 2 B-ORG
Bank Bank PROPN nsubj 6 I-ORG
( ( PUNCT punct 4 I-ORG _
OB OB PROPN appos 2 B-ORG _
) ) PUNCT punct 4 -
grew grow VERB ROOT 6 -
""")
    assert "Orrin Bank" in clusters(doc)


def test_what_a_person_is_an_object_of_is_no_role(make_doc):
    doc = make_doc("""
Bo Bo PROPN nsubj 2 B-PERSON
praised praise VERB ROOT 2 -
the the DET det 4 -
work work NOUN obj 2 -
of of ADP case 6 -
Ms Ms PROPN nmod:desc 7 -
Crane Crane PROPN nmod 4 B-PERSON _
. . PUNCT punct 2 -
""")
    assert cluster(doc, "Crane")["role"] is None


def test_a_role_has_a_noun(make_doc):
    doc = make_doc("""
unflappable unflappable ADJ amod 2 -
Ada Ada PROPN nsubj 4 B-PERSON
Crane Crane PROPN flat 2 I-PERSON
won win VERB ROOT 4 - _
. . PUNCT punct 4 -
""")
    assert cluster(doc, "Ada Crane")["role"] is None


def test_what_stands_in_brackets_after_a_body_is_its_short_form(make_doc):
    doc = make_doc("""
Athletics Athletics PROPN nsubj 6 B-ORG
Brenmark Brenmark PROPN flat 1 I-ORG
( ( PUNCT punct 4 - _
BA BA PROPN appos 1 B-ORG _
) ) PUNCT punct 4 -
spoke speak VERB ROOT 6 - _
. . PUNCT punct 6 -

BA BA PROPN nsubj 2 B-ORG
left leave VERB ROOT 2 - _
. . PUNCT punct 2 -
""")
    assert [doc.text[slice(*m["span"])] for m in cluster(doc, "Athletics Brenmark")["mentions"]] == [
        "Athletics Brenmark",
        "BA",
        "BA",
    ]


def test_an_office_that_ends_a_name_is_a_surname(make_doc):
    doc = make_doc("""
Harbour harbour NOUN compound 2 -
governor governor NOUN nmod:desc 3 -
Orvyn Orvyn PROPN nsubj 5 B-PERSON
King King PROPN flat 3 I-PERSON
spoke speak VERB ROOT 5 - _
. . PUNCT punct 5 -
""")
    assert cluster(doc, "Orvyn King")["role"] == "Harbour governor"


SHARE = """
A a DET det 2 -
total total NOUN nsubj 9 -
of of ADP case 5 -
48 48 NUM nummod 5 - _
% % NOUN nmod 2 -
of of ADP case 8 -
ferry ferry NOUN compound 8 -
pilots pilot NOUN nmod 5 -
agreed agree VERB ROOT 9 - _
. . PUNCT punct 9 -
"""


@pytest.mark.parametrize(
    ("share", "name"), [("total", "ferry pilots"), ("bucket", "bucket of 48% of ferry pilots")]
)
def test_a_share_speaks_as_what_it_is_a_share_of(make_doc, share: str, name: str):
    doc = make_doc(SHARE.replace("total", share))
    one = described(doc[1])
    assert one is not None
    assert (one.name.removeprefix("A "), one.end) == (name, 8)
