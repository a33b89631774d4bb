"""The recipe's augmenter moves words about: labels, heads and links must move with them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

RECIPE = Path(__file__).resolve().parents[2] / "models" / "recipe"
LABELS = {
    "upos": ["NOUN", "VERB", "PUNCT", "PROPN", "NUM"],
    "xpos": ["NN", "VBD", ".", "NNP", ",", "CD", "-LRB-", "-RRB-", ":", "NFP", "``", "''"],
    "sent": ["no", "yes"],
    "ner": ["O", "B-LOC", "B-ORG"],
    "attr": ["O"],
    "dep": ["ROOT", "nsubj", "punct"],
    "link": [],
    "head": [],
}


@pytest.fixture
def augment(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(RECIPE))
    import augment

    return augment


def passage(augment: ModuleType, sentences: int = 6):
    """Sentences of three words, "boats sank ." """
    columns = {name: [] for name in augment.COLUMNS}
    words, spaces, sids = [], [], []
    for sentence in range(sentences):
        at = len(words)
        words += ["boats", "sank", "."]
        spaces += [True, False, True]
        sids += [sentence] * 3
        columns["upos"] += [0, 1, 2]
        columns["xpos"] += [0, 1, 2]
        columns["sent"] += [1, 0, 0]
        columns["ner"] += [0, 0, 0]
        columns["head"] += [at + 1] * 3
        columns["dep"] += [1, 0, 2]
        columns["attr"] += [augment.MISSING] * 3
        columns["link"] += [augment.MISSING] * 3
    return augment.Passage(words, spaces, columns, sids)


@pytest.mark.parametrize("seed", range(60))
def test_heads_and_sentences_stay_together(augment: ModuleType, seed: int) -> None:
    before = passage(augment)
    after = augment.Augmenter(LABELS, ["Eastport"], [["Boats", "Lost"]], random.Random(seed))(before)
    size = len(after)
    assert all(len(values) == size for values in after.columns.values())
    assert len(after.spaces) == len(after.sids) == size
    for place, head in enumerate(after.columns["head"]):
        if head == augment.MISSING:
            continue
        assert after.sids[place] == after.sids[head]
        if after.words[place].lower() == "boats":
            assert after.words[head].lower() == "sank"
    for sentence in set(after.sids):
        places = [i for i in range(size) if after.sids[i] == sentence and not after.words[i].isspace()]
        assert [after.columns["sent"][i] for i in places] == [1] + [0] * (len(places) - 1)
    assert before.words[0] == "boats"


def test_all_variants_are_drawn(augment: ModuleType) -> None:
    augmenter = augment.Augmenter(LABELS, ["Eastport"], [["Boats", "Lost"]], random.Random(1))
    long = augment.Passage(["boats"] * 9 + ["."], [True] * 10, {**passage(augment, 3).columns}, [0] * 10)
    long.columns = {name: values[:1] * 10 for name, values in passage(augment, 1).columns.items()}
    long.columns |= {"sent": [1] + [0] * 9, "head": [0] * 10}
    seen = {word for _ in range(400) for word in augmenter(long).words}
    assert {"BOATS", "Boats", "EASTPORT", "\n", " ", "("} <= seen
    assert seen & set("•*·")


def test_links_follow_their_words(augment: ModuleType) -> None:
    original = passage(augment, 1)
    original.columns["link"] = [augment.MISSING, 0, augment.MISSING]
    after = augment.rebuild(original, [augment.Inserted("-"), 0, 1], {name: {} for name in LABELS})
    assert after.words == ["-", "boats", "sank"]
    assert after.columns["link"] == [augment.MISSING, augment.MISSING, 1]
    assert augment.rebuild(original, [1], {name: {} for name in LABELS}).columns["link"] == [augment.MISSING]
