"""Precision, recall and F1 from counts, shared by all scorers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Tally:
    """Counts of hits, predictions and gold items, added up over articles."""

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
        """Share of the predictions that are right; 0 without predictions."""
        return share(self.hits, self.pred)

    @property
    def recall(self) -> float:
        """Share of the gold items that were found; 0 without gold items."""
        return share(self.hits, self.gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def share(part: float, whole: float) -> float:
    """``part / whole``; 0 if ``whole`` is 0."""
    return part / whole if whole else 0.0
