"""Fit the weights of the scores of statements and figures on labelled articles.

python models/recipe/weights.py statements|figures [--plot P.svg] [--articles N]

A statement is right if a gold one shares half of its content and has the same speaker, a figure if its unit,
measured phrase and time are right; matches of optional ones do not count. Prints results of five-fold
cross-validation by article: expected calibration error, recall at precisions of 0.95 and 0.9, and how many of
those found but wrong score above 0.8. ``--plot`` draws a reliability plot. The language model was trained on
these articles; on others the scores are hardly less reliable. The weights are fitted on ``labels/``. Speakers
were labelled fast there, so scores of statements would say too little: they are scaled on ``claims/train``.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from articles import read_jsonl, sheets
from gold import DATA, as_gold

import onrecord
from onrecord.evaluation.gold_claims import claims_of
from onrecord.evaluation.reliability import GROUPS, Judged, judge, reliability
from onrecord.pipes.scoring import Features

RIDGE = 2.0
FOLDS = 5
PRECISIONS = (0.95, 0.9)


@dataclass
class Example:
    """A record found: its features and whether it is right."""

    article: int
    features: Features
    judged: Judged


def examples(pipe: str, rows: list[dict]) -> tuple[list[Example], int]:
    """Every record found that counts, and the number of required gold records."""
    nlp = onrecord.load()
    component = nlp.get_pipe(f"onrecord_{pipe}")
    out: list[Example] = []
    wanted = 0
    for number, row in enumerate(map(as_gold, rows)):
        doc = nlp.make_doc(row["text"])
        doc._.published = row["published"]
        doc = nlp(doc)
        items = claims_of(doc)[pipe]
        features = {id(item): own for item, (_, own) in zip(items, component.find(doc), strict=True)}
        counted, required = judge(pipe, row, items)
        out += [Example(number, features[id(one.item)], one) for one in counted]
        wanted += required
    return out, wanted


def table(found: list[Example], names: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """The features by these names, (examples, names), and which examples are right."""
    x = np.array([[one.features.get(name, 0.0) for name in names] for one in found])
    return x, np.array([one.judged.right for one in found], dtype=float)


def scaled(weights: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights, the bias first, with log-odds stretched and moved to fit other examples (Platt scaling)."""
    move, stretch = fit(np.stack([np.ones(len(y)), x @ weights], axis=1), y)
    weights = stretch * weights
    weights[0] += move
    return weights


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
    for b in np.array_split(np.argsort(chance), GROUPS):
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
    parser.add_argument("pipe", choices=("statements", "figures"))
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--articles", type=int, help="read only so many")
    parser.add_argument("--out", type=Path, help="the pipe's weights.toml, unless said otherwise")
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    found, wanted = examples(given.pipe, [row for _, row in sheets(given.data)][: given.articles])
    names = list(dict.fromkeys(name for one in found for name in one.features))
    x, y = table(found, names)
    chance = cross_validated(x, y, np.array([one.article for one in found]))
    print(reliability(chance.tolist(), [one.judged for one in found], wanted, PRECISIONS))
    if given.plot:
        given.plot.write_text(plot(chance, y), encoding="utf-8")
    fitted = fit(x, y)
    if given.pipe == "statements":
        rows = read_jsonl(given.data / "claims" / "train.jsonl.xz")[: given.articles]
        fitted = scaled(fitted, *table(examples(given.pipe, rows)[0], names))
    weights = zip(names, fitted, strict=True)
    lines = [
        "# Weights of the features of a score, fitted by models/recipe/weights.py.",
        "[features]",
        *(f'"{name}" = {round(float(weight), 3)}' for name, weight in sorted(weights)),
    ]
    out = (
        given.out
        or Path(__file__).resolve().parents[2] / "src" / "onrecord" / "pipes" / given.pipe / "weights.toml"
    )
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
