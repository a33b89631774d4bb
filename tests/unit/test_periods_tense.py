from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from onrecord.pipes.periods.tense import Tense
from onrecord.pipes.periods.words import fold

NLP = spacy.blank("en")


def lean_at(doc: Doc, word: str) -> int:
    start = doc.text.index(word)
    return Tense(doc, fold(doc.text)).lean(start, start + len(word))


def parsed(words: str, heads: list[int], deps: str, pos: str, tags: str) -> Doc:
    return Doc(
        NLP.vocab, words=words.split(), heads=heads, deps=deps.split(), pos=pos.split(), tags=tags.split()
    )


def test_the_verb_above_decides():
    doc = parsed(
        "She said Tuesday that it will close Friday",
        [1, 1, 1, 6, 6, 6, 1, 6],
        "nsubj ROOT obl mark nsubj aux ccomp obl",
        "PRON VERB PROPN SCONJ PRON AUX VERB PROPN",
        "PRP VBD NNP IN PRP MD VB NNP",
    )
    assert lean_at(doc, "Tuesday") == -2
    assert lean_at(doc, "Friday") == 2


def test_a_verb_beyond_a_noun_is_less_sure():
    doc = parsed(
        "They praised the convention in July",
        [1, 1, 3, 1, 5, 3],
        "nsubj ROOT det obj case nmod",
        "PRON VERB DET NOUN ADP PROPN",
        "PRP VBD DT NN IN NNP",
    )
    assert lean_at(doc, "July") == -1


def test_likely_to_looks_ahead():
    doc = parsed(
        "He is likely to return Tuesday",
        [2, 2, 2, 4, 2, 4],
        "nsubj cop ROOT mark xcomp obl",
        "PRON AUX ADJ PART VERB PROPN",
        "PRP VBZ JJ TO VB NNP",
    )
    assert lean_at(doc, "Tuesday") > 0


def test_a_plain_present_looks_ahead_whatever_stands_above_it():
    doc = parsed(
        "It won where they vote Tuesday",
        [1, 1, 4, 4, 1, 4],
        "nsubj ROOT advmod nsubj advcl obl",
        "PRON VERB ADV PRON VERB PROPN",
        "PRP VBD WRB PRP VBP NNP",
    )
    assert lean_at(doc, "Tuesday") == 1
    assert (
        lean_at(
            parsed("They vote Tuesday", [1, 1, 1], "nsubj ROOT obl", "PRON VERB PROPN", "PRP VBP NNP"),
            "Tuesday",
        )
        == 1
    )


def test_a_headline_in_the_present_does_not_look_ahead():
    words, deps = "Gap widens in May {} Ministers met .", "nsubj ROOT case obl dep nsubj ROOT punct"
    tags, heads = "NN VBZ IN NNP _SP NNS VBD .", [1, 1, 3, 1, 1, 6, 6, 6]
    pos = ["NOUN", "VERB", "ADP", "PROPN", "SPACE", "NOUN", "VERB", "PUNCT"]
    tokens = [word.replace("{}", "\n\n") for word in words.split()]
    doc = Doc(NLP.vocab, words=tokens, heads=heads, deps=deps.split(), pos=pos, tags=tags.split())
    assert lean_at(doc, "May") == 0


def test_what_somebody_is_worried_about_is_not_over():
    doc = parsed(
        "She is worried about May",
        [2, 2, 2, 4, 2],
        "nsubj cop ROOT case obl",
        "PRON AUX ADJ ADP PROPN",
        "PRP VBZ JJ IN NNP",
    )
    assert lean_at(doc, "May") == 0


def test_what_something_comes_after_is_over():
    doc = parsed(
        "It comes after talks Monday",
        [1, 1, 3, 1, 3],
        "nsubj ROOT case obl nmod:unmarked",
        "PRON VERB ADP NOUN PROPN",
        "PRP VBZ IN NNS NNP",
    )
    assert lean_at(doc, "Monday") == 0


def test_has_alone_is_no_past():
    doc = parsed(
        "The fair has stalls Tuesday",
        [1, 2, 2, 2, 2],
        "det nsubj ROOT obj obl",
        "DET NOUN VERB NOUN PROPN",
        "DT NN VBZ NNS NNP",
    )
    assert lean_at(doc, "Tuesday") == 1


def test_what_was_to_be_may_be_over():
    doc = parsed(
        "It was to open Tuesday",
        [3, 3, 3, 3, 3],
        "nsubj aux mark ROOT obl",
        "PRON AUX PART VERB PROPN",
        "PRP VBD TO VB NNP",
    )
    assert lean_at(doc, "Tuesday") == 0


def test_more_than_expected_sets_no_time():
    doc = parsed(
        "Sales fell more than expected in May",
        [1, 1, 1, 4, 2, 6, 1],
        "nsubj ROOT advmod mark advcl case obl",
        "NOUN VERB ADV SCONJ VERB ADP PROPN",
        "NNS VBD RBR IN VBN IN NNP",
    )
    assert lean_at(doc, "May") == -2


@pytest.mark.parametrize(
    ("text", "lean"),
    [
        ("The bridge is due on Friday.", 2),
        ("The vote was scheduled for Friday.", 1),
        ("The vote, which was scheduled for Friday, is off.", 0),
    ],
)
def test_words_that_set_a_time(text: str, lean: int):
    found = lean_at(NLP.make_doc(text), "Friday")
    assert (found > 0) - (found < 0) == (lean > 0) - (lean < 0)


def test_until_looks_ahead_unless_a_past_verb_is_its_own():
    assert (
        lean_at(
            NLP.make_doc("The bridge, repaired at great cost to the town, is out of use until Friday."),
            "Friday",
        )
        == 1
    )
    assert lean_at(NLP.make_doc("It was shut until Friday."), "Friday") == -2


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("The court will sit on Friday.", 1),
        ("The court sat, he said on Friday.", -1),
        ("The vote is scheduled for Friday.", 1),
        ("The shop was closed. Friday, a list.", 0),
        ("She won. It’ll rain Friday.", 1),
    ],
)
def test_without_a_parse_the_nearest_word_of_tense_decides(text: str, sign: int):
    found = lean_at(NLP.make_doc(text), "Friday")
    assert (found > 0) - (found < 0) == sign


@pytest.mark.parametrize(
    "text", ["It will have run since Friday.", "Rates are up since the Friday fair, he will say."]
)
def test_since_looks_back_whatever_the_verb_says(text: str):
    assert lean_at(NLP.make_doc(text), "Friday") == -2


@pytest.mark.parametrize(
    ("words", "deps", "pos", "tags", "sign"),
    [
        (
            "She worked there until May",
            "nsubj ROOT advmod case obl",
            "PRON VERB ADV ADP PROPN",
            "PRP VBD RB IN NNP",
            -2,
        ),
        (
            "He was banned until May",
            "nsubj:pass aux:pass ROOT case obl",
            "PRON AUX VERB ADP PROPN",
            "PRP VBD VBN IN NNP",
            2,
        ),
        (
            "She had worked until May",
            "nsubj aux ROOT case obl",
            "PRON AUX VERB ADP PROPN",
            "PRP VBD VBN IN NNP",
            -2,
        ),
    ],
)
def test_what_was_done_until_a_time_is_over(words: str, deps: str, pos: str, tags: str, sign: int):
    root = deps.split().index("ROOT")
    heads = [root if i != 3 else 4 for i in range(5)]
    assert lean_at(parsed(words, heads, deps, pos, tags), "May") == sign
