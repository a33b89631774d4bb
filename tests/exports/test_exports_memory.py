"""Memory does not grow with the number of claims, where the format is written piece by piece."""

from __future__ import annotations

import tracemalloc
from collections import deque
from pathlib import Path
from typing import Any

import pytest

from onrecord.exports import csv_table, graphml, parquet, schema_org, sqlite, web_annotation
from onrecord.exports.material import Material

SLACK = 1_000_000
"""Bytes; the claims added take ten times as much."""


def peak(format: Any, claims: list[Any], times: int, path: Path) -> int:
    """Bytes at most while so many rounds of claims are written."""
    material = Material(claim for _ in range(times) for claim in claims)
    tracemalloc.start()
    try:
        if hasattr(format, "lines"):
            deque(format.lines(material), maxlen=0)
        else:
            format.write(material, path)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("format", [csv_table, sqlite, web_annotation, schema_org, graphml])
def test_ten_times_the_claims_take_no_more_memory(format: Any, claims: list[Any], tmp_path: Path):
    peak(format, claims, 1, tmp_path / "warm")
    few = peak(format, claims, 30, tmp_path / "few")
    many = peak(format, claims, 300, tmp_path / "many")
    assert many < few + SLACK


def test_parquet_keeps_one_group(claims: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parquet, "GROUP", 100)
    peak(parquet, claims, 1, tmp_path / "warm")
    few = peak(parquet, claims, 30, tmp_path / "few")
    many = peak(parquet, claims, 300, tmp_path / "many")
    assert many < few + SLACK
