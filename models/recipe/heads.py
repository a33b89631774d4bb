"""Train the heads alone on articles that the encoder has not been trained on, and mix them into the weights.

python heads.py OUT.pt --init WEIGHTS --files sheet-112 ... [--share HEAD=SHARE ...]

The encoder stays as it is, so the parse and the entities do too, and one head's gain costs no other. What the
encoder says of articles it was trained on is surer than of others: so the heads learn from others.
"""

from __future__ import annotations

import argparse
import logging
import random
from pathlib import Path

import pointing
import torch
from articles import Article, load_claims
from data import Passage, read_wordpiece
from net import OUR_LABELS, POINT, POINTS, Net
from torch import Tensor, nn
from train import SEED, WARM_UP, inputs
from tune import rows, shorten

HEADS = ("tags.", "roles", "point", "near", "sentences", "same", "often")
"""How the names of these heads' parameters begin."""
TOGETHER = 2
"""Articles in a step."""


@torch.no_grad()
def encoded(net: Net, article: Article, rng: random.Random) -> tuple[Article, Tensor]:
    """An article, cut to what is read of it, with the states of its words in half precision."""
    pieces = read_wordpiece()
    windows = rows(article, [len(pieces(word)[0]) for word in article.words], rng)
    batch = [Passage(article.words[row.start : row.end], [], {}) for row in windows]
    states = net.words(*inputs(batch, pieces, torch.device("cpu")))
    parts = [states[i, row.own - row.start : row.cut - row.start] for i, row in enumerate(windows)]
    return shorten(article, windows[-1].cut), torch.cat(parts).half()


def train_heads(net: Net, articles: list[tuple[Article, Tensor]], options: argparse.Namespace) -> None:
    """Train the heads that have a share, on all articles in each pass."""
    only = {head for head, _ in options.share}
    if "roles" in only:
        only.add("roles_link")
    rng = random.Random(SEED)
    heads = [p.requires_grad_() for name, p in net.named_parameters() if name.startswith(HEADS)]
    optimizer = torch.optim.AdamW(heads, lr=0.0, weight_decay=0.0, betas=(0.9, 0.98))
    net.train()
    total, steps = options.passes * (len(articles) // TOGETHER), 0
    for _ in range(options.passes):
        rng.shuffle(articles)
        for first in range(0, len(articles) - TOGETHER + 1, TOGETHER):
            losses: dict[str, list[tuple[Tensor, int]]] = {}
            for article, states in articles[first : first + TOGETHER]:
                for name, one in pointing.losses(net, net.drop(states.float()), article, only).items():
                    losses.setdefault(name, []).append(one)
            if not losses:
                continue
            means = {name: sum(a for a, _ in all_) / sum(n for _, n in all_) for name, all_ in losses.items()}
            sum(pointing.WEIGHTS[name] * mean for name, mean in means.items()).backward()
            nn.utils.clip_grad_norm_(heads, 1.0)
            for group in optimizer.param_groups:
                group["lr"] = options.rate * min(1.0, (steps + 1) / WARM_UP) * max(0.02, 1 - steps / total)
            optimizer.step()
            optimizer.zero_grad()
            steps += 1
        shown = " ".join(f"{name} {mean.item():.2f}" for name, mean in sorted(means.items()))
        logging.info("step %d: %s", steps, shown)


def mix(before: dict[str, Tensor], after: dict[str, Tensor], shares: dict[str, float]) -> dict[str, Tensor]:
    """The weights before, with a share of each head's weights after; heads without a share stay."""
    mixed = {name: value.float().clone() for name, value in before.items()}
    for head, share in shares.items():
        if head in POINTS:
            kind = POINTS.index(head)
            wide = slice(kind * POINT, (kind + 1) * POINT)
            places = {f"point_{side}.{end}": wide for side in ("from", "to") for end in ("weight", "bias")}
            single = ("point_none.weight", "point_none.bias", "near", "sentences", "same", "often")
            places |= dict.fromkeys(single, slice(kind, kind + 1))
        else:
            names = [name for name in mixed if name.startswith((f"tags.{head}.", f"{head}_"))]
            places = dict.fromkeys(names, slice(None))
        for name, place in places.items():
            mixed[name][place].lerp_(after[name][place].float(), share)
    return mixed


def main(options: argparse.Namespace) -> None:
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    rng = random.Random(SEED)
    start = torch.load(options.init, map_location="cpu")
    labels = start["labels"] | OUR_LABELS
    net = Net(labels)
    net.load_state_dict({name: value.float() for name, value in start["state"].items()})
    net.requires_grad_(False).eval()
    cache = options.out.parent / "parsed.pickle"
    chosen = load_claims(options.data, labels, cache, options.files, rng, options.others, options.parser)
    logging.info("%d articles", len(chosen))
    train_heads(net, [encoded(net, article, rng) for article in chosen], options)
    shares = {head: float(share) for head, share in options.share}
    state = mix(start["state"], net.state_dict(), shares)
    torch.save(
        {"labels": labels, "state": {name: value.half() for name, value in state.items()}}, options.out
    )


if __name__ == "__main__":
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=shape)
    parser.add_argument("out", type=Path)
    parser.add_argument("--init", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[3] / "shared" / "data")
    parser.add_argument("--parser", type=Path, help="folder of the model that parses the articles")
    parser.add_argument("--files", nargs="+", required=True, help="names in labels/ and written/")
    parser.add_argument("--others", type=int, default=120, help="how many of all others with statements")
    parser.add_argument("--share", action="append", default=[], type=lambda text: text.split("="))
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--passes", type=int, default=6)
    parser.add_argument("--threads", type=int, default=2)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    main(parser.parse_args())
