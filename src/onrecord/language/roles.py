"""Links roles by the network's scores: contents to their cues, cues to their sources."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from onrecord.language.network import Array

LabelledSpan = tuple[int, int, str]
FAR = -12.0
"""Log-probability of a link to a word outside the window."""
LEAST = 0.05
"""Links less likely than this are dropped."""
GOES_TO = {"CONTENT": "CUE", "CUE": "SOURCE"}


def link_roles(
    roles: Sequence[LabelledSpan], windows: Sequence[tuple[int, int, Array]]
) -> list[tuple[int | None, float]]:
    """For each role, the role it belongs to and the probability of that link.

    A cue that points to itself has no source.

    Args:
        roles: Labelled spans of words, in text order.
        windows: As in ``Reading.links``.
    """
    begins = [start for start, _, _ in roles]
    ends = [end for _, end, _ in roles]
    gained: list[dict[int, float]] = [defaultdict(float) for _ in roles]
    for base, own, scores in windows:
        until, limit = own + len(scores), base + scores.shape[1]
        targets = range(bisect_left(begins, base), bisect_left(begins, limit))
        columns = np.array([begins[j] - base for j in targets], dtype=np.intp)
        likely = _log_softmax(scores)[:, columns]
        for i in range(bisect_left(ends, own + 1), bisect_left(begins, until)):
            rows = likely[max(begins[i], own) - own : min(ends[i], until) - own]
            for j, value in zip(targets, (rows - FAR).sum(axis=0).tolist(), strict=True):
                gained[i][j] += value
    return [_choose(i, roles, gained[i]) for i in range(len(roles))]


def _choose(i: int, roles: Sequence[LabelledSpan], gained: dict[int, float]) -> tuple[int | None, float]:
    start, end, label = roles[i]
    wanted = GOES_TO.get(label)
    candidates = [j for j in gained if roles[j][2] == wanted]
    if not candidates:
        return None, 0.0
    best = max(candidates, key=lambda j: (gained[j], -abs(j - i)))
    chance = float(np.exp(gained[best] / (end - start) + FAR))
    if chance < LEAST or (label == "CUE" and gained.get(i, 0.0) > gained[best]):
        return None, 0.0
    return best, chance


def _log_softmax(scores: Array) -> Array:
    spread: Array = scores - scores.max(axis=1, keepdims=True)
    spread -= np.log(np.exp(spread).sum(axis=1, keepdims=True))
    return spread
