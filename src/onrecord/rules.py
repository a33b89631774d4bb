"""Rules as data: each pipe keeps its named patterns in a ``rules.toml`` beside its code.

A rule file is a list of tables::

    [[rule]]
    id = "figure.percent"
    why = "a number with a percent sign or the words per cent is a percentage"
    match = ["Prices rose 3 per cent."]          # sentences in which the rule must match
    no_match = ["Ward 3 was closed."]            # sentences in which it must not
    ...                                          # anything else that the pipe's code reads: words, patterns

Ids are unique across all pipes and start with the pipe's singular name. One test runs every example.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from onrecord.errors import ConfigError

PIPES = ("quotes", "periods", "figures", "speakers", "statements")


@dataclass(frozen=True)
class Rule:
    """A named pattern with its reason and examples."""

    id: str
    why: str
    match: tuple[str, ...]
    no_match: tuple[str, ...]
    data: dict[str, Any] = field(default_factory=dict, compare=False)


def read_data(path: Traversable) -> dict[str, Any]:
    """Read one data file.

    Raises:
        ConfigError: The file is missing or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error


def read_toml(pipe: str, name: str) -> dict[str, Any]:
    """Read one data file of a pipe.

    Args:
        pipe: Folder under ``onrecord/pipes``.
        name: File name: ``rules.toml``, or a lexicon beside it.

    Raises:
        ConfigError: The file is missing or is not TOML.
    """
    return read_data(files("onrecord.pipes") / pipe / name)


@cache
def load_rules(pipe: str) -> dict[str, Rule]:
    """The rules of one pipe by id, in file order.

    Raises:
        ConfigError: The file cannot be read, or a rule lacks an id, a reason or an example.
    """
    return rules_of(read_toml(pipe, "rules.toml"), f"pipes/{pipe}/rules.toml")


def rules_of(raw_file: dict[str, Any], name: str) -> dict[str, Rule]:
    """The rules of a parsed file by id, in file order.

    Args:
        raw_file: The parsed file; its rules are the list ``rule``.
        name: The file's name in messages.

    Raises:
        ConfigError: A rule lacks an id, a reason or an example, or occurs twice.
    """
    rules: dict[str, Rule] = {}
    for raw in raw_file.get("rule", []):
        data = dict(raw)
        ident, why = data.pop("id", ""), data.pop("why", "")
        rule = Rule(ident, why, tuple(data.pop("match", ())), tuple(data.pop("no_match", ())), data)
        where = f"{name}: rule {ident or len(rules) + 1}"
        if not ident or not why or not rule.match or not rule.no_match:
            raise ConfigError(f"{where} needs an id, a why, a match and a no_match")
        if ident in rules:
            raise ConfigError(f"{where} is there twice")
        rules[ident] = rule
    return rules
