"""Fit the weights of a statement's score on labelled articles the language model was not trained on.

python models/recipe/weights.py GOLD.jsonl src/onrecord/pipes/statements/weights.toml

A statement is right where an attribution of the gold shares half of its content and its source; attributions
of classes we do not report (attitudes, acts, nouns and others) and what answers them are left out. Prints
what five-fold cross-validation says: expected calibration error, and the recall at a precision of 0.95.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

import onrecord
from onrecord.evaluation.attribution import agrees, read_attributions, set_aside
from onrecord.evaluation.pairing import pair_most
from onrecord.evaluation.polnear import attributions_of
from onrecord.evaluation.reading import read_rows
from onrecord.pipes.statements.scoring import log_odds

IGNORED = frozenset({"attitude", "act", "noun", "other"})
KNEE = 2.5
RIDGE = 1.0
FOLDS = 5
BINS = 10
PRECISION = 0.95


def examples(path: Path) -> tuple[list[tuple[float, str, str]], list[bool], int]:
    """Chance, rule and mode of every statement; whether it is right; how many there were to find."""
    nlp = onrecord.load()
    component = nlp.get_pipe("onrecord_statements")
    component.raw_scores = True
    features, right, wanted = [], [], 0
    for row in read_rows(path):
        doc = nlp.make_doc(row["text"])
        doc._.published = row.get("published") or ""
        doc = nlp(doc)
        gold = read_attributions(row, row["text"])
        firsts = [one for one in doc._.statements if one["continues"] is None]
        guesses = {}
        for statement, raw in zip(firsts, attributions_of(doc)["attributions"], strict=True):
            one = read_attributions({"id": row["id"], "attributions": [raw]}, row["text"])
            guesses.update({guess: statement for guess in one})
        needed, kept = set_aside(gold, list(guesses), IGNORED)
        wanted += len(needed)
        hits = set(pair_most(needed, kept, agrees).values())
        for i, guess in enumerate(kept):
            statement = guesses[guess]
            features.append((statement["score"], statement["rule"], statement["mode"]))
            right.append(i in hits)
    return features, right, wanted


def columns(features: list[tuple[float, str, str]], rules: list[str], modes: list[str]) -> np.ndarray:
    rows = []
    for chance, rule, mode in features:
        odds = log_odds(chance)
        marks = [float(rule == name) for name in rules] + [float(mode == name) for name in modes]
        rows.append([1.0, odds, max(0.0, odds - KNEE), *marks])
    return np.array(rows)


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Ridge logistic regression by Newton's method; bias and slopes are not held back."""
    ridge = np.full(x.shape[1], RIDGE)
    ridge[:3] = 1e-3
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (chance - y) + ridge * weights
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    return weights


def cross_validated(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    order = np.random.default_rng(0).permutation(len(y))
    chance = np.zeros(len(y))
    for fold in range(FOLDS):
        test = order[fold::FOLDS]
        train = np.setdiff1d(order, test)
        chance[test] = 1 / (1 + np.exp(-x[test] @ fit(x[train], y[train])))
    return chance


def report(chance: np.ndarray, y: np.ndarray, wanted: int) -> None:
    bins = np.array_split(np.argsort(chance), BINS)
    error = sum(len(b) * abs(chance[b].mean() - y[b].mean()) for b in bins) / len(y)
    order = np.argsort(-chance)
    hits = np.cumsum(y[order])
    enough = np.flatnonzero(hits / np.arange(1, len(y) + 1) >= PRECISION)
    at = int(enough[-1]) if len(enough) else 0
    print(f"{len(y)} statements, {y.mean():.3f} right, expected calibration error {error:.3f}")
    print(f"precision {PRECISION} from {chance[order[at]]:.3f} on: recall {hits[at] / wanted:.3f}")
    for b in bins:
        print(f"  {chance[b].mean():.3f} said, {y[b].mean():.3f} right")


def main(gold: str, out: str) -> None:
    features, right, wanted = examples(Path(gold))
    rules = sorted({rule for _, rule, _ in features})
    modes = sorted({mode for _, _, mode in features})
    x, y = columns(features, rules, modes), np.array(right, dtype=float)
    report(cross_validated(x, y), y, wanted)
    bias, slope, steep, *marks = (round(float(weight), 3) for weight in fit(x, y))
    lines = [
        "# Weights of a statement's score, fitted by models/recipe/weights.py on PolNeAR's development half.",
        f"bias = {bias}\nslope = {slope}\nsteep = {steep}\nknee = {KNEE}\n\n[rules]",
        *(f'"{rule}" = {weight}' for rule, weight in zip(rules, marks, strict=False)),
        "\n[modes]",
        *(f"{mode} = {weight}" for mode, weight in zip(modes, marks[len(rules) :], strict=True)),
    ]
    Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
