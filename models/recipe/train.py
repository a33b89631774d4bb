"""Train the network on all heads at once.

python train.py OUT.pt [--init WEIGHTS] [--resume] [--minutes N | --passes N] [--smoke] [--open-data-only]
"""

from __future__ import annotations

import argparse
import logging
import random
import time
from pathlib import Path

import torch
from augment import Augmenter
from data import SMOKE, Corpus, Passage, encoder_folder, headings, join, load, read_wordpiece, windows
from earlier import read_weights
from losses import WEIGHTS, losses
from net import Net, read_minilm
from torch import Tensor, nn

from onrecord.language.wordpiece import END, START, WordPiece

SEED = 20
BATCH = 1600
"""Word pieces in a batch, including padding."""
ROUNDED = 32
"""Windows are padded to a multiple of this, because kernels are compiled for each new shape."""
ENCODER_RATE, HEADS_RATE, WARM_UP = 1.0e-4, 8e-4, 100
AVERAGE_FROM, DECAY = 0.5, 0.998
ARTICLE_SHARE = 0.6
"""Fraction of the attribution windows drawn in each pass."""
SAVE_EVERY = 500


def half(device: torch.device) -> torch.autocast:
    """Autocast to bfloat16 if the processor supports it; otherwise that would take thirty times as long."""
    native = device.type != "cpu" or torch.cpu._is_avx512_bf16_supported()
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=native)


def draw_pass(corpus: Corpus, augment: Augmenter, pieces: WordPiece, rng: random.Random) -> list[Passage]:
    """One pass over the data, joined, cut and varied differently each time."""

    def lengths(passage: Passage) -> list[int]:
        return [len(pieces(word)[0]) for word in passage.words]

    drawn: list[Passage] = []
    group: list[Passage] = []
    held, room = 0, rng.randint(120, 280)
    for passage in corpus.parsed:
        passage = augment(passage)
        size = sum(lengths(passage))
        other = group and (group[-1].columns["head"][0] == -100) != (passage.columns["head"][0] == -100)
        if group and (held + size > room or other):
            drawn.append(join(group, rng.choice(("\n", "\n\n"))))
            group, held, room = [], 0, rng.randint(120, 280)
        if size > 280:
            drawn.extend(windows(passage, lengths(passage), 260, 0, rng))
        else:
            group.append(passage)
            held += size
    if group:
        drawn.append(join(group))
    for article in corpus.articles:
        article = augment(article)
        for window in windows(article, lengths(article), rng.randint(180, 288), rng.randint(0, 50), rng):
            if rng.random() < ARTICLE_SHARE:
                drawn.append(window)
    return drawn


def batches(drawn: list[Passage], pieces: WordPiece, rng: random.Random) -> list[list[Passage]]:
    """Batches of passages of similar length, in random order."""
    sizes = {id(p): 2 + sum(len(pieces(word)[0]) for word in p.words) for p in drawn}
    rng.shuffle(drawn)
    found: list[list[Passage]] = []
    for first in range(0, len(drawn), 400):
        current: list[Passage] = []
        for passage in sorted(drawn[first : first + 400], key=lambda p: sizes[id(p)]):
            if current and sizes[id(passage)] * (len(current) + 1) > BATCH:
                found.append(current)
                current = []
            current.append(passage)
        if current:
            found.append(current)
    rng.shuffle(found)
    return found


def inputs(batch: list[Passage], pieces: WordPiece, device: torch.device) -> tuple[Tensor, ...]:
    """Word pieces, case, first piece of each word, and the mask of real pieces."""
    rows: list[tuple[list[int], list[int], list[int]]] = []
    for passage in batch:
        ids, case, first = [START], [0], []
        for word in passage.words:
            run, kind = pieces(word)
            first.append(len(ids))
            ids.extend(run)
            case.extend([kind] * len(run))
        rows.append(([*ids, END], [*case, 0], first))
    length, words = max(len(row[0]) for row in rows), max(len(row[2]) for row in rows)
    length = -(-length // ROUNDED) * ROUNDED
    full = [torch.zeros(len(rows), n, dtype=torch.long) for n in (length, length, words)]
    mask = torch.zeros(len(rows), length, dtype=torch.bool)
    for i, row in enumerate(rows):
        for tensor, values in zip(full, row, strict=True):
            tensor[i, : len(values)] = torch.tensor(values)
        mask[i, : len(row[0])] = True
    return tuple(tensor.to(device) for tensor in (*full, mask))


class Average:
    """Moving average of the weights over the last part of training."""

    def __init__(self, net: Net, state: dict[str, Tensor] | None = None) -> None:
        self.state = state or {k: v.detach().clone() for k, v in net.state_dict().items()}

    @torch.no_grad()
    def update(self, net: Net) -> None:
        for name, value in net.state_dict().items():
            self.state[name].lerp_(value, 1 - DECAY)


def save(path: Path, net: Net, average: Average | None, **rest: object) -> None:
    """Write weights (half precision) and, beside them, what ``--resume`` needs."""
    state = average.state if average else net.state_dict()
    new = path.with_suffix(".new")
    torch.save({"labels": net.labels, "state": {k: v.half() for k, v in state.items()}}, new)
    new.replace(path)
    new = path.with_suffix(".resume.new")
    kept = average.state if average else None
    torch.save({"labels": net.labels, "state": net.state_dict(), "average": kept, **rest}, new)
    new.replace(path.with_suffix(".resume"))


def train(options: argparse.Namespace) -> None:
    if options.open_data_only and options.init:
        raise SystemExit("--open-data-only: leave out --init, whose weights may be trained on PolNeAR")
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.set_num_threads(options.threads)
    kept = options.out.with_suffix(".resume")
    before = torch.load(kept, map_location="cpu") if options.resume and kept.exists() else None
    start = before or (read_weights(options.init) if options.init else None)
    pieces = read_wordpiece()
    corpus = load(
        options.data,
        start["labels"] if start else None,
        open_only=options.open_data_only,
        silver=options.silver,
        share=SMOKE if options.smoke else 1.0,
    )
    net = Net(corpus.labels).to(device)
    if start:
        net.load_state_dict({name: value.float() for name, value in start["state"].items()})
    else:
        read_minilm(net, encoder_folder() / "model.safetensors")
    encoder = net.encoder_parameters()
    inside = {id(parameter) for parameter in encoder}
    groups = [
        {"params": encoder, "top": ENCODER_RATE},
        {"params": [p for p in net.parameters() if id(p) not in inside], "top": HEADS_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, lr=0.0, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    place = corpus.labels["ner"].index("B-LOC")
    names = [p.words[i] for p in corpus.parsed for i, n in enumerate(p.columns["ner"]) if n == place]
    places = sorted({name for name in names if name.istitle() and name.isalpha() and len(name) > 3})
    augment = Augmenter(corpus.labels, places, headings(corpus.parsed), rng)
    steps, spent, average, done = 0, 0.0, None, 0
    if before:
        optimizer.load_state_dict(before["optimizer"])
        steps, spent, done = before["steps"], before["spent"], before["passes"]
        average = Average(net, before["average"]) if before["average"] else None
        rng.seed(SEED + steps)
    logging.info("%d passages, %d articles, on %s", len(corpus.parsed), len(corpus.articles), device)
    begun, seen, running = time.monotonic() - spent, 0, {}
    progress = 0.0

    def keep() -> None:
        rest = {"optimizer": optimizer.state_dict(), "steps": steps, "spent": spent, "passes": done}
        save(options.out, net, average, **rest)

    net.train()
    while progress < 1:
        plan = batches(draw_pass(corpus, augment, pieces, rng), pieces, rng)
        for number, batch in enumerate(plan):
            spent = time.monotonic() - begun
            progress = (done + number / len(plan)) / options.passes
            if options.minutes:
                progress = spent / (60 * options.minutes)
            if progress >= 1:
                break
            rate = min(1.0, (steps + 1) / WARM_UP) * max(0.01, 1 - progress)
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * rate
            ids, case, first, mask = inputs(batch, pieces, device)
            with half(device):
                states = net.words(ids, case, first, mask)
            found = losses(net, states.float(), batch)
            sum(WEIGHTS[name] * loss for name, loss in found.items()).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            steps += 1
            seen += int(mask.sum())
            for name, loss in found.items():
                running[name] = 0.97 * running.get(name, loss.item()) + 0.03 * loss.item()
            if progress >= AVERAGE_FROM:
                average = average or Average(net)
                average.update(net)
            if steps % (10 if options.smoke else 100) == 0:
                shown = " ".join(f"{name} {value:.3f}" for name, value in sorted(running.items()))
                logging.info("step %d pass %d %.1f min %d: %s", steps, done + 1, spent / 60, seen, shown)
            if steps % SAVE_EVERY == 0:
                keep()
        else:
            done += 1
            progress = progress if options.minutes else done / options.passes
    keep()
    logging.info("done: %d steps, %d pieces, %.1f minutes", steps, seen, spent / 60)


def arguments(parser: argparse.ArgumentParser) -> None:
    here = Path(__file__).resolve()
    data = here.parents[3] / "shared" / "data"
    parser.add_argument("--data", type=Path, default=data, help="folder with ud and polnear")
    parser.add_argument("--init", type=Path, help="start from earlier weights")
    parser.add_argument("--silver", type=Path, help="labels of silver.py for the parse of PolNeAR's articles")
    parser.add_argument("--resume", action="store_true", help="continue from OUT.resume if it exists")
    parser.add_argument("--minutes", type=float, help="train this long")
    parser.add_argument("--passes", type=float, default=8, help="number of passes (default 8)")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--smoke", action="store_true", help="half a hundredth of the data")
    parser.add_argument("--open-data-only", action="store_true", help="leave out PolNeAR (no licence)")


if __name__ == "__main__":
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=shape)
    parser.add_argument("out", type=Path)
    arguments(parser)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    chosen = parser.parse_args()
    if chosen.smoke and chosen.minutes is None:
        chosen.minutes = 0.5
    train(chosen)
