"""Every rule of every pipe finds what its examples say, and nothing in those it must not match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from onrecord.errors import ConfigError
from onrecord.rules import PIPES, Rule, load_rules

RULES = [rule for pipe in PIPES for rule in load_rules(pipe).values()]


def fired(doc: Doc) -> set[str]:
    """Ids of the rules that found something in a Doc."""
    found = [*doc._.quotes, *doc._.periods, *doc._.figures, *doc._.statements]
    mentions = {f"speaker.{m['kind']}" for cluster in doc._.clusters for m in cluster["mentions"][1:]}
    return {record["rule"] for record in found} | mentions


def test_ids_are_unique_and_carry_the_name_of_their_pipe():
    assert [rule for rule, times in Counter(rule.id for rule in RULES).items() if times > 1] == []
    for pipe in PIPES:
        assert all(rule.startswith(pipe.removesuffix("s") + ".") for rule in load_rules(pipe)), pipe


@pytest.mark.model
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples(rule: Rule, read: Callable[[str], Doc]):
    missed = [text for text in rule.match if rule.id not in fired(read(text))]
    wrong = [text for text in rule.no_match if rule.id in fired(read(text))]
    assert (missed, wrong) == ([], [])


def test_a_rule_without_its_function_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.pipeline import check_functions
    from onrecord.pipes.periods.reading import READINGS

    check_functions()
    monkeypatch.delitem(READINGS, next(iter(READINGS)))
    with pytest.raises(ConfigError, match=r"periods/rules.toml: rule period\.\w+ has no function"):
        check_functions()
