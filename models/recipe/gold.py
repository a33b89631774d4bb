"""Our labels of newspaper articles as a gold set, in the form that ``onrecord evaluate claims`` reads.

python models/recipe/gold.py FOLDER

Writes the articles that nothing is trained on (``unseen/``) into a folder, one file each. The values of their
figures are not labelled.
"""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path

from articles import SHEETS, UNSEEN, sheets

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def gold_rows(data: Path, folder: Path = SHEETS, most: int | None = None) -> list[dict]:
    """The articles that the labels of a folder are for."""
    return [as_gold(row) for _, row in islice(sheets(data, folder), most)]


def as_gold(row: dict) -> dict:
    """A labelled article with the words and times that the scorer compares."""
    for one in row["statements"]:
        one["speaker"] = one["speaker"] if one["speaker_spans"] else None
    for one in row["figures"]:
        start, end = one["span"]
        spans, period = one["measured_spans"], (one["period_spans"] or [[0, 0]])[0]
        one["measured"] = " ".join(row["text"][a:b] for a, b in spans)
        one["place"] = (one["place_spans"] or [None])[0]
        one["measured_span"] = [spans[0][0], spans[-1][1]] if spans else None
        times = (t for t in row["times"] if t["span"][0] < period[1] and period[0] < t["span"][1])
        one["time"] = next(times, None)
        around = [s for s in row["statements"] if any(a <= start and end <= b for a, b in s["content"])]
        smallest = min(around, key=lambda s: sum(b - a for a, b in s["content"]), default={"speaker": None})
        one["source"] = smallest["speaker"]
    return row


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for row in gold_rows(DATA, UNSEEN):
        path = folder / f"{row['id']}.json"
        path.write_text(json.dumps(row, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
