"""Losses on whole articles: tags in our own conventions, and pointers from word to word."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection

import losses as sentence_losses
import torch
import torch.nn.functional as F
from articles import FARTHEST, PARSED, Article
from data import MISSING, Passage
from losses import SILVER, chain_loss
from net import NEAR, OFTEN, OURS, POINT, POINTS, SENTENCES, Net
from torch import Tensor

WEIGHTS = {
    "news": 1.5,
    "roles": 1.5,
    "kind": 1.0,
    "change": 0.5,
    "bound": 0.5,
    "roles_link": 0.8,
    "first": 1.0,
    "last": 1.0,
    "inside": 0.7,
    "unit": 0.7,
    "period": 1.0,
    "place": 0.4,
    "related": 0.4,
    "antecedent": 0.8,
    "name": 1.0,
}
WEIGHTS |= {name: SILVER * sentence_losses.WEIGHTS[name] for name in ("upos", "xpos", "sent", "arc", "dep")}
SMOOTHED = {"news": 0.03, "roles": 0.05}
LINK_REACH = 150
INSIDE = 15.0
"""Divides the summed loss of the "inside" head: roughly the words in a measured phrase."""
NEVER = -1e4
MENTIONS = ("antecedent", "name")


def near_steps(distance: Tensor) -> Tensor:
    """Buckets 0 to 2 * NEAR of signed distances in words: single words at first, then ever wider."""
    size = distance.abs().float()
    step = (
        torch.where(size < 6, size, 6 + 2 * torch.log2(size.clamp(min=6) / 6)).floor().clamp(max=NEAR).long()
    )
    return NEAR + torch.sign(distance) * step


class Pointing:
    """Scores of an article's pointers.

    Args:
        net: The network.
        states: States of the article's words, (words, width).
        article: The words, sentences, heads of mentions and numbers.
    """

    def __init__(self, net: Net, states: Tensor, article: Article) -> None:
        self.net, self.states, self.article = net, states, article
        size = len(article.words)
        anchors, targets = net.point_parts(states)
        self.anchors = anchors.reshape(size, len(POINTS), POINT)
        self.targets = targets.reshape(size, len(POINTS), POINT)
        self.none = net.point_none(states)
        self.sentences = torch.tensor(article.sentences)
        low = [word.lower() for word in article.words]
        counts = Counter(low[i] for i in article.heads)
        self.often = torch.tensor([min(OFTEN - 1, int(math.log2(counts[word] or 1))) for word in low])
        numbers = {word: number for number, word in enumerate(dict.fromkeys(low))}
        self.texts = torch.tensor([numbers[word] for word in low])

    def scores(self, kind: str, anchors: list[int], candidates: list[int]) -> Tensor:
        """(anchors, candidates + 1); the last column scores pointing to nothing."""
        k, net = POINTS.index(kind), self.net
        rows, columns = torch.tensor(anchors), torch.tensor(candidates)
        found = self.anchors[rows, k] @ self.targets[columns, k].t() / math.sqrt(POINT)
        distance = columns[None] - rows[:, None]
        between = (self.sentences[columns][None] - self.sentences[rows][:, None]).clamp(-SENTENCES, SENTENCES)
        found = found + net.near[k][near_steps(distance)] + net.sentences[k][SENTENCES + between]
        if kind in MENTIONS:
            same = (self.texts[columns][None] == self.texts[rows][:, None]) & (distance != 0)
            found = found + net.same[k] * same + net.often[k][self.often[columns]]
        else:
            found = found.masked_fill(distance.abs() > FARTHEST, NEVER)
        none = self.none[rows, k : k + 1]
        if kind in MENTIONS:
            none = torch.full_like(none, NEVER)
        if kind == "antecedent":
            found = found.masked_fill(distance > 0, NEVER)
        return torch.cat([found, none], dim=1)


def losses(
    net: Net, states: Tensor, article: Article, only: Collection[str] = tuple(WEIGHTS)
) -> dict[str, tuple[Tensor, int]]:
    """For each of these heads with labels in the article, the summed loss and the number of its terms."""
    found: dict[str, tuple[Tensor, int]] = {}
    for name in (one for one in OURS if one in only):
        gold = torch.tensor(article.columns.get(name) or [MISSING] * len(article.words))
        count = int((gold != MISSING).sum())
        if not count:
            continue
        scores = net.tags[name](states)
        loss = F.cross_entropy(
            scores, gold, ignore_index=MISSING, label_smoothing=SMOOTHED.get(name, 0.0), reduction="sum"
        )
        if name == "roles":
            loss = 0.5 * loss + 0.5 * count * chain_loss(scores[None], gold[None], net.roles_steps)
        found[name] = loss, count
    if article.links is not None and "roles_link" in only:
        gold = torch.tensor(article.links)
        rows = (gold != MISSING).nonzero().squeeze(1)
        if len(rows):
            scores = net.links(states[None], "roles")[0][rows]
            place = torch.arange(len(gold))
            scores = scores.masked_fill((place[None] - rows[:, None]).abs() > LINK_REACH, NEVER)
            near = (gold[rows] - rows).abs() <= LINK_REACH
            if near.any():
                loss = F.cross_entropy(scores[near], gold[rows][near], reduction="sum")
                found["roles_link"] = loss, int(near.sum())
    if PARSED[0] in article.columns and PARSED[0] in only:
        columns = {name: article.columns[name] for name in PARSED}
        passage = Passage(article.words, article.spaces, columns, article.sentences)
        for name, loss in sentence_losses.losses(net, states[None], [passage]).items():
            found[name] = loss * len(article.words), len(article.words)
    pointing = Pointing(net, states, article)
    for kind in (one for one in POINTS if one in only):
        _add_points(found, kind, pointing, article)
    return found


def _add_points(
    found: dict[str, tuple[Tensor, int]], kind: str, pointing: Pointing, article: Article
) -> None:
    if kind in ("first", "last", "inside"):
        wanted = [
            (anchor, [a if kind == "first" else b - 1 for a, b in spans])
            for anchor, spans in article.measured.items()
        ]
    else:
        wanted = [(anchor, targets) for name, anchor, targets in article.points if name == kind]
    if not wanted:
        return
    anchors = [anchor for anchor, _ in wanted]
    candidates = list(range(len(article.words)))
    if kind in MENTIONS:
        candidates = article.heads
    elif kind == "related":
        candidates = article.numbers
    scores = pointing.scores(kind, anchors, candidates)
    place = {word: i for i, word in enumerate(candidates)}
    gold = torch.zeros_like(scores, dtype=torch.bool)
    if kind == "inside":
        for row, anchor in enumerate(anchors):
            for a, b in article.measured[anchor]:
                gold[row, a:b] = True
        gold, inner = gold[:, :-1], scores[:, :-1]
        near = inner > NEVER / 2
        loss = F.binary_cross_entropy_with_logits(inner, gold.float(), reduction="none")
        found[kind] = (loss * near).sum() / INSIDE, len(anchors)
        return
    for row, (_, targets) in enumerate(wanted):
        for target in targets:
            if target in place:
                gold[row, place[target]] = True
        if not targets:
            gold[row, -1] = True
    gold = gold & (scores > NEVER / 2)
    rows = gold.any(dim=1)
    if rows.any():
        kept = scores[rows]
        right = torch.logsumexp(kept.masked_fill(~gold[rows], -torch.inf), dim=1)
        found[kind] = (torch.logsumexp(kept, dim=1) - right).sum(), int(rows.sum())
