"""Who is meant where a text has just introduced somebody; on the real model."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

import onrecord
from onrecord.config import Words
from onrecord.pipes.pointers import pointers_of


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        pytest.param(
            "“We sat on the roof,” said Piet Marsh. His wife, Leonie, nodded. “And nobody came,” she said.",
            "Leonie",
            "And nobody came,",
            id="a relative named beside what she is",
        ),
        pytest.param(
            "Rovers manager Lars Holm said he was happy. His rival, Edna Dunne, was less restrained. "
            "“It was a disgrace,” she told Radio Fen.",
            "Edna Dunne",
            "It was a disgrace,",
            id="the narrator turns to another",
        ),
        pytest.param(
            "ClearShore, the trade group that brought the suit, praised the ruling. The group has argued "
            "that owners should decide.",
            "ClearShore",
            "owners should decide",
            id="a body described beside its name",
        ),
        pytest.param(
            "PORT ELLERY, Jan. 30 — The lock maker Brandle Systems said that doors were safe. The intruders "
            "got in through a laptop, the company wrote. It said it had found nothing.",
            "Brandle Systems",
            "it had found nothing",
            id="a town in a dateline is nobody",
        ),
        pytest.param(
            "He was backed by the Tenants' League. Its director, Shirin Marz, described the affair as "
            "“a betrayal”.",
            "Shirin Marz",
            "a betrayal",
            id="its director",
        ),
        pytest.param(
            "The Tenants' Forum warned that rents would rise.",
            "Tenants' Forum",
            "rents would rise",
            id="a body named after its members",
        ),
        pytest.param(
            "The government of Marrova rejected the report. It said the numbers were wrong.",
            "government of Marrova",
            "the numbers were wrong",
            id="a government of an unknown country",
        ),
        pytest.param(
            "Orrin Bank paid the fine on Monday. Orrin said it was sorry for the delay.",
            "Orrin Bank",
            "it was sorry for the delay",
            id="a firm without its last word",
        ),
        pytest.param(
            "Committee chairwoman Sen. Ruth Abel noted that the fleet had been paid for. “What did we get?” "
            "she asked.",
            "Ruth Abel",
            "What did we get?",
            id="an office before a shortened one",
        ),
        pytest.param(
            "“We have to be honest about that,” a spokesman said. Asked whether he would sell his own boat, "
            "Mr Brash hesitated. “I am thinking about it,” he said.",
            "Brash",
            "I am thinking about it,",
            id="whom the question was put to",
        ),
        pytest.param(
            "“It is a hangover,” said Nadia Prince, an economist. Prince pointed out that the count was "
            "higher.",
            "Nadia Prince",
            "the count was higher",
            id="a surname that is a role",
        ),
        pytest.param(
            "Brandle Systems said on Monday it will cut 90 jobs, becoming the latest firm to blame machines. "
            "The cuts will cost £2 million, the firm said.",
            "Brandle Systems",
            "The cuts will cost £2 million",
            id="what somebody becomes is nobody else",
        ),
        pytest.param(
            "Tory grandee Sir Gerald Pym - a former health secretary - told the Herald: “Heads must roll.”",
            "Gerald Pym",
            "Heads must roll.",
            id="a name behind a word for that person",
        ),
        pytest.param(
            "A chieftain of the Fen Front, Mrs Nora Adewale, alleged that the trial was a sham.",
            "Nora Adewale",
            "the trial was a sham",
            id="a name behind a comma and a title",
        ),
        pytest.param(
            "Airport owner the Orbix Group said that flights would resume at noon.",
            "Orbix Group",
            "flights would resume at noon",
            id="a body behind a noun",
        ),
        pytest.param(
            "Its owner, the Orbix Group, said that flights would resume at noon.",
            "Orbix Group",
            "flights would resume at noon",
            id="a body behind a noun and a comma",
        ),
        pytest.param(
            "The Bank of Ghana raised rates. Fidelis Building Society said that mortgages would rise. The "
            "Bank said inflation was too high.",
            "Bank of Ghana",
            "inflation was too high",
            id="a capitalised noun of a name",
        ),
        pytest.param(
            "Helen Marsh replaced David Cole as chief executive in May. He said the board had lost its way.",
            "David Cole",
            "the board had lost its way",
            id="whose given name fits the pronoun",
        ),
        pytest.param(
            "Reuters quoted a ministry official as saying that talks would resume on Monday.",
            "ministry official",
            "talks would resume on Monday",
            id="who is quoted",
        ),
        pytest.param(
            "Park Ji-woo said the shop was closed.", "Park Ji-woo", "the shop was closed", id="hyphens"
        ),
        pytest.param(
            "Barker & Lowe said it would close.", "Barker & Lowe", "it would close", id="a firm of two"
        ),
        pytest.param(
            "The editor of the weekly Fen Post said that the pictures were old.",
            "editor of the weekly Fen Post",
            "the pictures were old",
            id="the editor of a paper",
        ),
    ],
)
def test_speaker(read, text: str, speaker: str, said: str):
    assert speakers(read(text)).get(said) == speaker


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        pytest.param(
            "When the siren sounded, Agnes Toller thought it was a drill. “I went back to bed,” said the "
            "retired teacher, 74.",
            "Agnes Toller",
            "I went back to bed,",
            id="an age",
        ),
    ],
)
def test_speaker_by_pointers(read, text: str, speaker: str, said: str):
    doc = read(text)
    if not pointers_of(doc).has("name"):
        pytest.skip("the shipped model has no pointers")
    assert speakers(doc).get(said) == speaker


def speakers(doc: Doc) -> dict[str, str]:
    """Who says what, by the words of each piece of content."""
    return {
        doc.text[slice(*piece)]: doc._.clusters[statement["cluster"]]["name"]
        for statement in doc._.statements
        for piece in statement["content"]
        if statement["cluster"] is not None
    }


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        ("Pixlo spokesman Ned Barrow said it was sorry.", "Pixlo spokesman", "Pixlo"),
        ("Cllr Judith Marl (Con, Fenbury West) said she was sad.", "Cllr", None),
        ("Parish council chair Bob Lister said it was over.", "Parish council chair", "Parish council"),
        ("Former Rovers striker Des Holt said it was over.", "Former Rovers striker", None),
        ("The BBC's Ned Barrow said it was sorry.", None, "BBC"),
        ("Bo Lind, coach of 12-year-old swimmers, said it was over.", "coach of 12-year-old swimmers", None),
        (
            "Prices fell, according to Felix Brand, an economist at Nordhav Bank.",
            "economist at Nordhav Bank",
            "Nordhav Bank",
        ),
    ],
)
def test_role_and_body(read, text: str, role: str | None, affiliation: str | None):
    doc = read(text)
    (statement,) = doc._.statements
    cluster = doc._.clusters[statement["cluster"]]
    assert (cluster["role"], cluster["affiliation"]) == (role, affiliation)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "Moira Keane won the prize. The 64-year-old said that she was happy.",
            {"Moira Keane"},
            id="an age is one mention of the person it describes",
        ),
        pytest.param(
            'Bo Lind leads.\n\n"If I swim, it is to win," said the 31-year-old, who is resting.',
            {"Bo Lind", "it"},
            id="also where the parse takes it apart",
        ),
        pytest.param(
            "The 44-year-old ferry captain said the storm had come early.",
            {"44-year-old ferry captain"},
            id="or where it belongs to a noun",
        ),
        pytest.param(
            "Chris Heaton-Harris resigned on Monday. Mr Heaton-Harris said that he was tired.",
            {"Chris Heaton-Harris"},
            id="a surname with a hyphen is no two people",
        ),
    ],
)
def test_one_person_is_one_cluster(read, text: str, names: set[str]):
    assert {cluster["name"] for cluster in read(text)._.clusters} == names


@pytest.mark.model
def test_an_age_is_no_role_and_a_managing_director_is_whole(read):
    text = "“It was cold,” said 25-year-old Bo Lind. Deputy mayor Ida Crane agreed. "
    clusters = read(text + "Managing director Cy Holt left.")._.clusters
    roles = {cluster["name"]: cluster["role"] for cluster in clusters if cluster["kind"] == "person"}
    assert roles == {"Bo Lind": None, "Ida Crane": "Deputy mayor", "Cy Holt": "Managing director"}


def test_another_person_is_no_alias():
    doc = onrecord.load(
        words=Words.model_validate({"people": [{"name": "Ada Crane", "aliases": ["the Harbour Queen"]}]})
    )("Cllr Hobbs said the bridge was long. The Harbour Queen said it would close in May.")
    names = {c["name"]: [doc.text[slice(*m["span"])] for m in c["mentions"]] for c in doc._.clusters}
    assert names["Ada Crane"] == ["The Harbour Queen"]
    assert names["Hobbs"] == ["Cllr Hobbs"]
