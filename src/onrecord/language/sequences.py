"""The best sequence of B-/I-/O labels: legal, and likely as a whole rather than word by word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
NEVER = -1e4


class Sequences:
    """Viterbi decoding over one set of B-/I-/O labels.

    Args:
        labels: "O", "B-PERSON", "I-PERSON" ... in the order of the network's outputs.
        steps: Learned score of going from one label (row) to the next (column).
    """

    def __init__(self, labels: list[str], steps: Array) -> None:
        self.labels = labels
        self._first = np.array([NEVER if label[0] == "I" else 0.0 for label in labels])
        self._steps = np.array(steps, dtype=np.float64)
        for i, before in enumerate(labels):
            for j, after in enumerate(labels):
                if after[0] == "I" and before[2:] != after[2:]:
                    self._steps[i, j] = NEVER
        self.outside = labels.index("O")

    def best(self, scores: Array) -> list[int]:
        """Indices of the best legal labels of a sequence of words."""
        if not len(scores):
            return []
        total = self._first + scores[0]
        back = np.empty((len(scores), len(self.labels)), dtype=np.intp)
        columns = np.arange(len(self.labels))
        for place in range(1, len(scores)):
            ways = total[:, None] + self._steps
            back[place] = ways.argmax(axis=0)
            total = ways[back[place], columns] + scores[place]
        label = int(total.argmax())
        path = [label]
        for place in range(len(scores) - 1, 0, -1):
            label = int(back[place, label])
            path.append(label)
        return path[::-1]

    def spans(self, path: list[int]) -> list[tuple[int, int, str]]:
        """Stretches ``(start, end, label)`` of a legal sequence."""
        found: list[tuple[int, int, str]] = []
        start = -1
        for place, index in enumerate([*path, self.outside]):
            label = self.labels[index]
            if start >= 0 and label[0] != "I":
                found.append((start, place, self.labels[path[start]][2:]))
                start = -1
            if label[0] == "B":
                start = place
        return found


def join_names(spans: list[tuple[int, int, str]], words: Sequence[str]) -> list[tuple[int, int, str]]:
    """Join a person's full name and the rest of a double-barrelled surname, which the tokenizer takes apart.

    A lone surname before the hyphen is left alone: two people can stand there.
    """
    joined: list[tuple[int, int, str]] = []
    for start, end, label in spans:
        if label == "PERSON" == (joined[-1][2] if joined else "") and words[start - 1] == "-":
            first, until, _ = joined[-1]
            if until == start - 1 and until - first > 1:
                joined[-1] = (first, end, label)
                continue
        joined.append((start, end, label))
    return joined


def softmax(scores: Array) -> Array:
    """Probabilities along the last axis."""
    spread = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Array = spread / spread.sum(axis=-1, keepdims=True)
    return result
