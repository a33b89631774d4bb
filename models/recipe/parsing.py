"""Train the heads for tags and parse alone, on treebanks and on what an earlier model says of whole articles.

python parsing.py OUT.pt --init WEIGHTS --parser MODEL [--articles N] [--minutes N]

Tuning on whole articles moves the encoder, and the treebanks, which are hardly news, keep the parse right
only for their own kind of text. So the heads learn again, on the encoder as it is now, from the parse that
the model before the tuning has of the same articles. The encoder stays, so no other head changes.
"""

from __future__ import annotations

import argparse
import logging
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import torch
from articles import Article, claim_rows, sentence_numbers
from data import MISSING, SMOKE, Passage, from_parse, load, numbered, read_wordpiece, words_of
from export import load_net
from heads import encoded
from losses import WEIGHTS, losses
from net import WIDTH, Net
from spacy.tokens import Doc
from torch import Tensor, nn
from train import SEED, WARM_UP, inputs

from onrecord.language import load_language

HEADS = ("tags.upos", "tags.xpos", "tags.sent", "arc_", "dep")
"""How the names of these heads' parameters begin."""
LEARNT = {"upos", "xpos", "sent", "arc", "dep"}
"""Their losses."""
SHORT = 60
"""Texts of fewer words are a few sentences; all of them are parsed."""
WIDEST = 120
"""The most words of a passage, unless one sentence has more."""
TOGETHER = 16
"""Passages in a step."""
BATCH = 12
"""Treebank passages encoded at a time."""
HELD_OUT = 20
"""One passage in so many is only measured."""

Encoded = tuple[Passage, Tensor]
"""A passage and the states of its words (words, WIDTH) in half precision."""


def cut(doc: Doc, states: Tensor, numbers: dict[str, dict[str, int]]) -> Iterator[Encoded]:
    """Passages of whole sentences, as far as there are states, with the parse of the Doc as their labels."""
    first = 0
    sentences = [sentence for sentence in doc.sents if sentence.end <= len(states)]
    for sentence, after in zip(sentences, [*sentences[1:], None], strict=True):
        if after is None or after.end - first > WIDEST:
            until = sentence.end
            passage = from_parse(doc[first:until].as_doc(), numbers, frozen=True)
            passage.article = True
            yield passage, states[first:until].clone()
            first = until


def read_articles(net: Net, options: argparse.Namespace, rng: random.Random) -> list[Encoded]:
    """Labelled articles, as the earlier model parses them; their own labels are not used."""
    texts = sorted({row["text"] for _, row in claim_rows(options.data)})
    rng.shuffle(texts)
    short = [text for text in texts if len(text.split()) < SHORT]
    chosen = [text for text in texts if len(text.split()) >= SHORT][: options.articles] + short
    nlp, numbers = load_language(options.parser), numbered(net.labels)
    found: list[Encoded] = []
    for text in chosen[:: round(1 / SMOKE)] if options.smoke else chosen:
        doc = nlp(text)
        spaces = [bool(token.whitespace_) for token in doc]
        article = Article(words_of(doc), spaces, sentence_numbers(doc))
        found += cut(doc, encoded(net, article, rng)[1], numbers)
    return found


@torch.no_grad()
def read_treebanks(net: Net, options: argparse.Namespace) -> list[Encoded]:
    """The passages of the treebanks."""
    share = SMOKE if options.smoke else 1.0
    corpus = load(options.data, net.labels, open_only=True, share=share)
    passages = sorted((one for one in corpus.parsed if one.sids is not None), key=len)
    found: list[Encoded] = []
    for first in range(0, len(passages), BATCH):
        batch = passages[first : first + BATCH]
        states = net.words(*inputs(batch, read_wordpiece(), torch.device("cpu")))
        found += [(one, own[: len(one)].half().clone()) for one, own in zip(batch, states, strict=True)]
    return found


@torch.no_grad()
def agreement(net: Net, encoded: list[Encoded]) -> dict[str, float]:
    """Per cent of words with the label they have: tags, heads, and relations to those heads."""
    net.eval()
    right, known = Counter[str](), Counter[str]()
    for passage, states in encoded:
        own, heads = states.float()[None], torch.tensor(passage.columns["head"])
        sids = torch.tensor(passage.sids)
        arcs = net.arcs(own)[0].masked_fill(sids[:, None] != sids[None], -1e4)
        scores = {"upos": net.tags["upos"](own)[0], "xpos": net.tags["xpos"](own)[0], "head": arcs}
        scores["dep"] = net.deps(own, heads.clamp(min=0)[None])[0]
        for name, found in scores.items():
            gold = torch.tensor(passage.columns[name])
            right[name] += int((found.argmax(-1) == gold)[gold != MISSING].sum())
            known[name] += int((gold != MISSING).sum())
    net.train()
    return {name: round(100 * right[name] / max(known[name], 1), 1) for name in known}


def train_heads(net: Net, sets: list[list[Encoded]], options: argparse.Namespace, rng: random.Random) -> None:
    """Train the heads on all passages of the sets in each pass, for so many minutes."""
    heads = [p.requires_grad_() for name, p in net.named_parameters() if name.startswith(HEADS)]
    optimizer = torch.optim.AdamW(heads, lr=0.0, weight_decay=0.01, betas=(0.9, 0.98))
    net.train()
    begun, steps, progress, pool = time.monotonic(), 0, 0.0, [one for part in sets for one in part]
    while progress < 1:
        rng.shuffle(pool)
        near = [sorted(pool[i : i + 512], key=lambda one: len(one[0])) for i in range(0, len(pool), 512)]
        groups = [part[i : i + TOGETHER] for part in near for i in range(0, len(part), TOGETHER)]
        rng.shuffle(groups)
        for group in groups:
            states = torch.zeros(len(group), max(len(one) for one, _ in group), WIDTH)
            for row, (one, own) in enumerate(group):
                states[row, : len(one)] = own.float()
            found = losses(net, net.drop(states), [one for one, _ in group])
            sum(WEIGHTS[name] * found[name] for name in found.keys() & LEARNT).backward()
            nn.utils.clip_grad_norm_(heads, 1.0)
            for part in optimizer.param_groups:
                part["lr"] = options.rate * min(1.0, (steps + 1) / WARM_UP) * max(0.02, 1 - progress)
            optimizer.step()
            optimizer.zero_grad()
            steps += 1
            progress = (time.monotonic() - begun) / 60 / options.minutes
            if progress >= 1:
                break
    logging.info("%d steps", steps)


def learn_parse(options: argparse.Namespace) -> None:
    """Write the weights with their new heads for tags and parse."""
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    rng = random.Random(SEED)
    net = load_net(options.init).requires_grad_(False)
    sets = {"articles": read_articles(net, options, rng), "treebanks": read_treebanks(net, options)}
    for part in sets.values():
        rng.shuffle(part)
    kept = {name: part[: len(part) // HELD_OUT + 1] for name, part in sets.items()}
    for name, part in kept.items():
        logging.info("%s before: %s", name, agreement(net, part))
    train_heads(net, [part[len(kept[name]) :] for name, part in sets.items()], options, rng)
    for name, part in kept.items():
        logging.info("%s after: %s", name, agreement(net, part))
    state = {name: value.half() for name, value in net.state_dict().items()}
    torch.save({"labels": net.labels, "state": state}, options.out)


if __name__ == "__main__":
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=shape)
    parser.add_argument("out", type=Path)
    parser.add_argument("--init", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[3] / "shared" / "data")
    parser.add_argument("--parser", type=Path, required=True, help="folder of the model before the tuning")
    parser.add_argument("--articles", type=int, default=1300, help="how many, beside short texts")
    parser.add_argument("--rate", type=float, default=8e-4)
    parser.add_argument("--minutes", type=float, default=6)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--smoke", action="store_true", help="a few articles and passages")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    learn_parse(parser.parse_args())
