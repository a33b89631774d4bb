"""Samples, and the share of right claims estimated from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np

from onrecord.review.claimfile import ClaimFile, Rows

Z = 1.959964
"""Standard score of a two-sided 95 % interval."""

STRATA = ("rule", "kind", "mode", "unit", "outlet", "speaker", "article")
"""What a sample can be stratified by."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of the population, and its rows in the sample."""

    name: str
    size: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share with its 95 % interval."""

    share: float
    low: float
    high: float
    counted: int


def draw(claims: ClaimFile, rows: Rows, size: int, stratify: str = "", seed: int = 1) -> list[Stratum]:
    """Draw a sample: the same claims for the same seed, regardless of the order of the file.

    Args:
        claims: The file.
        rows: The population.
        size: How many claims; every stratum gets at least one, even if that makes the sample larger.
        stratify: A column to stratify by; each name in it is a stratum. "" for no strata.
        seed: Another seed gives another sample.
    """
    if not len(rows):
        return []
    ranked = rows[np.argsort(_mix(claims.keys[rows], seed), kind="stable")]
    codes = claims.columns[stratify].codes[ranked] if stratify else np.zeros(len(ranked), np.int32)
    names = claims.columns[stratify].names if stratify else [""]
    parts = {names[code]: ranked[codes == code] for code in np.unique(codes)}
    taken = allot({name: len(part) for name, part in parts.items()}, size)
    return [
        Stratum(name, len(part), tuple(int(row) for row in part[: taken[name]]))
        for name, part in sorted(parts.items())
    ]


def allot(sizes: Mapping[str, int], total: int) -> dict[str, int]:
    """Divide a sample in proportion to the sizes, by largest remainder, with at least one for each."""
    everything = sum(sizes.values())
    total = min(total, everything)
    exact = {name: size * total / everything for name, size in sizes.items()}
    taken = {name: max(1, int(share)) for name, share in exact.items()}
    by_rest = sorted(sizes, key=lambda name: (taken[name] - exact[name], name))
    for name in by_rest:
        if sum(taken.values()) >= total:
            break
        taken[name] += taken[name] < sizes[name]
    return taken


def estimate(strata: Iterable[tuple[int, Iterable[bool]]]) -> Estimate | None:
    """The share of right claims in the population; None if nothing is counted yet.

    Strata are weighted by size; those without a counted claim are left out. The interval is Wilson's, with
    Kish's effective sample size as the number of claims.

    Args:
        strata: Size of each stratum, and whether each of its counted claims is right.
    """
    counted = [(size, list(right)) for size, right in strata]
    counted = [(size, right) for size, right in counted if right]
    whole = sum(size for size, _ in counted)
    if not whole:
        return None
    share = sum(size * sum(right) / len(right) for size, right in counted) / whole
    effective = whole**2 / sum(size**2 / len(right) for size, right in counted)
    low, high = wilson(share, effective)
    return Estimate(share, low, high, sum(len(right) for _, right in counted))


def wilson(share: float, count: float) -> tuple[float, float]:
    """Wilson's 95 % score interval for a share seen in a sample."""
    middle = (share + Z**2 / (2 * count)) / (1 + Z**2 / count)
    half = Z / (1 + Z**2 / count) * sqrt(share * (1 - share) / count + Z**2 / (4 * count**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def _mix(keys: np.ndarray[tuple[int, ...], np.dtype[np.uint64]], seed: int) -> Rows:
    """A random-looking number for each key (the finaliser of splitmix64)."""
    mixed = keys + np.uint64(seed * 0x9E3779B97F4A7C15 % 2**64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    ordered: Rows = (mixed ^ (mixed >> np.uint64(31))).view(np.int64)
    return ordered
