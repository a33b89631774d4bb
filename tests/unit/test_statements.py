"""Statements on hand-made parses, labelled as the model would label them, and on the real model."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pointing import label

from onrecord.pipes.quotes import Quotes
from onrecord.pipes.speakers import Speakers
from onrecord.pipes.statements import Statements

SAID = """
Ada Ada PROPN nsubj 3 B-PERSON
Crane Crane PROPN flat 1 I-PERSON
said say VERB ROOT 3 -
that that SCONJ mark 8 -
the the DET det 6 -
pier pier NOUN nsubj 8 -
was be AUX cop 8 -
safe safe ADJ ccomp 3 - _
. . PUNCT punct 3 -
"""

DENIED = """
Bo Bo PROPN nsubj 3 B-PERSON
Lind Lind PROPN flat 1 I-PERSON
denied deny VERB ROOT 3 -
that that SCONJ mark 8 -
he he PRON nsubj 8 -
might might AUX aux 8 -
have have AUX aux 8 -
left leave VERB ccomp 3 - _
. . PUNCT punct 3 -
"""

LEMMAS = {
    "called": "call",
    "accused": "accuse",
    "promised": "promise",
    "said": "say",
    "urged": "urge",
    "mocked": "mock",
    "denied": "deny",
    "saying": "say",
}


def pipes(doc, *, attitudes: bool = False):
    for pipe in (Quotes(), Speakers(), Statements(attitudes=attitudes)):
        doc = pipe(doc)
    return doc


def shown(doc) -> list[tuple[str, str | None, list[str]]]:
    text = doc.text
    return [
        (s["cue_lemma"], s["source"] and text[slice(*s["source"])], [text[slice(*c)] for c in s["content"]])
        for s in doc._.statements
    ]


def test_parse_alone_finds_a_reporting_verb_with_its_clause(make_doc):
    doc = pipes(make_doc(SAID))
    assert shown(doc) == [("say", "Ada Crane", ["the pier was safe"])]
    (statement,) = doc._.statements
    assert (statement["mode"], statement["rule"], statement["stance"]) == (
        "indirect",
        "statement.that",
        "neutral",
    )
    assert doc._.clusters[statement["cluster"]]["name"] == "Ada Crane"


def test_a_model_that_labels_nothing_is_believed(make_doc):
    doc = make_doc(SAID)
    doc._.pointers = [{"kind": "name", "anchor": [0, 3], "target": [[0, 3]], "score": 1.0}]
    assert pipes(doc)._.statements == []


def test_a_name_behind_a_dash_goes_before_the_last_speaker(make_doc):
    """The model links both quotations to the first dash."""
    doc = make_doc("""
“ “ PUNCT punct 3 - _
Dams dam NOUN nsubj 3 -
leak leak VERB ROOT 3 - _
. . PUNCT punct 3 - _
” ” PUNCT punct 3 -
― ― PUNCT punct 7 -
Ada Ada PROPN parataxis 3 B-PERSON _
\\n \\n SPACE dep 7 - _

“ “ PUNCT punct 3 - _
They they PRON nsubj 3 -
burst burst VERB ROOT 3 - _
. . PUNCT punct 3 - _
” ” PUNCT punct 3 -
― ― PUNCT punct 7 -
Bo Bo PROPN parataxis 3 B-PERSON
""")
    quotes = [("Dams leak.", "CONTENT", 1), ("They burst.", "CONTENT", 1)]
    label(doc, quotes[0], ("―", "CUE", 2), ("Ada", "SOURCE", None), quotes[1])
    assert [(source, content) for _, source, content in shown(pipes(doc))] == [
        ("Ada", ["Dams leak."]),
        ("Bo", ["They burst."]),
    ]


def test_labels_are_brought_to_the_conventions_of_the_record(make_doc):
    doc = label(
        make_doc(SAID),
        ("Ada Crane", "SOURCE", None),
        ("said", "CUE", 0),
        ("that the pier was safe", "CONTENT", 1),
    )
    assert shown(pipes(doc)) == [("say", "Ada Crane", ["the pier was safe"])]


@pytest.mark.parametrize(
    ("words", "pieces", "content"),
    [
        (
            "new fares the board drew up for piers",
            ("new fares", "for piers"),
            "new fares the board drew up for piers",
        ),
        (
            "new fares , long awaited , for piers",
            ("new fares", "for piers"),
            "new fares , long awaited , for piers",
        ),
        (
            "new fares -- long awaited -- for piers",
            ("new fares", "for piers"),
            "new fares -- long awaited -- for piers",
        ),
    ],
    ids=["gap in a phrase", "commas", "dashes"],
)
def test_words_between_two_labelled_pieces(make_doc, words: str, pieces: tuple[str, str], content: str):
    rest = words.split()
    table = "Ada Ada PROPN nsubj 2 B-PERSON\npraised praise VERB ROOT 2 -\nnew new ADJ amod 4 -\n"
    table += "fares fare NOUN obj 2 -\n" + "".join(f"{word} {word} NOUN nmod 4 -\n" for word in rest[2:])
    doc = label(
        make_doc(table),
        ("Ada", "SOURCE", None),
        ("praised", "CUE", 0),
        *((piece, "CONTENT", 1) for piece in pieces),
    )
    assert shown(pipes(doc)) == [("praise", "Ada", [content])]


ADA = ("Ada", "SOURCE", None)


@pytest.mark.parametrize(
    ("rows", "labels", "found"),
    [
        (
            "Ada/PROPN/nsubj/2 called/VERB/ROOT/2 Bo/PROPN/obj/2 a/DET/det/5 danger/NOUN/nmod/3",
            [ADA, ("called", "CUE", 0), ("Bo a danger", "CONTENT", 1)],
            [("call", "Ada", ["a danger"])],
        ),
        (
            "Ada/PROPN/nsubj/2 accused/VERB/ROOT/2 Bo/PROPN/obj/2 of/SCONJ/mark/5 lying/VERB/advcl/2",
            [ADA, ("accused", "CUE", 0), ("Bo of lying", "CONTENT", 1)],
            [("accuse", "Ada", ["lying"])],
        ),
        (
            "Ada/PROPN/nsubj/2 promised/VERB/ROOT/2 Bo/PROPN/iobj/2 full/ADJ/amod/5 pay/NOUN/obj/2",
            [ADA, ("promised", "CUE", 0), ("Bo full pay", "CONTENT", 1)],
            [("promise", "Ada", ["full pay"])],
        ),
        (
            "Ada/PROPN/nsubj/2 said/VERB/ROOT/2 dams/NOUN/nsubj/4 leak/VERB/ccomp/2 and/CCONJ/cc/6 "
            "urged/VERB/conj/4 full/ADJ/amod/8 repairs/NOUN/obj/6",
            [ADA, ("said", "CUE", 0), ("dams leak and urged full repairs", "CONTENT", 1)],
            [("say", "Ada", ["dams leak"]), ("urge", "Ada", ["full repairs"])],
        ),
        (
            "Ada/PROPN/nsubj/2 mocked/VERB/ROOT/2 Bo/PROPN/obj/2 for/SCONJ/mark/5 saying/VERB/advcl/2 "
            "dams/NOUN/nsubj/7 leak/VERB/ccomp/5",
            [ADA, ("mocked", "CUE", 0), ("Bo for saying dams leak", "CONTENT", 1)],
            [("say", "Bo", ["dams leak"])],
        ),
        (
            "Ada/PROPN/nsubj/2 quoted/VERB/ROOT/2 Bo/PROPN/obj/2 as/SCONJ/mark/5 saying/VERB/advcl/2 "
            "dams/NOUN/nsubj/7 leak/VERB/ccomp/5",
            [
                ADA,
                ("quoted", "CUE", 0),
                ("Bo", "CONTENT", 1),
                ("saying", "CUE", 0),
                ("dams leak", "CONTENT", 3),
            ],
            [("say", "Bo", ["dams leak"])],
        ),
        (
            "Bo/PROPN/nsubj:pass/3 was/AUX/aux:pass/3 quoted/VERB/ROOT/3 by/ADP/case/5 Ada/PROPN/obl:agent/3 "
            "as/SCONJ/mark/7 saying/VERB/advcl/3 dams/NOUN/nsubj/9 leak/VERB/ccomp/7",
            [ADA, ("saying", "CUE", 0), ("dams leak", "CONTENT", 1)],
            [("say", "Bo", ["dams leak"])],
        ),
        (
            "Ada/PROPN/nsubj/2 laughed/VERB/ROOT/2 at/ADP/case/4 Bo/PROPN/obl/2 as/SCONJ/mark/6 "
            "said/VERB/advcl/2 dams/NOUN/nsubj/8 leak/VERB/ccomp/6",
            [ADA, ("said", "CUE", 0), ("dams leak", "CONTENT", 1)],
            [("say", "Ada", ["dams leak"])],
        ),
        (
            "If/SCONJ/mark/2 elected/VERB/advcl/4 Ada/PROPN/nsubj/4 said/VERB/ROOT/4 dams/NOUN/nsubj/6 "
            "shut/VERB/ccomp/4",
            [ADA, ("said", "CUE", 0), ("dams shut", "CONTENT", 1)],
            [("say", "Ada", ["If elected", "dams shut"])],
        ),
        (
            "Ada/PROPN/nsubj/2 said/VERB/ROOT/2 big/ADJ/amod/4 dams/NOUN/nsubj/5 shut/VERB/ccomp/2",
            [ADA, ("said", "CUE", 0), ("dams shut", "CONTENT", 1)],
            [("say", "Ada", ["big dams shut"])],
        ),
        (
            "Ada/PROPN/nsubj/2 denied/VERB/ROOT/2 claims/NOUN/obj/2 dams/NOUN/nsubj/5 leak/VERB/acl/3",
            [ADA, ("denied", "CUE", 0), ("claims dams leak", "CONTENT", 1)],
            [("deny", "Ada", ["dams leak"])],
        ),
        (
            "Ada/PROPN/nsubj/2 denied/VERB/ROOT/2 reports/NOUN/obj/2 of/ADP/case/6 a/DET/det/6 "
            "leak/NOUN/nmod/3",
            [ADA, ("denied", "CUE", 0), ("reports of a leak", "CONTENT", 1)],
            [("deny", "Ada", ["a leak"])],
        ),
        (
            "Ada/PROPN/nsubj/2 denied/VERB/ROOT/2 dams/NOUN/obj/2 of/ADP/case/5 clay/NOUN/nmod/3",
            [ADA, ("denied", "CUE", 0), ("dams of clay", "CONTENT", 1)],
            [("deny", "Ada", ["dams of clay"])],
        ),
    ],
    ids=[
        "name",
        "accusation",
        "addressee",
        "second cue",
        "blamed for saying",
        "quoted as saying",
        "quoted by somebody",
        "said while",
        "condition",
        "whole clause",
        "claim with a clause",
        "report of",
        "a thing of",
    ],
)
def test_bounds_of_a_content(make_doc, rows: str, labels: list, found: list):
    words = [row.split("/") for row in rows.split()]
    table = [
        f"{w} {LEMMAS.get(w, w)} {pos} {dep} {head} {'B-PERSON' if pos == 'PROPN' else '-'}"
        for w, pos, dep, head in words
    ]
    assert shown(pipes(label(make_doc("\n".join(table) + "\n"), *labels))) == found


def test_a_cue_takes_no_source_from_the_next_sentence(make_doc):
    doc = make_doc("""
Ada Ada PROPN nsubj:pass 4 B-PERSON
Crane Crane PROPN flat 1 I-PERSON
was be AUX aux:pass 4 -
reported report VERB ROOT 4 -
to to PART mark 6 -
quit quit VERB xcomp 4 - _
. . PUNCT punct 4 -

Bo Bo PROPN nsubj 3 B-PERSON
Lind Lind PROPN flat 1 I-PERSON
left leave VERB ROOT 3 - _
. . PUNCT punct 3 -
""")
    doc = label(doc, ("reported", "CUE", None), ("to quit", "CONTENT", 0), ("Bo Lind", "SOURCE", None))
    assert [source for _, source, _ in shown(pipes(doc))] == [None]


def test_denial_is_negated_and_hedges_are_kept(make_doc):
    doc = pipes(make_doc(DENIED))
    (statement,) = doc._.statements
    assert statement["negated"]
    assert statement["stance"] == "denying"
    assert [doc.text[slice(*span)] for span in statement["hedges"]] == ["might"]


REFUSED = """
Bo Bo PROPN nsubj 2 B-PERSON
refused refuse VERB ROOT 2 -
to to PART mark 4 -
say say VERB xcomp 2 -
when when ADV advmod 7 -
they they PRON nsubj 7 -
left leave VERB ccomp 4 - _
. . PUNCT punct 2 -
"""


@pytest.mark.parametrize("cue", ["refused to say", "say"])
def test_what_somebody_refuses_to_say_is_negated(make_doc, cue: str):
    doc = label(make_doc(REFUSED), ("Bo", "SOURCE", None), (cue, "CUE", 0), ("when they left", "CONTENT", 1))
    (statement,) = pipes(doc)._.statements
    assert statement["negated"]


@pytest.mark.parametrize(
    ("rows", "hedges"),
    [
        (("it it PRON nsubj 3", "may may AUX aux 3", "rain rain VERB ccomp 0"), ["may"]),
        (("rain rain NOUN nsubj 3", "in in ADP case 2", "May May AUX obl 0"), []),
        (("soon soon ADV advmod 0", "as as ADP case 3", "possible possible ADJ advcl 1"), []),
        (("they they PRON nsubj 3", "can can AUX aux 3", "leave leave VERB ccomp 0"), []),
        (("it it PRON nsubj 3", "would would AUX aux 3", "end end VERB ccomp 0"), []),
        (("to to PART mark 2", "think think VERB xcomp 0", "hard hard ADV advmod 2"), []),
        (("I I PRON nsubj 2", "think think VERB ccomp 0", "so so ADV advmod 2"), ["think"]),
    ],
)
def test_a_hedge_takes_something_back(make_doc, rows: tuple[str, ...], hedges: list[str]):
    heads = [int(row.split()[-1]) for row in rows]
    lines = [
        f"{row.rpartition(' ')[0]} {head + 2 if head else 2} -" for row, head in zip(rows, heads, strict=True)
    ]
    doc = make_doc("\n".join(["Ada Ada PROPN nsubj 2 B-PERSON", "said say VERB ROOT 2 -", *lines]))
    words = " ".join(row.split()[0] for row in rows)
    doc = pipes(label(doc, ("Ada", "SOURCE", None), ("said", "CUE", 0), (words, "CONTENT", 1)))
    (statement,) = doc._.statements
    assert [doc.text[slice(*span)] for span in statement["hedges"]] == hedges


QUOTED_TWICE = """
" " PUNCT punct 4 - _
We we PRON nsubj 4 -
often often ADV advmod 4 -
ran run VERB ccomp 8 - _
, , PUNCT punct 4 - _
" " PUNCT punct 4 -
Ada Ada PROPN nsubj 8 B-PERSON
said say VERB ROOT 8 - _
. . PUNCT punct 8 -
\\n\\n \\n\\n SPACE dep 8 -

" " PUNCT punct 4 - _
Then then ADV advmod 4 -
we we PRON nsubj 4 -
hid hide VERB ROOT 4 - _
. . PUNCT punct 4 - _
" " PUNCT punct 4 -
"""


def test_a_closed_quotation_of_another_paragraph_is_a_statement_of_its_own(make_doc):
    doc = label(
        make_doc(QUOTED_TWICE.replace("\\\\", "\\")),
        ("We often ran,", "CONTENT", 2),
        ("Ada", "SOURCE", None),
        ("said", "CUE", 1),
        ("Then we hid.", "CONTENT", 2),
    )
    assert shown(pipes(doc)) == [("say", "Ada", ["We often ran,"]), ("", None, ["Then we hid."])]
    assert doc._.statements[1]["resolved_by"] == "carried"


@pytest.mark.parametrize(
    ("words", "found"),
    [("Teen held over theft", []), ("We will not pay", [("", "Ada Crane", ["We will not pay"])])],
)
def test_a_name_and_a_colon_quote_only_a_first_person(make_doc, words: str, found: list):
    first, *rest = words.split()
    lines = ["Ada Ada PROPN nsubj 4 B-PERSON", "Crane Crane PROPN flat 1 I-PERSON _", ": : PUNCT punct 4 -"]
    lines += [f"{first} {first} NOUN ROOT 4 -", *(f"{word} {word} NOUN dep 4 -" for word in rest)]
    assert shown(pipes(make_doc("\n".join(lines) + "\n"))) == found


def test_an_attitude_is_reported_only_when_asked_for(make_doc):
    table = SAID.replace("said say", "hoped hope")
    labels = ("Ada Crane", "SOURCE", None), ("hoped", "CUE", 0), ("that the pier was safe", "CONTENT", 1)
    assert shown(pipes(label(make_doc(table), *labels))) == []
    assert len(shown(pipes(label(make_doc(table), *labels), attitudes=True))) == 1


def test_records_survive_serialisation(make_doc):
    doc = pipes(make_doc(SAID))
    again = type(doc)(doc.vocab).from_bytes(doc.to_bytes())
    assert again._.statements == doc._.statements
    assert [span.text for span in again.spans["statements"]] == [
        span.text for span in doc.spans["statements"]
    ]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "speaker", "mode", "content"),
    [
        ("“We checked it twice,” said Ada Crane.", "Ada Crane", "direct", ["We checked it twice,"]),
        (
            "“One of them,” Ada Crane said, “was never opened at all.”",
            "Ada Crane",
            "direct",
            ["One of them,", "was never opened at all."],
        ),
        ("According to Ada Crane, the pier is safe.", "Ada Crane", "indirect", ["the pier is safe"]),
        (
            "A gull swooped low and attacked a clerk, Ada Crane said.",
            "Ada Crane",
            "indirect",
            ["A gull swooped low and attacked a clerk"],
        ),
        ("Ada Crane called the plan “a gift to nobody”.", "Ada Crane", "direct", ["a gift to nobody"]),
        (
            "Ada Crane said the pier was “perfectly safe”.",
            "Ada Crane",
            "mixed",
            ["the pier was “perfectly safe”"],
        ),
        (
            "A spokesman for the ferry firm said it was sorry.",
            "spokesman for the ferry firm",
            "indirect",
            ["it was sorry"],
        ),
        (
            "Ada Crane described the failings as “serious and systemic” faults.",
            "Ada Crane",
            "mixed",
            ["“serious and systemic” faults"],
        ),
        (
            "Ada Crane said the “soggy carpet” promise was worth nothing.",
            "Ada Crane",
            "mixed",
            ["the “soggy carpet” promise was worth nothing"],
        ),
        (
            "Ada Crane said the song “Soggy Carpet” was hers.",
            "Ada Crane",
            "indirect",
            ["the song “Soggy Carpet” was hers"],
        ),
        ("“It is over.” — Ada Crane", "Ada Crane", "direct", ["It is over."]),
    ],
)
def test_shapes_on_the_real_model(read, text: str, speaker: str, mode: str, content: list[str]):
    doc = read(text)
    (statement,) = doc._.statements
    assert doc._.clusters[statement["cluster"]]["name"] == speaker
    assert statement["mode"] == mode
    assert [text[slice(*piece)] for piece in statement["content"]] == content


@pytest.mark.model
@pytest.mark.parametrize(
    ("between", "contents"),
    [
        ("", [["We open in May,", "It was shut too long."]]),
        (" on Monday", [["We open in May,", "It was shut too long."]]),
        (". The old pier fell in the storm of 2019", [["We open in May,"], ["It was shut too long."]]),
    ],
)
def test_words_of_the_reporter_end_a_statement(read, between: str, contents: list[list[str]]):
    text = f"“We open in May,” Ada Crane said{between}. “It was shut too long.”"
    doc = read(text)
    assert [[text[slice(*piece)] for piece in s["content"]] for s in doc._.statements] == contents
    assert {doc._.clusters[s["cluster"]]["name"] for s in doc._.statements} == {"Ada Crane"}


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The so-called “bread tax” was repealed.",
        "They watched “The Last Lamp” at the cinema.",
        "Tom “The Ferret” Ridley scored twice.",
        "The board was known as “the Ferret”.",
    ],
)
def test_scare_quotes_titles_and_nicknames_are_no_statements(read, text: str):
    assert read(text)._.statements == []


@pytest.mark.model
def test_wrapped_lines_break_no_statement(read):
    text = (
        "The harbour board will close the old pier for the winter, its chairwoman\n"
        "Ada Crane said on Monday. “We have waited far too long for the money that\n"
        "we were promised,” she told a crowd of about two hundred people who had\n"
        "come to the town hall in the rain.\n"
    )
    flat = text.replace("\n", " ")

    def contents(doc) -> list[list[str]]:
        return [[flat[slice(*piece)] for piece in one["content"]] for one in doc._.statements]

    assert contents(read(text)) == contents(read(flat))
    assert ["We have waited far too long for the money that we were promised,"] in contents(read(text))


@pytest.mark.model
def test_interviewer_is_not_the_speaker(read):
    text = "Speaking to Colin Mabey on Radio Albrey, Ms Garrick said the sums were wrong."
    doc = read(text)
    assert {doc._.clusters[s["cluster"]]["name"] for s in doc._.statements} == {"Garrick"}


@pytest.mark.model
def test_paragraphs_of_one_quotation_are_one_statement(read):
    text = "“We looked at every option we had,” said Ada Crane. “Most were dear.\n\n“None of them was safe.”"
    doc = read(text)
    (statement,) = doc._.statements
    assert len(statement["content"]) == 3


MARKED = st.text(alphabet=st.sampled_from(list("ab said Crane,.:;—\n\"'“”‘’")), max_size=160)


@pytest.mark.model
@settings(max_examples=60, deadline=None)
@given(MARKED)
def test_any_text_gives_statements_inside_it(read, text: str):
    doc = read(text)
    for statement in doc._.statements:
        for start, end in [*statement["content"], *statement["cue"]]:
            assert 0 <= start < end <= len(text)
        assert statement["content"] == sorted(statement["content"])


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ines Falk told the board she would not resign.", "neutral"),
        ("Ines Falk told the crew to leave at once.", "directive"),
        ("Ines Falk warned that the ice was thin.", "neutral"),
        ("Ines Falk called for a new law on ferries.", "directive"),
        ("Prosecutors allege that he forged the letters.", "doubtful"),
    ],
)
def test_stance_of_a_cue_as_it_is_used(read, text: str, stance: str):
    assert [s["stance"] for s in read(text)._.statements] == [stance]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("From the Harbour Trust: The pier will reopen in May.", ["The pier will reopen in May"]),
        ("Asked whether she would stand again, Ines Falk said it was too early.", ["it was too early"]),
        ("She said that, “in the end, nobody cared”.", ["in the end, nobody cared"]),
        (
            "“This,” Ines Falk said, pointing at the map, “is where it began.”",
            ["This,", "is where it began."],
        ),
        ("One resident, who asked not to be named, said: “It stinks.”", ["It stinks."]),
    ],
)
def test_senders_hearsay_and_questions_put(read, text: str, contents: list[str]):
    found = [text[slice(*piece)] for s in read(text)._.statements for piece in s["content"]]
    assert found == contents


LOSSES = """
Rents rent NOUN nsubj 2 -
rose rise VERB ROOT 2 - _
. . PUNCT punct 2 -

The the DET det 2 -
losses loss NOUN nsubj 9 - _
, , PUNCT punct 2 -
according accord ADP case 7 -
to to ADP fixed 4 -
the the DET det 7 -
firm firm NOUN obl 9 - _
, , PUNCT punct 2 -
include include VERB ROOT 9 -
trucks truck NOUN obj 9 - _
. . PUNCT punct 9 -
"""


@pytest.mark.parametrize("labelled", [("trucks",), ("The losses", "trucks")])
def test_according_to_takes_the_words_on_either_side(make_doc, labelled: tuple[str, ...]):
    contents = [(words, "CONTENT", 1) for words in labelled]
    doc = label(make_doc(LOSSES), ("the firm", "SOURCE", None), ("according to", "CUE", 0), *contents)
    assert shown(pipes(doc)) == [("accord", "the firm", ["The losses", "include trucks"])]


def test_a_fronted_clause_is_no_content_without_its_main_clause(make_doc):
    doc = make_doc("""
Ada Ada PROPN nsubj 2 B-PERSON
said say VERB advcl 8 -
since since SCONJ mark 5 -
rents rent NOUN nsubj 5 -
rose rise VERB advcl 8 - _
, , PUNCT punct 5 -
people people NOUN nsubj 8 -
left leave VERB ROOT 8 - _
. . PUNCT punct 8 -
""")
    label(doc, ADA, ("said", "CUE", 0), ("since rents rose", "CONTENT", 1))
    assert shown(pipes(doc)) == [("say", "Ada", ["since rents rose, people left"])]


def test_a_comma_before_the_closing_mark_announces_an_attribution(make_doc):
    doc = make_doc("""
“ “ PUNCT punct 4 - _
We we PRON nsubj 4 -
all all DET det 2 -
lost lose VERB ccomp 7 - _
, , PUNCT punct 4 - _
” ” PUNCT punct 4 -
chipped chip VERB ROOT 7 -
in in ADP case 9 -
Bea Bea PROPN obl 7 B-PERSON
Stott Stott PROPN flat 9 I-PERSON _
. . PUNCT punct 7 -
""")
    doc[6].tag_ = "VBD"
    assert shown(label(pipes(label(doc, ("We", "SOURCE", None))))) == [
        ("chip in", "Bea Stott", ["We all lost,"])
    ]


WHEN = """
“ “ PUNCT punct 3 - _
I I PRON nsubj 3 -
am be AUX ccomp 7 - _
, , PUNCT punct 3 - _
” ” PUNCT punct 3 -
Ada Ada PROPN nsubj 7 B-PERSON
said say VERB ROOT 7 - _
. . PUNCT punct 7 -

“ “ PUNCT punct 2 - _
When when ADV ROOT 2 - _
? ? PUNCT punct 2 - _
” ” PUNCT punct 2 -

“ “ PUNCT punct 2 - _
Soon soon ADV ROOT 2 - _
. . PUNCT punct 2 - _
” ” PUNCT punct 2 -
"""


def test_a_question_and_its_answer_have_no_common_speaker(make_doc):
    doc = make_doc(WHEN)
    quoted = [(words, "CONTENT", 1) for words in ("I am,", "When?", "Soon.")]
    label(doc, ADA, ("said", "CUE", 0), *quoted)
    assert shown(pipes(doc)) == [("say", "Ada", ["I am,"])]


@pytest.mark.parametrize(
    ("title", "content"), [("Growing Up", ["rents rose"]), ("Ada Crane", ["Ada Crane, rents rose"])]
)
def test_the_title_of_a_report_is_not_what_it_says(make_doc, title: str, content: list[str]):
    kind = "B-PERSON" if title == "Ada Crane" else "-"
    first, last = title.split()
    doc = make_doc(f"""
According accord ADP case 4 -
to to ADP fixed 1 -
the the DET det 4 -
report report NOUN obl 9 - _
, , PUNCT punct 4 -
{first} {first} PROPN appos 4 {kind}
{last} {last} PROPN flat 6 {kind} _
, , PUNCT punct 4 -
rents rent NOUN nsubj 10 -
rose rise VERB ROOT 10 - _
. . PUNCT punct 10 -
""")
    label(
        doc,
        ("the report", "SOURCE", None),
        ("According to", "CUE", 0),
        (f"{title}, rents rose", "CONTENT", 1),
    )
    assert [found for _, _, found in shown(pipes(doc))] == [content]


def test_a_slogan_before_a_colon_is_cut(make_doc):
    doc = make_doc("""
“ “ PUNCT punct 3 - _
Drive drive VERB parataxis 7 -
Slow slow ADV advmod 2 - _
” ” PUNCT punct 2 - _
: : PUNCT punct 2 -
campaign campaign NOUN nsubj 7 -
works work VERB ccomp 9 - _
, , PUNCT punct 7 -
says say VERB ROOT 9 -
Ada Ada PROPN nsubj 9 B-PERSON
""")
    label(doc, ADA, ("says", "CUE", 0), ("Drive Slow", "CONTENT", 1), ("campaign works", "CONTENT", 1))
    assert shown(pipes(doc)) == [("say", "Ada", ["campaign works"])]


def test_an_unlikely_colon_after_a_name_is_no_cue(make_doc):
    doc = make_doc("""
Ada Ada PROPN ROOT 1 B-PERSON _
: : PUNCT punct 1 -
nurse nurse NOUN nsubj 4 -
cleared clear VERB parataxis 1 -
""")
    label(doc, ADA, (":", "CUE", 0), ("nurse cleared", "CONTENT", 1))
    assert shown(pipes(doc)) == [(":", "Ada", ["nurse cleared"])]
    doc._.roles[1]["score"] = 0.2
    assert shown(pipes(doc)) == []


def test_time_words_before_a_source_are_not_its_name(make_doc):
    doc = make_doc("""
Last last ADJ amod 2 -
week week NOUN compound 3 -
figures figure NOUN nsubj 4 -
showed show VERB ROOT 4 -
rents rent NOUN nsubj 6 -
rose rise VERB ccomp 4 -
""")
    label(doc, ("Last week figures", "SOURCE", None), ("showed", "CUE", 0), ("rents rose", "CONTENT", 1))
    assert shown(pipes(doc)) == [("show", "figures", ["rents rose"])]
    assert doc._.clusters[doc._.statements[0]["cluster"]]["name"] == "figures"


@pytest.mark.parametrize(
    ("before", "score", "found"),
    [
        ("said/VERB", 0.6, [("say", "Ada", ["dams leak"])]),
        ("said/VERB", 0.4, []),
        ("saw/VERB", 0.6, []),
    ],
)
def test_a_content_without_a_cue_has_the_reporting_verb_above_it(make_doc, before: str, score: float, found):
    word, tag = before.split("/")
    doc = make_doc(f"""
Ada Ada PROPN nsubj 2 B-PERSON
{word} {LEMMAS.get(word, word)} {tag} ROOT 2 -
that that SCONJ mark 5 -
dams dam NOUN nsubj 5 -
leak leak VERB ccomp 2 -
""")
    label(doc, ("dams leak", "CONTENT", None))
    doc._.roles[0]["score"] = score
    assert shown(pipes(doc)) == found


def test_a_mark_of_another_kind_begins_no_answer(make_doc):
    doc = make_doc(WHEN.replace("“ “ PUNCT punct 2 - _\nSoon", "‘ ‘ PUNCT punct 2 - _\nSoon"))
    quoted = [(words, "CONTENT", 1) for words in ("I am,", "When?")]
    label(doc, ADA, ("said", "CUE", 0), *quoted)
    assert shown(pipes(doc)) == [("say", "Ada", ["I am,", "When?"])]


GIVEN = """
A a DET det 2 -
report report NOUN nsubj 5 -
from from ADP case 4 -
Orrin Orrin PROPN nmod 2 B-ORG
said say VERB ROOT 5 -
rain rain NOUN nsubj 7 -
fell fall VERB ccomp 5 - _
. . PUNCT punct 5 -
"""

OWNED = """
Orrin Orrin PROPN nmod:poss 3 B-ORG _
's 's PART case 1 -
report report NOUN nsubj 4 -
said say VERB ROOT 4 -
rain rain NOUN nsubj 6 -
fell fall VERB ccomp 4 - _
. . PUNCT punct 4 -
"""


@pytest.mark.parametrize(
    ("rows", "noun", "speaker"),
    [
        (GIVEN, "report", "report from Orrin"),
        (GIVEN, "statement", "Orrin"),
        (OWNED, "report", "Orrin's report"),
        (OWNED, "statement", "Orrin"),
        (OWNED, "claim", "Orrin"),
    ],
)
def test_a_report_speaks_for_itself_and_a_statement_for_who_gave_it(
    make_doc, rows: str, noun: str, speaker: str
):
    doc = make_doc(rows.replace("report", noun))
    source = doc[: doc.text.split().index("said") + (rows is OWNED)].text
    doc = pipes(label(doc, (source, "SOURCE", None), ("said", "CUE", 0), ("rain fell", "CONTENT", 1)))
    (statement,) = doc._.statements
    assert doc._.clusters[statement["cluster"]]["name"] == speaker


def test_an_associate_of_somebody_is_not_that_person(make_doc):
    doc = make_doc("""
An a DET det 2 -
associate associate NOUN nsubj 8 -
of of ADP case 6 -
former former ADJ amod 2 -
boss boss NOUN nmod:desc 6 -
Bo Bo PROPN nmod 2 B-PERSON
Lind Lind PROPN flat 6 I-PERSON
said say VERB ROOT 8 -
rain rain NOUN nsubj 10 -
fell fall VERB ccomp 8 - _
. . PUNCT punct 8 -
""")
    doc = label(
        doc,
        ("An associate of former boss Bo Lind", "SOURCE", None),
        ("said", "CUE", 0),
        ("rain fell", "CONTENT", 1),
    )
    (statement,) = pipes(doc)._.statements
    assert doc._.clusters[statement["cluster"]]["name"] == "associate of former boss Bo Lind"


def test_the_subject_a_cue_shares_is_a_mention(make_doc):
    doc = make_doc("""
The the DET det 2 -
trucks truck NOUN nsubj 3 -
left leave VERB ROOT 3 - _
, , PUNCT punct 5 -
claiming claim VERB advcl 3 -
rain rain NOUN nsubj 7 -
fell fall VERB ccomp 5 - _
. . PUNCT punct 3 -
""")
    (statement,) = pipes(label(doc, ("claiming", "CUE", None), ("rain fell", "CONTENT", 0)))._.statements
    assert doc._.clusters[statement["cluster"]]["name"] == "trucks"


@pytest.mark.parametrize(("who", "found"), [("court", [None]), ("dog", [])])
def test_what_a_court_hears_is_said_by_somebody(make_doc, who: str, found: list):
    doc = make_doc(f"""
The the DET det 2 -
{who} {who} NOUN nsubj 3 -
heard hear VERB ROOT 3 -
that that SCONJ mark 6 -
rain rain NOUN nsubj 6 -
fell fall VERB ccomp 3 - _
. . PUNCT punct 3 -
""")
    doc = label(doc, (f"The {who}", "SOURCE", None), ("heard", "CUE", 0), ("rain fell", "CONTENT", 1))
    assert [statement["cluster"] for statement in pipes(doc)._.statements] == found
