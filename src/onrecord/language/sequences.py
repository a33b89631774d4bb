"""The best legal sequence of B-/I-/O labels, scored as a whole instead of word by word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
Indices = NDArray[np.intp]
NEVER = -1e4
BLOCK = 32
"""A long sequence is cut into blocks of this many words, which are decoded in parallel."""


class Sequences:
    """Viterbi decoding over one set of B-/I-/O labels.

    Arrays have the axes (label, block, start): all blocks advance one word at a time, each for every possible
    label of the word before the block.

    Args:
        labels: "O", "B-PERSON", "I-PERSON" ... in the order of the network's outputs.
        steps: Learned transition scores from a label (row) to the next (column). Entities have none: learned
            from partly annotated texts, they would make the model miss names.
    """

    def __init__(self, labels: list[str], steps: Array | None = None) -> None:
        self.labels = labels
        self._first = np.array([NEVER if label[0] == "I" else 0.0 for label in labels])
        size = len(labels)
        self._steps = np.zeros((size, size)) if steps is None else np.array(steps, dtype=np.float64)
        for i, before in enumerate(labels):
            for j, after in enumerate(labels):
                if after[0] == "I" and before[2:] != after[2:]:
                    self._steps[i, j] = NEVER
        self.outside = labels.index("O")

    def best(self, scores: Array) -> list[int]:
        """Label indices of the best legal sequence for these words."""
        if not len(scores):
            return []
        begins = np.arange(0, len(scores), BLOCK)
        sizes = np.minimum(BLOCK, len(scores) - begins)
        total = self._steps.T[:, None, :] + scores[begins].T[:, :, None]
        total[:, 0, :] = (self._first + scores[0])[:, None]
        totals = self._forward(total, scores, begins, sizes)
        paths = self._back(totals, sizes, *self._join(totals, sizes))
        path: list[int] = paths.T.reshape(-1)[: len(scores)].tolist()
        return path

    def best_each(self, scores: Array, starts: Sequence[int]) -> list[int]:
        """Label indices of the best legal sequences for several adjacent stretches of words.

        Args:
            scores: The label scores of all words.
            starts: First word of each sequence, beginning with 0.
        """
        if not len(scores):
            return []
        sizes = np.diff([*starts, len(scores)])
        order = np.argsort(-sizes, kind="stable")
        begins, sizes = np.array(starts)[order], sizes[order]
        total = (self._first[:, None] + scores[begins].T)[:, :, None]
        totals = self._forward(total, scores, begins, sizes)
        last = [totals[size - 1][:, block, 0].argmax() for block, size in enumerate(sizes)]
        paths = self._back(totals, sizes, np.array(last), np.zeros_like(begins))
        best = np.empty(len(scores), dtype=np.intp)
        for block, (start, size) in enumerate(zip(begins, sizes, strict=True)):
            best[start : start + size] = paths[:size, block]
        path: list[int] = best.tolist()
        return path

    def spans(self, path: list[int]) -> list[tuple[int, int, str]]:
        """The labelled spans ``(start, end, label)`` of a legal sequence."""
        labelled: list[tuple[int, int, str]] = []
        start = -1
        for position, index in enumerate([*path, self.outside]):
            label = self.labels[index]
            if start >= 0 and label[0] != "I":
                labelled.append((start, position, self.labels[path[start]][2:]))
                start = -1
            if label[0] == "B":
                start = position
        return labelled

    def _forward(self, total: Array, scores: Array, begins: Indices, sizes: Indices) -> list[Array]:
        """Score of the best path to each label after each word; blocks come sorted, longest first."""
        totals, live = [total], len(sizes)
        for position in range(1, sizes[0]):
            while sizes[live - 1] <= position:
                live -= 1
            ways = totals[-1][:, None, :live] + self._steps[:, :, None, None]
            totals.append(ways.max(axis=0) + scores[begins[:live] + position].T[:, :, None])
        return totals

    def _join(self, totals: list[Array], sizes: Indices) -> tuple[Indices, Indices]:
        """For each block, the label of its last word and the label of the word before it."""
        value, ways = totals[sizes[0] - 1][:, 0, 0], []
        for block in range(1, len(sizes)):
            reach = value[None, :] + totals[sizes[block] - 1][:, block, :]
            ways.append(reach.argmax(axis=1))
            value = reach.max(axis=1)
        last, starts = np.zeros(len(sizes), dtype=np.intp), np.zeros(len(sizes), dtype=np.intp)
        last[-1] = value.argmax()
        for block in range(len(sizes) - 1, 0, -1):
            last[block - 1] = starts[block] = ways[block - 1][last[block]]
        return last, starts

    def _back(self, totals: list[Array], sizes: Indices, last: Indices, starts: Indices) -> Indices:
        """Labels (word of a block, block) of the best paths to the last labels."""
        paths = np.zeros((sizes[0], len(sizes)), dtype=np.intp)
        paths[sizes - 1, np.arange(len(sizes))] = last
        for position in range(sizes[0] - 2, -1, -1):
            live = totals[position + 1].shape[1]
            before = totals[position][:, np.arange(live), starts[:live]]
            paths[position, :live] = (before + self._steps[:, paths[position + 1, :live]]).argmax(axis=0)
        return paths


def softmax(scores: Array) -> Array:
    """Probabilities along the last axis."""
    spread = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Array = spread / spread.sum(axis=-1, keepdims=True)
    return result
