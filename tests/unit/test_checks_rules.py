"""Every check finds what its examples say, on real claims, and nothing in those it must not match."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord
from onrecord.checks import load_rules, run_checks
from onrecord.checks.rules import compile_pattern, load_checks
from onrecord.claims import FigureClaim
from onrecord.rules import Rule

RULES = list(load_rules().values())
PUBLISHED = "2026-02-10"


def found(example: str, nlp: Language) -> set[str]:
    """Ids of the checks that found something; ``||`` parts the articles of an example."""
    articles = []
    for number, text in enumerate(example.split(" || ")):
        claims = onrecord.extract(text, published=PUBLISHED, id=f"article-{number}", nlp=nlp)
        articles.append([claim for claim in claims if isinstance(claim, FigureClaim)])
    return {finding.rule for finding in run_checks(articles)}


@pytest.mark.model
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples(rule: Rule, nlp: Language) -> None:
    missed = [text for text in rule.match if rule.id not in found(text, nlp)]
    wrong = [text for text in rule.no_match if rule.id in found(text, nlp)]
    assert (missed, wrong) == ([], [])


def test_ids_carry_the_name_of_the_room() -> None:
    assert all(rule.id.startswith("check.") for rule in RULES)


def test_every_rule_has_patterns_but_the_one_across_articles() -> None:
    assert {rule.id for rule in RULES} - {check.rule.id for check in load_checks()} == {"check.disagreement"}


@pytest.mark.parametrize("pattern", ["{a:nothing}", "from <nowhere>"])
def test_a_pattern_with_unknown_names_is_refused(pattern: str) -> None:
    with pytest.raises(KeyError):
        compile_pattern(pattern)
