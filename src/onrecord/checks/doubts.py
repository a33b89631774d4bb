"""Reasons to take a misfit for a misreading: then nothing is said.

A sum that fails may show an error in the article, or that the figures were never meant to be set against each
other. These tests look for signs of the second; each of them is enough to keep quiet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from onrecord.checks.amounts import last_digit
from onrecord.checks.measures import says_rate
from onrecord.checks.rules import words
from onrecord.claims import FigureClaim

SHARES = frozenset({"percent", "percentage_point", "ratio"})
_THOUSAND = 1000
_IN = re.compile(r" (?:in|of) (?!the\b|an?\b|all\b|total\b|each\b|its\b|their\b)([a-z]+)")
_WORD = re.compile(r"\w+")


def units_differ(claims: Sequence[FigureClaim]) -> bool:
    """Whether the figures count different things; people of all sorts are one thing, shares are none."""
    people = words("people")
    nouns = {claim.unit.split(" ")[-1] for claim in claims if claim.figure_kind not in SHARES}
    return len({"person" if noun in people else noun for noun in nouns} - {""}) > 1


def measured_differ(claims: Sequence[FigureClaim]) -> bool:
    """Whether two figures, of which neither is related to the other, are not said to measure the same."""
    if len({_says_what(claim) for claim in claims}) > 1:
        return True
    return any(
        _named(one) != _named(two)
        and (bool(one.unit) != bool(two.unit) or (one.related != two.id and two.related != one.id))
        for place, one in enumerate(claims)
        for two in claims[place + 1 :]
    )


def result_of_another(levels: Sequence[FigureClaim], result: FigureClaim) -> bool:
    """Whether the result is said to be of something else than the figures: "a 40 per cent rise in volume"."""
    own = _named(result) - words("change")
    return bool(own) and not any(own & _named(claim) for claim in levels)


def rates_differ(levels: Sequence[FigureClaim], results: Sequence[FigureClaim]) -> bool:
    """Whether one figure says that it is a rate, and another one does not; a change of two rates need not."""
    said = {says_rate(claim) for claim in levels}
    return len(said) > 1 or any(says_rate(claim) and True not in said for claim in results)


def scale_left_out(claims: Sequence[FigureClaim]) -> bool:
    """Whether a small figure may share the word of scale of another: "from 2.1 to 1.9 million"."""
    amounts = [claim for claim in claims if claim.figure_kind not in SHARES]
    values = [abs(claim.value) for claim in amounts if isinstance(claim.value, Decimal) and claim.value]
    return min(values, default=_THOUSAND) < _THOUSAND and any(_is_scaled(claim) for claim in amounts)


def content_words(claim: FigureClaim) -> frozenset[str]:
    """The words for what is measured, in lower case, without those that say nothing."""
    if claim.measured is None:
        return frozenset()
    return frozenset(word.lower() for word in _WORD.findall(claim.measured.text)) - words("empty")


def _named(claim: FigureClaim) -> frozenset[str]:
    """The content words without numbers, since the other figures of a sentence may stand among them."""
    return frozenset(word for word in content_words(claim) if not any(map(str.isdigit, word)))


def _says_what(claim: FigureClaim) -> str:
    """What the words right after a figure say that it is of: "sales" for "£90m in sales"."""
    found = _IN.match(claim.span.suffix)
    return found[1] if found else ""


def _is_scaled(claim: FigureClaim) -> bool:
    """Whether a word of scale stands in the figure: its last digit counts for more than one."""
    if any(map(str.isdigit, claim.span.exact)):
        return last_digit(claim) > 1
    return isinstance(claim.value, Decimal) and abs(claim.value) >= _THOUSAND
