"""The wheel carries the model and works in an empty environment."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARTICLE = """---
published: 2026-02-10
---
Harbour master Ada Crane said more than 40 boats were lost last year.
"""


def call(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=ROOT)
    (found,) = out.glob("*.whl")
    return found


def test_wheel_carries_the_model_its_card_and_the_rules(wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in ("model.onnx", "vocab.txt", "lemmas.json", "meta.json", "README.md"):
        assert f"onrecord/models/en_onrecord_news/{name}" in names
    for pipe in ("quotes", "periods", "figures", "speakers", "statements"):
        assert f"onrecord/pipes/{pipe}/rules.toml" in names
    assert "onrecord/py.typed" in names
    assert not any(name.startswith(("tests/", "corpus/")) for name in names)


@pytest.mark.slow
@pytest.mark.model
def test_wheel_extracts_in_an_empty_environment(wheel: Path, tmp_path: Path):
    place = tmp_path / "empty"
    venv.create(place, with_pip=True)
    python = place / "bin" / "python"
    call(python, "-m", "pip", "install", "--quiet", "-c", ROOT / "constraints.txt", wheel, cwd=tmp_path)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    call(place / "bin" / "onrecord", "extract", "article.txt", "-o", "claims.jsonl", cwd=tmp_path)
    claims = [
        json.loads(line) for line in (tmp_path / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    (figure,) = [claim for claim in claims if claim["kind"] == "figure"]
    assert (figure["value"], figure["comparator"], figure["unit"]) == (40, ">", "boat")
    assert (figure["period"]["start"], figure["period"]["end"]) == ("2025-01-01", "2025-12-31")
    assert figure["speaker"]["name"] == "Ada Crane"
