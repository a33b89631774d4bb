"""Rebuild the shipped model: lemmas, three runs on sentences, one on articles, export, dev scores.

python build.py FOLDER [--work FOLDER] [options of train.py]

With --smoke everything runs on half a hundredth of the data in under a minute; the model is useless.
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
from pathlib import Path

import data
import lemmas
import silver
import torch
import train
import tune
from evaluate import DEV, evaluate
from export import export

from onrecord.language import load_language

TUNED = 6
"""Passes over whole articles."""
SMOKE_PASSES = (0.4, 0.18)
"""Passes of a smoke run over sentences and over whole articles: a few steps, some of them averaged."""
SHARES = (0.8, 0.5)
"""Weight of each later run, trained on silver labels from the previous weights, in the mean with those."""


def blend(earlier: Path, later: Path, share: float) -> None:
    """Replace the later run's weights with the mean of both runs, which scores better than either."""
    one, two = (torch.load(path, map_location="cpu") for path in (earlier, later))
    for name, value in two["state"].items():
        mixed = share * value.float() + (1 - share) * one["state"][name].float()
        two["state"][name] = mixed.half()
    torch.save(two, later)


def build(folder: Path, work: Path, options: argparse.Namespace) -> None:
    """Write model.onnx, vocab.txt, lemmas.json and meta.json into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    work.mkdir(parents=True, exist_ok=True)
    share = data.SMOKE if options.smoke else 1.0
    lemmas.build(folder, options.data, share)
    options.out = work / "weights-1.pt"
    train.train(options)
    shares = () if options.open_data_only else SHARES[:1] if options.smoke else SHARES
    for number, weight in enumerate(shares, 2):
        options.init, options.out = options.out, work / f"weights-{number}.pt"
        options.silver = work / f"silver-{number}.npz"
        silver.make(options.silver, [options.init], options.data, share)
        train.train(options)
        blend(options.init, options.out, weight)
    options.rate, options.share, options.parser = 1.0, [], work / "parser"
    options.init, options.out = options.out, work / "weights-tuned.pt"
    options.parser.mkdir(exist_ok=True)
    shutil.copy(folder / "lemmas.json", options.parser)
    export(options.init, options.parser, options.data)
    if not options.minutes:
        options.passes = SMOKE_PASSES[1] if options.smoke else TUNED
    tune.tune(options)
    export(options.out, folder, options.data)
    if options.smoke:
        doc = load_language(folder)("Prices rose, said Una Marl of the harbour board.")
        logging.info("%s", [(token.text, token.pos_, token.dep_, token.head.text) for token in doc])
        return
    scores = evaluate(folder, options.data, DEV)
    path = folder / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta["scores"] = scores
    path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=shape)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--work", type=Path, default=Path("build/model"), help="weights and checkpoints")
    train.arguments(parser)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    chosen = parser.parse_args()
    if chosen.smoke:
        chosen.passes = SMOKE_PASSES[0]
    build(chosen.folder, chosen.work, chosen)
