"""How reliable the scores of statements and figures are, on articles that no weight was fitted on.

    python benchmarks/calibration.py ../shared/data/claims/dev ../shared/data/claims/fresh

A statement is right if a gold one shares half of its content and has the same speaker; a figure if its value,
unit, measured phrase and time are right, where the gold one has them. Prints for each how many are right, the
expected calibration error (ten groups of equal size), the recall at a precision, and how many of those that
pair with a gold one but are wrong score above 0.8.
"""

from __future__ import annotations

import sys
from pathlib import Path

import onrecord
from onrecord.evaluation.gold_claims import claims_of
from onrecord.evaluation.reading import read_rows
from onrecord.evaluation.reliability import Judged, judge, reliability

PRECISIONS = {"statements": [0.95], "figures": [0.9]}


def main(folders: list[str]) -> None:
    nlp = onrecord.load()
    scores: dict[str, list[float]] = {kind: [] for kind in PRECISIONS}
    judged: dict[str, list[Judged]] = {kind: [] for kind in PRECISIONS}
    wanted = dict.fromkeys(PRECISIONS, 0)
    for row in (row for folder in folders for row in read_rows(Path(folder))):
        doc = nlp.make_doc(row["text"])
        doc._.published = row.get("published") or ""
        claims = claims_of(nlp(doc))
        for kind in PRECISIONS:
            own = {
                id(item): one["score"] for item, one in zip(claims[kind], getattr(doc._, kind), strict=True)
            }
            counted, required = judge(kind, row, claims[kind])
            scores[kind] += [own[id(one.item)] for one in counted]
            judged[kind] += counted
            wanted[kind] += required
    for kind, precisions in PRECISIONS.items():
        print(f"{kind}: {reliability(scores[kind], judged[kind], wanted[kind], precisions)}")


if __name__ == "__main__":
    main(sys.argv[1:])
