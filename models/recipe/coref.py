"""How well mentions are clustered: CoNLL F1, and precision and recall for each type of mention.

python coref.py COREF.jsonl [--speakers CLAIMS]

COREF rows have a text and its clusters as ``chains`` of [start, end, type, ...]. As in OntoNotes, only
clusters of persons and organisations with at least two mentions count. Two mentions match if they share half
of the longer one. For each type of mention, B-cubed gives the share of a mention's cluster that is right
(precision) and the share of its annotated cluster that is found (recall). CLAIMS are labelled articles, whose
speakers are counted by the mention type of the source.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from data import read_jsonl
from scipy.optimize import linear_sum_assignment

import onrecord
from onrecord.evaluation.claim_checks import Checks
from onrecord.evaluation.gold_claims import claims_of
from onrecord.evaluation.reading import read_rows
from onrecord.evaluation.score_claims import content_overlap, pair_items

KINDS = ("person", "organization")
PRONOUNS = {
    *(
        "he",
        "she",
        "they",
        "it",
        "him",
        "her",
        "them",
        "his",
        "hers",
        "their",
        "theirs",
        "its",
        "who",
        "whom",
    ),
    *("whose", "which", "that", "i", "me", "my", "we", "us", "our", "you", "your"),
}
Clusters = list[frozenset[int]]


def type_of(words: str) -> str:
    """The type of a mention, by its words: name, description or pronoun."""
    if words.casefold() in PRONOUNS:
        return "pronoun"
    return "name" if any(word[:1].isupper() for word in words.split()[1:] or words.split()) else "described"


def aligned(
    text: str, gold: list[list[list]], found: list[list[list]]
) -> tuple[Clusters, Clusters, list[str]]:
    """Both sides as sets of mention numbers, and the type of each mention."""
    spans: list[list] = [span for cluster in gold for span in cluster]
    types = [type_of(text[span[0] : span[1]]) for span in spans]
    number = iter(range(len(spans)))
    want = [frozenset(next(number) for _ in cluster) for cluster in gold]
    free, got = set(range(len(spans))), []
    for cluster in found:
        members = []
        for start, end in cluster:
            shared = {k: min(end, spans[k][1]) - max(start, spans[k][0]) for k in free}
            best = max(shared, key=lambda k: shared[k], default=None)
            if best is None or 2 * shared[best] < max(end - start, spans[best][1] - spans[best][0]):
                best = len(types)
                types.append(type_of(text[start:end]))
            free.discard(best)
            members.append(best)
        got.append(frozenset(members))
    return want, got, types


def muc(want: Clusters, got: Clusters) -> tuple[float, float]:
    """The number of links of one side that the other side has too, and the number of links."""
    of = {mention: k for k, cluster in enumerate(got) for mention in cluster}
    parts = [len({of.get(m, -m - 1) for m in cluster}) for cluster in want]
    return sum(len(c) - p for c, p in zip(want, parts, strict=True)), sum(len(c) - 1 for c in want)


def b_cubed(want: Clusters, got: Clusters, types: list[str]) -> list[tuple[str, float]]:
    """For each mention of one side, the share of its cluster that its cluster on the other side shares."""
    of = {mention: cluster for cluster in got for mention in cluster}
    return [(types[m], len(c & of.get(m, frozenset())) / len(c)) for c in want for m in c]


def ceaf(want: Clusters, got: Clusters) -> float:
    """Similarity of the best pairing of clusters."""
    same = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in got] for a in want]).reshape(len(want), -1)
    return float(same[linear_sum_assignment(-same)].sum()) if same.size else 0.0


def f1(hits_p: float, found: float, hits_r: float, wanted: float) -> float:
    p, r = hits_p / max(found, 1), hits_r / max(wanted, 1)
    return 200 * p * r / max(p + r, 1e-9)


def score_clusters(rows: list[dict], nlp) -> None:
    """Print CoNLL F1 and a line for each type of mention."""
    total: Counter[str] = Counter()
    shares: dict[str, list[list[float]]] = defaultdict(lambda: [[], []])
    for row in rows:
        doc = nlp.make_doc(row["text"])
        doc._.published = row.get("published") or ""
        gold = [c for c in row["chains"] if len(c) > 1 and c[0][2] in KINDS]
        ours = [[m["span"] for m in c["mentions"]] for c in nlp(doc)._.clusters]
        named = {tuple(s[:2]) for c in row["chains"] if c[0][2] not in KINDS for s in c}
        ours = [[s for s in c if tuple(s) not in named] for c in ours]
        want, got, types = aligned(row["text"], gold, [c for c in ours if len(c) > 1])
        for side, (one, two) in enumerate(((got, want), (want, got))):
            hits, count = muc(one, two)
            total[f"muc hits {side}"] += hits
            total[f"muc {side}"] += count
            for kind, share in b_cubed(one, two, types):
                shares[kind][side].append(share)
        total["ceaf"] += ceaf(want, got)
        total["got"] += len(got)
        total["want"] += len(want)
    every = [[s for kind in shares for s in shares[kind][side]] for side in (0, 1)]
    scores = (
        f1(total["muc hits 0"], total["muc 0"], total["muc hits 1"], total["muc 1"]),
        f1(sum(every[0]), len(every[0]), sum(every[1]), len(every[1])),
        f1(total["ceaf"], total["got"], total["ceaf"], total["want"]),
    )
    print("MUC {:.1f}, B3 {:.1f}, CEAFe {:.1f}".format(*scores), f"CoNLL {sum(scores) / 3:.1f}")
    for kind, (precision, recall) in sorted(shares.items()):
        print(f"{kind:10} {np.mean(precision or 0):.3f} {np.mean(recall or 0):.3f} of {len(recall)}")


def score_speakers(rows: list[dict], nlp) -> None:
    """Print precision and recall of speakers by the mention type of the source."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        doc = nlp.make_doc(row["text"])
        doc._.published = row.get("published") or ""
        guesses = claims_of(nlp(doc))["statements"]
        pairing = pair_items(row["statements"], guesses, content_overlap)

        def kind(one: dict, text: str = row["text"]) -> str:
            return type_of(text[slice(*one["source"])]) if one["source"] else "none"

        for side, items in (("found", pairing.counted), ("wanted", pairing.required)):
            for one in items:
                counts[kind(one)][side] += bool(one["speaker"])
        for want, guess in pairing.pairs:
            right = bool(guess["speaker"]) and Checks(row).speaker(want, guess)
            counts[kind(guess)]["right p"] += right
            counts[kind(want)]["right r"] += right
    for name, one in sorted(counts.items()):
        precision, recall = one["right p"] / max(one["found"], 1), one["right r"] / max(one["wanted"], 1)
        print(f"speaker of a {name:10} {precision:.3f} {recall:.3f} of {one['wanted']}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("coref", type=Path)
    parser.add_argument("--speakers", type=Path)
    given = parser.parse_args()
    nlp = onrecord.load()
    score_clusters(read_jsonl(given.coref), nlp)
    if given.speakers:
        score_speakers(list(read_rows(given.speakers)), nlp)


if __name__ == "__main__":
    main()
