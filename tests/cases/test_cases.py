"""Small inputs in which other people's articles and tools went wrong, kind by kind.

Those that are still wrong stand in wrong.txt, which may only get shorter: ``python tests/cases/shorten.py``
takes out what has come out right.
"""

from __future__ import annotations

import pytest
from small_inputs import BY_KIND, listed, wrong_ones
from spacy.language import Language


def test_the_list_names_cases_that_are_there():
    there = {case["id"] for cases in BY_KIND.values() for case in cases}
    assert listed() <= there


@pytest.mark.model
@pytest.mark.parametrize("kind", BY_KIND)
def test_kind(kind: str, nlp: Language):
    wrong = wrong_ones(BY_KIND[kind], nlp)
    known = listed() & {case["id"] for case in BY_KIND[kind]}
    assert {ident: why for ident, why in wrong.items() if ident not in known} == {}
    assert known - wrong.keys() == set(), "right now: take them off tests/cases/wrong.txt"
