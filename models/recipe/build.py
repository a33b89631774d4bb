"""Rebuild the shipped model: lemma table, training, silver labels, training with them, export, dev scores.

python build.py FOLDER [--work FOLDER] [options of train.py]

With --smoke everything runs on a sliver of the data in about two minutes; the model it gives is of no use.
"""

from __future__ import annotations

import argparse
import json
import logging
from pathlib import Path

import lemmas
import silver
import torch
import train
from evaluate import DEV, evaluate
from export import export

from onrecord.language import load_language

SECOND = 0.8
"""Share of the second run, which has the silver labels, in the weights that ship."""


def blend(first: Path, second: Path) -> None:
    """Put the mean of both runs' weights in place of the second's: it reads names better."""
    one, two = (torch.load(path, map_location="cpu") for path in (first, second))
    for name, value in two["state"].items():
        mixed = SECOND * value.float() + (1 - SECOND) * one["state"][name].float()
        two["state"][name] = mixed.half()
    torch.save(two, second)


def build(folder: Path, work: Path, options: argparse.Namespace) -> None:
    """Write model.onnx, vocab.txt, lemmas.json and meta.json into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    work.mkdir(parents=True, exist_ok=True)
    lemmas.build(folder, options.data)
    first = work / "first.pt"
    if not options.open_data_only and not options.silver:
        options.out = first
        train.train(options)
        options.init, options.silver = options.out, work / "silver.npz"
        silver.make(options.silver, [options.out], options.data, 0.02 if options.smoke else 1.0)
    options.out = work / "weights.pt"
    train.train(options)
    if options.init == first:
        blend(first, options.out)
    export(options.out, folder, options.data)
    if options.smoke:
        doc = load_language(folder)("Prices rose, said Una Marl of the harbour board.")
        logging.info("%s", [(token.text, token.pos_, token.dep_, token.head.text) for token in doc])
        return
    scores = evaluate(load_language(folder), options.data, DEV)
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
        chosen.minutes = 0.3
    build(chosen.folder, chosen.work, chosen)
