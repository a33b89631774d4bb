"""The network: MiniLM's encoder with a case embedding, and one head for each output of the runtime."""

from __future__ import annotations

import math
from pathlib import Path
from typing import get_args

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from onrecord.records import Change, Comparator, FigureKind

WIDTH, LAYERS, ATTENTION_HEADS, POSITIONS, PIECES, CASES = 384, 6, 12, 512, 30522, 5
ARC, DEP, LINK, POINT = 256, 96, 128, 64
TAGGED = ("upos", "xpos", "sent", "ner", "attr")
OURS = ("news", "roles", "kind", "change", "bound")
"""Tags in our own conventions: entities as in Reuters' texts, roles as in GUIDELINES.md, kinds of numbers."""
POINTS = ("first", "last", "inside", "unit", "period", "place", "related", "antecedent", "name")
"""Kinds of pointers; the first three together give the measured phrase of a number."""
NEAR, SENTENCES, OFTEN = 15, 3, 4
"""Buckets for the distance in words and in sentences on either side, and for frequency."""
Labels = dict[str, list[str]]
ENTITIES = ("PERSON", "ORG", "LOC", "MISC")
OUR_LABELS: Labels = {
    "news": ["O", *(f"{mark}-{kind}" for kind in ENTITIES for mark in "BI")],
    "roles": ["O", *(f"{mark}-{role}" for role in ("SOURCE", "CUE", "CONTENT") for mark in "BI")],
    "kind": [*get_args(FigureKind), "none"],
    "change": list(get_args(Change)),
    "bound": list(get_args(Comparator)),
}


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        rate = self.dropout if self.training else 0.0
        seen = self.mix(self.attend(*self.qkv(x).chunk(3, dim=-1), mask))
        x = self.norm1(x + seen)
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), rate, self.training))

    @staticmethod
    def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
        """Attention of all heads; the export replaces it with ONNX Runtime's fused operator."""
        b, n, _ = q.shape
        kind = q.dtype
        q, k, v = (part.float().reshape(b, n, ATTENTION_HEADS, -1).transpose(1, 2) for part in (q, k, v))
        with torch.autocast(q.device.type, enabled=False):  # on a CPU single precision is twice as fast here
            seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).to(kind)
        return seen.transpose(1, 2).reshape(b, n, WIDTH)


class Net(nn.Module):
    """Encoder and heads. A word is represented by the encoder's state at its first piece."""

    def __init__(self, labels: Labels, dropout: float = 0.1) -> None:
        super().__init__()
        labels = labels | OUR_LABELS
        self.labels = labels
        self.pieces = nn.Embedding(PIECES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.case = nn.Embedding(CASES, WIDTH)
        nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.drop = nn.Dropout(dropout * 1.5)
        self.tags = nn.ModuleDict({name: nn.Linear(WIDTH, len(labels[name])) for name in TAGGED})
        self.arc_child, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc_bias = nn.Linear(ARC, 1)
        self.dep_child, self.dep_head = nn.Linear(WIDTH, DEP), nn.Linear(WIDTH, DEP)
        self.dep = nn.Parameter(torch.randn(len(labels["dep"]), DEP + 1, DEP + 1) * 0.02)
        self.link_from, self.link_to = nn.Linear(WIDTH, LINK), nn.Linear(WIDTH, LINK)
        self.link_bias = nn.Linear(LINK, 1)
        self.attr_steps = nn.Parameter(torch.zeros(len(labels["attr"]), len(labels["attr"])))
        self.tags.update({name: nn.Linear(WIDTH, len(labels[name])) for name in OURS})
        self.roles_steps = nn.Parameter(torch.zeros(len(labels["roles"]), len(labels["roles"])))
        self.roles_from, self.roles_to = nn.Linear(WIDTH, LINK), nn.Linear(WIDTH, LINK)
        self.roles_bias = nn.Linear(LINK, 1)
        self.point_from, self.point_to = (nn.Linear(WIDTH, len(POINTS) * POINT) for _ in range(2))
        self.point_none = nn.Linear(WIDTH, len(POINTS))
        self.near = nn.Parameter(torch.zeros(len(POINTS), 2 * NEAR + 1))
        self.sentences = nn.Parameter(torch.zeros(len(POINTS), 2 * SENTENCES + 1))
        self.same = nn.Parameter(torch.zeros(len(POINTS)))
        self.often = nn.Parameter(torch.zeros(len(POINTS), OFTEN))

    def encoder_parameters(self) -> list[nn.Parameter]:
        """The pretrained parameters, which have a lower learning rate than the heads."""
        parts = (self.pieces, self.positions, self.norm, self.layers)
        return [parameter for part in parts for parameter in part.parameters()]

    def embed(self, ids: Tensor) -> Tensor:
        return self.pieces(ids)

    def words(self, ids: Tensor, case: Tensor, first: Tensor, mask: Tensor | None = None) -> Tensor:
        """States of the words: (batch, words, WIDTH). ``mask`` is true for real pieces, false for padding."""
        x = self.embed(ids) + self.case(case) + self.positions.weight[: ids.shape[1]]
        x = self.norm(x)
        wide = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, wide)
        return self.drop(x.gather(1, first.unsqueeze(-1).expand(-1, -1, WIDTH)))

    def arcs(self, states: Tensor) -> Tensor:
        """Score of each word (column) as the head of each word (row); a word heading itself is the root."""
        child = self.drop(F.gelu(self.arc_child(states)))
        head = self.drop(F.gelu(self.arc_head(states)))
        return child @ head.transpose(1, 2) / math.sqrt(ARC) + self.arc_bias(head).transpose(1, 2)

    def links(self, states: Tensor, name: str = "link") -> Tensor:
        """Score of each word (column) as the start of the role that each word (row) links to."""
        source = self.drop(F.gelu(getattr(self, f"{name}_from")(states)))
        target = self.drop(F.gelu(getattr(self, f"{name}_to")(states)))
        bias = getattr(self, f"{name}_bias")(target)
        return source @ target.transpose(1, 2) / math.sqrt(LINK) + bias.transpose(1, 2)

    def point_parts(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors of each word as an anchor and as a target: both (..., words, kinds * POINT)."""
        return tuple(self.drop(F.gelu(part(states))) for part in (self.point_from, self.point_to))

    def dep_parts(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """(batch, words, labels, DEP + 1), and (batch, words, DEP + 1) to multiply it with at the head."""
        child = F.pad(self.drop(F.gelu(self.dep_child(states))), (0, 1), value=1.0)
        head = F.pad(self.drop(F.gelu(self.dep_head(states))), (0, 1), value=1.0)
        labels, width, _ = self.dep.shape
        flat = self.dep.permute(1, 0, 2).reshape(width, labels * width)
        return (child @ flat).reshape(*child.shape[:2], labels, width), head

    def deps(self, states: Tensor, heads: Tensor) -> Tensor:
        """Label scores of each word under the given heads."""
        left, right = self.dep_parts(states)
        right = right.gather(1, heads.unsqueeze(-1).expand(-1, -1, right.shape[-1]))
        return torch.einsum("btrj,btj->btr", left, right)


def read_minilm(net: Net, path: Path) -> None:
    """Fill the encoder from MiniLM's published weights (safetensors with BERT's names)."""
    from safetensors.torch import load_file

    found = net.load_state_dict(from_bert_names(load_file(path)), strict=False)
    if found.unexpected_keys:
        raise ValueError(f"{path}: not the expected encoder: {found.unexpected_keys[:3]}")


def from_bert_names(state: dict[str, Tensor], prefix: str = "") -> dict[str, Tensor]:
    """Convert BERT's parameter names and split projections to ours; token type 0 goes into the positions."""
    take = {name[len(prefix) :]: value.float() for name, value in state.items() if name.startswith(prefix)}
    out = {
        "pieces.weight": take["embeddings.word_embeddings.weight"],
        "positions.weight": take["embeddings.position_embeddings.weight"]
        + take["embeddings.token_type_embeddings.weight"][0],
    }
    for end in ("weight", "bias"):
        out[f"norm.{end}"] = take[f"embeddings.LayerNorm.{end}"]
        for i in range(LAYERS):
            old, new = f"encoder.layer.{i}", f"layers.{i}"
            out[f"{new}.qkv.{end}"] = torch.cat(
                [take[f"{old}.attention.self.{part}.{end}"] for part in ("query", "key", "value")]
            )
            for theirs, ours in (
                ("attention.output.dense", "mix"),
                ("attention.output.LayerNorm", "norm1"),
                ("intermediate.dense", "up"),
                ("output.dense", "down"),
                ("output.LayerNorm", "norm2"),
            ):
                out[f"{new}.{ours}.{end}"] = take[f"{old}.{theirs}.{end}"]
    return out
