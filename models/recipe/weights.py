"""Fit the weights of a statement's score on labelled articles that the language model was not trained on.

python models/recipe/weights.py GOLD.jsonl... --out src/onrecord/pipes/statements/weights.toml [--plot P.svg]

GOLD rows have statements in our own convention, as compiled from sheets. A statement is right if a gold one
shares half of its content and has the same speaker; matches of optional ones do not count. Prints results of
five-fold cross-validation by article: expected calibration error, recall at a precision of 0.95, and how many
statements with a wrong speaker score above 0.8. ``--plot`` draws a reliability plot.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import onrecord
from onrecord.evaluation.claim_checks import Checks
from onrecord.evaluation.gold_claims import claims_of
from onrecord.evaluation.reading import read_rows
from onrecord.evaluation.score_claims import Pairing, content_overlap, pair_items

RIDGE = 2.0
FOLDS = 5
BINS = 10
PRECISION = 0.95
HIGH = 0.8
Features = dict[str, float]


@dataclass
class Example:
    """A statement found: its features and which parts are right."""

    article: int
    features: Features
    found: bool
    right: bool
    """Content and speaker."""


def examples(paths: list[Path]) -> tuple[list[Example], int]:
    """Every statement found that counts, and the number of required gold statements."""
    nlp = onrecord.load()
    component = nlp.get_pipe("onrecord_statements")
    nlp.disable_pipe("onrecord_statements")
    out: list[Example] = []
    wanted = 0
    for number, row in enumerate(row for path in paths for row in read_rows(path)):
        doc = nlp.make_doc(row["text"])
        doc._.published = row.get("published") or ""
        doc = nlp(doc)
        found = component.find(doc)
        doc._.statements = [statement for statement, _ in found]
        guesses = claims_of(doc)["statements"]
        pairing = pair_items(row["statements"], guesses, content_overlap)
        wanted += len(pairing.required)
        out += judged(number, row, guesses, [features for _, features in found], pairing)
    return out, wanted


def judged(
    number: int, row: dict, guesses: list[dict], features: list[Features], pairing: Pairing
) -> Iterator[Example]:
    own = {id(guess): one for guess, one in zip(guesses, features, strict=True)}
    wants = {id(guess): want for want, guess in pairing.pairs}
    for guess in pairing.counted:
        want = wants.get(id(guess))
        right = want is not None and Checks(row).speaker(want, guess)
        yield Example(number, own[id(guess)], want is not None, right)


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Ridge logistic regression by Newton's method; the bias is hardly penalised."""
    ridge = np.full(x.shape[1], RIDGE)
    ridge[0] = 1e-3
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (chance - y) + ridge * weights
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    return weights


def cross_validated(x: np.ndarray, y: np.ndarray, articles: np.ndarray) -> np.ndarray:
    """The probability of each example under weights fitted on the other folds."""
    fold = np.random.default_rng(0).permutation(articles.max() + 1)[articles] % FOLDS
    chance = np.zeros(len(y))
    for number in range(FOLDS):
        test = fold == number
        chance[test] = 1 / (1 + np.exp(-x[test] @ fit(x[~test], y[~test])))
    return chance


def report(chance: np.ndarray, y: np.ndarray, wrong_speaker: np.ndarray, wanted: int) -> None:
    """Print how reliable the probabilities are."""
    bins = np.array_split(np.argsort(chance), BINS)
    error = sum(len(b) * abs(chance[b].mean() - y[b].mean()) for b in bins) / len(y)
    order = np.argsort(-chance)
    hits = np.cumsum(y[order])
    enough = np.flatnonzero(hits / np.arange(1, len(y) + 1) >= PRECISION)
    at = int(enough[-1]) if len(enough) else 0
    print(f"{len(y)} statements, {y.mean():.3f} right, expected calibration error {error:.3f}")
    print(f"precision {PRECISION} from {chance[order[at]]:.3f} on: recall {hits[at] / wanted:.3f}")
    above = int((chance[wrong_speaker] > HIGH).sum())
    print(f"wrong speakers above {HIGH}: {above} of {int(wrong_speaker.sum())}")
    for b in bins:
        print(f"  {chance[b].mean():.3f} said, {y[b].mean():.3f} right")


def plot(chance: np.ndarray, y: np.ndarray) -> str:
    """An SVG of the share right (with 95 % Wilson intervals) over the predicted probability, in ten bins."""

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


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    found, wanted = examples(given.gold)
    names = list(dict.fromkeys(name for one in found for name in one.features if "." not in name))
    rules = sorted({name for one in found for name in one.features if "." in name})
    x = np.array([[one.features.get(name, 0.0) for name in [*names, *rules]] for one in found])
    y = np.array([one.right for one in found], dtype=float)
    chance = cross_validated(x, y, np.array([one.article for one in found]))
    report(chance, y, np.array([one.found and not one.right for one in found]), wanted)
    if given.plot:
        given.plot.write_text(plot(chance, y), encoding="utf-8")
    weights = [round(float(weight), 3) for weight in fit(x, y)]
    lines = [
        "# Weights of a statement's score, fitted by models/recipe/weights.py on articles in our convention.",
        "[features]",
        *(f'"{name}" = {weight}' for name, weight in zip(names, weights, strict=False)),
        "\n[rules]",
        *(f'"{rule}" = {weight}' for rule, weight in zip(rules, weights[len(names) :], strict=True)),
    ]
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
