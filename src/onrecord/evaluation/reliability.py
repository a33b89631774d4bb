"""How reliable the scores of statements and figures are as probabilities of being right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.evaluation.claim_checks import Checks, Item, same_value
from onrecord.evaluation.score_claims import content_overlap, pair_items, span_overlap

OVERLAPS: dict[str, Callable[[Item, Item], float]] = {
    "statements": content_overlap,
    "figures": span_overlap,
}
GROUPS = 10
"""Groups of equal size for the expected calibration error."""
HIGH = 0.8
"""A wrong record should not score more than this."""


@dataclass(frozen=True)
class Judged:
    """A predicted record that counts."""

    item: Item
    paired: bool
    """Whether a gold record pairs with it."""
    right: bool


def judge(kind: str, gold: Item, items: Sequence[Item]) -> tuple[list[Judged], int]:
    """Judge the statements or figures predicted for an article.

    Args:
        kind: "statements" or "figures".
        gold: The gold article.
        items: The predictions, in the scorer's format.

    Returns:
        The predictions that count, and how many gold records are required.
    """
    pairing, checks = pair_items(gold[kind], items, OVERLAPS[kind]), Checks(gold)
    wants = {id(item): want for want, item in pairing.pairs}
    judged = []
    for item in pairing.counted:
        want = wants.get(id(item))
        right = want is not None and is_right(kind, checks, want, item)
        judged.append(Judged(item, want is not None, right))
    return judged, len(pairing.required)


def is_right(kind: str, checks: Checks, gold: Item, pred: Item) -> bool:
    """Whether all is right that the score of a pair promises; a gold figure may have no value."""
    if kind == "statements":
        return checks.speaker(gold, pred)
    valued = gold.get("value") is None or same_value(gold, pred)
    return valued and checks.unit(gold, pred) and checks.measured(gold, pred) and checks.time(gold, pred)


def reliability(
    scores: Sequence[float], judged: Sequence[Judged], wanted: int, precisions: Sequence[float]
) -> str:
    """Expected calibration error, recall at each precision, high wrong scores, and what each group says."""
    chance = np.array(scores)
    right = np.array([one.right for one in judged], dtype=float)
    groups = np.array_split(np.argsort(chance, kind="stable"), GROUPS)
    error = sum(len(group) * abs(chance[group].mean() - right[group].mean()) for group in groups)
    lines = [f"{len(right)} found, {right.mean():.3f} right, calibration error {error / len(right):.3f}"]
    order = np.argsort(-chance, kind="stable")
    hits = np.cumsum(right[order])
    for precision in precisions:
        enough = np.flatnonzero(hits / np.arange(1, len(right) + 1) >= precision)
        at = int(enough[-1]) if len(enough) else 0
        lines.append(f"precision {precision} from {chance[order[at]]:.3f} on: recall {hits[at] / wanted:.3f}")
    wrong = chance[[one.paired and not one.right for one in judged]]
    lines.append(f"wrong ones above {HIGH}: {int((wrong > HIGH).sum())} of {len(wrong)}")
    lines += [f"  {chance[group].mean():.3f} said, {right[group].mean():.3f} right" for group in groups]
    return "\n".join(lines)
