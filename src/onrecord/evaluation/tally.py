"""Precision, recall and F1 from counts, as every scorer reports them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Tally:
    """Hits over predictions and over gold items; add up articles, then read the scores."""

    hits: int = 0
    pred: int = 0
    gold: int = 0

    def add(self, hits: int, pred: int, gold: int) -> None:
        """Count one more article."""
        self.hits += hits
        self.pred += pred
        self.gold += gold

    @property
    def precision(self) -> float:
        """Share of the predictions that are right; 0 where nothing was predicted."""
        return share(self.hits, self.pred)

    @property
    def recall(self) -> float:
        """Share of the gold items that were found; 0 where there are none."""
        return share(self.hits, self.gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def share(part: float, whole: float) -> float:
    """``part / whole``, and 0 where there is no whole."""
    return part / whole if whole else 0.0
