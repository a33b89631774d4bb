"""The checks as data: rules.toml, its word lists, and its pattern language.

A pattern is a regular expression over a skeleton (``onrecord.checks.passages``), with

- ``{role:kind|kind}`` for a figure, ``{role+:kind}`` for two or more in a list,
- ``<gap>`` for at most 45 characters without a figure or the end of a sentence, ``<far>`` for at most 120,
  ``<on>`` for at most 200 that may run into the next sentence,
- ``<inside>`` if the second figure begins inside the first, ``<next>`` for the end of a sentence,
- ``<same>`` if a verb has no object of its own: "opposed it", "opposed.",
- ``[<mark>]`` for any figure and ``[<percent>]`` for a figure of one kind, without a role,
- ``<name>`` for a word from the list of that name in ``[words]``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from onrecord.checks.passages import INSIDE, MARKS, NEXT, marks
from onrecord.checks.relations import RELATIONS
from onrecord.errors import ConfigError
from onrecord.rules import Rule, read_data, rules_of

_FIGURES = "".join(MARKS.values()) + INSIDE
_OTHER = rf"[^{_FIGURES}{NEXT};]"
_GAPS = {
    "gap": rf"{_OTHER}{{0,45}}?",
    "far": rf"{_OTHER}{{0,120}}?",
    "on": rf"[^{_FIGURES}]{{0,200}}?",
    "next": NEXT,
    "inside": INSIDE,
    "same": r"(?= (?:it|them|him|her|this|that|and|while|but)\b| ?[,.;:)–—]|$)",
    "mark": _FIGURES + NEXT,
    **MARKS,
}
_ROLE = re.compile(r"\{(\w+)(\+?):([\w|]+)\}")
_ESCAPED_OR_CLASS = re.compile(r"\\.|\[[^\]]*\]")
_BRACKETS = re.compile(r"\([^()]*\)(?:[?*+]|\{\d*,?\d*\})?\??")
_WORD = re.compile(r"(?<!\?P)<(\w+)>")
_JOIN = rf"{_OTHER}{{0,60}}?(?:,|\band\b|\bplus\b|&){_OTHER}{{0,40}}?"
_LONGEST_LIST = 8

Fails = Literal["any", "above", "below", "never"]


@dataclass(frozen=True)
class Check:
    """A rule with its compiled patterns."""

    rule: Rule
    relation: str
    patterns: tuple[re.Pattern[str], ...]
    needed: tuple[re.Pattern[str], ...]
    """For each pattern, one that matches the marks of every skeleton it can match: see ``figures_needed``."""
    fails: Fails
    """Which failures are reported: any, only a calculated value above or below the printed one, or none."""
    alike: bool
    """Report failures only if the figures count the same kind of thing."""
    same: tuple[str, ...]
    """Report failures only if the figures in these roles have the same measured phrase."""
    unless: re.Pattern[str] | None
    """Words that rule out the check if the match contains them."""


@cache
def load_file() -> dict[str, Any]:
    """The parsed rule file.

    Raises:
        ConfigError: It is missing or not valid TOML.
    """
    return read_data(files("onrecord.checks") / "rules.toml")


@cache
def load_rules() -> dict[str, Rule]:
    """All checks by id, in file order, including those across articles.

    Raises:
        ConfigError: A rule lacks its id, its reason or an example.
    """
    return rules_of(load_file(), "checks/rules.toml")


@cache
def load_checks() -> tuple[Check, ...]:
    """The checks within an article, in the order they are tried.

    Raises:
        ConfigError: A pattern does not compile or names an unknown relation, word list or kind.
    """
    return tuple(_check(rule) for rule in load_rules().values() if "patterns" in rule.data)


def words(name: str) -> frozenset[str]:
    """A word list of the rule file."""
    return frozenset(load_file()["words"][name])


def _check(rule: Rule) -> Check:
    try:
        relation = rule.data["relation"]
        if relation not in RELATIONS:
            raise KeyError(relation)
        unless = rule.data.get("unless")
        return Check(
            rule,
            relation,
            tuple(compile_pattern(pattern) for pattern in rule.data["patterns"]),
            tuple(figures_needed(pattern) for pattern in rule.data["patterns"]),
            rule.data.get("fails", "any"),
            rule.data.get("alike", False),
            tuple(rule.data.get("same", ())),
            compile_pattern(unless) if unless else None,
        )
    except (KeyError, re.error) as error:
        raise ConfigError(f"checks/rules.toml: rule {rule.id}: {error}") from error


def figures_needed(pattern: str) -> re.Pattern[str]:
    """A cheap test that can rule a pattern out: the figures that it always needs, in order.

    The test matches the marks of a skeleton without the text between them. Figures inside brackets of the
    pattern may be optional and do not count.
    """
    bare = _ESCAPED_OR_CLASS.sub("", pattern)
    while (without := _BRACKETS.sub("", bare)) != bare:
        bare = without
    roles = list(_ROLE.finditer(bare))
    if "|" in _ROLE.sub("", bare) or any(
        bare[role.end() : role.end() + 1] in ("?", "*", "{") for role in roles
    ):
        roles = []
    classes = [f"[{marks(role[3].split('|'))}]" for role in roles for _ in range(2 if role[2] else 1)]
    return re.compile(".*?".join(classes))


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of the rule file.

    Raises:
        KeyError: It names an unknown word list or kind.
        re.error: It is not a regular expression.
    """

    def role(match: re.Match[str]) -> str:
        name, many, kinds = match.groups()
        one = f"[{marks(kinds.split('|'))}]"
        if many:
            return f"(?P<{name}>{one}(?:{_JOIN}{one}){{1,{_LONGEST_LIST - 1}}})"
        return f"(?P<{name}>{one})"

    def word(match: re.Match[str]) -> str:
        name = match[1]
        if name in _GAPS:
            return _GAPS[name]
        return rf"\b(?:{'|'.join(load_file()['words'][name])})\b"

    return re.compile(_ROLE.sub(role, _WORD.sub(word, pattern)), re.IGNORECASE)
