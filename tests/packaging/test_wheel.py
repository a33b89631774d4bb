"""The wheel carries the model and works in an empty environment."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from program import run_here

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


@pytest.fixture(scope="module")
def claims_here(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What this environment makes of the article."""
    folder = tmp_path_factory.mktemp("here")
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    assert run_here("extract", "article.txt", "-o", "claims.jsonl", cwd=folder).returncode == 0
    return (folder / "claims.jsonl").read_bytes()


def interpreter(version: str) -> str | None:
    """A Python of this version, on the path or one of pyenv's."""
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        return sys.executable
    roots = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    ours = sorted(roots.glob(f"{version}.*/bin/python{version}"))
    return str(ours[-1]) if ours else shutil.which(f"python{version}")


def install(wheel: Path, python: Path, folder: Path) -> None:
    """Install into an empty environment: by uv in a tenth of pip's time, or by pip if only that can.

    Nothing is compiled: Python does that for what it imports.
    """
    wanted = ["--quiet", "--constraint", str(ROOT / "constraints.txt"), str(wheel)]
    uv = [sys.executable, "-m", "uv", "pip", "install", "--python", str(python), *wanted]
    if subprocess.run(uv, cwd=folder, capture_output=True, check=False).returncode:
        pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-compile"]
        call(*pip, *wanted, cwd=folder)


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_wheel_extracts_in_an_empty_environment(
    version: str, wheel: Path, claims_here: bytes, tmp_path: Path
):
    """With every Python the README names, the same bytes as here."""
    found = interpreter(version)
    if found is None:
        pytest.skip(f"there is no Python {version} here")
    place = tmp_path / "empty"
    call(found, "-m", "venv", "--without-pip", place, cwd=tmp_path)
    install(wheel, place / "bin" / "python", tmp_path)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    call(place / "bin" / "onrecord", "extract", "article.txt", "-o", "claims.jsonl", cwd=tmp_path)
    lines = (tmp_path / "claims.jsonl").read_bytes()
    assert lines == claims_here
    claims = [json.loads(line) for line in lines.splitlines()]
    (figure,) = [claim for claim in claims if claim["kind"] == "figure"]
    assert (figure["value"], figure["comparator"], figure["unit"]) == (40, ">", "boat")
    assert (figure["period"]["start"], figure["period"]["end"]) == ("2025-01-01", "2025-12-31")
    assert figure["speaker"]["name"] == "Ada Crane"


def test_readme_and_classifiers_name_what_is_tested():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "Python 3.11, 3.12 or 3.13 on Linux" in readme
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["classifiers"]
    named = {line.rpartition(" ")[2] for line in about if line.startswith("Programming Language")}
    assert named == {"3.11", "3.12", "3.13"}
    assert [line for line in about if line.startswith("Operating")] == ["Operating System :: POSIX :: Linux"]
