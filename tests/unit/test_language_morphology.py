from __future__ import annotations

import pytest
from spacy.morphology import Morphology

from onrecord.language.morphology import FEATURES, features


@pytest.mark.parametrize(
    ("upos", "xpos", "wanted"),
    [
        ("NOUN", "NNS", "Number=Plur"),
        ("VERB", "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin"),
        ("NOUN", "VBG", "Number=Sing"),
        ("ADJ", "JJS", "Degree=Sup"),
        ("PUNCT", ".", ""),
        ("SPACE", "_SP", ""),
    ],
)
def test_features(upos: str, xpos: str, wanted: str) -> None:
    assert features(upos, xpos) == wanted


def test_features_are_written_as_universal_dependencies_writes_them() -> None:
    for value in FEATURES.values():
        assert Morphology.dict_to_feats(Morphology.feats_to_dict(value)) == value
