"""Train the lemma table: endings first, then the forms they get wrong.

The forms come from the treebanks; verbs and plurals that these lack come from LemmInflect's word list (MIT,
based on the NIH's SPECIALIST Lexicon).
"""

from __future__ import annotations

import gzip
import json
import logging
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from string import ascii_lowercase

import data
import lemminflect

from onrecord.language.lemmas import (
    LONGEST_ENDING,
    Lemmas,
    Table,
    apply_edit,
    believable,
    find_edit,
    make_edit,
)

TRAIN = ("gum_train_open", "ewt_train", "ewt_dev_masked")
PAST = ("VERB VBD", "VERB VBN")
TELLING = 5
SEEN = 2
"""An ending must occur with at least this many different words."""

Word = tuple[str, str, str]


def count_words(names: Iterable[str], root: Path, share: float) -> Counter[tuple[Word, str]]:
    """How often each form with its tags has each lemma. Forms are lower case except in names."""
    counts: Counter[tuple[Word, str]] = Counter()
    for name in names:
        for doc in data.read_docs(root / "ud" / f"{name}.spacy", share):
            for token in doc:
                if not token.is_space and token.lemma_ and token.lemma_ != "_":
                    form = token.text.replace("’", "'")
                    cased = token.pos_ == "PROPN" or token.lemma_ != token.lemma_.lower()
                    form = form if cased else form.lower()
                    counts[(form, token.pos_, believable(form, token.tag_)), token.lemma_] += 1
    return counts


def dictionary_words(share: float) -> Counter[tuple[Word, str]]:
    """Inflected verbs and plural nouns with a single lemma, each counted once."""
    words: Counter[tuple[Word, str]] = Counter()
    path = Path(lemminflect.__file__).parent / "resources" / "lemma_lu.csv.gz"
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    for line in lines[: data.count_of(share, len(lines))]:
        form, kind, lemma = line.strip().split(",")
        if "/" in lemma or form == lemma or not (form + lemma).isalpha() or not form.islower():
            continue
        if kind == "noun" and form.endswith("s"):
            words[(form, "NOUN", "NNS"), lemma] = 1
        elif kind == "verb":
            tags = ("VBG",) if form.endswith("ing") else ("VBZ",) if form.endswith("s") else ("VBD", "VBN")
            for tag in tags:
                words[(form, "VERB", tag), lemma] = 1
    return words


def merge(
    treebanks: Counter[tuple[Word, str]], words: Counter[tuple[Word, str]]
) -> Counter[tuple[Word, str]]:
    """The treebanks' counts, plus those of words that no treebank has with these tags."""
    known = {word for word, _ in treebanks}
    return treebanks + Counter({entry: count for entry, count in words.items() if entry[0] not in known})


def train(counts: Counter[tuple[Word, str]]) -> Table:
    best: dict[Word, tuple[int, str]] = {}
    for (word, lemma), count in sorted(counts.items()):
        if count > best.get(word, (0, ""))[0]:
            best[word] = (count, lemma)
    votes: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for (form, upos, xpos), (_, lemma) in best.items():
        folded = form if upos == "PROPN" else form.lower()
        shortest = TELLING if irregular(folded, f"{upos} {xpos}") else 0
        for size in range(shortest, min(LONGEST_ENDING, len(folded)) + 1):
            votes[f"{upos} {xpos}"][folded[len(folded) - size :]][make_edit(folded, lemma)] += 1
    table: Table = {"endings": {}, "forms": {}}
    for tags, endings in sorted(votes.items()):
        kept: dict[str, str] = {}
        for ending in sorted(endings, key=lambda text: (len(text), text)):
            edit, count = min(endings[ending].items(), key=lambda pair: (-pair[1], pair[0]))
            if not ending or (count >= SEEN and edit != find_edit(ending[1:], kept)):
                kept[ending] = edit
        if tags in PAST:
            kept |= dict.fromkeys((letter for letter in ascii_lowercase if letter != "d"), "0")
        table["endings"][tags] = kept
    for (form, upos, xpos), (_, lemma) in sorted(best.items()):
        tags = f"{upos} {xpos}"
        folded = form if upos == "PROPN" else form.lower()
        if apply_edit(folded, find_edit(folded, table["endings"][tags])) != lemma:
            table["forms"].setdefault(tags, {})[form] = lemma
    return table


def irregular(form: str, tags: str) -> bool:
    """Whether a past form lacks "-d". It supports only long endings: an "allege" is probably mistagged."""
    return tags in PAST and not form.endswith("d")


def accuracy(table: Table, name: str, root: Path) -> float:
    """Share of correct lemmas, given the treebank's own tags."""
    right = total = 0
    lemmas = Lemmas(table)
    for doc in data.read_docs(root / "ud" / f"{name}.spacy"):
        for token in doc:
            if not token.is_space:
                total += 1
                right += lemmas(token.text, token.pos_, token.tag_).lower() == token.lemma_.lower()
    return right / total


def build(folder: Path, root: Path, share: float = 1.0) -> None:
    """Write lemmas.json into a folder; from a share of the data in a smoke run."""
    table = train(merge(count_words(TRAIN, root, share), dictionary_words(share)))
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (folder / "lemmas.json").write_text(text + "\n", encoding="utf-8")
    logging.info("lemmas.json: %d kB, gum_dev %.4f", len(text) // 1000, accuracy(table, "gum_dev", root))


if __name__ == "__main__":
    import sys

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    build(Path(sys.argv[1]), Path(sys.argv[2]))
