"""Runs that are cheap to end at any moment: files of short texts, and an extractor that needs no model."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # worker processes import what is there by its name

from standin import Runs


@pytest.fixture
def runs(tmp_path: Path) -> Callable[..., Runs]:
    """Makes a folder of inputs and a place for the outputs, or another place for the same inputs."""
    return lambda **made: Runs.make(tmp_path, **made)
