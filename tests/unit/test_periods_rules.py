from __future__ import annotations

import pytest
import spacy

from onrecord.errors import ConfigError
from onrecord.pipes.periods import Periods
from onrecord.pipes.periods.reading import READINGS
from onrecord.pipes.periods.scan import compile_pattern
from onrecord.rules import Rule, load_rules

NLP = spacy.blank("en")
RULES = list(load_rules("periods").values())


def rules_in(text: str) -> list[str]:
    doc = NLP.make_doc(text)
    doc._.published = "2026-02-10"
    return [found["rule"] for found in Periods().find(doc)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples(rule: Rule):
    for text in rule.match:
        assert rule.id in rules_in(text), text
    for text in rule.no_match:
        assert rule.id not in rules_in(text), text


def test_every_rule_has_a_reading_and_every_reading_a_rule():
    assert {rule.id for rule in RULES} == set(READINGS)


def test_an_unknown_slot_is_named():
    with pytest.raises(ConfigError, match=r"rules\.toml: period\.x names the unknown slot 'moon'"):
        compile_pattern("{moon} day", "period.x")


def test_a_broken_pattern_is_named():
    with pytest.raises(ConfigError, match=r"period\.x is not a pattern"):
        compile_pattern("(the day", "period.x")
