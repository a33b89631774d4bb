"""Converts the shipped ONNX file back to floats, for further training; int8 costs at most 0.2 points.

python restore.py MODEL_FOLDER OUT.pt
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from net import DEP, LAYERS, OURS, TAGGED
from onnx import numpy_helper
from torch import Tensor

TAG = re.compile(r"/([a-z_]+)/MatMul")


def restore(folder: Path) -> dict:
    """Labels and state of the heads in the file; other heads start untrained."""
    graph = onnx.load(folder / "model.onnx").graph
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    found = {one.name: torch.from_numpy(numpy_helper.to_array(one).copy()) for one in graph.initializer}

    def linear(name: str) -> tuple[Tensor, Tensor]:
        weight = found[f"{name}.weight"].float() * found[f"{name}.scale"]
        return weight.t(), found[f"{name}.bias"]

    state = {"pieces.weight": found["table"].float() * found["scale"]}
    plain = re.compile(r"(positions|case|norm|layers\.\d\.norm\d)\.")
    for name, value in found.items():
        if name.startswith("net.") and (plain.match(name[4:]) or name.endswith(".bias")):
            state[name[4:]] = value
    for i in range(LAYERS):
        own = f"layers.{i}"
        parts = [linear(f"{own}.qkv.{part}") for part in range(3)]
        state[f"{own}.qkv.weight"] = torch.cat([weight for weight, _ in parts])
        state[f"{own}.qkv.bias"] = torch.cat([bias for _, bias in parts])
        for name in ("mix", "down"):
            state[f"{own}.{name}.weight"], state[f"{own}.{name}.bias"] = linear(f"{own}.{name}")
        weight, bias = linear(f"{own}.up.linear")
        state[f"{own}.up.weight"], state[f"{own}.up.bias"] = weight * found[f"{own}.up.turn"], bias
    for name in {name[4:-6] for name in found if name.startswith("net.") and name.endswith(".scale")}:
        state[f"{name}.weight"], state[f"{name}.bias"] = linear(f"net.{name}")
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in found and (named := TAG.fullmatch(node.name)):
            name = named[1] if named[1] not in (*TAGGED, *OURS) else f"tags.{named[1]}"
            state[f"{name}.weight"] = found[node.input[1]].t()
    weight, bias = linear("dep_labels")
    table = torch.cat([weight.t(), bias[None]])
    state["dep"] = table.reshape(DEP + 1, -1, DEP + 1).permute(1, 0, 2).contiguous()
    for name, steps in meta["steps"].items():
        state[f"{name}_steps"] = torch.tensor(np.array(steps), dtype=torch.float)
    for name in ("near", "sentences", "often", "same"):
        state[name] = torch.tensor(np.array(meta["pointers"][name]), dtype=torch.float)
    return {"labels": meta["labels"], "state": state}


if __name__ == "__main__":
    torch.save(restore(Path(sys.argv[1])), sys.argv[2])
