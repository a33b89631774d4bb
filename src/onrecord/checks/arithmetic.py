"""Arithmetic within one article: patterns find figures that belong together, relations do the calculation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import localcontext

from onrecord.checks.amounts import EXACT
from onrecord.checks.doubts import (
    measured_differ,
    rates_differ,
    result_of_another,
    scale_left_out,
    units_differ,
)
from onrecord.checks.finding import Finding, Term
from onrecord.checks.passages import INSIDE, MARKS, Passage, passages
from onrecord.checks.relations import RELATIONS, Outcome
from onrecord.checks.rules import Check, load_checks
from onrecord.claims import FigureClaim

_RESULTS = ("result", "percent", "amount", "times")
"""Roles of figures that state how others differ; they need not repeat the measured phrase."""
_MARK = re.compile(f"[{''.join(MARKS.values())}]")


def check_article(claims: Iterable[FigureClaim]) -> list[Finding]:
    """Findings about the figures of one article, in text order.

    If several checks match the same figures, the first one in the rule file counts, unless it fails and a
    later one holds.
    """
    findings: dict[frozenset[str], Finding] = {}
    with localcontext(EXACT):
        for passage in passages(claims):
            for finding in _in_passage(passage):
                key = frozenset(term.claim.id for term in finding.terms)
                if key not in findings or (findings[key].failing and not finding.failing):
                    findings[key] = finding
    return sorted(findings.values(), key=lambda finding: min(term.claim.span.start for term in finding.terms))


def _in_passage(passage: Passage) -> Iterator[Finding]:
    marks = "".join(_MARK.findall(passage.skeleton))
    for check in load_checks():
        for needed, pattern in zip(check.needed, check.patterns, strict=True):
            if not needed.search(marks):
                continue
            for match in pattern.finditer(passage.skeleton):
                if match.end() <= passage.fresh or (check.unless and check.unless.search(match[0])):
                    continue
                finding = _judge(check, match, passage)
                if finding is not None:
                    yield finding


def _judge(check: Check, match: re.Match[str], passage: Passage) -> Finding | None:
    roles: dict[str, list[FigureClaim]] = {}
    for name in match.re.groupindex:
        if match[name] is not None:
            before = len(_MARK.findall(passage.skeleton, 0, match.start(name)))
            count = len(_MARK.findall(match[name]))
            roles[name] = list(passage.figures[before : before + count])
    outcome = RELATIONS[check.relation](roles)
    if outcome is None or not _reportable(check, outcome, roles):
        return None
    terms = sorted(
        (Term(name, claim) for name, claims in roles.items() for claim in claims),
        key=lambda term: term.claim.span.start,
    )
    return Finding(
        rule=check.rule.id,
        verdict="holds" if outcome.holds else "does not hold",
        relation=outcome.relation,
        difference=outcome.difference,
        terms=tuple(terms),
        words=_filled(match, passage),
    )


def _reportable(check: Check, outcome: Outcome, roles: dict[str, list[FigureClaim]]) -> bool:
    if not outcome.fails:
        return outcome.holds
    if check.fails != "any" and check.fails != ("above" if outcome.above else "below"):
        return False
    everything = [claim for claims in roles.values() for claim in claims]
    compared = [claim for name in check.same for claim in roles.get(name, ())]
    results = [claim for name in _RESULTS for claim in roles.get(name, ())]
    levels = [claim for claim in everything if claim not in results]
    misread = (
        (check.alike and units_differ(everything))
        or measured_differ(compared)
        or (bool(compared) and any(result_of_another(compared, claim) for claim in results))
        or scale_left_out(everything)
        or rates_differ(levels, results)
    )
    return not misread


def _filled(match: re.Match[str], passage: Passage) -> str:
    """The matched words with the figures put back."""
    before = len(_MARK.findall(passage.skeleton, 0, match.start()))
    figures = iter(passage.figures[before:])
    text = _MARK.sub(lambda _: next(figures).text, match[0])
    return " ".join(text.replace(INSIDE, " of ").replace("\ue021", " ").split())
