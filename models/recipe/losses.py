"""The training losses: one per head."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from data import COLUMNS, MISSING, Passage
from net import TAGGED, Net
from torch import Tensor

WEIGHTS = {"upos": 0.7, "xpos": 0.7, "sent": 1, "ner": 1.5, "attr": 1.5, "arc": 1, "dep": 1, "link": 0.8}
SILVER = 0.5
"""Weight of a silver label."""
SMOOTHED = {"ner": 0.03, "attr": 0.05}


def columns(batch: list[Passage], words: int, device: torch.device) -> dict[str, Tensor]:
    """The labels of a batch, padded with MISSING."""
    full = {name: torch.full((len(batch), words), MISSING, dtype=torch.long) for name in COLUMNS}
    for row, passage in enumerate(batch):
        for name, values in passage.columns.items():
            full[name][row, : len(values)] = torch.tensor(values)
    return {name: values.to(device) for name, values in full.items()}


def losses(net: Net, states: Tensor, batch: list[Passage]) -> dict[str, Tensor]:
    """Losses of the heads for which the batch has labels."""
    wanted = columns(batch, states.shape[1], states.device)
    trust = torch.tensor([SILVER if passage.article else 1.0 for passage in batch], device=states.device)
    found: dict[str, Tensor] = {}
    for name in TAGGED:
        gold = wanted[name]
        if (gold != MISSING).any():
            scores = net.tags[name](states)
            found[name] = _each(scores, gold, None if name == "attr" else trust, SMOOTHED.get(name, 0.0))
            if name == "attr":
                whole = [row for row, passage in enumerate(batch) if _complete(passage, name)]
                if whole:
                    chain = chain_loss(scores[whole], gold[whole], net.attr_steps)
                    found[name] = 0.5 * found[name] + 0.5 * chain
    parsed = [row for row, passage in enumerate(batch) if (wanted["head"][row] != MISSING).any()]
    if parsed:
        chosen, heads = states[parsed], wanted["head"][parsed]
        same = torch.zeros(len(parsed), states.shape[1], states.shape[1], dtype=torch.bool)
        for i, row in enumerate(parsed):
            sids = torch.tensor(batch[row].sids)
            same[i, : len(sids), : len(sids)] = sids[:, None] == sids[None, :]
        same = same.to(states.device)
        heads = heads.masked_fill(~same.gather(2, heads.clamp(min=0).unsqueeze(2)).squeeze(2), MISSING)
        arcs = net.arcs(chosen).masked_fill(~same, -1e4)
        found["arc"] = _each(arcs, heads, trust[parsed])
        labels = wanted["dep"][parsed].masked_fill(heads == MISSING, MISSING)
        found["dep"] = _each(net.deps(chosen, heads.clamp(min=0)), labels, trust[parsed])
    linked = [row for row in range(len(batch)) if (wanted["link"][row] != MISSING).any()]
    if linked:
        gold = wanted["link"][linked]
        real = torch.zeros(len(linked), 1, states.shape[1], dtype=torch.bool)
        for i, row in enumerate(linked):
            real[i, :, : len(batch[row])] = True
        found["link"] = _each(net.links(states[linked]).masked_fill(~real.to(states.device), -1e4), gold)
    return found


def _complete(passage: Passage, name: str) -> bool:
    labels = zip(passage.words, passage.columns[name], strict=True)
    return all(label != MISSING or word.isspace() for word, label in labels)


def _each(scores: Tensor, gold: Tensor, trust: Tensor | None = None, smoothing: float = 0.0) -> Tensor:
    """Mean cross-entropy of the words that have a label, weighted by the trust of their row."""
    loss = F.cross_entropy(
        scores.transpose(1, 2), gold, ignore_index=MISSING, label_smoothing=smoothing, reduction="none"
    )
    counted = (gold != MISSING) * (1.0 if trust is None else trust[:, None])
    return (loss * counted).sum() / counted.sum().clamp(min=1e-6)


def chain_loss(scores: Tensor, gold: Tensor, steps: Tensor) -> Tensor:
    """Negative log-likelihood per word of the label sequences under a linear-chain CRF.

    Words without a label (white space, padding) are left out of the chain.
    """
    known = gold != MISSING
    sizes = known.sum(1)
    rows = sizes > 0
    scores, gold, known, sizes = scores[rows], gold[rows], known[rows], sizes[rows]
    order = (~known).long().argsort(dim=1, stable=True)[:, : int(sizes.max())]
    gold = gold.gather(1, order).clamp(min=0)
    scores = scores.gather(1, order.unsqueeze(-1).expand(-1, -1, scores.shape[-1]))
    real = torch.arange(gold.shape[1], device=gold.device)[None] < sizes[:, None]
    path = scores.gather(2, gold.unsqueeze(-1)).squeeze(-1).mul(real).sum(1)
    path = path + steps[gold[:, :-1], gold[:, 1:]].mul(real[:, 1:]).sum(1)
    total = scores[:, 0]
    for place in range(1, gold.shape[1]):
        step = torch.logsumexp(total.unsqueeze(2) + steps, dim=1) + scores[:, place]
        total = torch.where(real[:, place : place + 1], step, total)
    return (torch.logsumexp(total, dim=1) - path).sum() / sizes.sum()
