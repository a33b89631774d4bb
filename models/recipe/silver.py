"""Label the parse and entities of the attribution articles, where two parsers agree.

python silver.py OUT.npz WEIGHTS [WEIGHTS ...] [--data FOLDER]

The networks' averaged probabilities are multiplied by the vote of the silver parse (CoreNLP's, converted to
UD). A label is kept if the product is high enough, and is MISSING otherwise. Heads are positions in the
article. All weights must share one label inventory.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from data import MISSING, NLP, SILVER, Passage, count_of, read_docs, read_jsonl, read_wordpiece, words_of
from earlier import read_weights
from names import consistent
from net import Labels, Net
from spacy.tokens import Doc, Token
from torch import Tensor
from train import half, inputs

from onrecord.language.wordpiece import WordPiece

VOTE = {"xpos": 2.0, "sent": 1.5, "ner": 3.0, "head": 2.0, "dep": 2.0}
"""Log odds that the silver label adds; it is right about nine times in ten."""
SURE = {"xpos": 0.9, "sent": 0.85, "ner": 0.6, "head": 0.8, "dep": 0.8}
"""Least probability of a kept label. It is low for names: a high one drops them but keeps the words around
them, which teaches the network to miss names."""
OWN, CONTEXT = 230, 40
"""Word pieces decided in one window, and pieces of context before and after them."""


def aligned(chunks: list[Doc], words: list[str]) -> dict[int, tuple[Token, dict[int, int]]]:
    """The silver token of each word, with a map from the tokens of its sentence to words.

    Sentences are matched by their characters without white space; those not found exactly once are skipped.
    """
    joined = "".join(word for word in words if not word.isspace())
    spans, at = {}, 0
    for i, word in enumerate(words):
        if not word.isspace():
            spans[at, at + len(word)] = i
            at += len(word)
    found = {}
    for sentence in (sentence for chunk in chunks for sentence in chunk.sents):
        tokens = [token for token in sentence if not token.is_space]
        wanted = "".join(token.text for token in tokens)
        first = joined.find(wanted)
        if not wanted or first < 0 or joined.find(wanted, first + 1) >= 0:
            continue
        back = {}
        for token in tokens:
            end = first + len(token)
            if (first, end) in spans:
                back[token.i] = spans[first, end]
            first = end
        found.update({back[token.i]: (token, back) for token in tokens if token.i in back})
    return found


def pieces_of(words: list[str], pieces: WordPiece) -> Iterator[tuple[int, int, int, int]]:
    """Windows: start of context, start and end of decided words, end of context."""
    sizes = [len(pieces(word)[0]) for word in words]
    own = 0
    while own < len(words):
        end, room = own, OWN
        while end < len(words) and (sizes[end] <= room or end == own):
            room -= sizes[end]
            end += 1
        start, before = own, CONTEXT
        while start > 0 and sizes[start - 1] <= before:
            start -= 1
            before -= sizes[start]
        stop, after = end, CONTEXT
        while stop < len(words) and sizes[stop] <= after:
            after -= sizes[stop]
            stop += 1
        yield start, own, end, stop
        own = end


@torch.no_grad()
def averaged(nets: list[Net], batch: Passage, pieces: WordPiece) -> dict[str, Tensor]:
    """Log of the mean probability: (words, labels), (words, heads) and (words, heads, labels)."""
    ids, case, first, mask = inputs([batch], pieces, torch.device("cpu"))
    sums: dict[str, Tensor] = {}
    for net in nets:
        with half(torch.device("cpu")):
            states = net.words(ids, case, first, mask)
        states = states.float()
        left, right = net.dep_parts(states)
        labels = torch.einsum("crj,hj->chr", left[0], right[0])
        parts = {name: net.tags[name](states)[0] for name in ("xpos", "sent", "ner")}
        parts |= {"head": net.arcs(states)[0], "dep": labels}
        for name, scores in parts.items():
            value = torch.softmax(scores, -1) / len(nets)
            sums[name] = sums[name] + value if name in sums else value
    return {name: value.clamp(min=1e-6).log() for name, value in sums.items()}


def voted(scores: Tensor, votes: Tensor, name: str) -> tuple[Tensor, Tensor]:
    """The likeliest label of each word after the vote: once MISSING where it is not sure, once always."""
    known = (votes != MISSING).nonzero().squeeze(1)
    scores = scores.clone()
    scores[known, votes[known]] += VOTE[name]
    sure, best = torch.softmax(scores, -1).max(-1)
    return torch.where(sure >= SURE[name], best, MISSING), best


def silver_votes(chunks: list[Doc], words: list[str], labels: Labels) -> dict[str, Tensor]:
    """The silver parse as numbers per word of the article, MISSING where it is absent or unknown to us."""
    numbers = {name: {label: i for i, label in enumerate(known)} for name, known in labels.items()}
    votes = {name: torch.full((len(words),), MISSING) for name in VOTE}
    for i, (token, back) in aligned(chunks, words).items():
        kind = f"-{token.ent_type_}" if token.ent_type_ else ""
        votes["xpos"][i] = numbers["xpos"].get(token.tag_, MISSING)
        votes["sent"][i] = int(bool(token.is_sent_start))
        votes["ner"][i] = numbers["ner"].get((token.ent_iob_ or "O") + kind, MISSING)
        votes["dep"][i] = numbers["dep"].get(token.dep_, MISSING)
        votes["head"][i] = back.get(token.head.i, MISSING)
    votes["ner"] = torch.tensor(consistent(words, votes["ner"].tolist(), labels["ner"]))
    return votes


def annotate(row: dict, chunks: list[Doc], nets: list[Net], pieces: WordPiece) -> np.ndarray:
    """A line for each of ``SILVER`` and one of sentence numbers, one column a word of the article."""
    words = words_of(NLP.make_doc(row["text"]))
    space = torch.tensor([word.isspace() for word in words])
    votes = silver_votes(chunks, words, nets[0].labels)
    out = {name: torch.full((len(words),), MISSING) for name in VOTE}
    begins = torch.zeros(len(words), dtype=torch.long)
    for start, own, end, stop in pieces_of(words, pieces):
        scores = averaged(nets, Passage(words[start:stop], [], {}), pieces)
        seen, inner = slice(start, stop), slice(own - start, end - start)
        for name in ("xpos", "sent", "ner"):
            labels, best = voted(scores[name], votes[name][seen], name)
            out[name][own:end] = labels[inner]
            if name == "sent":
                first = best * ~space[seen]
                begins[own:end] = first[inner]
        sentence = first.cumsum(0)
        same = (sentence[:, None] == sentence[None, :]) & ~space[None, seen]
        head = votes["head"][seen] - start
        inside = (head >= 0) & (head < stop - start)
        head = torch.where(
            inside & same.gather(1, head.clamp(0, stop - start - 1)[:, None])[:, 0], head, MISSING
        )
        sure, best = voted(scores["head"].masked_fill(~same, -30.0), head, "head")
        labels, _ = voted(
            scores["dep"][torch.arange(stop - start), best],
            torch.where(head == best, votes["dep"][seen], MISSING),
            "dep",
        )
        out["head"][own:end] = torch.where(sure == MISSING, MISSING, sure + start)[inner]
        out["dep"][own:end] = torch.where(sure == MISSING, MISSING, labels)[inner]
    lines = [out[name].masked_fill(space, MISSING) for name in SILVER]
    return torch.stack([*lines, begins.cumsum(0)]).to(torch.int32).numpy()


def make(out: Path, weights: list[Path], data: Path, share: float = 1.0) -> None:
    """Write the labels of each training article under its id."""
    pieces, nets = read_wordpiece(), []
    for path in weights:
        saved = read_weights(path)
        net = Net(saved["labels"])
        net.load_state_dict({name: value.float() for name, value in saved["state"].items()})
        nets.append(net.eval())
    chunks: dict[str, list[Doc]] = {}
    for doc in read_docs(data / "ud" / "polnear_silver_train.spacy", share):
        chunks.setdefault(str(doc.user_data["id"]).removesuffix(".txt"), []).append(doc)
    rows = read_jsonl(data / "polnear" / "polnear-train.jsonl.xz")
    rows = rows[: count_of(share, len(rows))]
    kept: dict[str, np.ndarray] = {}
    for number, row in enumerate(rows, 1):
        kept[row["id"]] = annotate(row, chunks.get(row["id"], []), nets, pieces)
        if number % 100 == 0 or number == len(rows):
            done = np.concatenate(list(kept.values()), axis=1)
            shares = ", ".join(
                f"{name} {(line != MISSING).mean():.2f}" for name, line in zip(SILVER, done, strict=False)
            )
            logging.info("silver: %d of %d articles, labelled %s", number, len(rows), shares)
    np.savez_compressed(out, **kept)


if __name__ == "__main__":
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=shape)
    parser.add_argument("out", type=Path)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[3] / "shared" / "data")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    chosen = parser.parse_args()
    make(chosen.out, chosen.weights, chosen.data)
