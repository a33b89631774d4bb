"""The parts of conditions that benchmarks/conditions.py drops."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from conditions import variants


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("x = a and b", ["x = True and b", "x = a and True"]),
        ("x = a or b", ["x = False or b", "x = a or False"]),
        ("x = a if b else c", ["x = a if True else c", "x = a if False else c"]),
        ("if a:\n    x()", ["if False:\n    x()"]),
        ("x = [y for y in z if y if a]", ["x = [y for y in z if a]", "x = [y for y in z if y]"]),
        ("while a:\n    x()", []),
    ],
)
def test_each_part_of_a_condition_is_dropped_alone(source: str, left: list[str]):
    assert [ast.unparse(variant.tree) for variant in variants(source)] == left


def test_a_variant_says_what_it_dropped_and_where():
    (first, second) = variants("y = 1\nx = a and b.c()")
    assert (first.line, first.dropped) == (2, "a")
    assert (second.line, second.dropped) == (2, "b.c()")
