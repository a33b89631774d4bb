"""Which way a verb moves."""

from __future__ import annotations

import pytest

from onrecord.pipes.figures.trends import direction

MOVED = """
Inflation inflation NOUN nsubj 2 -
{verb} {lemma} VERB ROOT 2 -
{behind} {behind} ADV advmod 2 -
to to ADP case 6 -
3 3 NUM nummod 6 - _
% % NOUN obl 2 -
"""


@pytest.mark.parametrize(
    ("verb", "lemma", "behind", "expected"),
    [
        ("edged", "edge", "down", "down"),
        ("went", "go", "up", "up"),
        ("went", "go", "on", "="),
        ("fell", "fall", "again", "down"),
        ("stood", "stand", "still", "="),
    ],
)
def test_some_verbs_move_as_the_word_behind_them_says(make_doc, verb, lemma, behind, expected):
    doc = make_doc(MOVED.format(verb=verb, lemma=lemma, behind=behind))
    assert direction(doc[1]) == expected
