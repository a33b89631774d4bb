"""Finding time expressions in a text with the patterns of ``rules.toml``, in one pass.

Patterns are tried only where a calendar word, a number or a word such as "last" or "the" begins, and every
pattern has a bounded length, so the running time is linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property

from onrecord.errors import ConfigError
from onrecord.pipes.periods.words import GAP, LEXICON, SLOTS, any_of
from onrecord.rules import Rule, load_rules

BEFORE = 24
"""How many characters before an expression a rule can see."""
PREFIX = 64
"""How many characters before an expression a prefix rule can see."""

CAPITALISED = ("month", "weekday", "any_weekday", "holiday", "feast", "era")
"""Captured words that must be capitalised: not "may", not "sun"."""

LOWER = ("today", "tonight", "tomorrow", "yesterday")
"""Captured words that are a title if capitalised after a word that is not: "he told *Today*"."""

_INSIDE = re.compile(r"(?<!\w)[a-z0-9][\w'’-]* \Z")
_SLOT = re.compile(r"\{([a-z_]*:)?([a-z_]+)\}")


@dataclass
class Expression:
    """A time expression: its position, its rule, the pattern's captured groups, and its parts."""

    start: int
    end: int
    rule: str
    groups: dict[str, str] = field(default_factory=dict)
    parts: list[Expression] = field(default_factory=list)

    def get(self, name: str) -> str:
        """The text captured under this name, "" if nothing was."""
        return self.groups.get(name, "")


class _Compiled:
    """A rule's patterns. Those of its surroundings are compiled when one of the others first matches."""

    def __init__(self, rule: Rule) -> None:
        self._rule, self.rule = rule, rule.id
        self.patterns = tuple(compile_pattern(template, rule.id) for template in rule.data["patterns"])

    @cached_property
    def before(self) -> re.Pattern[str] | None:
        return _context(self._rule, "before")

    @cached_property
    def not_before(self) -> re.Pattern[str] | None:
        return _context(self._rule, "not_before")

    @cached_property
    def not_after(self) -> re.Pattern[str] | None:
        return _context(self._rule, "not_after")


def compile_pattern(template: str, where: str = "pattern", *, ends: str = r"(?!\w)") -> re.Pattern[str]:
    """Compile a pattern of the rule file, with its slots and gaps filled in.

    Args:
        template: The pattern; ``{slot}`` captures under the slot's name, ``{name:slot}`` under another name,
            and ``{:slot}`` does not capture.
        where: The pattern's name in error messages.
        ends: Regular expression that must match at its end.

    Raises:
        ConfigError: It names an unknown slot or is not a regular expression.
    """

    def fill(match: re.Match[str]) -> str:
        name, slot = match.group(1), match.group(2)
        if slot not in SLOTS:
            raise ConfigError(f"pipes/periods/rules.toml: {where} names the unknown slot {slot!r}")
        if name == ":":
            return f"(?:{SLOTS[slot]})"
        return f"(?P<{name[:-1] if name else slot}>{SLOTS[slot]})"

    try:
        return re.compile(_SLOT.sub(fill, template.replace(" ", GAP)) + ends)
    except re.error as error:
        raise ConfigError(f"pipes/periods/rules.toml: {where} is not a pattern: {error}") from error


def _context(rule: Rule, name: str, *, ends: str = "") -> re.Pattern[str] | None:
    template = rule.data.get(name)
    if template is None:
        return None
    return compile_pattern(_SLOT.sub(r"{:\2}", template), f"{rule.id} {name}", ends=ends)


@cache
def _compiled() -> tuple[tuple[_Compiled, ...], re.Pattern[str]]:
    rules = tuple(_Compiled(rule) for rule in load_rules("periods").values() if rule.data.get("patterns"))
    words = set(LEXICON["starters"]["words"])
    dated = ("months", "weekdays", "seasons", "holidays", "feasts", "events", "decades")
    for table in (*dated, "numbers", "ordinals"):
        words |= {word.split()[0] for word in LEXICON[table]}
    return rules, re.compile(rf"(?<!\w)(?:[0-9]|'[0-9]|[qh][1-4](?!\w)|{any_of(words)}s?(?![^\W\d]))")


def _capitals(text: str, match: re.Match[str]) -> bool:
    groups = match.groupdict()
    if groups.get("word") in LOWER and text[start := match.start("word")].isupper():
        return _INSIDE.search(text, max(0, start - BEFORE), start) is None
    return all(not groups.get(name) or text[match.start(name)].isupper() for name in CAPITALISED)


def _at(text: str, folded: str, start: int, rules: tuple[_Compiled, ...]) -> Expression | None:
    best: Expression | None = None
    window = folded[max(0, start - BEFORE) : start]
    for rule in rules:
        for pattern in rule.patterns:
            match = pattern.match(folded, start)
            if match is None or (best is not None and match.end() <= best.end) or not _capitals(text, match):
                continue
            if rule.before and not rule.before.search(window):
                continue
            if rule.not_before and rule.not_before.search(window):
                continue
            if rule.not_after and rule.not_after.match(folded, match.end()):
                continue
            groups = {name: value for name, value in match.groupdict().items() if value is not None}
            best = Expression(start, match.end(), rule.rule, groups)
    return best


def scan(text: str, folded: str) -> list[Expression]:
    """The simple expressions of a text, in order and without overlaps.

    Args:
        text: The text as it is.
        folded: The same text, folded by ``words.fold``.
    """
    rules, starters = _compiled()
    expressions: list[Expression] = []
    position = 0
    while match := starters.search(folded, position):
        expression = _at(text, folded, match.start(), rules)
        if expression is None:
            position = match.start() + 1
        else:
            expressions.append(expression)
            position = expression.end
    return expressions
