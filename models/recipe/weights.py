"""Fit the weights of a statement's score on labelled articles the language model was not trained on.

python models/recipe/weights.py GOLD.jsonl src/onrecord/pipes/statements/weights.toml [PICTURE.svg]

A statement is right where an attribution of the gold shares half of its content and its source; attributions
of classes we do not report (attitudes, acts, nouns and others) and what answers them are left out. Prints
what five-fold cross-validation says: expected calibration error, and the recall at a precision of 0.95, and
draws it as a reliability plot.
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

IGNORED = frozenset({"attitude", "act", "noun", "other"})
RIDGE = 2.0
FOLDS = 5
BINS = 10
PRECISION = 0.95
Signs = dict[str, float]


def examples(path: Path) -> tuple[list[Signs], list[bool], int]:
    """The signs of every statement; whether it is right; how many there were to find."""
    nlp = onrecord.load()
    component = nlp.get_pipe("onrecord_statements")
    nlp.disable_pipe("onrecord_statements")
    signs, right, wanted = [], [], 0
    for row in read_rows(path):
        doc = nlp.make_doc(row["text"])
        doc._.published = row.get("published") or ""
        found = component.find(nlp(doc))
        doc._.statements = [statement for statement, _ in found]
        gold = read_attributions(row, row["text"])
        firsts = [own for statement, own in found if statement["continues"] is None]
        guesses = {}
        for own, raw in zip(firsts, attributions_of(doc)["attributions"], strict=True):
            one = read_attributions({"id": row["id"], "attributions": [raw]}, row["text"])
            guesses.update({guess: own for guess in one})
        needed, kept = set_aside(gold, list(guesses), IGNORED)
        wanted += len(needed)
        hits = set(pair_most(needed, kept, agrees).values())
        for i, guess in enumerate(kept):
            signs.append(guesses[guess])
            right.append(i in hits)
    return signs, right, wanted


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Ridge logistic regression by Newton's method; the bias is not held back."""
    ridge = np.full(x.shape[1], RIDGE)
    ridge[0] = 1e-3
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


def plot(chance: np.ndarray, y: np.ndarray) -> str:
    """An SVG of the share right (with its 95 % Wilson interval) over the probability said, in ten bins."""

    def at(value: float) -> float:
        return round(300 * value, 1)

    marks = [
        f'<path d="M{at(i / 5)} 0V300M0 {at(i / 5)}H300" stroke="#ddd"/>'
        f'<text x="{at(i / 5)}" y="318" text-anchor="middle">{i / 5:.1f}</text>'
        f'<text x="-8" y="{at(1 - i / 5) + 4}" text-anchor="end">{i / 5:.1f}</text>'
        for i in range(6)
    ]
    for b in np.array_split(np.argsort(chance), BINS):
        share, n, z = y[b].mean(), len(b), 1.96
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        reach = z / (1 + z * z / n) * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        x = at(chance[b].mean())
        marks.append(f'<path d="M{x} {at(1 - middle - reach)}V{at(1 - middle + reach)}" stroke="#246"/>')
        marks.append(f'<circle cx="{x}" cy="{at(1 - share)}" r="4" fill="#246"/>')
    return "\n".join(
        [
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-60 -20 390 380" font-family="sans-serif"',
            ' font-size="12"><rect x="-60" y="-20" width="390" height="380" fill="#fff"/>',
            *marks,
            '<path d="M0 300L300 0" stroke="#999" stroke-dasharray="4 4"/>',
            '<text x="150" y="345" text-anchor="middle">confidence said</text>',
            '<text transform="translate(-42 150) rotate(-90)" text-anchor="middle">share right</text>',
            "</svg>\n",
        ]
    )


def main(gold: str, out: str, picture: str | None = None) -> None:
    signs, right, wanted = examples(Path(gold))
    names = list(dict.fromkeys(name for own in signs for name in own if "." not in name))
    rules = sorted({name for own in signs for name in own if "." in name})
    x = np.array([[own.get(name, 0.0) for name in [*names, *rules]] for own in signs])
    y = np.array(right, dtype=float)
    chance = cross_validated(x, y)
    report(chance, y, wanted)
    if picture:
        Path(picture).write_text(plot(chance, y), encoding="utf-8")
    weights = [round(float(weight), 3) for weight in fit(x, y)]
    lines = [
        "# Weights of a statement's score, fitted by models/recipe/weights.py on PolNeAR's development half.",
        "[signs]",
        *(f'"{name}" = {weight}' for name, weight in zip(names, weights, strict=False)),
        "\n[rules]",
        *(f'"{rule}" = {weight}' for rule, weight in zip(rules, weights[len(names) :], strict=True)),
    ]
    Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
