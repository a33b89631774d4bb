"""The spaCy component: everything the language model says about a Doc, in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, cast

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab

from onrecord.language.lemmas import Lemmas
from onrecord.language.loading import ModelFiles
from onrecord.language.morphology import features
from onrecord.language.network import Network
from onrecord.language.reading import Reader, Reading
from onrecord.language.roles import link_roles
from onrecord.language.sequences import Sequences, join_names, softmax
from onrecord.language.wordpiece import WordPiece
from onrecord.records import Role, show_spans

ATTRIBUTES: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE"]
OUTSIDE, INSIDE, BEGIN = 2, 1, 3
"""spaCy's codes for ENT_IOB."""


class LanguageModel:
    """Tags, lemmas, parse, sentences, entities and roles of a Doc.

    Args:
        vocab: The pipeline's vocabulary.
        files: The model folder, read.
        threads: How many threads the network may use.
    """

    def __init__(self, vocab: Vocab, files: ModelFiles, *, threads: int = 1) -> None:
        self.version = files.version
        self._vocab = vocab
        self._labels = files.labels
        self._reader = Reader(
            Network(files.network, threads), WordPiece(files.vocabulary), files.labels["dep"].index("ROOT")
        )
        self._entities = Sequences(files.labels["ner"], np.array(files.steps["ner"]))
        self._roles = Sequences(files.labels["attr"], np.array(files.steps["attr"]))
        self._lemmas = Lemmas(files.lemmas)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a Doc in place."""
        words = [token.text for token in doc]
        if not words:
            doc._.roles = []
            return doc
        reading = self._reader(doc.text, words)
        blank = [word.isspace() for word in words]
        self._set_tokens(doc, words, blank, reading)
        doc._.roles = self._find_roles(doc, blank, reading)
        show_spans(doc, "roles", [(role["span"], role["label"]) for role in doc._.roles])
        return doc

    def _set_tokens(self, doc: Doc, words: Sequence[str], blank: Sequence[bool], reading: Reading) -> None:
        add, morphology = self._vocab.strings.add, self._vocab.morphology
        labels, rows = self._labels, []
        iob, kinds = self._find_entities(words, blank, reading)
        for place, word in enumerate(words):
            head = reading.heads[place] - place
            if blank[place]:
                upos, xpos, lemma = "SPACE", "_SP", word
                dep = "dep" if head else "ROOT"
            else:
                upos, xpos = labels["upos"][reading.upos[place]], labels["xpos"][reading.xpos[place]]
                dep = labels["dep"][reading.deps[place]] if head else "ROOT"
                lemma = self._lemmas(word, upos, xpos)
            morph = morphology.add(features(upos, xpos))
            rows.append(
                (add(xpos), add(upos), morph, add(lemma), head, add(dep), iob[place], add(kinds[place]))
            )
        table = np.array([[value % 2**64 for value in row] for row in rows], dtype=np.uint64)
        doc.from_array(ATTRIBUTES, cast(Any, table))

    def _find_entities(
        self, words: Sequence[str], blank: Sequence[bool], reading: Reading
    ) -> tuple[list[int], list[str]]:
        """Entities lie in one sentence; white space inside one is part of it, at its ends it is not."""
        scores = np.concatenate(reading.ner)
        iob, kinds = [OUTSIDE] * len(blank), [""] * len(blank)
        starts = [place for place, start in enumerate(reading.starts) if start]
        for begin, until in zip(starts, [*starts[1:], len(blank)], strict=True):
            places = [place for place in range(begin, until) if not blank[place]]
            path = self._entities.best(scores[places])
            for start, end, kind in join_names(self._entities.spans(path), [words[i] for i in places]):
                for place in range(places[start], places[end - 1] + 1):
                    iob[place], kinds[place] = INSIDE, kind
                iob[places[start]] = BEGIN
        return iob, kinds

    def _find_roles(self, doc: Doc, blank: Sequence[bool], reading: Reading) -> list[Role]:
        scores = np.concatenate(reading.attr)
        places = [place for place, empty in enumerate(blank) if not empty]
        path = self._roles.best(scores[places])
        found = [(places[start], places[end - 1] + 1, label) for start, end, label in self._roles.spans(path)]
        chances = softmax(scores)
        roles: list[Role] = []
        for (start, end, label), (link, chance) in zip(found, link_roles(found, reading.links), strict=True):
            last = doc[end - 1]
            own = [i for i, name in enumerate(self._roles.labels) if name.endswith(label)]
            roles.append(
                Role(
                    span=[doc[start].idx, last.idx + len(last)],
                    label=cast(Literal["SOURCE", "CUE", "CONTENT"], label),
                    link=link,
                    score=round(float(chances[start:end, own].sum(axis=1).mean()), 4),
                    link_score=round(chance, 4),
                )
            )
        return roles
