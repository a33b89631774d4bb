"""One-to-one pairing of gold items with predictions, and the overlap of character spans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
Span = tuple[int, int]


def shared(one: Span, two: Span) -> int:
    """Number of characters in both spans."""
    return max(0, min(one[1], two[1]) - max(one[0], two[0]))


def pair_greedily(scored: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Pairs of (gold, predicted) indices, highest score first, each index used once.

    Args:
        scored: Score, gold index and predicted index of every allowed pair. Ties go to the lower indices.
    """
    used_gold: set[int] = set()
    used_pred: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if i not in used_gold and j not in used_pred:
            used_gold.add(i)
            used_pred.add(j)
            pairs.append((i, j))
    return pairs


def pair_most(gold: Sequence[T], pred: Sequence[T], agrees: Callable[[T, T], bool]) -> dict[int, int]:
    """A one-to-one pairing with the most possible pairs, gold index to predicted index."""
    edges = [[j for j, guess in enumerate(pred) if agrees(want, guess)] for want in gold]
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(gold)):
        place(i, set())
    return {i: j for j, i in owner.items()}
