"""Turns the words' pointer vectors into pointers: products over the whole text, so they can cross windows.

The measured phrase of a number is the span with the best first and last word, as in extractive question
answering (Devlin et al. 2019, section 4.2); scores of single words add further spans. Mentions point to other
mentions, word to word (Dobrovolskii 2021, "Word-level coreference resolution").
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from onrecord.anchors import mention_heads
from onrecord.doc_spans import token_edges
from onrecord.language.lines import trimmed_size
from onrecord.language.network import Array
from onrecord.language.reading import Reading
from onrecord.records import Offsets, Pointer, PointerKind

POINTED = ("anchors", "targets", "nothing")
Indices = NDArray[np.intp]
FARTHEST = 150
"""The most words between a number and what it points to; the training recipe uses the same limit."""
REACH = 600
"""A mention can point to any of this many mentions on either side."""
NUMBERS_BLOCK, MENTIONS_BLOCK = 256, 128
"""Most words from the first to the last number of one matrix product, and most mentions of one."""
LONGEST = 25
"""The most words in one measured span."""
STARTS = 8
"""How many candidates for the first word of a measured span are tried."""
MOST = 5
"""The most pointers kept for one anchor."""
LEAST = 0.02
"""Pointers less likely than this are dropped."""
NEVER = -1e4
OF_NUMBERS = ("first", "last", "inside", "unit", "period", "place")
OF_MENTIONS = ("antecedent", "name")


class Pointing:
    """Computes the pointers of a text from its vectors.

    Args:
        settings: ``pointers`` of the model's ``meta.json``.
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        self.kinds = {kind: number for number, kind in enumerate(settings["kinds"])}
        self.width: int = settings["width"]
        near = np.array(settings["near"], dtype=np.float32)
        self.limit, steps = near_steps(near.shape[1] // 2)
        self.near = near[:, steps]
        """(kind, distance in words + limit)"""
        self.sentences = np.array(settings["sentences"], dtype=np.float32)
        self.same = np.array(settings["same"], dtype=np.float32)
        self.often = np.array(settings["often"], dtype=np.float32)

    def __call__(self, doc: Doc, numbers: Sequence[int], reading: Reading) -> list[Pointer]:
        """All pointers of a text.

        Args:
            doc: The tagged and parsed text.
            numbers: Tokens that can stand for a number.
            reading: The network's output for its words.
        """
        heads = np.array(mention_heads(doc), dtype=np.intp)
        text = _Text(self, doc, reading, heads)
        pointers: list[Pointer] = []
        among = np.array(numbers, dtype=np.intp)
        for anchors, words in _blocks(among, np.arange(trimmed_size([token.text for token in doc]))):
            scores = dict(zip(OF_NUMBERS, text.scores(OF_NUMBERS, anchors, words), strict=True))
            pointers += text.measured(anchors, words, scores["first"], scores["last"], scores["inside"])
            for kind in ("unit", "period", "place"):
                pointers += text.pointed(kind, anchors, words, scores[kind])
        for anchors, words in _blocks(among, among):
            pointers += text.pointed("related", anchors, words, text.scores(("related",), anchors, words)[0])
        for first in range(0, len(heads), MENTIONS_BLOCK):
            anchors = heads[first : first + MENTIONS_BLOCK]
            near = heads[max(first - REACH, 0) : first + MENTIONS_BLOCK + REACH]
            for kind, one in zip(OF_MENTIONS, text.scores(OF_MENTIONS, anchors, near), strict=True):
                pointers += text.pointed(kind, anchors, near, one)
        return pointers


def near_steps(most: int) -> tuple[int, Indices]:
    """Map signed word distances to columns of ``near``: small distances have their own, large ones share.

    Args:
        most: Number of columns on either side of the middle.

    Returns:
        The distance from which the outermost column is used, and the columns of all distances from minus that
        to plus that.
    """
    limit = math.ceil(6 * 2 ** (max(most - 6, 0) / 2)) + 1
    distance = np.arange(-limit, limit + 1)
    size = np.abs(distance)
    wide = np.floor(6 + 2 * np.log2(np.maximum(size, 6) / 6))
    step = np.minimum(np.where(size < 6, size, wide), most).astype(np.intp)
    return limit, most + np.sign(distance) * step


class _Text:
    """The vectors and word features of one text."""

    def __init__(self, model: Pointing, doc: Doc, reading: Reading, heads: Indices) -> None:
        self.model = model
        shape = (len(doc), len(model.kinds), model.width)
        self.anchors = reading.of("anchors").reshape(shape).transpose(1, 0, 2)
        self.targets = reading.of("targets").reshape(shape).transpose(1, 2, 0)
        self.nothing = reading.of("nothing").T
        self.spans: list[Offsets] = [list(edges) for edges in zip(*token_edges(doc), strict=True)]
        self.sentences = np.maximum(np.cumsum(reading.starts) - 1, 0)
        self.low = doc.to_array("LOWER")
        _, which, counts = np.unique(self.low[heads], return_inverse=True, return_counts=True)
        most = model.often.shape[1] - 1
        self.often = np.zeros(len(doc), dtype=np.intp)
        self.often[heads] = np.minimum(np.log2(counts).astype(np.intp), most)[which]

    def scores(self, kinds: Sequence[str], anchors: Indices, words: Indices) -> Array:
        """Scores (kinds, anchors, words + 1); the last column stands for pointing to nothing."""
        model, k = self.model, [self.model.kinds[kind] for kind in kinds]
        table = np.empty((len(k), len(anchors), len(words) + 1), dtype=np.float32)
        scores = table[:, :, :-1]
        distance = words[None] - anchors[:, None]
        near = np.clip(distance, -model.limit, model.limit) + model.limit
        most = model.sentences.shape[1] // 2
        apart = self.sentences[words][None] - self.sentences[anchors][:, None]
        apart = np.clip(apart, -most, most) + most
        for number, i in enumerate(k):
            np.matmul(self.anchors[i, anchors], self.targets[i][:, words], out=scores[number])
            scores[number] /= math.sqrt(model.width)
            scores[number] += model.near[i][near]
            scores[number] += model.sentences[i][apart]
        table[:, :, -1] = self.nothing[k][:, anchors]
        if kinds == OF_MENTIONS:
            same = (self.low[words][None] == self.low[anchors][:, None]) & (distance != 0)
            for number, i in enumerate(k):
                scores[number] += model.same[i] * same + model.often[i][self.often[words]]
            table[:, :, -1] = NEVER
            table[0, :, :-1][distance > 0] = NEVER
        else:
            scores[:, np.abs(distance) > FARTHEST] = NEVER
        return table

    def pointed(self, kind: str, anchors: Indices, words: Indices, scores: Array) -> list[Pointer]:
        """The likeliest targets of each anchor; each target is one word."""
        chances = np.exp(_log_softmax(scores))
        likely = chances >= LEAST
        likely[np.arange(len(anchors)), chances.argmax(axis=1)] = True
        rows, columns = np.nonzero(likely)
        values = chances[rows, columns]
        order = np.lexsort((-values, rows))
        kept = order[np.arange(len(order)) - np.searchsorted(rows, rows) < MOST]
        spans = self.spans
        words_of = [*words.tolist(), -1]
        return [
            _pointer(kind, spans[anchor], [] if (word := words_of[column]) < 0 else [spans[word]], chance)
            for anchor, column, chance in zip(
                anchors[rows[kept]].tolist(), columns[kept].tolist(), values[kept].tolist(), strict=True
            )
        ]

    def measured(
        self, anchors: Indices, words: Indices, first: Array, last: Array, inside: Array
    ) -> list[Pointer]:
        """The measured phrase of each number, as spans of words."""
        firsts, lasts, likely = _log_softmax(first), _log_softmax(last), inside[:, :-1] > 0
        pointers: list[Pointer] = []
        for row, anchor in enumerate(anchors.tolist()):
            spans, chance = best_spans(firsts[row], lasts[row], likely[row])
            target = [[self.spans[words[a]][0], self.spans[words[b - 1]][1]] for a, b in spans]
            pointers.append(_pointer("measured", self.spans[anchor], target, chance))
        return pointers


def best_spans(first: Array, last: Array, inside: NDArray[np.bool_]) -> tuple[list[tuple[int, int]], float]:
    """The spans ``[start, end)`` of words, in text order, and the probability of the best one.

    Args:
        first: Log-probability that a span starts at each word; the last entry is for no span.
        last: The same for the last word of a span.
        inside: Whether each word is probably inside a span; such words not next to the best span form others.
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


def _blocks(anchors: Indices, words: Indices) -> Iterator[tuple[Indices, Indices]]:
    """Groups of nearby anchors, each with all words in reach of its anchors."""
    begin = 0
    while begin < len(anchors):
        end = int(np.searchsorted(anchors, anchors[begin] + NUMBERS_BLOCK))
        first, until = np.searchsorted(words, (anchors[begin] - FARTHEST, anchors[end - 1] + FARTHEST + 1))
        yield anchors[begin:end], words[first:until]
        begin = end


def _pointer(kind: str, anchor: Offsets, target: list[Offsets], chance: float) -> Pointer:
    return Pointer(kind=cast(PointerKind, kind), anchor=anchor, target=target, score=round(chance, 4))


def _log_softmax(scores: Array) -> Array:
    spread: Array = scores - scores.max(axis=1, keepdims=True)
    spread -= np.log(np.exp(spread).sum(axis=1, keepdims=True))
    return spread
