"""Signs that a failed check is a misreading and should not be reported.

If a sum fails, either the article is wrong or its figures were never meant to be compared. These tests look
for the latter; any one of them suppresses the finding.
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
    """Whether the figures count different things. All nouns for people are the same; shares do not count."""
    people = words("people")
    nouns = {claim.unit.split(" ")[-1] for claim in claims if claim.figure_kind not in SHARES}
    return len({"person" if noun in people else noun for noun in nouns} - {""}) > 1


def measured_differ(claims: Sequence[FigureClaim]) -> bool:
    """Whether the text says that two figures, neither related to the other, measure different things."""
    if len({_noun_after(claim) for claim in claims}) > 1:
        return True
    return any(
        _named(one) != _named(two)
        and (bool(one.unit) != bool(two.unit) or (one.related != two.id and two.related != one.id))
        for index, one in enumerate(claims)
        for two in claims[index + 1 :]
    )


def result_of_another(levels: Sequence[FigureClaim], result: FigureClaim) -> bool:
    """Whether the result is about something other than the figures: "a 40 per cent rise in volume"."""
    own = _named(result) - words("change")
    return bool(own) and not any(own & _named(claim) for claim in levels)


def rates_differ(levels: Sequence[FigureClaim], results: Sequence[FigureClaim]) -> bool:
    """Whether only some of the figures are stated as rates; the change between two rates need not be."""
    rates = {says_rate(claim) for claim in levels}
    return len(rates) > 1 or any(says_rate(claim) and True not in rates for claim in results)


def scale_left_out(claims: Sequence[FigureClaim]) -> bool:
    """Whether a small figure may share the scale word of another: "from 2.1 to 1.9 million"."""
    amounts = [claim for claim in claims if claim.figure_kind not in SHARES]
    values = [abs(claim.value) for claim in amounts if isinstance(claim.value, Decimal) and claim.value]
    return min(values, default=_THOUSAND) < _THOUSAND and any(_is_scaled(claim) for claim in amounts)


def content_words(claim: FigureClaim) -> frozenset[str]:
    """The content words of the measured phrase, in lower case."""
    if claim.measured is None:
        return frozenset()
    return frozenset(word.lower() for word in _WORD.findall(claim.measured.text)) - words("empty")


def _named(claim: FigureClaim) -> frozenset[str]:
    """The content words without numbers, which may belong to other figures of the sentence."""
    return frozenset(word for word in content_words(claim) if not any(map(str.isdigit, word)))


def _noun_after(claim: FigureClaim) -> str:
    """The noun that "in" or "of" adds right after a figure: "sales" for "£90m in sales"."""
    match = _IN.match(claim.span.suffix)
    return match[1] if match else ""


def _is_scaled(claim: FigureClaim) -> bool:
    """Whether the figure contains a scale word, so that its last digit counts for more than one."""
    if any(map(str.isdigit, claim.span.exact)):
        return last_digit(claim) > 1
    return isinstance(claim.value, Decimal) and abs(claim.value) >= _THOUSAND
