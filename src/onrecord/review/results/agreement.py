"""Agreement between reviewers, field by field: Cohen's kappa for two, Krippendorff's alpha for any number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from onrecord.review.claimfile import AnyClaim
from onrecord.review.fields import fields_of
from onrecord.review.results.outcome import Outcomes

Unit = Mapping[str, Hashable]
"""The judgments of one thing, by reviewer."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one field.

    A coefficient is None if all judgments are the same value, and for added claims.
    """

    field: str
    units: int
    """Claims that at least two reviewers judged."""
    observed: float
    """Share of pairs of judgments that are the same."""
    alpha: float | None
    kappa: dict[tuple[str, str], float | None]


def measure(outcomes: Outcomes) -> list[Agreement]:
    """Agreement on the verdict and, among reviewers who keep a claim, on each of its fields.

    The last entry, "added", is on added claims: how often reviewers who decided on every claim of an article
    added the same claim.
    """
    units: dict[str, list[Unit]] = {"verdict": []}
    for row in outcomes.rows():
        judged = outcomes.judged(row)
        if len(judged) < 2:
            continue
        units["verdict"].append({name: one.decision.verdict for name, one in judged.items()})
        _compare_fields(units, {name: one.right for name, one in judged.items() if one.right is not None})
    added = [says for says in outcomes.opinions_on_added() if len(says) > 1]
    for says in added:
        _compare_fields(units, {name: claim for name, claim in says.items() if claim is not None})
    results = [_agreement(field, judged) for field, judged in units.items() if judged]
    if added:
        both = [{name: claim is not None for name, claim in says.items()} for says in added]
        # Claims that nobody added are not counted, so chance agreement is unknown: no coefficient.
        results.append(replace(_agreement("added", both), alpha=None, kappa={}))
    return results


def _compare_fields(units: dict[str, list[Unit]], claims: Mapping[str, AnyClaim]) -> None:
    """Add to ``units`` the field values of a claim from the reviewers who keep it."""
    kept = {name: fields_of(claim) for name, claim in claims.items()}
    if len(kept) < 2:
        return
    for field in sorted({field for fields in kept.values() for field in fields}):
        named = {name: fields[field] for name, fields in kept.items() if field in fields}
        units.setdefault(field.partition(".")[0], []).append(named)


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of two reviewers over the things both judged."""
    count = len(pairs)
    if not count:
        return None
    observed = sum(one == other for one, other in pairs) / count
    left, right = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(left[value] * right[value] for value in left) / count**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def krippendorff_alpha(units: Sequence[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for nominal values; units with fewer than two judgments do not count."""
    totals: Counter[Hashable] = Counter()
    disagreement = 0.0
    for unit in units:
        if len(unit) < 2:
            continue
        counts = Counter(unit)
        totals.update(counts)
        same = sum(count * (count - 1) for count in counts.values())
        disagreement += (len(unit) * (len(unit) - 1) - same) / (len(unit) - 1)
    count = totals.total()
    expected = count**2 - sum(one**2 for one in totals.values())
    if not expected:
        return None
    return 1 - (count - 1) * disagreement / expected


def _agreement(field: str, units: Sequence[Unit]) -> Agreement:
    reviewers = sorted({name for unit in units for name in unit})
    pairs = {
        (one, other): [(unit[one], unit[other]) for unit in units if one in unit and other in unit]
        for one, other in combinations(reviewers, 2)
    }
    judged = [pair for judgments in pairs.values() for pair in judgments]
    return Agreement(
        field=field,
        units=sum(len(unit) > 1 for unit in units),
        observed=sum(one == other for one, other in judged) / max(1, len(judged)),
        alpha=krippendorff_alpha([list(unit.values()) for unit in units]),
        kappa={names: cohen_kappa(judgments) for names, judgments in pairs.items() if judgments},
    )
