"""Runs that are cheap to end at any moment: files of short texts, and an extractor that needs no model."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # worker processes import what is there by its name

from standin import Runs, model_folder


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Runs]:
    """Makes a folder of inputs and a place for the outputs; ``at`` gives other places for the same inputs."""
    monkeypatch.setenv("ONRECORD_MODEL", str(model_folder(tmp_path)))
    return lambda **made: Runs.make(tmp_path, **made)
