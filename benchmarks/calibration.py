"""How often claims of a given raw score are right: the table behind src/onrecord/claims/confidence.toml.

    python benchmarks/calibration.py corpus/gold ../shared/data/gold

A statement counts as right where a gold statement shares half of its content and names the same speaker; a
figure where a gold figure overlaps it and has its value, comparator and unit.
"""

from __future__ import annotations

import sys
from pathlib import Path

import onrecord
from onrecord.evaluation.claim_checks import Item, same_value
from onrecord.evaluation.gold_claims import claims_of
from onrecord.evaluation.reading import read_rows
from onrecord.evaluation.sameness import same_name, same_unit
from onrecord.evaluation.score_claims import content_overlap, pair_items, span_overlap

GROUPS = 8


def right_speaker(gold: Item, pred: Item) -> bool:
    name, found = gold.get("speaker"), pred.get("speaker")
    if not name or not found:
        return not name
    return same_name(name, found, gold.get("speaker_kind") or "person", gold.get("speaker_alt") or [])


def right_figure(gold: Item, pred: Item) -> bool:
    same = gold.get("comparator") == pred.get("comparator") and same_unit(gold.get("unit"), pred.get("unit"))
    return same and same_value(gold, pred)


def main(folders: list[str]) -> None:
    nlp = onrecord.load()
    statements: list[tuple[float, bool]] = []
    figures: list[bool] = []
    for row in (row for folder in folders for row in read_rows(Path(folder))):
        doc = nlp.make_doc(row["text"])
        doc._.published = row.get("published") or ""
        doc = nlp(doc)
        found = claims_of(doc)
        scores = {
            id(item): record["score"]
            for item, record in zip(found["statements"], doc._.statements, strict=True)
        }
        pairing = pair_items(row["statements"], found["statements"], content_overlap)
        right = {id(pred) for gold, pred in pairing.pairs if right_speaker(gold, pred)}
        statements += [(scores[id(item)], id(item) in right) for item in pairing.counted]
        pairing = pair_items(row["figures"], found["figures"], span_overlap)
        right = {id(pred) for gold, pred in pairing.pairs if right_figure(gold, pred)}
        figures += [id(item) in right for item in pairing.counted]
    statements.sort()
    size = max(1, len(statements) // GROUPS)
    print("statements: score from, to, mean, how many, share right")
    for group in (statements[start : start + size] for start in range(0, len(statements), size)):
        mean = sum(score for score, _ in group) / len(group)
        share = sum(ok for _, ok in group) / len(group)
        print(f"{group[0][0]:6.3f} {group[-1][0]:6.3f} {mean:6.3f} {len(group):5} {share:6.2f}")
    print(f"figures: {len(figures)}, share right {sum(figures) / max(1, len(figures)):.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
