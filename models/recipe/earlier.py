"""Loads initial weights: this recipe's own, or those of the experiment before it (``joint.pt``)."""

from __future__ import annotations

from pathlib import Path

import torch
from net import TAGGED, Net, from_bert_names

RENAMED = {"ad": "arc_child", "ah": "arc_head", "ab": "arc_bias", "ld": "dep_child", "lh": "dep_head"}


def read_weights(path: Path) -> dict:
    """Labels and state; heads that the experiment lacked are newly initialised."""
    saved = torch.load(path, map_location="cpu")
    if "sd" not in saved:
        return saved
    old = {name: value.float() for name, value in saved["sd"].items()}
    labels = {name: sorted(known, key=known.get) for name, known in saved["lab"].items()}
    state = from_bert_names(old, "enc.") | {"case.weight": old["case.weight"], "dep": old["lw"]}
    for end in ("weight", "bias"):
        state |= {f"tags.{name}.{end}": old[f"out.{name}.{end}"] for name in TAGGED}
        state |= {f"{new}.{end}": old[f"{name}.{end}"] for name, new in RENAMED.items()}
    net = Net(labels)
    net.load_state_dict(state, strict=False)
    return {"labels": labels, "state": net.state_dict()}
