"""Which country's dollar or krone is meant: what the rest of a text says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onrecord.pipes.figures.numbers.lexer import Line
from onrecord.pipes.figures.units.currency_lists import currencies

_TWICE = 2
"""How often a text must name a country before a dollar is of that country."""


def country_of(line: Line, family: str) -> str:
    """The ISO code a bare sign or noun stands for: that of the country the text speaks of, or the default."""
    one = currencies().families[family]
    if len(one.codes) == 1:
        return one.codes[0]
    if not one.local:
        return best(line, one.codes, one.default)
    code, named = best(line, one.local, one.default), counts(line)
    return code if named.get(code, 0) >= _TWICE and not named.get(one.default) else one.default


def best(line: Line, codes: Iterable[str], default: str) -> str:
    """The currency of these a text speaks for most often, the default where that is none of them."""
    named = counts(line)
    ordered = sorted(codes, key=lambda code: code != default)
    found = max(ordered, key=lambda code: named.get(code, 0))
    return found if named.get(found, 0) else default


def counts(line: Line) -> Mapping[str, int]:
    """How often a text speaks for each currency: adjectives, countries and towns in capitals."""
    found: dict[str, int] | None = line.memo.get("currencies")
    if found is None:
        found = line.memo["currencies"] = {}
        cues, i = currencies().cues, 0
        while i < len(line):
            cue = cues.after(line, i) if line.raw(i)[:1].isupper() else None
            for code in cue[0].split() if cue else ():
                found[code] = found.get(code, 0) + 1
            i = cue[1] if cue else i + 1
    return found


def is_cued(line: Line, family: str) -> bool:
    """Does the text speak for any currency of a family?"""
    return any(counts(line).get(code) for code in currencies().families[family].codes)


def part_of(line: Line, part: str) -> str:
    """Whose cents they are: by the marks in the text, else as their family's noun."""
    marks = currencies().parts[part].marks
    if "$" not in line.text:
        for mark, code in marks.items():
            if mark in line.text:
                return code
    return country_of(line, part)
