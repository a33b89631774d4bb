"""Continue training on whole articles: entities, roles and figures in our conventions, and all pointers.

python tune.py OUT.pt --init WEIGHTS [--parser FOLDER] [--resume] [--minutes N | --passes N] [--smoke]

All earlier tasks are trained alongside, so that the network does not forget them.
"""

from __future__ import annotations

import argparse
import logging
import random
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pointing
import torch
import train
from articles import Article, load_articles
from augment import Augmenter
from data import MISSING, SMOKE, Passage, headings, load, read_wordpiece
from losses import WEIGHTS, losses
from net import OUR_LABELS, Net
from torch import Tensor, nn

SHARES = {"claims": 1.0, "written": 0.4, "coref": 0.25, "names": 0.15, "passages": 0.25}
"""Fraction of each kind of text drawn in a pass, unless ``--share`` says otherwise."""
ENCODER_RATE, HEADS_RATE = 7e-5, 8e-4
"""The shipped weights were trained for the last twelve minutes at 0.4 of these rates (``--rate``)."""
OTHER_DIGITS = 0.3
"""Share of drawn articles whose figures get random digits."""
LONGEST = 2400
"""Most word pieces of an article read in one step; the rest is cut off."""


@dataclass(frozen=True)
class Row:
    """A window of an article: words ``[start, end)`` are read, ``[own, cut)`` are decided."""

    start: int
    own: int
    cut: int
    end: int


def rows(article: Article, lengths: list[int], rng: random.Random) -> list[Row]:
    """Windows as at run time, with varied sizes."""
    size, left, right = rng.randint(170, 256), rng.randint(16, 40), rng.randint(6, 16)
    found, own, read = [], 0, 0
    while own < len(article.words) and read < LONGEST:
        start, room = own, left
        while start > 0 and lengths[start - 1] <= room:
            start -= 1
            room -= lengths[start]
        end, room = start, size
        while end < len(lengths) and lengths[end] <= room:
            room -= lengths[end]
            end += 1
        cut = end
        if end < len(lengths):
            room = right
            while cut > own + 1 and lengths[cut - 1] <= room:
                cut -= 1
                room -= lengths[cut]
            starts = (i for i in range(cut, own, -1) if article.sentences[i] != article.sentences[i - 1])
            cut = next(starts, cut)
        read += size - room
        found.append(Row(start, own, cut, end))
        own = cut
    return found


def shorten(article: Article, size: int) -> Article:
    """The first words of an article."""
    if size >= len(article.words):
        return article

    def kept(targets: list[int]) -> list[int]:
        return [i for i in targets if i < size]

    columns = {name: values[:size] for name, values in article.columns.items()}
    if "head" in columns:
        columns["head"] = [i if i < size else MISSING for i in columns["head"]]
    return replace(
        article,
        words=article.words[:size],
        spaces=article.spaces[:size],
        sentences=article.sentences[:size],
        columns=columns,
        links=None if article.links is None else [i if i < size else MISSING for i in article.links[:size]],
        measured={a: s for a, s in article.measured.items() if a < size and all(e <= size for _, e in s)},
        points=[(k, a, kept(t)) for k, a, t in article.points if a < size and (not t or kept(t))],
        heads=kept(article.heads),
        numbers=kept(article.numbers),
    )


def vary(article: Article, augment: Augmenter, rng: random.Random) -> Article:
    """The article with different quotation marks, and sometimes random digits in its figures."""
    passage = Passage(list(article.words), article.spaces, {"xpos": [MISSING] * len(article.words)})
    augment.marks(passage)
    if rng.random() < OTHER_DIGITS:
        for i in article.measured:
            word = passage.words[i]
            passage.words[i] = "".join(
                str(rng.randint(1, 9)) if letter.isdigit() else letter for letter in word
            )
    return replace(article, words=passage.words)


def start_new_heads(net: Net, state: dict[str, Tensor]) -> None:
    """Load earlier weights; new heads for entities and roles start from those for the other label sets."""
    state = {name: value.float() for name, value in state.items()}
    if "tags.roles.weight" not in state:
        for new, old in (("roles", "attr"), ("news", "ner")):
            order = torch.tensor([net.labels[old].index(label) for label in net.labels[new]])
            for end in ("weight", "bias"):
                state[f"tags.{new}.{end}"] = state[f"tags.{old}.{end}"][order]
            if new == "roles":
                state["roles_steps"] = state["attr_steps"][order][:, order]
        for end in ("weight", "bias"):
            for part in ("from", "to", "bias"):
                state[f"roles_{part}.{end}"] = state[f"link_{part}.{end}"]
    missing, unexpected = net.load_state_dict(state, strict=False)
    if unexpected:
        raise SystemExit(f"these weights do not fit this network: {unexpected[:3]}")
    logging.info("new: %s", ", ".join(missing) or "nothing")


def tune(options: argparse.Namespace) -> None:
    torch.manual_seed(train.SEED)
    rng = random.Random(train.SEED)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.set_num_threads(options.threads)
    shares = SHARES | {name: float(number) for name, number in options.share}
    kept = options.out.with_suffix(".resume")
    before = torch.load(kept, map_location="cpu") if options.resume and kept.exists() else None
    start = before or torch.load(options.init, map_location="cpu")
    labels = start["labels"] | OUR_LABELS
    pieces = read_wordpiece()
    share = SMOKE if options.smoke else 1.0
    corpus = load(options.data, labels, open_only=options.open_data_only, silver=options.silver, share=share)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    cache = options.out.parent / "parsed.pickle"
    texts = load_articles(options.data, labels, cache, model=options.parser, share=share)
    net = Net(labels).to(device)
    start_new_heads(net, start["state"])
    encoder = net.encoder_parameters()
    inside = {id(parameter) for parameter in encoder}
    groups = [
        {"params": encoder, "top": options.rate * ENCODER_RATE},
        {"params": [p for p in net.parameters() if id(p) not in inside], "top": options.rate * HEADS_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, lr=0.0, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    augment = Augmenter(labels, [], headings(corpus.parsed), rng)
    steps, spent, average, done = 0, 0.0, None, 0
    if before:
        optimizer.load_state_dict(before["optimizer"])
        steps, spent, done = before["steps"], before["spent"], before["passes"]
        average = train.Average(net, before["average"]) if before["average"] else None
        rng.seed(train.SEED + steps)
    begun, seen, running, progress = time.monotonic() - spent, 0, {}, 0.0

    def keep() -> None:
        rest = {"optimizer": optimizer.state_dict(), "steps": steps, "spent": spent, "passes": done}
        train.save(options.out, net, average, **rest)

    def plan() -> list[list[Article] | list[Passage]]:
        found: list[list[Article] | list[Passage]] = []
        for name in ("claims", "written", "coref", "names"):
            articles = getattr(texts, name)
            drawn = rng.sample(articles, max(1, round(shares[name] * len(articles))))
            group: list[Article] = []
            room = train.BATCH
            for article in drawn:
                size = sum(len(pieces(word)[0]) for word in article.words) * 1.2
                if group and size > room:
                    found.append(group)
                    group, room = [], train.BATCH
                group.append(article)
                room -= size
            found.append(group)
        old = train.batches(train.draw_pass(corpus, augment, pieces, rng), pieces, rng)
        found += rng.sample(old, max(1, round(shares["passages"] * len(old))))
        rng.shuffle(found)
        return found

    def learn_articles(group: list[Article]) -> dict[str, Tensor]:
        nonlocal seen
        totals: dict[str, tuple[Tensor, int]] = {}
        chosen = []
        for article in group:
            article = vary(article, augment, rng)
            lengths = [len(pieces(word)[0]) for word in article.words]
            windows = rows(article, lengths, rng)
            chosen.append((shorten(article, windows[-1].cut), windows))
            seen += sum(lengths)
        flat = [(n, row) for n, (_, windows) in enumerate(chosen) for row in windows]
        batch = [Passage(chosen[n][0].words[r.start : r.end], [], {}) for n, r in flat]
        ids, case, first, mask = train.inputs(batch, pieces, device)
        with train.half(device):
            states = net.words(ids, case, first, mask)
        for n, (article, _) in enumerate(chosen):
            parts = [states[i, r.own - r.start : r.cut - r.start] for i, (m, r) in enumerate(flat) if m == n]
            for name, (loss, count) in pointing.losses(net, torch.cat(parts).float(), article).items():
                sum_, number = totals.get(name, (0.0, 0))
                totals[name] = sum_ + loss, number + count
        return {name: loss / count for name, (loss, count) in totals.items()}

    def learn_passages(batch: list[Passage]) -> dict[str, Tensor]:
        nonlocal seen
        ids, case, first, mask = train.inputs(batch, pieces, device)
        with train.half(device):
            states = net.words(ids, case, first, mask)
        seen += int(mask.sum())
        return losses(net, states.float(), batch)

    net.train()
    while progress < 1:
        steps_of_pass = plan()
        logging.info("pass %d: %d steps", done + 1, len(steps_of_pass))
        for number, batch in enumerate(steps_of_pass):
            spent = time.monotonic() - begun
            progress = (done + number / len(steps_of_pass)) / options.passes
            if options.minutes:
                progress = spent / (60 * options.minutes)
            if progress >= 1:
                break
            rate = min(1.0, (steps + 1) / train.WARM_UP) * max(0.01, 1 - progress)
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * rate
            whole = isinstance(batch[0], Article)
            found = learn_articles(batch) if whole else learn_passages(batch)
            weights = pointing.WEIGHTS if whole else WEIGHTS
            sum(weights[name] * loss for name, loss in found.items()).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            steps += 1
            for name, loss in found.items():
                running[name] = 0.97 * running.get(name, loss.item()) + 0.03 * loss.item()
            if progress >= train.AVERAGE_FROM:
                average = average or train.Average(net)
                average.update(net)
            if steps % (10 if options.smoke else 50) == 0:
                shown = " ".join(f"{name} {value:.2f}" for name, value in sorted(running.items()))
                logging.info("step %d %.1f min %d: %s", steps, spent / 60, seen, shown)
            if steps % train.SAVE_EVERY == 0:
                keep()
        else:
            done += 1
            progress = progress if options.minutes else done / options.passes
    keep()
    logging.info("done: %d steps, %d pieces, %.1f minutes", steps, seen, spent / 60)


if __name__ == "__main__":
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=shape)
    parser.add_argument("out", type=Path)
    train.arguments(parser)
    parser.add_argument("--rate", type=float, default=1.0, help="factor of the learning rates")
    parser.add_argument(
        "--share",
        metavar="KIND=FRACTION",
        action="append",
        default=[],
        type=lambda text: text.split("="),
        help=f"fraction of a kind of text drawn in a pass ({', '.join(SHARES)})",
    )
    parser.add_argument("--parser", type=Path, help="folder of the model that parses the articles")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    chosen = parser.parse_args()
    if chosen.smoke and chosen.minutes is None:
        chosen.minutes = 0.5
    tune(chosen)
