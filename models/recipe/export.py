"""Exports PyTorch weights to the runtime's ONNX file, int8 where it costs nothing, and checks the result.

python export.py WEIGHTS FOLDER [--float | --encoder SHIPPED.onnx]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn as nn
import torch.nn.functional as F
from data import encoder_folder, read_docs, read_wordpiece
from net import ATTENTION_HEADS, OURS, POINT, POINTS, TAGGED, WIDTH, Layer, Net
from torch import Tensor
from torch.onnx.symbolic_helper import _optional_input_placeholder_tensor

from onrecord.language.wordpiece import END, START

FORMAT = 2
INPUTS = ("ids", "case", "first")
TAGS = (*TAGGED, *OURS)
OUTPUTS = (
    *TAGS,
    "arcs",
    "links",
    "roles_links",
    "dep_children",
    "dep_heads",
    "anchors",
    "targets",
    "nothing",
)
HEADS = (
    *("arc_child", "arc_head", "dep_child", "dep_head", "link_from", "link_to"),
    *("roles_from", "roles_to", "point_from", "point_to"),
)
"""Heads that lose nothing in int8; the small tag heads stay in float."""
QUIETER = 0.7
"""How far large inputs of a layer are scaled down and their weights up: 0 not at all, 1 to equal size."""
LEVELS = 64
"""Steps of a weight on each side of zero. Processors without VNNI add two products in 16 bits: with 64 steps
the sum always fits, with 127 they truncate large sums and produce different claims from other processors."""
Make = Callable[[nn.Linear], nn.Module]
"""How a linear layer is exported."""


class FusedAttention(torch.autograd.Function):
    """ONNX Runtime's own attention operator, twice as fast as separate matrix products."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        return Layer.attend(q, k, v, None)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any) -> Any:
        out = g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=ATTENTION_HEADS)
        out.setType(q.type())
        return out


class Int8Product(torch.autograd.Function):
    """ONNX Runtime's int8 product, with one scale per column of weights and one for all inputs of a call."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, scale: Tensor, bias: Tensor) -> Tensor:
        return x @ (weight.float() * scale) + bias

    @staticmethod
    def symbolic(g: Any, x: Any, weight: Any, scale: Any, bias: Any) -> Any:
        nothing = _optional_input_placeholder_tensor(g)
        out = g.op("com.microsoft::DynamicQuantizeMatMul", x, weight, scale, nothing, bias)
        out.setType(x.type().with_sizes([None] * 3))
        return out


class Int8(nn.Module):
    """A linear layer in int8."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        weight = linear.weight.detach().t()
        scale = (weight.abs().amax(dim=0) / LEVELS).clamp(min=1e-8)
        self.register_buffer("weight", (weight / scale).round().to(torch.int8).contiguous())
        self.register_buffer("scale", scale)
        self.register_buffer("bias", linear.bias.detach())

    def forward(self, x: Tensor) -> Tensor:
        return Int8Product.apply(x, self.weight, self.scale, self.bias)


class Evened(nn.Module):
    """A linear layer in int8, with large inputs scaled down and their weights up to fit one scale."""

    def __init__(self, linear: nn.Linear, loudness: Tensor) -> None:
        super().__init__()
        weights = linear.weight.detach().abs().amax(dim=0).clamp(min=1e-5)
        factor = loudness.clamp(min=1e-5) ** QUIETER / weights ** (1 - QUIETER)
        factor = factor / factor.median()
        self.register_buffer("turn", 1 / factor)
        self.linear = Int8(as_linear(linear.weight * factor, linear.bias))

    def forward(self, x: Tensor) -> Tensor:
        return self.linear(x * self.turn)


class LayerApart(nn.Module):
    """A layer that quantizes the start and end marks of a window separately from the words between them.

    Activations of the marks are up to ten times as large as those of any word, which one int8 scale would
    round to almost nothing.
    """

    def __init__(self, layer: Layer, make: Make, loudness: Tensor | None) -> None:
        super().__init__()
        parts = zip(layer.qkv.weight.chunk(3), layer.qkv.bias.chunk(3), strict=True)
        self.qkv = nn.ModuleList(make(as_linear(weight, bias)) for weight, bias in parts)
        self.mix, self.down = make(layer.mix), make(layer.down)
        self.up = layer.up if loudness is None else Evened(layer.up, loudness)
        self.norm1, self.norm2 = layer.norm1, layer.norm2

    def forward(self, ends: Tensor, inner: Tensor) -> tuple[Tensor, Tensor]:
        seen = FusedAttention.apply(*(torch.cat((part(ends), part(inner)), dim=1) for part in self.qkv))
        return self.after(ends, seen[:, :2]), self.after(inner, seen[:, 2:])

    def after(self, x: Tensor, seen: Tensor) -> Tensor:
        x = self.norm1(x + self.mix(seen))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Window(nn.Module):
    """The network on one window without padding.

    Args:
        net: The network.
        loudness: Largest inputs to each layer's feed-forward part; None for an export in float.
    """

    def __init__(self, net: Net, loudness: list[Tensor] | None = None) -> None:
        super().__init__()
        self.net, self.small = net, loudness is not None
        make: Make = Int8 if self.small else lambda linear: linear
        loud = loudness or [None] * len(net.layers)
        self.layers = nn.ModuleList(map(LayerApart, net.layers, [make] * len(loud), loud))
        for name in HEADS:
            setattr(net, name, make(getattr(net, name)))
        count, width, _ = net.dep.shape
        table = net.dep.detach().permute(1, 0, 2).reshape(width, count * width)
        self.dep_labels = make(as_linear(table[:-1].t(), table[-1]))
        if self.small:  # word pieces as bytes, one scale per row
            pieces = net.pieces.weight.detach()
            scale = (pieces.abs().amax(dim=1, keepdim=True) / 127).clamp(min=1e-8)
            self.register_buffer("table", (pieces / scale).round().to(torch.int8))
            self.register_buffer("scale", scale)

    def forward(self, ids: Tensor, case: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """The runtime's ``Scores``; ``dep_children`` stays flat (1, words, labels * width) to save a copy."""
        net = self.net
        pieces = self.table[ids].float() * self.scale[ids] if self.small else net.pieces(ids)
        x = net.norm(pieces + net.case(case) + net.positions.weight[: ids.shape[0]])[None]
        ends, inner = torch.cat((x[:, :1], x[:, -1:]), dim=1), x[:, 1:-1]
        for layer in self.layers:
            ends, inner = layer(ends, inner)
        states = inner[:, first - 1]
        tags = [net.tags[name](states)[0] for name in TAGS]
        child = self.dep_labels(F.gelu(net.dep_child(states)))
        head = F.pad(F.gelu(net.dep_head(states))[0], (0, 1), value=1.0)
        links = (net.links(states, name)[0] for name in ("link", "roles"))
        anchors, targets = net.point_parts(states)
        pointed = (part.reshape(-1, len(POINTS) * POINT) for part in (anchors, targets))
        return (*tags, net.arcs(states)[0], *links, child, head, *pointed, net.point_none(states)[0])


def as_linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    linear = nn.Linear(weight.shape[1], weight.shape[0])
    linear.load_state_dict({"weight": weight.detach(), "bias": bias.detach()})
    return linear


def listen(net: Net, data: Path) -> list[Tensor]:
    """Largest inputs to each feed-forward part on some training text, without the start and end marks."""
    loudness = [torch.zeros(WIDTH) for _ in net.layers]

    def hear(number: int, inputs: tuple[Tensor, ...]) -> None:
        loudness[number] = torch.maximum(loudness[number], inputs[0][0, 1:-1].abs().amax(dim=0))

    hooks = [
        layer.up.register_forward_pre_hook(lambda _, inputs, number=number: hear(number, inputs))
        for number, layer in enumerate(net.layers)
    ]
    pieces = read_wordpiece()
    for doc in read_docs(data / "ud" / "gum_train_open.spacy")[::20]:
        words = [token.text for token in doc][:150]
        ids = [START, *(number for word in words for number in pieces(word)[0]), END]
        case = [0, *(pieces(word)[1] for word in words for _ in pieces(word)[0]), 0]
        with torch.no_grad():
            net.words(torch.tensor([ids]), torch.tensor([case]), torch.zeros(1, 1, dtype=torch.long))
    for hook in hooks:
        hook.remove()
    return loudness


def load_net(weights: Path) -> Net:
    saved = torch.load(weights, map_location="cpu")
    net = Net(saved["labels"])
    net.load_state_dict({name: value.float() for name, value in saved["state"].items()})
    return net.eval()


def example(pieces: int = 24, words: int = 20) -> tuple[Tensor, Tensor, Tensor]:
    generator = torch.Generator().manual_seed(0)
    ids = torch.randint(1000, 20000, (pieces,), generator=generator)
    return ids, torch.randint(0, 5, (pieces,), generator=generator), torch.arange(1, words + 1)


def write_onnx(window: Window, path: Path) -> None:
    axes = {"ids": {0: "pieces"}, "case": {0: "pieces"}, "first": {0: "words"}}
    axes |= {name: {0: "words"} for name in OUTPUTS}
    axes |= {name: {0: "words", 1: "words"} for name in ("arcs", "links", "roles_links")}
    axes["dep_children"] = {1: "words"}
    torch.onnx.export(
        window.eval(),
        example(),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )


def compare(net: Net, path: Path) -> dict[str, float]:
    """Largest difference of each output between the exported file and PyTorch."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    worst = dict.fromkeys(OUTPUTS, 0.0)
    for pieces, words in ((3, 1), (24, 20), (200, 150), (500, 490)):
        inputs = example(pieces, words)
        with torch.no_grad():
            states = net.words(*(part[None] for part in inputs))
            child, head = net.dep_parts(states)
            tags = [net.tags[name](states) for name in TAGS]
            links = [net.links(states, name) for name in ("link", "roles")]
            pointed = [*net.point_parts(states), net.point_none(states)]
            wanted = [*tags, net.arcs(states), *links, child, head, *pointed]
        got = session.run(list(OUTPUTS), {k: v.numpy() for k, v in zip(INPUTS, inputs, strict=True)})
        for name, ours, theirs in zip(OUTPUTS, got, wanted, strict=True):
            worst[name] = max(worst[name], float(np.abs(ours.ravel() - theirs.numpy().ravel()).max()))
    return worst


def keep_encoder(model: Path, source: Path) -> None:
    """Give an exported file the encoder of another one, which its weights were restored from.

    What was restored from int8 would be rounded a second time, which moves scores of claims by up to a point.
    """
    kept = {one.name: one for one in onnx.load(source).graph.initializer if one.name.startswith("layers.")}
    exported = onnx.load(model)
    for one in exported.graph.initializer:
        if one.name in kept:
            one.CopyFrom(kept[one.name])
    onnx.save(exported, model)


def export(
    weights: Path, folder: Path, data: Path, *, small: bool = True, encoder: Path | None = None
) -> None:
    """Write model.onnx, vocab.txt and meta.json; ``data`` holds the training text."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        plain = Path(work) / "float.onnx"
        write_onnx(Window(load_net(weights)), plain)
        difference = compare(load_net(weights), plain)
        if max(difference.values()) > 1e-3:
            raise SystemExit(f"the exported network differs from PyTorch: {difference}")
        logging.info("largest difference between ONNX and PyTorch: %.1e", max(difference.values()))
    model = folder / "model.onnx"
    net = load_net(weights)
    write_onnx(Window(net, listen(net, data) if small else None), model)
    if encoder:
        keep_encoder(model, encoder)
    (folder / "vocab.txt").write_bytes((encoder_folder() / "vocab.txt").read_bytes())
    meta_path = folder / "meta.json"
    meta = json.loads(meta_path.read_text(encoding="utf-8")) if meta_path.exists() else {}
    meta |= {
        "name": folder.name,
        "format": FORMAT,
        "version": meta.get("version", "0.1.0"),
        "license": "CC BY-SA 4.0",
        "labels": net.labels,
        "steps": {
            name: [[round(x, 4) for x in row] for row in getattr(net, f"{name}_steps").tolist()]
            for name in ("attr", "roles")
        },
        "pointers": {
            "kinds": list(POINTS),
            "width": POINT,
            **{
                name: [[round(x, 4) for x in row] for row in getattr(net, name).tolist()]
                for name in ("near", "sentences", "often")
            },
            "same": [round(x, 4) for x in net.same.tolist()],
        },
        "sha256": {
            name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
            for name in ("model.onnx", "vocab.txt", "lemmas.json")
            if (folder / name).exists()
        },
    }
    meta_path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    logging.info("%s: %.1f MB", model, model.stat().st_size / 1e6)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[3] / "shared" / "data")
    parser.add_argument("--float", action="store_true", help="no int8")
    parser.add_argument("--encoder", type=Path, help="ONNX file whose encoder is kept as it is")
    options = parser.parse_args()
    export(options.weights, options.folder, options.data, small=not options.float, encoder=options.encoder)
