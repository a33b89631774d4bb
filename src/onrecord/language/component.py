"""The spaCy component: everything the language model says about a Doc, in one pass."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab

from onrecord.anchors import number_anchors
from onrecord.doc_spans import show_spans, text_of
from onrecord.language.lemmas import Lemmas
from onrecord.language.loading import ModelFiles
from onrecord.language.morphology import features
from onrecord.language.names import Name, Parsed, join_firms, join_names, join_nicknames, whole_names
from onrecord.language.network import Network
from onrecord.language.pointing import POINTED, Pointing
from onrecord.language.possessives import fix_possessives
from onrecord.language.reading import Reader, Reading
from onrecord.language.roles import link_roles
from onrecord.language.sequences import Sequences, softmax
from onrecord.language.wordpiece import WordPiece
from onrecord.records import NumberReading, Role

Convention = Literal["news", "sets"]
CONVENTIONS = {"news": ("news", "roles", "roles_links"), "sets": ("ner", "attr", "links")}
NUMBERS = ("kind", "change", "bound")
ATTRIBUTES: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE"]
DOUBT = 0.25
"""Subtracted from the logit of "no role", because a missed role costs more than a spurious one."""
OUTSIDE, INSIDE, BEGIN = 2, 1, 3
"""spaCy's codes for ENT_IOB."""
Keys = NDArray[np.uint64]
"""spaCy's string hashes."""


class LanguageModel:
    """Tags, lemmas, parse, sentences, entities and roles of a Doc.

    Args:
        vocab: The pipeline's vocabulary.
        files: The model folder, read.
        threads: How many threads the network may use.
        convention: Label scheme for entities and roles. "news" follows Reuters and our guidelines; the pipes
            expect it. "sets" follows the treebanks and PolNeAR, for evaluation on them.
    """

    def __init__(
        self, vocab: Vocab, files: ModelFiles, *, threads: int = 1, convention: Convention = "news"
    ) -> None:
        self.version = files.version
        self._vocab = vocab
        self._upos = [*files.labels["upos"], "SPACE"]
        self._xpos = [*files.labels["xpos"], "_SP"]
        self._deps = [*files.labels["dep"], "dep"]
        self._dep_numbers = {label: i for i, label in enumerate(self._deps)}
        self._root = self._dep_numbers["ROOT"]
        self._possessive = self._xpos.index("POS")
        self._upos_keys, self._xpos_keys, self._dep_keys = map(
            self._keys, (self._upos, self._xpos, self._deps)
        )
        self._morph_keys = np.array(
            [[vocab.morphology.add(features(upos, xpos)) for xpos in self._xpos] for upos in self._upos],
            dtype=np.uint64,
        )
        self._names, self._parts, links = CONVENTIONS[convention]
        self._reader = Reader(
            Network(files.network, threads),
            WordPiece(files.vocabulary),
            self._root,
            (self._names, self._parts, *NUMBERS, *POINTED),
            links,
        )
        self._entities = Sequences(files.labels[self._names])
        self._roles = Sequences(files.labels[self._parts], np.array(files.steps[self._parts]))
        self._labels = {name: files.labels[name] for name in NUMBERS}
        self._pointing = Pointing(files.pointers)
        self._lemmas = Lemmas(files.lemmas)
        self._doubt = DOUBT if convention == "news" else 0.0

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a Doc in place."""
        words = [token.text for token in doc]
        if not words:
            doc._.roles, doc._.pointers, doc._.numbers = [], [], []
            return doc
        reading = self._reader(text_of(doc), words)
        blank = [word.isspace() for word in words]
        self._set_tokens(doc, words, blank, reading)
        doc._.roles = self._find_roles(doc, blank, reading)
        show_spans(doc, "roles", [(role["span"], role["label"]) for role in doc._.roles])
        numbers = number_anchors(words)
        doc._.numbers = self._read_numbers(doc, numbers, reading)
        doc._.pointers = self._pointing(doc, numbers, reading)
        return doc

    def _keys(self, names: Sequence[str]) -> Keys:
        return np.array([self._vocab.strings.add(name) for name in names], dtype=np.uint64)

    def _set_tokens(self, doc: Doc, words: Sequence[str], blank: Sequence[bool], reading: Reading) -> None:
        empty = np.array(blank)
        upos = np.where(empty, len(self._upos) - 1, reading.upos)
        xpos = np.where(empty, len(self._xpos) - 1, reading.xpos)
        deps = np.where(empty, len(self._deps) - 1, reading.deps)
        labels = [self._deps[i] for i in deps.tolist()]
        endings = np.flatnonzero(xpos == self._possessive).tolist()
        if endings:
            fix_possessives(endings, reading.heads, labels, [self._upos[i] for i in upos.tolist()])
            deps = np.array([self._dep_numbers[label] for label in labels])
        heads = np.array(reading.heads) - np.arange(len(words))
        lemmas = [
            word if isspace else self._lemmas(word, self._upos[u], self._xpos[x])
            for word, isspace, u, x in zip(words, blank, upos.tolist(), xpos.tolist(), strict=True)
        ]
        glued = [not token.whitespace_ for token in doc]
        names = self._find_entities(words, blank, glued, reading)
        iob, kinds = coded(whole_names(names, Parsed(words, glued, reading.heads, labels)), len(words))
        columns = (
            self._xpos_keys[xpos],
            self._upos_keys[upos],
            self._morph_keys[upos, xpos],
            self._keys(lemmas),
            heads.astype(np.int64).view(np.uint64),
            self._dep_keys[np.where(heads == 0, self._root, deps)],
            np.array(iob, dtype=np.uint64),
            self._keys(kinds),
        )
        doc.from_array(ATTRIBUTES, cast(Any, np.stack(columns, axis=1)))

    def _find_entities(
        self, words: Sequence[str], blank: Sequence[bool], glued: Sequence[bool], reading: Reading
    ) -> list[Name]:
        """Entities stay within one sentence; they include white space inside them, but not at their ends."""
        found: list[Name] = []
        positions = [position for position, empty in enumerate(blank) if not empty]
        firsts = {bisect_left(positions, position) for position, start in enumerate(reading.starts) if start}
        starts = sorted(firsts - {len(positions)})
        path = self._entities.best_each(reading.of(self._names)[positions], starts)
        for begin, until in pairwise([*starts, len(positions)]):
            inside = [words[position] for position in positions[begin:until]]
            close = [glued[position] for position in positions[begin:until]]
            names = join_nicknames(self._entities.spans(path[begin:until]), inside)
            names = join_firms(join_names(names, inside, close), inside)
            found += [(positions[begin + a], positions[begin + b - 1] + 1, kind) for a, b, kind in names]
        return found

    def _find_roles(self, doc: Doc, blank: Sequence[bool], reading: Reading) -> list[Role]:
        scores = reading.of(self._parts)
        positions = [position for position, empty in enumerate(blank) if not empty]
        doubted = scores[positions]
        doubted[:, self._roles.outside] -= self._doubt
        path = self._roles.best(doubted)
        spans = [
            (positions[start], positions[end - 1] + 1, label) for start, end, label in self._roles.spans(path)
        ]
        chances = softmax(scores)
        roles: list[Role] = []
        for (start, end, label), (link, chance) in zip(spans, link_roles(spans, reading.links), strict=True):
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

    def _read_numbers(self, doc: Doc, anchors: Sequence[int], reading: Reading) -> list[NumberReading]:
        if not anchors:
            return []
        maps = [
            [
                {label: round(value, 4) for label, value in zip(self._labels[name], row, strict=True)}
                for row in softmax(reading.of(name)[anchors]).tolist()
            ]
            for name in NUMBERS
        ]
        return [
            NumberReading(
                anchor=[doc[i].idx, doc[i].idx + len(doc[i])],
                kinds=kinds,
                changes=changes,
                comparators=bounds,
            )
            for i, kinds, changes, bounds in zip(anchors, *maps, strict=True)
        ]


def coded(names: Sequence[Name], size: int) -> tuple[list[int], list[str]]:
    """Entities as spaCy's ENT_IOB and ENT_TYPE of each word."""
    iob, kinds = [OUTSIDE] * size, [""] * size
    for start, end, kind in names:
        iob[start:end] = [BEGIN, *[INSIDE] * (end - start - 1)]
        kinds[start:end] = [kind] * (end - start)
    return iob, kinds
