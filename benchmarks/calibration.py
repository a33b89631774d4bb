"""How reliable the scores of statements and figures are, on articles that no weight was fitted on.

    python benchmarks/calibration.py ../shared/data/claims/dev ../shared/data/claims/fresh

A statement is right if a gold one shares half of its content and has the same speaker; a figure if its value,
unit, measured phrase and time are right, where the gold one has them. Prints for each how many are right, the
expected calibration error (ten groups of equal size), the recall at a precision, and how many of those that
pair with a gold one but are wrong score above 0.8.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

import onrecord
from onrecord.evaluation.claim_checks import Checks, Item, same_value
from onrecord.evaluation.gold_claims import claims_of
from onrecord.evaluation.reading import read_rows
from onrecord.evaluation.score_claims import content_overlap, pair_items, span_overlap

GROUPS = 10
PRECISION = {"statements": 0.95, "figures": 0.9}
HIGH = 0.8
OVERLAPS: dict[str, Callable[[Item, Item], float]] = {
    "statements": content_overlap,
    "figures": span_overlap,
}


def is_right(kind: str, checks: Checks, gold: Item, pred: Item) -> bool:
    """Whether all is right that a score promises."""
    if kind == "statements":
        return checks.speaker(gold, pred)
    valued = "value" not in gold or gold["value"] is None or same_value(gold, pred)
    return valued and checks.unit(gold, pred) and checks.measured(gold, pred) and checks.time(gold, pred)


def report(kind: str, found: list[tuple[float, bool, bool]], wanted: int) -> None:
    """Print how reliable scores are, given (score, paired with a gold one, right) of each record."""
    found = sorted(found)
    size = max(1, len(found) // GROUPS)
    groups = [found[start : start + size] for start in range(0, len(found), size)]
    means = [tuple(sum(column) / len(group) for column in zip(*group, strict=True)) for group in groups]
    error = sum(len(g) * abs(said - right) for g, (said, _, right) in zip(groups, means, strict=True))
    hits = list(accumulate(right for _, _, right in reversed(found)))
    enough = [hit for n, hit in enumerate(hits, 1) if hit / n >= PRECISION[kind]]
    wrong = [score for score, paired, right in found if paired and not right]
    print(
        f"{kind}: {len(found)}, right {hits[-1] / len(found):.3f}, calibration error {error / len(found):.3f}"
    )
    print(f"  recall at a precision of {PRECISION[kind]}: {max(enough, default=0) / wanted:.2f}")
    print(f"  wrong ones above {HIGH}: {sum(score > HIGH for score in wrong)} of {len(wrong)}")
    for said, _, right in means:
        print(f"  {said:.2f} said, {right:.2f} right")


def main(folders: list[str]) -> None:
    nlp = onrecord.load()
    found: dict[str, list[tuple[float, bool, bool]]] = {kind: [] for kind in OVERLAPS}
    wanted = dict.fromkeys(OVERLAPS, 0)
    for row in (row for folder in folders for row in read_rows(Path(folder))):
        doc = nlp.make_doc(row["text"])
        doc._.published = row.get("published") or ""
        doc = nlp(doc)
        claims = claims_of(doc)
        for kind, overlap in OVERLAPS.items():
            records = getattr(doc._, kind)
            scores = {id(item): one["score"] for item, one in zip(claims[kind], records, strict=True)}
            pairing = pair_items(row[kind], claims[kind], overlap)
            wants = {id(pred): gold for gold, pred in pairing.pairs}
            wanted[kind] += len(pairing.required)
            for item in pairing.counted:
                gold = wants.get(id(item))
                right = gold is not None and is_right(kind, Checks(row), gold, item)
                found[kind].append((scores[id(item)], gold is not None, right))
    for kind, rows in found.items():
        report(kind, rows, wanted[kind])


if __name__ == "__main__":
    main(sys.argv[1:])
