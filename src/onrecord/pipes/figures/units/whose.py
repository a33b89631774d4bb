"""Which country's dollar or krone is meant: what the rest of a text says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onrecord.pipes.figures.numbers.lexer import LexedText
from onrecord.pipes.figures.units.currency_lists import currencies

_TWICE = 2
"""How often a text must name a country before a dollar is of that country."""


def country_of(text: LexedText, family: str) -> str:
    """The ISO code a bare sign or noun stands for: that of the country the text speaks of, or the default."""
    one = currencies().families[family]
    if len(one.codes) == 1:
        return one.codes[0]
    if not one.local:
        return best(text, one.codes, one.default)
    code, named = best(text, one.local, one.default), counts(text)
    return code if named.get(code, 0) >= _TWICE and not named.get(one.default) else one.default


def best(text: LexedText, codes: Iterable[str], default: str) -> str:
    """The currency of these a text speaks for most often, the default where that is none of them."""
    named = counts(text)
    ordered = sorted(codes, key=lambda code: code != default)
    likeliest = max(ordered, key=lambda code: named.get(code, 0))
    return likeliest if named.get(likeliest, 0) else default


def counts(text: LexedText) -> Mapping[str, int]:
    """How often a text speaks for each currency: adjectives, countries and towns in capitals."""
    named: dict[str, int] | None = text.memo.get("currencies")
    if named is None:
        named = text.memo["currencies"] = {}
        cues, i = currencies().cues, 0
        while i < len(text):
            cue = cues.after(text, i) if text.raw(i)[:1].isupper() else None
            for code in cue[0].split() if cue else ():
                named[code] = named.get(code, 0) + 1
            i = cue[1] if cue else i + 1
    return named


def is_cued(text: LexedText, family: str) -> bool:
    """Does the text speak for any currency of a family?"""
    return any(counts(text).get(code) for code in currencies().families[family].codes)


def part_of(text: LexedText, part: str) -> str:
    """Whose cents they are: by the marks in the text, else as their family's noun."""
    marks = currencies().parts[part].marks
    if "$" not in text.string:
        for mark, code in marks.items():
            if mark in text.string:
                return code
    return country_of(text, part)
