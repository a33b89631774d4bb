"""What a field may be while it is typed: names and units that the article and its other claims have."""

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
"""Suggestions at once."""
NAMES = 50
"""Speakers of other claims, and units, that are looked at."""
TEXT = 100_000
"""Characters of the article in which names are looked for."""

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
        """What a field may be that begins as typed: as a whole first, then those with such a word."""
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
        """Speakers of the article's claims, most often first; then names that only its text has."""
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
        """Units of the article's figures, then of all, most often first."""
        units = self._claims.columns["unit"]
        near, far = (
            np.bincount(codes, minlength=len(units.names))
            for codes in (units.codes[self._article], units.codes)
        )
        order = np.lexsort((-far, -near))[:NAMES]
        return [units.names[int(code)] for code in order if units.names[int(code)]]


def names_in(text: str) -> list[str]:
    """Names as they are written, each once: those of several words first.

    A small word that begins a sentence with a capital is no part of one, and one word alone is a name only
    inside a sentence.
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
