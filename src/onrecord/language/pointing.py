"""From the words' small vectors to pointers: products over the whole text, so that windows do not matter.

What a number measures is found as a span of words by its first and last word, as in extractive question
answering (Devlin et al. 2019, section 4.2), further stretches by the score of each word. Mentions point to
other mentions word by word (Dobrovolskii 2021, "Word-level coreference resolution").
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from onrecord.anchors import mention_heads
from onrecord.language.lines import said_size
from onrecord.language.network import Array
from onrecord.language.reading import Reading
from onrecord.records import Offsets, Pointer, PointerKind

POINTED = ("anchors", "targets", "nothing")
Indices = NDArray[np.intp]
FARTHEST = 150
"""Words between a number and what it points to, at most; the recipe trains with the same."""
REACH = 600
"""Mentions to either side that a mention can point to, at most."""
BLOCK = 64
"""Anchors, or words between anchors, that are scored in one product."""
LONGEST = 25
"""Words of one stretch that a number measures, at most."""
STARTS = 8
"""How many first words are tried."""
MOST = 5
"""Pointers kept of one anchor."""
LEAST = 0.02
"""A pointer less likely than this is left out."""
NEVER = -1e4


class Pointing:
    """Reads pointers off a text's vectors.

    Args:
        settings: ``pointers`` of the model's ``meta.json``.
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        self._kinds = {kind: number for number, kind in enumerate(settings["kinds"])}
        self._width: int = settings["width"]
        self._near = np.array(settings["near"], dtype=np.float32)
        self._sentences = np.array(settings["sentences"], dtype=np.float32)
        self._same: list[float] = settings["same"]
        self._often = np.array(settings["often"], dtype=np.float32)

    def __call__(self, doc: Doc, numbers: Sequence[int], reading: Reading) -> list[Pointer]:
        """All pointers of a text.

        Args:
            doc: The tagged and parsed text.
            numbers: Tokens that can stand for a number.
            reading: What the network said of its words.
        """
        text = _Text(self, doc, reading)
        everything = np.arange(said_size([token.text for token in doc]))
        found: list[Pointer] = []
        for anchors, words in _blocks(np.array(numbers, dtype=np.intp), everything, FARTHEST):
            found += text.measured(anchors, words)
            for kind in ("unit", "period", "place"):
                found += text.pointed(kind, anchors, words)
        among = np.array(numbers, dtype=np.intp)
        for anchors, words in _blocks(among, among, FARTHEST):
            found += text.pointed("related", anchors, words)
        heads = np.array(mention_heads(doc), dtype=np.intp)
        for kind in ("antecedent", "name"):
            for first in range(0, len(heads), BLOCK):
                near = heads[max(first - REACH, 0) : first + BLOCK + REACH]
                found += text.pointed(kind, heads[first : first + BLOCK], near)
        return found

    def near_steps(self, distance: Indices) -> Indices:
        """Signed distances in words as columns of ``near``: one by one at first, then ever wider."""
        most = self._near.shape[1] // 2
        size = np.abs(distance)
        wide = 6 + 2 * np.log2(np.maximum(size, 6) / 6)
        step = np.minimum(np.where(size < 6, size, np.floor(wide)), most).astype(np.intp)
        steps: Indices = most + np.sign(distance) * step
        return steps


class _Text:
    """The vectors of one text and what its words look like."""

    def __init__(self, model: Pointing, doc: Doc, reading: Reading) -> None:
        self.model = model
        shape = (len(doc), len(model._kinds), model._width)
        self.anchors = reading.of("anchors").reshape(shape)
        self.targets = reading.of("targets").reshape(shape)
        self.nothing = reading.of("nothing")
        self.spans: list[Offsets] = [[token.idx, token.idx + len(token)] for token in doc]
        self.sentences = np.maximum(np.cumsum(reading.starts) - 1, 0)
        low = [token.lower_ for token in doc]
        counts = Counter(low[i] for i in mention_heads(doc))
        most = model._often.shape[1] - 1
        self.often = np.array([min(most, int(math.log2(counts[word] or 1))) for word in low], dtype=np.intp)
        self.texts = np.array([token.lower for token in doc], dtype=np.uint64)

    def scores(self, kind: str, anchors: Indices, words: Indices) -> Array:
        """(anchors, words + 1); the last column says that nothing is pointed to."""
        model, k = self.model, self.model._kinds[kind]
        found = self.anchors[anchors, k] @ self.targets[words, k].T / math.sqrt(model._width)
        distance = words[None] - anchors[:, None]
        apart = self.sentences[words][None] - self.sentences[anchors][:, None]
        most = model._sentences.shape[1] // 2
        found = found + model._near[k][model.near_steps(distance)]
        found += model._sentences[k][most + np.clip(apart, -most, most)]
        none = self.nothing[anchors, k : k + 1]
        if kind in ("antecedent", "name"):
            same = (self.texts[words][None] == self.texts[anchors][:, None]) & (distance != 0)
            found += np.float32(model._same[k]) * same + model._often[k][self.often[words]]
            none = np.full_like(none, NEVER)
        else:
            found[np.abs(distance) > FARTHEST] = NEVER
        if kind == "antecedent":
            found[distance > 0] = NEVER
        result: Array = np.concatenate([found, none], axis=1)
        return result

    def pointed(self, kind: str, anchors: Indices, words: Indices) -> list[Pointer]:
        """The likeliest targets of each anchor, one word each."""
        chances = np.exp(_log_softmax(self.scores(kind, anchors, words)))
        best = np.argsort(-chances, axis=1, kind="stable")[:, :MOST]
        found: list[Pointer] = []
        for anchor, row, columns in zip(anchors.tolist(), chances, best.tolist(), strict=True):
            for number, column in enumerate(columns):
                chance = float(row[column])
                if number and chance < LEAST:
                    break
                target = [] if column == len(words) else [self.spans[words[column]]]
                found.append(_pointer(kind, self.spans[anchor], target, chance))
        return found

    def measured(self, anchors: Indices, words: Indices) -> list[Pointer]:
        """The stretches of words that each number measures."""
        firsts, lasts = (_log_softmax(self.scores(kind, anchors, words)) for kind in ("first", "last"))
        inside = self.scores("inside", anchors, words)[:, :-1] > 0
        found: list[Pointer] = []
        for row, anchor in enumerate(anchors.tolist()):
            stretches, chance = best_stretches(firsts[row], lasts[row], inside[row])
            target = [[self.spans[words[a]][0], self.spans[words[b - 1]][1]] for a, b in stretches]
            found.append(_pointer("measured", self.spans[anchor], target, chance))
        return found


def best_stretches(
    first: Array, last: Array, inside: NDArray[np.bool_]
) -> tuple[list[tuple[int, int]], float]:
    """The stretches ``[start, end)`` of words, in text order, and how likely the best one is.

    Args:
        first: Log-probability of each word to be a first one; the last entry is for none at all.
        last: The same for last words.
        inside: Whether each word is likelier in a stretch than not: apart from the best one they make others.
    """
    size = len(inside)
    none = float(first[size] + last[size])
    best, chosen = none, (0, 0)
    for start in np.argsort(-first[:size], kind="stable")[:STARTS].tolist():
        ends = last[start : min(size, start + LONGEST)]
        end = start + int(ends.argmax())
        score = float(first[start] + last[end])
        if score > best:
            best, chosen = score, (start, end + 1)
    chance = math.exp(best / 2)
    if chosen == (0, 0):
        return [], chance
    likely = inside.copy()
    likely[max(chosen[0] - 1, 0) : chosen[1] + 1] = False
    edges = np.flatnonzero(np.diff(np.concatenate(([0], likely.astype(np.int8), [0]))))
    more = [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]
    return sorted([chosen, *more]), chance


def _blocks(anchors: Indices, words: Indices, reach: int) -> Iterator[tuple[Indices, Indices]]:
    """Anchors that stand near each other, with the words within reach of any of them."""
    begin = 0
    while begin < len(anchors):
        end = int(np.searchsorted(anchors[: begin + BLOCK], anchors[begin] + BLOCK))
        first, until = np.searchsorted(words, (anchors[begin] - reach, anchors[end - 1] + reach + 1))
        yield anchors[begin:end], words[first:until]
        begin = end


def _pointer(kind: str, anchor: Offsets, target: list[Offsets], chance: float) -> Pointer:
    return Pointer(kind=cast(PointerKind, kind), anchor=anchor, target=target, score=round(chance, 4))


def _log_softmax(scores: Array) -> Array:
    spread: Array = scores - scores.max(axis=1, keepdims=True)
    spread -= np.log(np.exp(spread).sum(axis=1, keepdims=True))
    return spread
