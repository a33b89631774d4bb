"""PyTorch weights to the ONNX file the runtime reads: int8 where it costs nothing, checked against PyTorch.

python export.py WEIGHTS FOLDER [--float]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn as nn
from data import encoder_folder, read_docs, read_wordpiece
from net import ATTENTION_HEADS, Layer, Net
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor

from onrecord.language.wordpiece import END, START

FORMAT = 1
INPUTS = ("ids", "case", "first")
OUTPUTS = ("upos", "xpos", "sent", "ner", "attr", "arcs", "links", "dep_children", "dep_heads")
LOUD = 2
INT8 = ("/qkv/", "/mix/", "/many/")
"""Parts of the names of the encoder's matrices."""
LABELS = "/MatMul"
"""Name of the one large matrix outside it, for dependency labels. The other heads stay in float."""


class FusedAttention(torch.autograd.Function):
    """ONNX Runtime's own attention operator: half the time of the matrices one by one."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        return Layer.attend(q, k, v, None)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any) -> Any:
        out = g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=ATTENTION_HEADS)
        out.setType(q.type())
        return out


class Apart(nn.Module):
    """A linear layer whose few loudest inputs bypass int8: one scale for all would drown the others."""

    def __init__(self, linear: nn.Linear, loudness: Tensor) -> None:
        super().__init__()
        self.register_buffer("loud", loudness.topk(LOUD).indices)
        self.register_buffer("quiet", torch.ones_like(loudness).index_fill(0, self.loud, 0.0))
        self.few = nn.Parameter(linear.weight.detach()[:, self.loud].t().contiguous())
        self.many = nn.Linear(linear.in_features, linear.out_features)
        self.many.load_state_dict(linear.state_dict())
        self.many.weight.data[:, self.loud] = 0

    def forward(self, x: Tensor) -> Tensor:
        return self.many(x * self.quiet) + x[..., self.loud] @ self.few


def part_loud(net: Net, data: Path) -> None:
    """Part the loudest inputs of the feed-forward layers, on some training text, from the rest."""
    loudness: dict[nn.Module, Tensor] = {}

    def listen(layer: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        found = inputs[0].detach().abs().flatten(0, -2).amax(0)
        loudness[layer] = torch.maximum(loudness.get(layer, found), found)

    hooks = [
        part.register_forward_pre_hook(listen) for layer in net.layers for part in (layer.up, layer.down)
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
    for layer in net.layers:
        layer.up, layer.down = Apart(layer.up, loudness[layer.up]), Apart(layer.down, loudness[layer.down])


class Window(nn.Module):
    """The network on one window without padding; word pieces as bytes with one scale a row."""

    def __init__(self, net: Net, small: bool) -> None:
        super().__init__()
        self.net = net
        for layer in net.layers:
            layer.attend = lambda q, k, v, mask: FusedAttention.apply(q, k, v)
        if small:
            weight = net.pieces.weight.detach()
            scale = (weight.abs().amax(dim=1, keepdim=True) / 127).clamp(min=1e-8)
            self.register_buffer("table", (weight / scale).round().to(torch.int8))
            self.register_buffer("scale", scale)
            net.embed = lambda ids: self.table[ids].float() * self.scale[ids]  # type: ignore[method-assign]

    def forward(self, ids: Tensor, case: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        net = self.net
        states = net.words(ids[None], case[None], first[None])
        tags = [head(states)[0] for head in net.tags.values()]
        child, head = net.dep_parts(states)
        return (*tags, net.arcs(states)[0], net.links(states)[0], child[0], head[0])


def load_net(weights: Path) -> Net:
    saved = torch.load(weights, map_location="cpu")
    net = Net(saved["labels"])
    net.load_state_dict({name: value.float() for name, value in saved["state"].items()})
    return net.eval()


def example(pieces: int = 24, words: int = 20) -> tuple[Tensor, Tensor, Tensor]:
    generator = torch.Generator().manual_seed(0)
    ids = torch.randint(1000, 20000, (pieces,), generator=generator)
    return ids, torch.randint(0, 5, (pieces,), generator=generator), torch.arange(1, words + 1)


def write_onnx(net: Net, path: Path, small: bool) -> None:
    """Export, and quantise the large matrices to int8 with one scale a column."""
    window = Window(net, small).eval()
    axes = {"ids": {0: "pieces"}, "case": {0: "pieces"}, "first": {0: "words"}}
    axes |= {name: {0: "words"} for name in OUTPUTS}
    axes["arcs"] = axes["links"] = {0: "words", 1: "words"}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            window,
            example(),
            str(plain),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            custom_opsets={"com.microsoft": 1},
            dynamo=False,
        )
        if small:
            graph = onnx.load(plain).graph
            names = [node.name for node in graph.node if node.op_type == "MatMul"]
            large = [name for name in names if name == LABELS or any(part in name for part in INT8)]
            quantize_dynamic(
                plain,
                path,
                weight_type=QuantType.QInt8,
                per_channel=True,
                op_types_to_quantize=["MatMul"],
                nodes_to_quantize=large,
            )
        else:
            shutil.copy(plain, path)


def compare(net: Net, path: Path) -> dict[str, float]:
    """Largest difference of each output between the exported file and PyTorch."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    worst = dict.fromkeys(OUTPUTS, 0.0)
    for pieces, words in ((3, 1), (24, 20), (200, 150), (500, 490)):
        inputs = example(pieces, words)
        with torch.no_grad():
            wanted = Window(net, small=False).eval()(*inputs)
        got = session.run(
            list(OUTPUTS), {k: v.numpy() for k, v in zip(("ids", "case", "first"), inputs, strict=True)}
        )
        for name, ours, theirs in zip(OUTPUTS, got, wanted, strict=True):
            worst[name] = max(worst[name], float(np.abs(ours - theirs.numpy()).max()))
    return worst


def export(weights: Path, folder: Path, data: Path, *, small: bool = True) -> None:
    """Write model.onnx, vocab.txt and meta.json; ``data`` holds the training text."""
    folder.mkdir(parents=True, exist_ok=True)
    plain, net = Path(tempfile.mkdtemp()) / "float.onnx", load_net(weights)
    write_onnx(net, plain, small=False)
    difference = compare(net, plain)
    plain.unlink()
    if max(difference.values()) > 1e-3:
        raise SystemExit(f"the exported network differs from PyTorch: {difference}")
    logging.info("largest difference between ONNX and PyTorch: %.1e", max(difference.values()))
    model = folder / "model.onnx"
    net = load_net(weights)
    if small:
        part_loud(net, data)
    write_onnx(net, model, small=small)
    shutil.copyfile(encoder_folder() / "vocab.txt", folder / "vocab.txt")
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
            for name in ("ner", "attr")
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
    options = parser.parse_args()
    export(options.weights, options.folder, options.data, small=not options.float)
