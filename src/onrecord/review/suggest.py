"""Suggestions while a field is typed: names and units from the article and from other claims."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from functools import cached_property

import numpy as np

from onrecord.review.claimfile import ClaimFile, Rows
from onrecord.review.corrections import CHOICES
from onrecord.review.passages import Passage

MOST = 5
"""How many suggestions are shown at once."""
NAMES = 50
"""How many speakers of other claims, and how many units, are considered."""
TEXT = 100_000
"""How many characters of the article are searched for names."""

_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:[ ](?:(?:of|for|and|de|van|von|al|bin)[ ])?[A-Z][\w’'-]*)*")
_SMALL = re.compile(r"\b[a-z]+\b")
_OPENERS = '\n.!?:"“‘'
_DAYS = frozenset((*calendar.day_name, *calendar.month_name))
_OF_SOMETHING = re.compile(r"[’']s?$")


class Suggestions:
    """Suggestions for the fields of a claim.

    Args:
        claims: The file.
        row: A claim of the article.
        passage: Its text.
    """

    def __init__(self, claims: ClaimFile, row: int, passage: Passage) -> None:
        self._claims = claims
        self._passage = passage
        self._row = row

    def of(self, field: str, typed: str) -> list[str]:
        """Suggestions for a field: those that begin with what is typed, then those with a word that does."""
        wanted = typed.strip().casefold()
        known = self._known(field)
        begins = [one for one in known if one.casefold().startswith(wanted)]
        inside = [one for one in known if f" {wanted}" in one.casefold() and one not in begins]
        return [one for one in (*begins, *inside) if one != typed.strip()][:MOST] if wanted else known[:MOST]

    def _known(self, field: str) -> list[str]:
        if field == "speaker":
            return self._speakers
        if field == "unit":
            return self._units
        return list(CHOICES.get(field, ()))

    @cached_property
    def _article(self) -> Rows:
        return self._claims.same("article", self._row)

    @cached_property
    def _speakers(self) -> list[str]:
        """Speakers of the article's claims, the most frequent first; then names found only in its text."""
        speakers = self._claims.columns["speaker"]
        codes, first, counts = np.unique(speakers.codes[self._article], return_index=True, return_counts=True)
        by_count = np.argsort(-counts, kind="stable")[:NAMES]
        named = []
        for claim in self._claims.claims(self._article[first[by_count]]):
            if claim.speaker:
                named.append(f"{claim.speaker.name} ({claim.speaker.kind})")
        speaking = {speakers.names[int(code)] for code in codes}
        return [*named, *(name for name in names_in(self._passage.text[:TEXT]) if name not in speaking)]

    @cached_property
    def _units(self) -> list[str]:
        """Units of the article's figures, then of all figures, the most frequent first."""
        units = self._claims.columns["unit"]
        near, far = (
            np.bincount(codes, minlength=len(units.names))
            for codes in (units.codes[self._article], units.codes)
        )
        order = np.lexsort((-far, -near))[:NAMES]
        return [units.names[int(code)] for code in order if units.names[int(code)]]


def names_in(text: str) -> list[str]:
    """The names in a text, each once, those of several words first.

    A word that the text also has in lower case is not the start of a name. A single word is a name only
    inside a sentence, not at its start.
    """
    small = {match[0] for match in _SMALL.finditer(text)}

    def names() -> Iterator[str]:
        for match in _NAME.finditer(text):
            words = match[0].split(" ")
            while words and (words[0].lower() in small or len(words[0]) == 1):
                words = words[1:]
            before = text[max(0, match.start() - 2) : match.start()].strip(" ")
            opens = not before or before[-1] in _OPENERS
            if len(words) > 1 or (words and not opens and words[0] not in _DAYS):
                yield _OF_SOMETHING.sub("", " ".join(words))

    return sorted(dict.fromkeys(names()), key=lambda name: " " not in name)
