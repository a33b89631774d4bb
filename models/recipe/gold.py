"""Our labels of newspaper articles as a gold set, in the form that ``onrecord evaluate claims`` reads.

python models/recipe/gold.py FOLDER

Writes the articles that nothing is trained on (``unseen/``) into a folder, one file each. The values of their
figures are not labelled.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from articles import UNSEEN, sheets, span_of

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def as_gold(row: dict) -> dict:
    """A labelled article with the words and times that the scorer compares."""
    text = row["text"]
    for one in row["statements"]:
        one["speaker"] = one["speaker"] if one.get("speaker_spans", True) else None
    for one in row["figures"]:
        start, end = one["span"]
        spans, period = one["measured_spans"], span_of(text, one, "period") or [0, 0]
        one["measured"] = " ".join(text[a:b] for a, b in spans)
        one["place"] = span_of(text, one, "place")
        one["measured_span"] = [spans[0][0], spans[-1][1]] if spans else None
        times = (t for t in row["times"] if t["span"][0] < period[1] and period[0] < t["span"][1])
        one["time"] = next(times, None)
        around = [s for s in row["statements"] if any(a <= start and end <= b for a, b in s["content"])]
        smallest = min(around, key=lambda s: sum(b - a for a, b in s["content"]), default={"speaker": None})
        one["source"] = smallest["speaker"]
    return row


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for row in (as_gold(row) for _, row in sheets(DATA, UNSEEN)):
        path = folder / f"{row['id']}.json"
        path.write_text(json.dumps(row, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
