"""Accuracy of the network's pointers, before any pipe uses them.

python pointers.py FOLDER ROWS.jsonl[.xz]...

Rows are as in ``claims/train.jsonl.xz``. A measured phrase is right if its words match the annotated ones
with an F1 of at least one half, a unit if the noun is the same, a period or place if the words overlap, a
name if the target word is part of the speaker's name.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from articles import EXACT, SMALL, _head, _singular, _Tokens, span_of
from data import read_jsonl

from onrecord.anchors import anchor_of
from onrecord.language import load_language
from onrecord.pipes.pointers import PointerIndex


def alike(a: str, b: str) -> float:
    """F1 of the words of two phrases."""
    one, two = (
        Counter(_singular([w]) for w in re.findall(r"[\w$£€%]+", x.lower()) if w not in SMALL) for x in (a, b)
    )
    shared = sum((one & two).values())
    return 2 * shared / (sum(one.values()) + sum(two.values())) if shared else float(one == two)


def score(folder: Path, rows: list[dict]) -> dict[str, float]:
    """Share of correct pointers, by kind."""
    nlp = load_language(folder)
    hits: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        text, doc = row["text"], nlp(row["text"])
        index, tokens = PointerIndex(doc), _Tokens(doc)
        words = [token.text for token in doc]
        for figure in row["figures"]:
            at = doc[anchor_of(words, *tokens.of(figure["span"]))].idx
            number = index.number(at)
            if number is None:
                hits["anchor"].append(0)
                continue
            hits["anchor"].append(1)
            for name, key in (("kinds", "kind"), ("changes", "change"), ("comparators", "comparator")):
                said = max(number[name], key=number[name].get)  # type: ignore[literal-required]
                hits[key].append(said == figure[key])
                if name == "changes" and figure["change"] != "=":
                    hits["change stated"].append(said == figure[key])
            hits["found"].append(number["kinds"]["none"] < 0.5)
            if not figure.get("optional"):
                pointer = index.best("measured", at)
                got = " ".join(text[a:b] for a, b in pointer["target"]) if pointer else ""
                ok = (
                    alike(got, figure["measured"] or " ".join(text[a:b] for a, b in figure["measured_spans"]))
                    >= 0.5
                )
                hits["measured"].append(ok)
                hits[f"measured {figure['kind']}"].append(ok)
            if figure["kind"] not in EXACT:
                target = index.target("unit", at)
                got = _singular([text[slice(*target)]]) if target else ""
                hits["unit"].append(got == _singular((figure["unit"] or "").split()[-1:] or [""]))
            for key in ("period", "place"):
                want, got = span_of(text, figure, key), index.target(key, at)
                if figure[key] and not want:
                    continue
                right = bool(got) == bool(want) and (not want or (got[0] < want[1] and want[0] < got[1]))
                hits[key].append(right)
                if want or got:
                    hits[f"{key} stated"].append(right)
        for span in row["not_figures"]:
            number = index.number(doc[anchor_of(words, *tokens.of(span))].idx)
            if number is not None:
                hits["not found"].append(number["kinds"]["none"] >= 0.5)
        for one in row.get("statements", ()):
            if (
                not one["source"]
                or not one["speaker"]
                or one["speaker_kind"] not in ("person", "organization")
            ):
                continue
            head = _head(doc, *tokens.of(one["source"]))
            pointers = index.all("name", doc[head].idx) if head is not None else []
            if not pointers:
                hits["name"].append(0)
                continue
            sums: Counter[str] = Counter()
            for pointer in pointers:
                for a, _ in pointer["target"]:
                    token = doc.char_span(a, a + 1, alignment_mode="expand")[0]
                    sums[
                        max([token, *(c for c in token.children if c.dep_ == "flat")], key=lambda t: t.i).text
                    ] += pointer["score"]
            best = sums.most_common(1)[0][0]
            ok = best.lower() in {word.strip("'’s").lower() for word in one["speaker"].split()} | {
                w.lower() for w in one["speaker"].split()
            }
            said = text[slice(*one["source"])].lower()
            kind = (
                "pronoun"
                if said in ("he", "she", "it", "they", "who", "i", "we")
                else (
                    "named"
                    if any(w in one["speaker"] for w in text[slice(*one["source"])].split() if w[0].isupper())
                    else "described"
                )
            )
            hits[f"name {kind}"].append(ok)
            hits["name"].append(ok)
    return {name: (round(sum(got) / len(got), 3), len(got)) for name, got in sorted(hits.items())}


if __name__ == "__main__":
    rows = [row for path in sys.argv[2:] for row in read_jsonl(Path(path))]
    for name, (share, count) in score(Path(sys.argv[1]), rows).items():
        print(f"{name:24} {share:.3f} of {count}")
